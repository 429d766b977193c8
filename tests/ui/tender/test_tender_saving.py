"""From the last Enter to the saved sale: asked once, paid once, shut, and tried again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from tests.ui.keys import press, scan, type_text
from tests.ui.looks import place_in
from tests.ui.tender.conftest import DUE, Counter, Milliseconds, said, shut_parts

ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


# Change that looks like a slip


def test_change_of_a_thousand_is_asked_about_once(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    type_text(till, "2779.10")
    press(till, ENTER)
    assert payments == []
    assert said(tender) == ("Give this much change?", "₱1,000.00")
    watch.now += DEAF_MS
    press(till, ENTER)
    assert [payment.change for payment in payments] == [Money(100_000)]


def test_a_bouncing_enter_does_not_answer_the_question(
    till: Counter, watch: Milliseconds, payments: list[Payment]
) -> None:
    type_text(till, "20000")
    press(till, ENTER, times=2)
    watch.now += DEAF_MS - 1
    press(till, ENTER)
    assert payments == []


def test_the_question_comes_again_after_the_amount_was_edited(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    type_text(till, "20000")
    press(till, ENTER)
    watch.now += DEAF_MS
    type_text(till, "0")
    press(till, Qt.Key.Key_Backspace)
    press(till, ENTER)
    assert payments == []
    assert said(tender)[0] == "Give this much change?"


def test_change_just_under_a_thousand_is_not_asked_about(
    till: Counter, payments: list[Payment]
) -> None:
    type_text(till, "2779.09")
    press(till, ENTER)
    assert len(payments) == 1


# Who buys


def test_the_customer_stands_there_and_f3_asks_for_another(
    till: Counter, tender: TenderSheet, qtbot: QtBot
) -> None:
    assert tender.buyer_line.name.text() == "Maria Santos"
    assert "37 purchases" in tender.buyer_line.detail.text()
    with qtbot.waitSignal(tender.customer_requested):
        press(till, Qt.Key.Key_F3)
    with qtbot.waitSignal(tender.customer_requested):
        tender.buyer_line.change.click()


def test_after_a_change_of_customer_an_enter_that_follows_at_once_is_not_heard(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.set_buyer(None)
    press(till, ENTER)
    assert payments == []
    watch.now += DEAF_MS
    press(till, ENTER)
    assert len(payments) == 1


# Saving


def test_everything_is_shut_while_the_sale_is_saved(
    till: Counter, tender: TenderSheet, payments: list[Payment], qtbot: QtBot
) -> None:
    type_text(till, "2000")
    press(till, ENTER)
    assert tender.is_saving
    assert tender.complete.text() == "Saving"
    assert all(shut_parts(tender))
    type_text(till, "99")
    press(till, Qt.Key.Key_G, ALT)
    press(till, Qt.Key.Key_E, ALT)
    press(till, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(tender.customer_requested, wait=0):
        press(till, Qt.Key.Key_F3)
    assert tender.is_open
    assert tender.amounts.amount.text() == "2000"
    assert tender.methods.tiles["cash"].isChecked()
    assert tender.complete.text() == "Saving"


def test_enter_twice_pays_once(till: Counter, payments: list[Payment]) -> None:
    press(till, ENTER, times=5)
    assert len(payments) == 1


def test_a_double_click_pays_once(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    QTest.mouseClick(tender.complete, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(tender.complete, Qt.MouseButton.LeftButton)
    assert len(payments) == 1


def test_a_refusal_keeps_the_amount_says_why_and_can_be_tried_again(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(till, "2000")
    press(till, ENTER)
    tender.show_problem(
        StoreUnavailable("Could not save the sale: the disk is full.", advice="Free some space.")
    )
    assert said(tender) == ("Could not save the sale: the disk is full.", "")
    assert tender.amounts.change.detail.text() == "Free some space."
    assert tender.amounts.amount.text() == "2000"
    assert tender.amounts.amount.edit.hasFocus()
    assert tender.complete.text() == "Try again"
    assert not any(shut_parts(tender))
    press(till, ENTER)
    assert payments == [Payment("cash", DUE, tendered=Money(200000))] * 2


def test_a_refused_wallet_payment_keeps_its_reference(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    press(till, Qt.Key.Key_G, ALT)
    press(till, ENTER)
    type_text(till, "REF 7")
    press(till, ENTER)
    tender.show_problem(StoreUnavailable("The disk is full."))
    assert tender.amounts.reference.text() == "REF 7"
    assert tender.amounts.reference.edit.hasFocus()
    press(till, ENTER)
    assert len(payments) == 2


def test_in_doubt_the_button_is_the_one_the_sentence_names(
    till: Counter, tender: TenderSheet
) -> None:
    press(till, ENTER)
    tender.show_problem(
        StoreUnavailable(
            "Not confirmed. Press Pay again, it cannot be charged twice.", in_doubt=True
        )
    )
    assert tender.complete.text() == "Pay again"


def test_editing_after_a_refusal_shows_the_change_again(till: Counter, tender: TenderSheet) -> None:
    press(till, ENTER)
    tender.show_problem(StoreUnavailable("The disk is full."))
    type_text(till, "2000")
    assert said(tender) == ("Change", "₱220.90")
    assert tender.complete.text() == "Complete sale"


def test_large_change_that_was_agreed_to_is_not_asked_about_again_after_a_refusal(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    type_text(till, "20000")
    press(till, ENTER)
    watch.now += DEAF_MS
    press(till, ENTER)
    tender.show_problem(StoreUnavailable("The disk is full."))
    press(till, ENTER)
    assert len(payments) == 2


# Leaving


def test_esc_goes_back_to_where_the_focus_was(till: Counter, tender: TenderSheet) -> None:
    press(till, Qt.Key.Key_Escape)
    assert not tender.is_open
    assert till.field.hasFocus()


def test_back_and_the_cross_go_back_too(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    tender.methods.back.click()
    assert not tender.is_open
    tender.take(DUE, None)
    cross = tender.findChild(QPushButton, "close_sheet")
    assert cross is not None
    cross.click()
    assert not tender.is_open
    assert (payments, till.field.hasFocus()) == ([], True)


def test_enter_on_back_goes_back_and_pays_nothing(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    tender.methods.back.setFocus(Qt.FocusReason.TabFocusReason)
    press(till, ENTER)
    assert (tender.is_open, payments) == (False, [])


# Scans


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_scan_lands_in_no_field_and_presses_no_button(
    till: Counter, tender: TenderSheet, payments: list[Payment], end: Qt.Key
) -> None:
    scan(till, "4800123450173", end=end)
    press(till, Qt.Key.Key_G, ALT)
    scan(till, "4800123450173", end=end)
    assert till.scans == ["4800123450173"] * 2
    assert tender.amounts.amount.text() == "1,779.10"
    assert tender.amounts.reference.text() == ""
    assert (payments, tender.is_open) == ([], True)


# By keys alone


def test_tab_goes_round_every_control_as_it_is_read(till: Counter, tender: TenderSheet) -> None:
    visited: list[str] = []
    for _ in range(9):
        press(till, Qt.Key.Key_Tab)
        focused = till.focusWidget()
        assert focused is not None
        parent = focused.parentWidget()
        assert parent is not None
        visited.append(focused.objectName() or parent.objectName())
    # Of tiles that exclude each other the chosen one has the Tab; arrows go to the others.
    assert visited == [
        "quick_0",
        "complete_sale",
        "close_sheet",
        "change_buyer",
        "method_cash",
        "account_wish",
        "back_to_cart",
        "amount_received",
        "quick_0",
    ]


def test_arrows_go_from_one_method_to_the_next(till: Counter, tender: TenderSheet) -> None:
    tender.methods.tiles["cash"].setFocus(Qt.FocusReason.TabFocusReason)
    press(till, Qt.Key.Key_Down)
    assert tender.methods.tiles["card"].isChecked()


def test_what_is_typed_on_a_button_goes_to_the_field(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    tender.methods.tiles["cash"].setFocus(Qt.FocusReason.TabFocusReason)
    type_text(till, "2000")
    assert tender.amounts.amount.text() == "2000"
    assert tender.amounts.amount.edit.hasFocus()
    press(till, ENTER)
    assert len(payments) == 1
    tender.complete.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(till, "77")
    assert tender.amounts.amount.text() == "2000"


def test_a_tap_on_a_button_leaves_the_focus_in_the_field(
    till: Counter, tender: TenderSheet
) -> None:
    place = place_in(till, tender.amounts.quick.tiles[1])
    QTest.mouseClick(till.windowHandle(), Qt.MouseButton.LeftButton, pos=place.center())
    assert tender.amounts.amount.edit.hasFocus()
    assert tender.amounts.amount.text() == "1,780.00"
    QTest.mouseClick(till.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert tender.amounts.amount.edit.hasFocus()
