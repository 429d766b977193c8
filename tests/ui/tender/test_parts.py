"""A payment in several parts in the tender: added, listed, taken out, asked about, kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.tender.part_list import grouped, sum_of_parts
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.wording import Wording
from tests.ui.keys import key_event, press, scan, send, type_text
from tests.ui.looks import settle
from tests.ui.tender.conftest import DUE, MARIA, Counter, Milliseconds, said

ALT = Qt.KeyboardModifier.AltModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
GCASH = Payment("gcash", Money(100_000), reference="901344712208")
CASH_PART = Payment("cash", Money(50_000), tendered=Money(50_000))


@pytest.fixture
def kept(tender: TenderSheet) -> list[tuple[Payment, ...]]:
    """What was to be written down, each time."""
    seen: list[tuple[Payment, ...]] = []
    tender.parts_changed.connect(seen.append)
    return seen


@pytest.fixture
def split(counter: Counter, tender: TenderSheet, watch: Milliseconds) -> Counter:
    """The window with the tender open, 1,000 of it taken by wallet."""
    tender.take(DUE, MARIA, parts=(GCASH,))
    watch.now += DEAF_MS
    return counter


# Adding


def test_less_than_is_due_adds_a_part_and_goes_on_in_cash_with_the_rest(
    till: Counter, tender: TenderSheet, payments: list[Payment], kept: list[tuple[Payment, ...]]
) -> None:
    press(till, Qt.Key.Key_G, ALT)
    type_text(till, "1000")
    assert (tender.complete.text(), said(tender)) == ("Add payment", ("Still to pay", "₱779.10"))
    press(till, ENTER)
    type_text(till, "9013 4471 2208")
    press(till, ENTER)
    assert kept == [(GCASH,)]
    assert tender.parts == (GCASH,)
    assert payments == []
    head, edit = tender.amounts.head, tender.amounts.amount.edit
    assert (head.title.text(), head.amount.amount) == ("Still to pay", "₱779.10")
    assert head.of_total.text() == "of ₱1,779.10"
    assert round(head.bar.share, 3) == 0.562
    assert tender.methods.tiles["cash"].isChecked()
    assert (edit.text(), edit.selectedText(), edit.hasFocus()) == ("779.10", "779.10", True)
    assert tender.complete.text() == "Complete sale"
    (row,) = head.parts.rows
    assert row.words == ("GCash / QR", "Ref 9013 4471 2208", "₱1,000.00")
    assert row.accessibleName() == "GCash / QR, Ref 9013 4471 2208, ₱1,000.00"


def test_the_last_part_completes_with_all_of_them(split: Counter, payments: list[Payment]) -> None:
    type_text(split, "800")
    press(split, ENTER)
    assert payments == [GCASH, Payment("cash", Money(77_910), tendered=Money(80_000))]


def test_without_parts_there_is_neither_list_nor_bar(till: Counter, tender: TenderSheet) -> None:
    head = tender.amounts.head
    assert head.title.text() == "Amount due"
    shown = [head.bar, head.parts, tender.amounts.quick_row]
    assert not any(widget.isVisible() for widget in shown)
    assert tender.amounts.quick.isVisible()


def test_with_parts_the_sums_stand_in_one_row(split: Counter, tender: TenderSheet) -> None:
    assert not tender.amounts.quick.isVisible()
    row = tender.amounts.quick_row
    assert {tile.y() for tile in row.tiles} == {row.tiles[0].y()}
    QTest.mouseClick(row.tiles[2], Qt.MouseButton.LeftButton)
    assert tender.amounts.amount.text() == "800.00"
    assert said(tender) == ("Change", "₱20.90")


def test_sums_in_the_millions_are_fewer_and_whole(
    counter: Counter, tender: TenderSheet, watch: Milliseconds
) -> None:
    tender.take(Money(10**12 + 1), None, parts=(GCASH,))
    settle()
    shown = [tile for tile in tender.amounts.quick_row.tiles if tile.isVisible()]
    assert 1 <= len(shown) < 4


def test_alt_e_gives_what_is_left(split: Counter, tender: TenderSheet) -> None:
    type_text(split, "5")
    press(split, Qt.Key.Key_E, ALT)
    assert tender.amounts.amount.text() == "779.10"


def test_a_note_too_large_for_the_rest_is_asked_about_too(
    split: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(split, "1779.10")
    press(split, ENTER)
    assert said(tender) == ("Give this much change?", "₱1,000.00")
    assert payments == []


@pytest.mark.parametrize("way", ["enter", "held", "double click"])
def test_however_often_it_is_pressed_one_part_is_added(
    till: Counter, tender: TenderSheet, payments: list[Payment], way: str
) -> None:
    type_text(till, "1000")
    if way == "enter":
        press(till, ENTER, times=5)
    elif way == "held":
        press(till, ENTER)
        for _ in range(20):
            send(till, key_event(QEvent.Type.KeyPress, ENTER, "\r", repeat=True))
    else:
        QTest.mouseClick(tender.complete, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(tender.complete, Qt.MouseButton.LeftButton)
        QTest.mouseClick(tender.complete, Qt.MouseButton.LeftButton)
    assert tender.parts == (Payment("cash", Money(100_000), tendered=Money(100_000)),)
    assert payments == []


def test_a_scan_adds_no_part(split: Counter, tender: TenderSheet, payments: list[Payment]) -> None:
    scan(split, "4800123450173")
    assert (tender.parts, payments) == ((GCASH,), [])
    assert tender.amounts.amount.text() == "779.10"


# Taking out


def test_the_cross_takes_one_part_out_and_once(
    counter: Counter,
    tender: TenderSheet,
    watch: Milliseconds,
    kept: list[tuple[Payment, ...]],
) -> None:
    tender.take(DUE, MARIA, parts=(GCASH, CASH_PART))
    watch.now += DEAF_MS
    for _ in range(2):
        cross = tender.amounts.head.parts.rows[0].remove
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert kept == [(CASH_PART,)]
    watch.now += DEAF_MS
    cross = tender.amounts.head.parts.rows[0].remove
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert kept[1:] == [()]
    assert tender.amounts.amount.text() == "1,779.10"
    assert tender.amounts.amount.edit.hasFocus()


def test_tab_reaches_each_cross_where_it_is_read_and_enter_presses_it(
    split: Counter, tender: TenderSheet, kept: list[tuple[Payment, ...]], payments: list[Payment]
) -> None:
    press(split, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    focused = split.focusWidget()
    assert focused is not None
    assert focused.objectName() == "remove_part_0"
    assert focused.accessibleName() == "Remove GCash / QR ₱1,000.00"
    press(split, ENTER)
    assert (kept, payments) == ([()], [])


def test_the_newest_of_many_parts_is_in_sight(counter: Counter, tender: TenderSheet) -> None:
    tender.take(DUE, MARIA, parts=tuple(Payment("cash", Money(n), Money(n)) for n in range(1, 9)))
    settle()
    parts = tender.amounts.head.parts
    newest = parts.rows[-1]
    top = newest.mapTo(parts.viewport(), newest.rect().topLeft()).y()
    assert top >= 0
    assert top + newest.height() <= parts.viewport().height()


# Parts that were there before


def test_parts_of_before_the_power_cut_are_there_at_once(
    split: Counter, tender: TenderSheet
) -> None:
    assert tender.parts == (GCASH,)
    assert tender.amounts.amount.text() == "779.10"


def test_too_much_can_only_be_put_right_by_taking_a_part_out(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.take(Money(90_000), None, parts=(CASH_PART, GCASH))
    watch.now += DEAF_MS
    assert said(tender) == ("More was taken than is due", "₱600.00")
    assert tender.amounts.change.detail.text() == "Remove a payment from the list."
    assert not tender.complete.isEnabled()
    assert not tender.amounts.amount.isVisible()
    press(counter, ENTER)
    press(counter, Qt.Key.Key_G, ALT)
    type_text(counter, "500")
    press(counter, ENTER)
    assert payments == []
    assert said(tender) == ("More was taken than is due", "₱600.00")
    QTest.mouseClick(tender.amounts.head.parts.rows[1].remove, Qt.MouseButton.LeftButton)
    watch.now += DEAF_MS
    assert tender.amounts.amount.text() == "400.00"
    press(counter, ENTER)
    assert payments == [CASH_PART, Payment("cash", Money(40_000), tendered=Money(40_000))]


def test_parts_that_cover_it_all_need_nothing_more_than_enter(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.take(GCASH.amount, None, parts=(GCASH,))
    assert said(tender) == ("All of it is paid.", "")
    press(counter, ENTER)
    assert payments == [], "nobody can have read it yet"
    watch.now += DEAF_MS
    press(counter, ENTER)
    assert payments == [GCASH]


# Doubts about a reference


def test_a_doubtful_reference_needs_a_second_enter(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    asked: list[str] = []

    def doubt(method: object, part: Payment, taken: object) -> tuple[str, str]:
        asked.append(part.reference)
        return "This reference was used before", "Sale 000123."

    tender.doubt_with(doubt)
    press(till, Qt.Key.Key_B, ALT)
    press(till, ENTER)
    type_text(till, "77")
    press(till, ENTER)
    assert said(tender)[0] == "This reference was used before"
    assert tender.amounts.change.detail.text() == ("Sale 000123. Press Enter again if it is right.")
    press(till, ENTER)
    assert payments == []
    watch.now += DEAF_MS
    press(till, ENTER)
    assert payments == [Payment("bank", DUE, reference="77")]
    assert asked == ["77"]


def test_another_reference_is_asked_about_again(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.doubt_with(lambda method, part, taken: (part.reference, ""))
    press(till, Qt.Key.Key_B, ALT)
    press(till, ENTER)
    for reference in ("77", "8"):
        type_text(till, reference)
        watch.now += DEAF_MS
        press(till, ENTER)
        watch.now += DEAF_MS
    assert (said(tender)[0], payments) == ("778", [])


# Leaving


def test_leaving_without_parts_asks_nothing(
    till: Counter, tender: TenderSheet, qtbot: QtBot, kept: list[tuple[Payment, ...]]
) -> None:
    with qtbot.assertNotEmitted(tender.given_back, wait=0):
        press(till, ESC)
    assert (tender.is_open, kept) == (False, [])


@pytest.mark.parametrize("way", ["esc", "back", "cross"])
def test_leaving_with_parts_asks_once_and_gives_them_back(
    split: Counter,
    tender: TenderSheet,
    watch: Milliseconds,
    kept: list[tuple[Payment, ...]],
    way: str,
) -> None:
    returned: list[tuple[Payment, ...]] = []
    tender.given_back.connect(returned.append)
    cross = tender.findChild(QPushButton, "close_sheet")
    assert cross is not None

    def leave() -> None:
        if way == "esc":
            press(split, ESC)
        elif way == "back":
            tender.methods.back.click()
        else:
            cross.click()

    leave()
    leave()
    assert (tender.is_open, returned) == (True, [])
    assert tender.amounts.change.title.text() == "Cancel this payment?"
    assert tender.amounts.change.detail.text() == (
        "GCash / QR ₱1,000.00 to give back. Esc again cancels, Enter goes on."
    )
    watch.now += DEAF_MS
    leave()
    assert not tender.is_open
    assert (returned, kept) == ([(GCASH,)], [()])
    assert tender.parts == ()
    assert split.field.hasFocus()


def test_esc_kept_down_cancels_nothing(
    split: Counter, tender: TenderSheet, watch: Milliseconds
) -> None:
    press(split, ESC)
    for _ in range(40):
        watch.now += 30
        send(split, key_event(QEvent.Type.KeyPress, ESC, repeat=True))
    assert tender.is_open


# Saving


def test_a_refusal_keeps_the_parts_and_the_amount_and_sends_the_same_again(
    split: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(split, "800")
    press(split, ENTER)
    tender.show_problem(StoreUnavailable("The disk is full."))
    assert tender.parts == (GCASH,)
    assert tender.amounts.amount.text() == "800"
    first = list(payments)
    press(split, ENTER)
    assert payments == first * 2


def test_nothing_can_be_taken_out_while_it_is_saved(split: Counter, tender: TenderSheet) -> None:
    press(split, ENTER)
    cross = tender.amounts.head.parts.rows[0].remove
    assert not cross.isEnabled()
    tender.leave()
    assert tender.is_open


# Words


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("901344712208", "9013 4471 2208"),
        ("1234567890123", "1234 5678 9012 3"),
        ("4242", "4242"),
        ("12345678", "12345678"),
        ("BPI 00123456789", "BPI 00123456789"),
    ],
)
def test_a_long_number_is_grouped_to_be_read_aloud(reference: str, shown: str) -> None:
    assert grouped(reference) == shown


def test_parts_are_added_up_in_words_as_handed_over(wording: Wording) -> None:
    cash = Payment("cash", Money(77_910), tendered=Money(80_000))
    assert sum_of_parts(wording, (GCASH, cash)) == "GCash / QR ₱1,000.00 + Cash ₱800.00"
