"""Copies are made when they should be, one at a time, and what went wrong is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.customer import Contact
from app.ui.copies import keeper as keeping
from app.ui.copies.keeper import CopyKeeper
from app.ui.shop import Shop
from tests.clocks import HeldClock
from tests.people import cashier
from tests.ui.copies.errands import DRIVE, Errands, a_copy

TIMED = ["backup", "--reason", "timed", "--feed"]
LIST = ["backup", "--list", "--feed"]


@pytest.fixture
def settled(keeper: CopyKeeper, qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    """Do something, and wait until the keeper has nothing more to do."""

    def run(act: Callable[[], object]) -> None:
        act()
        qtbot.waitUntil(lambda: keeper.is_idle)

    return run


Settled = Callable[[Callable[[], object]], None]


def change(shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shop.changed):
        shop.customers.add(Contact("Nena Cruz"))


def test_a_start_looks_for_copies_and_makes_none_while_the_last_is_fresh(
    keeper: CopyKeeper, errands: Errands, settled: Settled
) -> None:
    errands.copies = [a_copy()]
    settled(keeper.start)
    assert errands.asked == [LIST]
    assert keeper.is_known
    assert keeper.newest == errands.copies[0]
    assert str(keeper.path_of(errands.copies[0])) == "/shop/backups/suki-1.0.db"


def test_a_start_without_a_recent_copy_makes_one(
    keeper: CopyKeeper, errands: Errands, settled: Settled
) -> None:
    errands.copies, errands.made = [a_copy(50)], a_copy(0)
    settled(keeper.start)
    assert errands.asked == [LIST, TIMED]
    assert not keeper.is_late


def test_half_an_hour_after_a_change_a_copy_is_made_and_none_without_a_change(
    keeper: CopyKeeper, errands: Errands, settled: Settled, clock: HeldClock, shop: Shop,
    qtbot: QtBot,
) -> None:  # fmt: skip
    errands.copies = [a_copy()]
    settled(keeper.start)
    clock.pass_time(minutes=31)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST]
    change(shop, qtbot)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST]
    clock.pass_time(minutes=29)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST]
    clock.pass_time(minutes=1)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST, TIMED]
    clock.pass_time(minutes=30)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST, TIMED]


def test_sales_that_are_in_no_copy_are_a_change(
    keeper: CopyKeeper, errands: Errands, settled: Settled, clock: HeldClock
) -> None:
    first = a_copy()
    errands.copies = [replace(first, figures=replace(first.figures, last_number="000006"))]
    settled(keeper.start)
    clock.pass_time(minutes=30)
    settled(keeper.look_at_the_clock)
    assert errands.asked == [LIST, TIMED]


def test_what_went_wrong_is_known_and_tried_again(
    keeper: CopyKeeper, errands: Errands, settled: Settled, clock: HeldClock, qtbot: QtBot
) -> None:
    errands.copies, errands.problem = [a_copy()], "The disk is full."
    settled(keeper.back_up)
    assert keeper.problem == "The disk is full."
    assert not keeper.is_copying
    errands.problem, errands.made = "", a_copy(0)
    clock.pass_time(minutes=30)
    settled(keeper.look_at_the_clock)
    assert keeper.problem == ""


def test_a_process_that_says_nothing_is_a_copy_that_was_not_made(
    keeper: CopyKeeper, errands: Errands, settled: Settled
) -> None:
    errands.garbage = "Traceback"
    settled(keeper.back_up)
    assert keeper.problem == "Suki could not finish this. Try again."


def test_a_program_that_cannot_be_started_is_a_copy_that_was_not_made(
    shop: Shop, qtbot: QtBot
) -> None:
    keeper = CopyKeeper(shop, lambda _: ["/nowhere/suki"], shop)
    keeper.back_up()
    qtbot.waitUntil(lambda: bool(keeper.problem))
    keeper.stop()


def test_a_copy_that_stays_late_is_warned_of(
    keeper: CopyKeeper, errands: Errands, settled: Settled, qtbot: QtBot
) -> None:
    errands.copies = [a_copy(50)]
    with qtbot.waitSignal(keeper.late):
        settled(keeper.start)
    errands.made = a_copy(0)
    with qtbot.assertNotEmitted(keeper.late):
        settled(keeper.back_up)


def test_a_copy_that_is_not_in_the_second_place_is_late_there(
    keeper: CopyKeeper, errands: Errands, settled: Settled, shop: Shop, qtbot: QtBot
) -> None:
    errands.copies = [a_copy(), a_copy(40, second_place=DRIVE)]
    with qtbot.waitSignal(keeper.late):
        settled(lambda: shop.save_settings(replace(shop.settings, second_place=DRIVE)))
        qtbot.waitUntil(lambda: len(errands.asked) == 1 and keeper.is_idle)
    assert keeper.newest == errands.copies[1]


def test_a_copy_in_the_place_before_is_none_in_this_one(
    keeper: CopyKeeper, errands: Errands, settled: Settled
) -> None:
    errands.copies = [a_copy(second_place="/media/old"), a_copy(3, second_place=DRIVE)]
    settled(keeper.start)
    for place, found in (
        (DRIVE, errands.copies[1]),
        (f"{DRIVE}/", errands.copies[1]),
        ("/media/old", errands.copies[0]),
        ("/media/new", None),
        ("", errands.copies[0]),
    ):
        keeper._place = place
        assert keeper.newest == found


def test_a_place_is_tried_before_it_is_chosen_and_used_at_once(
    keeper: CopyKeeper, errands: Errands, shop: Shop, qtbot: QtBot
) -> None:
    keeper.use_place(DRIVE)
    qtbot.waitUntil(lambda: len(errands.asked) == 2 and keeper.is_idle)
    assert errands.asked[0] == ["backup", "--place", DRIVE, "--feed"]
    assert errands.asked[1] == ["backup", "--reason", "asked", "--feed"]
    assert shop.settings.second_place == DRIVE
    keeper.use_place("")
    qtbot.waitUntil(lambda: shop.settings.second_place == "")


def test_a_place_that_is_no_good_is_not_chosen(
    keeper: CopyKeeper, errands: Errands, shop: Shop, qtbot: QtBot
) -> None:
    errands.problem = "Could not keep copies there: it is not there."
    with qtbot.waitSignal(keeper.place_refused) as refused:
        keeper.use_place(DRIVE)
    assert refused.args == [errands.problem]
    assert shop.settings.second_place == ""


def test_who_may_not_choose_places_is_told_so(
    keeper: CopyKeeper, errands: Errands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shop, "by", property(lambda _: cashier()))
    with qtbot.waitSignal(keeper.place_refused) as refused:
        keeper.use_place(DRIVE)
    assert refused.args == ["You are not allowed to do this."]
    assert errands.asked == []


@pytest.mark.parametrize("has_changes", [True, False])
def test_at_the_end_a_changed_shop_is_copied_by_a_process_that_outlives_the_till(
    keeper: CopyKeeper, errands: Errands, settled: Settled, shop: Shop, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, has_changes: bool,
) -> None:  # fmt: skip
    sent: list[list[str]] = []

    def send(command: list[str]) -> bool:
        sent.append(command)
        return True

    monkeypatch.setattr(keeping, "send_off", send)
    errands.copies = [a_copy()]
    settled(keeper.start)
    if has_changes:
        change(shop, qtbot)
    assert keeper.copy_at_the_end() is has_changes
    assert len(sent) == has_changes
    assert errands.asked[1:] == [["backup", "--reason", "closing", "--feed"]] * has_changes


def test_a_copy_on_its_way_at_the_end_is_given_up_and_made_anew(
    keeper: CopyKeeper, errands: Errands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "send_off", lambda _: True)
    errands.copies = [a_copy()]
    keeper.back_up()
    assert keeper.copy_at_the_end()
    assert keeper.is_idle
