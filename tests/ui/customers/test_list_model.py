"""The list of customers as a model: whole, in the store's order, and true after every commit."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.customer import Contact, Customer, Sort
from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.storage.store import open_store
from app.ui.customers.list_model import PAGE, CustomerListModel
from app.ui.shop import Shop
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_sale
from tests.storage.crowd import crowd
from tests.ui.customers.conftest import Record
from tests.ui.customers.staged import StagedStore

EVERY_ORDER = [(sort, reverse) for sort in Sort for reverse in (False, True)]


@pytest.fixture
def shop_folder(tmp_path: Path, clock: HeldClock) -> Path:
    """A shop of 350 people, many of them equal in count and total."""
    folder = tmp_path / "shop"
    folder.mkdir()
    store = open_store(folder, clock)
    crowd(store.database, 350)
    store.close()
    return folder


@pytest.fixture
def model(shop: Shop, wording: Wording) -> CustomerListModel:
    return CustomerListModel(shop, wording)


def shown(model: CustomerListModel) -> list[Customer]:
    people = [model.item(row) for row in range(model.rowCount())]
    return [customer for customer in people if customer is not None]


def test_the_model_keeps_qts_rules(model: CustomerListModel, qtmodeltester: ModelTester) -> None:
    model.show("", Sort.TOTAL)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(("sort", "reverse"), EVERY_ORDER)
def test_reading_on_gives_every_customer_once_in_order(
    model: CustomerListModel, shop: Shop, sort: Sort, reverse: bool
) -> None:
    model.show("", sort, reverse=reverse)
    assert len(model.top()) == PAGE
    assert model.rowCount() == 350
    at_once = shop.reader.customers.page("", sort, None, 1_000, by=shop.by, reverse=reverse)
    assert shown(model) == at_once
    assert len({customer.id for customer in at_once}) == 350


@pytest.mark.parametrize(("sort", "reverse"), EVERY_ORDER)
@pytest.mark.parametrize("search", ["", "mar"])
def test_after_any_commit_the_list_is_as_if_read_anew(
    shop: Shop,
    wording: Wording,
    clock: HeldClock,
    record: Record,
    qtbot: QtBot,
    sort: Sort,
    reverse: bool,
    search: str,
) -> None:
    dice = random.Random(f"{sort}{reverse}{search}")
    model = CustomerListModel(shop, wording)
    model.show(search, sort, reverse=reverse)
    shop.changed.connect(lambda changes: model.refresh(changes.customers))
    for turn in range(8):
        clock.pass_time(hours=1)
        buyer = dice.choice(shop.reader.customers.page("", sort, None, 400, by=shop.by))
        if turn % 4 == 3:
            with qtbot.waitSignal(shop.changed):
                shop.customers.edit(buyer.id, Contact(f"{dice.choice('AMZ')}ar{turn}"))
        else:
            lines = (a_line(dice.randrange(1, 10**6)),)
            record(a_sale(dice.choice([buyer.name, f"Mara {turn}"]), lines, at=clock.now()))
        expected = shop.reader.customers.page(
            search, sort, None, 1_000, by=shop.by, reverse=reverse
        )
        assert shown(model) == expected


def test_two_commits_heard_of_together_leave_the_list_in_order(
    shop: Shop, model: CustomerListModel, clock: HeldClock, record: Record
) -> None:
    model.show("", Sort.LAST)
    first, second = shown(model)[40], shown(model)[90]
    for minutes, buyer in ((1, first), (2, second)):
        record(a_sale(buyer.name, at=clock.now() + timedelta(minutes=minutes)))
    model.refresh([first.id])
    model.refresh([second.id])
    assert [customer.id for customer in shown(model)[:2]] == [second.id, first.id]
    assert shown(model) == shop.reader.customers.page("", Sort.LAST, None, 1_000, by=shop.by)


def test_a_commit_that_touched_many_is_answered_by_reading_again(
    shop: Shop, model: CustomerListModel, qtbot: QtBot
) -> None:
    model.show("", Sort.TOTAL)
    with qtbot.waitSignal(model.modelReset):
        model.refresh(range(1, 200))
    assert len(model.top()) == PAGE


def test_a_new_customer_far_below_is_there_to_scroll_to(
    model: CustomerListModel, record: Record, clock: HeldClock, shop: Shop
) -> None:
    model.show("", Sort.NAME)
    before = shown(model)
    record(a_sale("Zzz", at=clock.now()))
    newest = shop.reader.customers.named("Zzz", by=shop.by)
    assert newest is not None
    model.refresh([newest.id])
    assert shown(model) == [*before, newest]


def test_a_row_says_itself_in_one_go(
    staged_shop: Shop, wording: Wording, staged: StagedStore
) -> None:
    model = CustomerListModel(staged_shop, wording)
    model.show("maria", Sort.TOTAL)
    index = model.index(0, 0)
    assert index.data() == "Maria Santos"
    spoken = "Maria Santos, 0917 555 0142, ₱48,210.50, 37 sales, 4 days ago"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == spoken


def test_a_file_that_fails_while_scrolling_is_told_once(
    staged_shop: Shop, wording: Wording, staged: StagedStore, qtbot: QtBot
) -> None:
    model = CustomerListModel(staged_shop, wording)
    model.show("", Sort.TOTAL)
    staged.broken = True
    with qtbot.waitSignal(model.failed):
        assert model.item(PAGE + 1) is None
    with qtbot.assertNotEmitted(model.failed, wait=0):
        assert model.index(PAGE + 2, 0).data() is None
    staged.broken = False
    model.reread()
    assert model.item(PAGE + 2) is not None


def test_a_file_that_fails_at_once_leaves_an_empty_list(
    staged_shop: Shop, wording: Wording, staged: StagedStore
) -> None:
    model = CustomerListModel(staged_shop, wording)
    model.show("", Sort.TOTAL)
    staged.broken = True
    with pytest.raises(StoreUnavailable):
        model.show("", Sort.TOTAL)
    assert model.rowCount() == 0


def test_a_customer_who_is_gone_leaves_the_list(
    staged_shop: Shop, wording: Wording, staged: StagedStore, owner: Actor
) -> None:
    model = CustomerListModel(staged_shop, wording)
    model.show("", Sort.TOTAL)
    gone = shown(model)[3]
    staged.people = [customer for customer in staged.people if customer.id != gone.id]
    rows = model.rowCount()
    model.refresh([gone.id])
    assert model.row_of(gone.id) == -1
    assert model.rowCount() == rows - 1


def test_totals_below_zero_are_in_order_too(
    staged_shop: Shop, wording: Wording, staged: StagedStore
) -> None:
    staged.people = [
        Customer(number, f"Name {number}", total_purchases=Money(minor))
        for number, minor in enumerate((-500, 0, 100), 1)
    ]
    model = CustomerListModel(staged_shop, wording)
    model.show("", Sort.TOTAL)
    assert [customer.id for customer in shown(model)] == [3, 2, 1]
