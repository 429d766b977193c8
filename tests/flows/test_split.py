"""One sale paid in several parts: by keys alone, kept through a power cut, and given back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.tender import CASH, ON_ACCOUNT, MethodKind, PaymentMethod
from app.ui.tender.receipt_view import ReceiptView
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.pad import PadKey
from app.ui.widgets.toggles import ChoiceTile
from tests.flows.conftest import OpenCounter
from tests.flows.counter import ALT, COFFEE, CTRL, EVAP, NO_MODIFIER, RICE, Counter
from tests.flows.program import running

PARTS = """SELECT method, amount, tendered, reference FROM payments
WHERE sale_id = (SELECT max(id) FROM sales) ORDER BY line_no"""
REFERENCE = "901344712208"
KEY = Qt.Key


class Fingers:
    """Presses keys at a person's pace and counts them; a chord is one."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.pressed += 1
        self._counter.press(key, modifiers)
        self._counter.let_enter_be_heard()

    def write(self, text: str) -> None:
        self.pressed += len(text)
        self._counter.write(text)


def tender_of(counter: Counter) -> TenderSheet:
    return counter.window.checkout.tender


def sales(counter: Counter) -> int:
    return counter.count("sales")


def taken(counter: Counter) -> list[tuple[str, int, str]]:
    return [(part.method, part.amount.minor, part.reference) for part in tender_of(counter).parts]


def taken_on_disk(counter: Counter) -> list[str]:
    """Read the references of the parts in the draft; nothing when there is none."""
    counter.settle()
    drafts = counter.rows("SELECT content FROM cart_drafts")
    return [part["reference"] for (text,) in drafts for part in json.loads(text)["parts"]]


def pay_by_wallet(counter: Counter, amount: str, reference: str = REFERENCE) -> None:
    """Take a part by GCash in the open tender."""
    counter.press(KEY.Key_G, ALT)
    counter.write(amount)
    counter.enter()
    counter.write(reference)
    counter.enter()
    counter.let_enter_be_heard()


def finish(counter: Counter) -> None:
    counter.until(lambda: counter.is_shown("complete_view"))


# The step goals of the design


def test_a_wallet_and_cash_take_twelve_keys_and_the_reference(counter: Counter) -> None:
    counter.scan(*[RICE] * 6)  # 1,734.00
    fingers = Fingers(counter)
    fingers.press(KEY.Key_Return)
    fingers.press(KEY.Key_G, ALT)
    fingers.write("1000")
    fingers.press(KEY.Key_Return)
    fingers.write(REFERENCE)
    fingers.press(KEY.Key_Return)
    assert counter.words("due_title") == "Still to pay"
    assert counter.amount("amount_due") == "₱734.00"
    fingers.write("800")
    fingers.press(KEY.Key_Return)
    finish(counter)
    assert fingers.pressed == 12 + len(REFERENCE)
    assert counter.rows(PARTS) == [
        ("gcash", 100_000, None, REFERENCE),
        ("cash", 73_400, 80_000, ""),
    ]
    assert counter.last_sale("payment_method, total_amount") == ("split", 173_400)


