"""The window's way to the writer: every wish is answered, in order, on the window's thread."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.changes import Changes
from app.domain.customer import Contact, Customer
from app.domain.draft import Draft, draft_of
from app.domain.errors import NameTaken, StoreUnavailable, TillOpen, UnusableFile
from app.domain.ports import Store
from app.domain.sale import RecordedSale
from app.domain.settings import ShopSettings
from app.storage.store import open_reader, open_store
from app.ui import storage_thread
from app.ui.shop import Shop
from tests.clocks import HeldClock
from tests.ui.carts import Watched, cart_of, paid_in_cash
from tests.ui.conftest import CUSTOMERS

SALES_BEFORE = sum(count for _, count, _ in CUSTOMERS)


OpenWriter = Callable[[], Store]
MakeShop = Callable[..., Shop]


@pytest.fixture
def make_shop(clock: HeldClock, owner: Actor) -> Iterator[MakeShop]:
    """Make shops that are closed whatever happens: a thread left running ends the test run."""
    made: list[Shop] = []

    def make(
        folder: Path, open_writer: OpenWriter | None = None, read: OpenWriter | None = None
    ) -> Shop:
        writer = open_writer or (lambda: open_store(folder, clock))
        made.append(Shop(writer, read or (lambda: open_reader(folder, clock)), clock, owner))
        return made[-1]

    yield make
    for shop in made:
        shop.close()


@pytest.fixture
def watched() -> list[Watched]:
    """The writer's store, once it is open."""
    return []


@pytest.fixture
def watched_shop(
    make_shop: MakeShop, shop_folder: Path, clock: HeldClock, watched: list[Watched], qtbot: QtBot
) -> Shop:
    def open_writer() -> Store:
        watched.append(Watched(open_store(shop_folder, clock)))
        return watched[0]

    shop = make_shop(shop_folder, open_writer)
    with qtbot.waitSignal(shop.opened):
        shop.open()
    return shop


def disk_full() -> NoReturn:
    raise StoreUnavailable("Could not save the sale: the disk is full.", advice="Free some space.")


def our_own_bug() -> NoReturn:
    raise TypeError("a bug")


def names(count: int) -> list[Draft]:
    return [Draft(f"key {number}", "{}") for number in range(count)]


# Sales


def test_a_sale_is_on_disk_before_it_is_announced(shop: Shop, qtbot: QtBot) -> None:
    cart = cart_of(shop, "COFFEE", "EVAP", customer="maria SANTOS")
    heard: list[object] = []
    shop.sale_recorded.connect(heard.append)
    shop.changed.connect(heard.append)
    shop.record(paid_in_cash(shop, cart))
    qtbot.waitUntil(lambda: len(heard) == 2)
    recorded, changes = heard
    assert isinstance(recorded, RecordedSale)
    on_disk = shop.reader.sales.sale(recorded.sale_id, by=shop.by)
    maria = shop.reader.customers.named("Maria Santos", by=shop.by)
    assert maria is not None
    assert (on_disk.head.total, on_disk.customer_id) == (cart.total, maria.id)
    assert changes == Changes(frozenset({maria.id}), frozenset({recorded.sale_id}), products=True)


def test_a_sale_to_nobody_changes_no_customer(shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shop.changed) as answer:
        shop.record(paid_in_cash(shop, cart_of(shop)))
    assert answer.args[0].customers == frozenset()


def test_the_same_sale_twice_is_one_sale(shop: Shop, qtbot: QtBot) -> None:
    sale = paid_in_cash(shop, cart_of(shop))
    answers: list[RecordedSale] = []
    shop.sale_recorded.connect(answers.append)
    shop.record(sale)
    shop.record(sale)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers[0].sale_id == answers[1].sale_id


