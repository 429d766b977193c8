"""One customer's history as a model: all of it, newest first, true after every commit."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable
from app.domain.period import Period
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.store import WriterStore, open_store
from app.ui.customers.history_model import PAGE, Column, HistoryModel
from app.ui.shop import Shop
from app.ui.wording import Wording
from tests.clocks import HeldClock
from tests.storage.builders import a_line, a_return, a_sale
from tests.ui.customers.conftest import Record
from tests.ui.customers.examples import MARIA
from tests.ui.customers.examples import a_line as staged_line
from tests.ui.customers.examples import a_sale as staged_sale
from tests.ui.customers.staged import StagedStore

SALES = 150


@pytest.fixture
def shop_folder(tmp_path_factory: pytest.TempPathFactory, clock: HeldClock, owner: Actor) -> Path:
    """A shop whose one customer came often, and brought two things back."""
    folder = tmp_path_factory.mktemp("often")
    store = open_store(folder, clock)
    _sell(store, clock, owner)
    store.close()
    return folder


def _sell(store: WriterStore, clock: HeldClock, owner: Actor) -> None:
    for turn in range(SALES):
        at = clock.now() - timedelta(days=SALES - turn // 2)
        store.sales.record(a_sale("Ana Reyes", at=at), by=owner)
    for turn in range(2):
        at = clock.now() - timedelta(hours=2 - turn)
        lines = (a_line(500, "-1"),)
        store.sales.record(a_return(lines, customer="Ana Reyes", at=at), by=owner)


@pytest.fixture
def ana(shop: Shop) -> int:
    customer = shop.reader.customers.named("Ana Reyes", by=shop.by)
    assert customer is not None
    return customer.id


@pytest.fixture
def model(shop: Shop, wording: Wording) -> HistoryModel:
    return HistoryModel(shop, wording)


def shown(model: HistoryModel) -> list[HistoryRow]:
    rows = [model.sale(row) for row in range(model.rowCount())]
    return [sale for sale in rows if sale is not None]


def read_all(model: HistoryModel) -> None:
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())


def all_of(shop: Shop, customer_id: int) -> list[HistoryRow]:
    return shop.reader.customers.history(customer_id, None, 10_000, by=shop.by)


def test_the_model_keeps_qts_rules(
    model: HistoryModel, ana: int, qtmodeltester: ModelTester
) -> None:
    model.show(ana)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_reading_on_gives_every_sale_and_return_newest_first(
    model: HistoryModel, shop: Shop, ana: int
) -> None:
    model.show(ana)
    assert model.rowCount() == PAGE
    read_all(model)
    assert shown(model) == all_of(shop, ana)
    assert model.rowCount() == SALES + 2


def test_a_period_holds_only_its_days(model: HistoryModel, clock: HeldClock, ana: int) -> None:
    day = clock.local(clock.now()).date() - timedelta(days=100)
    model.show(ana, Period(day, day))
    assert {clock.local(sale.sold_at).date() for sale in shown(model)} == {day}
    assert model.rowCount() == 2


def test_a_new_sale_comes_on_top_and_the_rest_stays(
    model: HistoryModel, shop: Shop, ana: int, record: Record, clock: HeldClock, qtbot: QtBot
) -> None:
    model.show(ana)
    model.load()
    before = shown(model)
    record(a_sale("ana  reyes", at=clock.now()))
    newest = all_of(shop, ana)[0]
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.refresh([newest.sale_id])
    assert inserted.args is not None
    assert inserted.args[1:] == [0, 0]
    assert shown(model) == [newest, *before]


@pytest.mark.parametrize("row", [0, 5, PAGE + 7])
def test_a_voided_sale_changes_in_place(
    staged_shop: Shop, staged: StagedStore, wording: Wording, qtbot: QtBot, row: int
) -> None:
    lines = (staged_line("Rice", 1000, 5_000),)
    start = staged_shop.clock.now()
    sales = [staged_sale(n, start - timedelta(hours=n), lines) for n in range(1, 90)]
    staged.sales_of[MARIA] = list(sales)
    model = HistoryModel(staged_shop, wording)
    model.show(MARIA)
    read_all(model)
    staged.sales_of[MARIA][row] = staged_sale(
        row + 1, start - timedelta(hours=row + 1), lines, status=Status.VOIDED
    )
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh([row + 1])
    assert changed.args is not None
    assert changed.args[0].row() == row
    assert model.mark(shown(model)[row]) == "Voided"
    assert model.rowCount() == 89


def test_a_sale_that_went_to_somebody_else_is_read_away(
    staged_shop: Shop, staged: StagedStore, wording: Wording
) -> None:
    model = HistoryModel(staged_shop, wording)
    model.show(MARIA)
    read_all(model)
    moved = staged.sales_of[MARIA].pop(0)
    model.refresh([moved.head.sale_id])
    read_all(model)
    assert model.row_of(moved.head.sale_id) == -1
    assert model.rowCount() == len(staged.sales_of[MARIA])


def test_a_first_sale_fills_an_empty_history(
    staged_shop: Shop, staged: StagedStore, wording: Wording
) -> None:
    model = HistoryModel(staged_shop, wording)
    model.show(2)
    assert model.rowCount() == 0
    lines = (staged_line("Rice", 1000, 5_000),)
    staged.sales_of[2] = [staged_sale(7, staged_shop.clock.now(), lines)]
    model.refresh([7])
    assert [sale.sale_id for sale in shown(model)] == [7]


def test_a_return_shows_its_minus_and_its_word(
    model: HistoryModel, ana: int, clock: HeldClock
) -> None:
    model.show(ana)
    top = model.sale(0)
    assert top is not None
    assert top.kind is Kind.RETURN
    assert model.index(0, Column.TOTAL).data() == "−5.00"
    spoken = model.index(0, Column.DATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("−5.00, Return")
    assert spoken.startswith(model.index(0, Column.DATE).data())


def test_columns_are_named_and_amounts_stand_at_the_right(model: HistoryModel) -> None:
    across = Qt.Orientation.Horizontal
    names = [model.headerData(column, across) for column in Column]
    assert names == ["Date", "Receipt", "Paid with", "Total"]
    align = Qt.ItemDataRole.TextAlignmentRole
    total = model.headerData(Column.TOTAL, across, align)
    assert isinstance(total, int)
    assert Qt.AlignmentFlag(total) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(Column.DATE, across, align) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    heard = model.headerData(Column.DATE, across, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Date, newest first"


def test_a_file_that_fails_while_scrolling_is_told_once(
    staged_shop: Shop, staged: StagedStore, wording: Wording, qtbot: QtBot
) -> None:
    lines = (staged_line("Rice", 1000, 5_000),)
    start = staged_shop.clock.now()
    staged.sales_of[MARIA] = [
        staged_sale(n, start - timedelta(hours=n), lines) for n in range(1, 90)
    ]
    model = HistoryModel(staged_shop, wording)
    model.show(MARIA)
    staged.broken = True
    with qtbot.waitSignal(model.failed):
        model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    with pytest.raises(StoreUnavailable):
        model.show(MARIA)
    assert model.rowCount() == 0


def test_nobody_has_no_history(model: HistoryModel) -> None:
    model.show(None, Period(date(2026, 1, 1), None))
    assert model.rowCount() == 0