def test_a_large_note_takes_six_keys(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    fingers = Fingers(counter)
    fingers.press(KEY.Key_Return)
    fingers.write("1000")
    fingers.press(KEY.Key_Return)
    finish(counter)
    assert fingers.pressed == 6
    assert counter.amount("complete_change") == "₱461.50"


def test_a_wallet_and_cash_take_five_taps_and_the_digits(counter: Counter) -> None:
    counter.scan(*[RICE] * 6)
    taps = 0

    def tap(button: QPushButton) -> None:
        nonlocal taps
        taps += 0 if isinstance(button, PadKey) else 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        counter.let_enter_be_heard()

    def tap_digits(text: str) -> None:
        for digit in text:
            tap(counter.find(PadKey, f"pad_{digit}"))

    tap(counter.find(QPushButton, "charge"))
    tap(counter.find(ChoiceTile, "method_gcash"))
    tap_digits("1000")
    tap(counter.find(QPushButton, "complete_sale"))
    tap_digits(REFERENCE)
    tap(counter.find(QPushButton, "complete_sale"))
    tap_digits("800")
    tap(counter.find(QPushButton, "complete_sale"))
    finish(counter)
    assert taps == 5
    assert [row[0] for row in counter.rows(PARTS)] == ["gcash", "cash"]


# Parts


def test_the_sale_says_all_its_parts_when_it_is_complete(counter: Counter) -> None:
    counter.scan(*[RICE] * 6)
    counter.open_tender()
    pay_by_wallet(counter, "1000")
    counter.write("800")
    counter.enter()
    finish(counter)
    assert counter.words("complete_what") == "Change"
    assert counter.amount("complete_change") == "₱66.00"
    assert counter.words("complete_how") == (
        "GCash / QR ₱1,000.00 + Cash ₱800.00   −   Total ₱1,734.00"
    )
    receipt = counter.find(ReceiptView, "receipt_view")
    lines = [placed.line.words for placed in receipt.placed_lines]
    assert f"GCash / QR  ·  {REFERENCE}" in lines
    assert "Cash" in lines
    assert "Change" in lines


def test_five_parts_by_five_methods_in_any_order(counter: Counter) -> None:
    counter.scan(*[RICE] * 2)  # 578.00
    counter.open_tender()
    for key, amount, reference in (
        (KEY.Key_Q, "100", "BPI 0012 12 Nov"),
        (KEY.Key_C, "50", ""),
        (KEY.Key_B, "28.55", "B 1"),
        (KEY.Key_G, "300", "77"),
    ):
        counter.press(key, ALT)
        counter.write(amount)
        counter.enter()
        if reference:
            counter.write(reference)
            counter.enter()
        counter.let_enter_be_heard()
        assert tender_of(counter).methods.tiles["cash"].isChecked()
    assert counter.amount("amount_due") == "₱99.45"
    counter.press(KEY.Key_D, ALT)
    counter.enter()
    finish(counter)
    assert counter.words("complete_what") == "Paid in 5 parts"
    assert counter.rows(PARTS) == [
        ("cheque", 10_000, None, "BPI 0012 12 Nov"),
        ("cash", 5_000, 5_000, ""),
        ("bank", 2_855, None, "B 1"),
        ("gcash", 30_000, None, "77"),
        ("card", 9_945, None, ""),
    ]


def test_two_parts_in_cash_are_cash(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    counter.write("200")
    counter.enter()
    counter.let_enter_be_heard()
    counter.write("100")
    counter.enter()
    finish(counter)
    assert counter.rows(PARTS) == [("cash", 20_000, 20_000, ""), ("cash", 8_900, 10_000, "")]
    assert counter.last_sale("payment_method") == ("cash",)


def test_a_second_enter_after_a_part_does_not_complete_the_sale(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    counter.open_tender()
    counter.write("100")
    counter.enter()
    counter.enter()
    counter.hold(KEY.Key_Return, "\r", 10)
    assert taken(counter) == [("cash", 10_000, "")]
    assert not counter.window.checkout.is_saving
    counter.settle()
    assert sales(counter) == before


def test_a_part_is_taken_out_with_its_cross_and_a_second_tap_takes_no_other(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    pay_by_wallet(counter, "50", "78")
    cross = counter.find(IconButton, "remove_part_0")
    assert cross.accessibleName() == "Remove GCash / QR ₱100.00"
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    QTest.mouseClick(
        tender_of(counter).amounts.head.parts.rows[0].remove, Qt.MouseButton.LeftButton
    )
    assert taken(counter) == [("gcash", 5_000, "78")]
    assert counter.amount("amount_due") == "₱239.00"
    assert counter.focus_is_in("amount_received")
    assert taken_on_disk(counter) == ["78"]


def test_the_sums_to_choose_from_follow_what_is_left(counter: Counter) -> None:
    counter.scan(*[RICE] * 6)
    counter.open_tender()
    pay_by_wallet(counter, "1000")
    tiles = tender_of(counter).amounts.quick_row.tiles
    assert [tile.text() for tile in tiles if tile.isVisible()] == [
        "Exact", "₱740", "₱800", "₱1,000",
    ]  # fmt: skip


# Leaving


def test_escape_with_parts_asks_once_then_says_what_to_give_back(counter: Counter) -> None:
    before = sales(counter)
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    counter.escape()
    counter.escape()
    assert counter.sheet == "tender", "nobody can have read the question yet"
    assert counter.words("change_title") == "Cancel this payment?"
    counter.let_enter_be_heard()
    counter.escape()
    assert counter.sheet == ""
    assert counter.messages == [
        "Payment cancelled. Give back ₱100.00.",
        f"GCash / QR ₱100.00 {REFERENCE}",
    ]
    assert counter.is_ready
    assert counter.cart.parts == ()
    assert taken_on_disk(counter) == []
    counter.pay_exactly()
    assert counter.rows(PARTS) == [("cash", 28_900, 28_900, "")]
    assert sales(counter) == before + 1


def test_enter_on_the_question_goes_on_with_the_payment(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    tender_of(counter).methods.back.click()
    assert counter.words("change_title") == "Cancel this payment?"
    counter.let_enter_be_heard()
    counter.enter()
    assert not counter.window.checkout.is_saving, "an Enter meant as yes must not sell"
    assert counter.sheet == "tender"
    assert counter.words("change_title") == "Change"
    counter.enter()
    finish(counter)
    assert [row[1] for row in counter.rows(PARTS)] == [10_000, 18_900]


def test_typing_after_the_question_means_it_was_not_meant(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    counter.escape()
    counter.let_enter_be_heard()
    counter.write("50")
    counter.escape()
    assert counter.sheet == "tender"
    assert counter.words("change_title") == "Cancel this payment?"


# References


def test_a_reference_used_before_is_named_with_its_sale_and_needs_a_second_enter(
    counter: Counter,
) -> None:
    counter.scan(COFFEE)
    counter.name("maria santos")
    counter.enter()
    counter.open_tender()
    pay_by_wallet(counter, "215", "9013 4471 2208")
    finish(counter)
    number = counter.last_sale("sale_number")[0]

    before = sales(counter)
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    assert taken(counter) == []
    assert counter.words("change_title") == "This reference was used before"
    detail = counter.words("change_detail")
    assert f"Sale {number}" in detail
    assert "12 Nov 2026, 2:41 PM" in detail
    assert "₱215.00" in detail
    assert "Maria Santos" in detail
    assert "Press Enter again" in detail
    counter.enter()
    counter.let_enter_be_heard()
    assert taken(counter) == [("gcash", 10_000, REFERENCE)]
    counter.settle()
    assert sales(counter) == before


def test_a_bouncing_enter_does_not_answer_for_a_used_reference(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    counter.press(KEY.Key_G, ALT)
    counter.write("50")
    counter.enter()
    counter.write(REFERENCE)
    counter.enter()
    assert counter.words("change_detail").startswith("It stands in the list above.")
    counter.enter()
    assert taken(counter) == [("gcash", 10_000, REFERENCE)]


def test_the_same_digits_of_a_card_are_no_warning(counter: Counter) -> None:
    for _ in range(2):
        counter.scan(RICE)
        counter.open_tender()
        counter.press(KEY.Key_D, ALT)
        counter.press(KEY.Key_Tab)
        counter.write("4242")
        counter.enter()
        finish(counter)
    assert counter.rows(PARTS) == [("card", 28_900, None, "4242")]


# A power cut


@pytest.fixture
def cut_short(shop_folder: Path) -> Path:
    """Cut the power after 1,000 by wallet and 200 in cash of 1,734."""
    steps = (
        *[f"scan:{RICE}"] * 6,
        *("press:Return", "heard", "press:Alt+G", "write:1000", "press:Return"),
        *(f"write:{REFERENCE}", "press:Return", "heard", "write:200", "press:Return"),
        "tell:kept",
    )
    with running(shop_folder, *steps) as program:
        program.until("kept")
        program.cut_the_power()
    return shop_folder


def test_parts_and_references_are_back_after_a_power_cut(
    cut_short: Path, open_counter: OpenCounter
) -> None:
    counter = open_counter(cut_short)
    assert counter.messages == [
        "The unfinished sale is back",
        "1 line, ₱1,734.00. ₱1,200.00 was taken already and waits in the payment.",
    ]
    counter.enter()
    counter.let_enter_be_heard()
    assert taken(counter) == [("gcash", 100_000, REFERENCE), ("cash", 20_000, "")]
    assert counter.amount("amount_due") == "₱534.00"
    counter.write("540")
    counter.enter()
    finish(counter)
    assert counter.rows(PARTS) == [
        ("gcash", 100_000, None, REFERENCE),
        ("cash", 20_000, 20_000, ""),
        ("cash", 53_400, 54_000, ""),
    ]


def test_exact_cash_after_a_power_cut_shows_the_parts_first(
    cut_short: Path, open_counter: OpenCounter
) -> None:
    counter = open_counter(cut_short)
    counter.enter(CTRL)
    assert counter.sheet == "tender"
    assert len(taken(counter)) == 2
    assert not counter.window.checkout.is_saving


def test_a_sale_cleared_with_parts_says_what_to_give_back_and_undo_brings_them_back(
    cut_short: Path, open_counter: OpenCounter
) -> None:
    counter = open_counter(cut_short)
    counter.find(QPushButton, "clear_sale").click()
    assert counter.messages[0] == "Sale cleared. Give back ₱1,200.00."
    assert taken_on_disk(counter) == []
    counter.press(KEY.Key_Z, CTRL)
    assert [part.reference for part in counter.cart.parts] == [REFERENCE, ""]
    assert taken_on_disk(counter) == [REFERENCE, ""]


def test_parts_outlive_the_last_line_until_they_are_given_back(
    cut_short: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(cut_short)
    first.press(KEY.Key_Delete)
    assert first.lines == []
    first.settle()
    first.close()
    counter = open_counter(cut_short)
    counter.scan(RICE, COFFEE, COFFEE, COFFEE, COFFEE, COFFEE)
    counter.open_tender()
    assert len(taken(counter)) == 2
    assert counter.amount("amount_due") == "₱164.00"


def test_another_customer_in_the_tender_leaves_the_parts_on_disk(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    counter.press(KEY.Key_F3)
    counter.write("Bong")
    counter.enter()
    assert taken(counter) == [("gcash", 10_000, REFERENCE)]
    counter.settle()
    content = counter.rows("SELECT content FROM cart_drafts")[0][0]
    assert REFERENCE in content
    assert "Bong" in content


def test_a_total_that_became_smaller_than_its_parts_is_said_and_put_right_by_hand(
    cut_short: Path, open_counter: OpenCounter
) -> None:
    before = open_counter(cut_short)
    before.press(KEY.Key_F4)
    before.write("3")
    before.enter()  # 867.00
    before.open_tender()
    assert before.words("change_title") == "More was taken than is due"
    assert before.amount("change_amount") == "₱333.00"
    assert not before.find(QPushButton, "complete_sale").isEnabled()
    before.enter()
    before.write("500")
    assert before.sheet == "tender"
    assert not before.window.checkout.is_saving
    QTest.mouseClick(before.find(IconButton, "remove_part_0"), Qt.MouseButton.LeftButton)
    before.let_enter_be_heard()
    assert taken(before) == [("cash", 20_000, "")]
    assert before.amount("amount_due") == "₱667.00"
    before.enter()
    finish(before)
    assert [row[1] for row in before.rows(PARTS)] == [20_000, 66_700]


def test_parts_that_cover_a_total_that_became_smaller_need_only_enter(
    shop_folder: Path, open_counter: OpenCounter
) -> None:
    first = open_counter(shop_folder)
    first.scan(RICE, COFFEE)
    first.open_tender()
    pay_by_wallet(first, "289")
    first.settle()
    first.close()
    counter = open_counter(shop_folder)
    counter.press(KEY.Key_Delete)
    assert counter.lines == [("RICE5", "1")]
    counter.open_tender()
    assert counter.words("change_title") == "All of it is paid."
    assert not counter.is_shown("amount_received")
    counter.write("77")
    counter.enter()
    finish(counter)
    assert counter.rows(PARTS) == [("gcash", 28_900, None, REFERENCE)]
    assert counter.words("complete_what") == "Paid by GCash / QR"


def test_while_it_is_saved_no_part_can_be_taken_out_and_nothing_is_sold_twice(
    counter: Counter,
) -> None:
    before = sales(counter)
    counter.scan(RICE)
    counter.open_tender()
    pay_by_wallet(counter, "100")
    counter.write("200")
    with counter.slow_disk():
        counter.enter()
        counter.enter()
        counter.press(KEY.Key_Escape)
        cross = tender_of(counter).amounts.head.parts.rows[0].remove
        assert not cross.isEnabled()
    finish(counter)
    assert [row[0] for row in counter.rows(PARTS)] == ["gcash", "cash"]
    counter.settle()
    assert sales(counter) == before + 1


# The shop's own ways to pay


def test_what_the_owner_decides_about_ways_to_pay_holds_at_once(
    counter: Counter, qtbot: QtBot
) -> None:
    maya = PaymentMethod("maya", "M", MethodKind.WALLET, "Maya", True, r"[A-Z]{2}[0-9]{4}")
    hidden = PaymentMethod("card", "D", MethodKind.CARD, is_shown=False)
    with qtbot.waitSignal(counter.shop.changed):
        counter.shop.methods.save((CASH, maya, hidden, replace(ON_ACCOUNT, is_shown=False)))
    counter.scan(RICE)
    counter.open_tender()
    assert list(tender_of(counter).methods.tiles) == ["cash", "maya"]
    counter.press(KEY.Key_D, ALT)
    assert tender_of(counter).methods.tiles["cash"].isChecked()
    counter.press(KEY.Key_M, ALT)
    counter.write("100")
    counter.enter()
    counter.write("77")
    counter.enter()
    error = tender_of(counter).amounts.reference.error
    assert error == "This reference number does not look right. Type it again."
    counter.write("AB1234")
    counter.enter()
    counter.let_enter_be_heard()
    counter.enter()
    finish(counter)
    assert counter.words("complete_how") == "Maya ₱100.00 + Cash ₱189.00"
    assert counter.rows(PARTS)[0] == ("maya", 10_000, None, "AB1234")