def test_a_refused_sale_comes_back_as_a_signal_and_nothing_is_saved(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    before = watched_shop.reader.sales.last(by=watched_shop.by)
    watched[0].sales.before = disk_full
    with qtbot.waitSignal(watched_shop.sale_refused) as answer:
        watched_shop.record(paid_in_cash(watched_shop, cart_of(watched_shop)))
    assert answer.args[0].advice == "Free some space."
    assert watched_shop.reader.sales.last(by=watched_shop.by) == before


def test_a_moved_file_refuses_the_sale_in_plain_words(
    shop: Shop, shop_folder: Path, qtbot: QtBot
) -> None:
    sale = paid_in_cash(shop, cart_of(shop))
    file = shop_folder / "shop.db"
    file.rename(shop_folder / "away.db")
    with qtbot.waitSignal(shop.sale_refused) as answer:
        shop.record(sale)
    assert "moved, deleted or replaced" in answer.args[0].message
    (shop_folder / "away.db").rename(file)


def test_a_fault_of_our_own_is_answered_as_in_doubt_and_still_reported(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    watched[0].sales.after = our_own_bug
    sale = paid_in_cash(watched_shop, cart_of(watched_shop))
    with qtbot.capture_exceptions() as faults:
        with qtbot.waitSignal(watched_shop.sale_refused) as said:
            watched_shop.record(sale)
        qtbot.waitUntil(lambda: bool(faults))
    assert said.args[0].in_doubt
    assert [fault[0] for fault in faults] == [TypeError]
    watched[0].sales.after = lambda: None
    with qtbot.waitSignal(watched_shop.sale_recorded) as answer:
        watched_shop.record(sale)
    assert answer.args[0].outcome.value == "already_recorded"


def test_wishes_run_in_the_storage_thread_and_answers_on_the_windows(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    here = QThread.currentThread()
    seen: list[bool] = []
    watched_shop.sale_recorded.connect(lambda _: seen.append(QThread.currentThread() is here))
    watched_shop.record(paid_in_cash(watched_shop, cart_of(watched_shop)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]
    assert watched[0].thread != threading.get_ident()


# The open cart


def test_only_the_newest_of_many_drafts_is_written(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    drafts = watched[0].drafts
    drafts.gate.clear()
    for draft in names(50):
        watched_shop.drafts.keep(draft)
    drafts.gate.set()
    qtbot.waitUntil(lambda: drafts.kept_keys[-1:] == ["key 49"])
    assert drafts.kept_keys == ["key 0", "key 49"]


def test_forgetting_the_cart_wins_over_a_draft_that_still_waits(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    drafts = watched[0].drafts
    drafts.gate.clear()
    for draft in names(3):
        watched_shop.drafts.keep(draft)
    watched_shop.drafts.drop()
    drafts.gate.set()
    qtbot.waitUntil(lambda: len(drafts.kept_keys) == 2)
    kept = watched_shop.reader.drafts.kept
    qtbot.waitUntil(lambda: kept(by=watched_shop.by) is None)


def test_a_sale_waits_for_one_draft_at_most(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    drafts = watched[0].drafts
    drafts.gate.clear()
    for draft in names(20):
        watched_shop.drafts.keep(draft)
    before: list[int] = []
    watched[0].sales.before = lambda: before.append(len(drafts.kept_keys))
    with qtbot.waitSignal(watched_shop.sale_recorded):
        watched_shop.record(paid_in_cash(watched_shop, cart_of(watched_shop)))
        drafts.gate.set()
    assert before == [1]


def test_a_draft_that_cannot_be_kept_is_said_once_until_one_works_again(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    drafts = watched[0].drafts
    told: list[str] = []
    watched_shop.drafts.failed.connect(lambda problem: told.append(problem.message))

    def write(key: str, fault: Callable[[], None]) -> None:
        drafts.fault = fault
        watched_shop.drafts.keep(Draft(key, "{}"))
        watched_shop.save_settings(watched_shop.settings)  # the next answer comes after it
        with qtbot.waitSignal(watched_shop.settings_saved):
            pass

    write("a", disk_full)
    write("b", disk_full)
    assert len(told) == 1
    write("c", lambda: None)
    write("d", disk_full)
    assert len(told) == 2
    assert drafts.kept_keys == ["c"]


def test_drafts_go_on_after_a_fault_of_our_own(
    watched_shop: Shop, watched: list[Watched], qtbot: QtBot
) -> None:
    watched[0].drafts.fault = our_own_bug
    with qtbot.capture_exceptions() as faults:
        with qtbot.waitSignal(watched_shop.drafts.failed):
            watched_shop.drafts.keep(Draft("a", "{}"))
        qtbot.waitUntil(lambda: bool(faults))
    watched[0].drafts.fault = lambda: None
    watched_shop.drafts.keep(Draft("b", "{}"))
    qtbot.waitUntil(lambda: watched[0].drafts.kept_keys == ["b"])


def test_closing_writes_the_last_draft_first(
    watched_shop: Shop,
    watched: list[Watched],
    shop_folder: Path,
    clock: HeldClock,
) -> None:
    drafts = watched[0].drafts
    drafts.gate.clear()
    cart = cart_of(watched_shop, "EVAP")
    watched_shop.drafts.keep(Draft("older", "{}"))
    watched_shop.drafts.keep(draft_of(cart))
    drafts.gate.set()
    watched_shop.close()
    reader = open_reader(shop_folder, clock)
    kept = reader.drafts.kept(by=watched_shop.by)
    reader.close()
    assert kept == draft_of(cart)


# Customers and settings


def test_an_edited_customer_is_announced_with_its_id(shop: Shop, qtbot: QtBot) -> None:
    maria = shop.reader.customers.named("maria santos", by=shop.by)
    assert maria is not None
    heard: list[object] = []
    shop.customers.saved.connect(heard.append)
    shop.changed.connect(heard.append)
    shop.customers.edit(maria.id, Contact("Maria Santos", "0999 555 0000"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    saved, changes = heard
    assert isinstance(saved, Customer)
    assert saved.phone == "0999 555 0000"
    assert changes == Changes(customers=frozenset({maria.id}))


def test_a_customer_added_by_hand_is_announced(shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shop.customers.saved) as answer:
        shop.customers.add(Contact("Ana Reyes"))
    assert shop.reader.customers.customer(answer.args[0].id, by=shop.by).name == "Ana Reyes"


def test_a_taken_name_is_refused_and_announces_nothing(shop: Shop, qtbot: QtBot) -> None:
    maria = shop.reader.customers.named("maria santos", by=shop.by)
    assert maria is not None
    with (
        qtbot.assertNotEmitted(shop.changed, wait=0),
        qtbot.waitSignal(shop.customers.refused) as answer,
    ):
        shop.customers.edit(maria.id, Contact("MARLON REYES"))
    assert isinstance(answer.args[0], NameTaken)


def test_settings_are_the_new_ones_when_their_change_is_announced(shop: Shop, qtbot: QtBot) -> None:
    wanted = ShopSettings("Reyes Store", "P", 0)
    with qtbot.waitSignals([shop.settings_saved, shop.changed]):
        shop.save_settings(wanted)
    assert shop.settings == wanted
    assert shop.reader.settings.load(by=shop.by) == wanted


def test_two_quick_changes_of_settings_both_count(shop: Shop, qtbot: QtBot) -> None:
    answers: list[ShopSettings] = []
    shop.settings_saved.connect(answers.append)
    shop.save_settings(replace(shop.settings, theme="dark"))
    shop.save_settings(replace(shop.settings, text_scale=130))
    qtbot.waitUntil(lambda: len(answers) == 2)
    on_disk = shop.reader.settings.load(by=shop.by)
    assert on_disk is not None
    assert (on_disk.theme, on_disk.text_scale) == ("dark", 130)
    assert shop.settings == on_disk


def test_settings_that_cannot_be_kept_are_refused_and_the_old_ones_stay(
    shop: Shop, shop_folder: Path, qtbot: QtBot
) -> None:
    before = shop.settings
    (shop_folder / "shop.db").rename(shop_folder / "away.db")
    with qtbot.waitSignal(shop.refused):
        shop.save_settings(ShopSettings("Another"))
        assert shop.settings.shop_name == "Another"
    (shop_folder / "away.db").rename(shop_folder / "shop.db")
    assert shop.settings == before


# Opening and closing


@pytest.fixture
def unopened(make_shop: MakeShop, tmp_path: Path) -> Shop:
    folder = tmp_path / "new"
    folder.mkdir()
    return make_shop(folder)


def test_a_shop_that_never_answered_the_first_start_is_new(unopened: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(unopened.opened):
        unopened.open()
    assert (unopened.is_new, unopened.ended_cleanly) == (True, True)
    assert unopened.settings == ShopSettings("")
    with qtbot.waitSignal(unopened.settings_saved):
        unopened.save_settings(ShopSettings("Santos Mini Mart"))
    assert not unopened.is_new


def test_there_is_no_reader_before_the_shop_is_open_nor_after(unopened: Shop, qtbot: QtBot) -> None:
    with pytest.raises(StoreUnavailable):
        _ = unopened.reader
    with qtbot.waitSignal(unopened.opened):
        unopened.open()
    assert unopened.reader.products.count(by=unopened.by) == 0
    unopened.close()
    with pytest.raises(StoreUnavailable):
        _ = unopened.reader


def test_a_shop_open_elsewhere_fails_to_open_with_the_reason(
    shop: Shop, shop_folder: Path, make_shop: MakeShop, qtbot: QtBot
) -> None:
    second = make_shop(shop_folder)
    with qtbot.waitSignal(second.failed_to_open) as answer:
        second.open()
    assert isinstance(answer.args[0], TillOpen)


def test_a_file_that_is_no_shop_fails_to_open_and_is_left_alone(
    tmp_path: Path, make_shop: MakeShop, qtbot: QtBot
) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(b"my holiday pictures" * 100)
    shop = make_shop(tmp_path)
    with qtbot.waitSignal(shop.failed_to_open) as answer:
        shop.open()
    shop.close()
    assert isinstance(answer.args[0], UnusableFile)
    assert file.read_bytes() == b"my holiday pictures" * 100


def test_a_reader_that_cannot_be_opened_is_said_too(
    shop_folder: Path, make_shop: MakeShop, qtbot: QtBot
) -> None:
    shop = make_shop(shop_folder, read=disk_full)
    with qtbot.waitSignal(shop.failed_to_open):
        shop.open()


def test_a_wish_before_the_shop_is_open_is_refused(unopened: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(unopened.customers.refused) as answer:
        unopened.customers.add(Contact("Ana Reyes"))
    assert isinstance(answer.args[0], StoreUnavailable)


def test_wishes_after_closing_are_harmless(shop: Shop, qtbot: QtBot) -> None:
    sale = paid_in_cash(shop, cart_of(shop))
    shop.close()
    shop.record(sale)
    shop.drafts.keep(Draft("late", "{}"))
    shop.drafts.drop()
    shop.customers.add(Contact("Ana Reyes"))
    shop.open()
    shop.close()


def test_everything_wished_for_before_closing_is_done(
    shop: Shop, shop_folder: Path, clock: HeldClock
) -> None:
    sales = [paid_in_cash(shop, cart_of(shop)) for _ in range(5)]
    for sale in sales:
        shop.record(sale)
    shop.close()
    reader = open_reader(shop_folder, clock)
    last = reader.sales.last(by=shop.by)
    reader.close()
    assert last is not None
    assert last.head.number == f"{SALES_BEFORE + 5:06d}"


def test_a_closed_shop_was_ended_in_order(
    shop: Shop, shop_folder: Path, make_shop: MakeShop, qtbot: QtBot
) -> None:
    shop.close()
    again = make_shop(shop_folder)
    with qtbot.waitSignal(again.opened):
        again.open()
    assert again.ended_cleanly


# Idle work


def test_the_log_is_folded_in_when_nobody_waits(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    monkeypatch.setattr(storage_thread, "CHECKPOINT_AFTER_IDLE_MS", 0)
    shop: Shop = request.getfixturevalue("watched_shop")
    (store,) = request.getfixturevalue("watched")
    shop.record(paid_in_cash(shop, cart_of(shop)))
    qtbot.waitUntil(store.checkpointed.is_set)


def test_a_fold_that_must_wait_is_only_noted(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
    qtbot: QtBot,
) -> None:
    caplog.set_level(logging.INFO, "app.ui.storage_thread")
    monkeypatch.setattr(storage_thread, "CHECKPOINT_AFTER_IDLE_MS", 0)
    shop: Shop = request.getfixturevalue("watched_shop")
    (store,) = request.getfixturevalue("watched")
    store.checkpoint_fault = disk_full
    shop.record(paid_in_cash(shop, cart_of(shop)))
    qtbot.waitUntil(lambda: "checkpoint put off" in caplog.text)


def test_names_and_phones_never_reach_the_log(
    shop: Shop, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with qtbot.waitSignal(shop.sale_recorded):
        shop.record(paid_in_cash(shop, cart_of(shop, customer="Ana Reyes")))
    assert "recorded, total 215.00" in caplog.text
    assert "Ana" not in caplog.text
