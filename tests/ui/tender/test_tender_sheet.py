"""Taking payment by keys, as at the counter: what is typed, what is refused, what goes out."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.buyer import Buyer
from app.ui.tender.tender_sheet import DEAF_MS, TenderSheet
from tests.ui.keys import key_event, press, scan, send, type_text
from tests.ui.looks import place_in
from tests.ui.tender.conftest import Counter, Milliseconds

ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
DUE = Money(177910)
MARIA = Buyer("Maria Santos", "37 purchases  ·  last visit 4 days ago", is_new=False)


@pytest.fixture
def payments(tender: TenderSheet) -> list[Payment]:
    """What the tender asked to be saved."""
    paid: list[Payment] = []
    tender.paid.connect(paid.append)
    return paid


@pytest.fixture
def till(counter: Counter, tender: TenderSheet, watch: Milliseconds) -> Counter:
    """The window with the tender open, long enough ago that Enter is heard."""
    tender.take(DUE, MARIA)
    watch.now += DEAF_MS
    return counter


def said(tender: TenderSheet) -> tuple[str, str]:
    change = tender.amounts.change
    return change.title.text(), change.amount.amount if change.amount.isVisible() else ""


def shut_parts(tender: TenderSheet) -> list[bool]:
    tiles = [*tender.methods.tiles.values(), *tender.amounts.quick.tiles]
    buttons = [*tiles, tender.methods.back, tender.complete, tender.buyer_line.change, tender.pad]
    return [not button.isEnabled() for button in buttons] + [
        tender.amounts.amount.edit.isReadOnly()
    ]


# Opening


def test_all_of_it_in_cash_is_proposed_and_selected(till: Counter, tender: TenderSheet) -> None:
    edit = tender.amounts.amount.edit
    assert edit.hasFocus()
    assert (edit.text(), edit.selectedText()) == ("1,779.10", "1,779.10")
    assert tender.amounts.due.amount == "₱1,779.10"
    assert tender.methods.tiles["cash"].isChecked()
    assert said(tender) == ("Change", "₱0.00")


def test_typing_replaces_what_was_proposed(till: Counter, tender: TenderSheet) -> None:
    type_text(till, "2000")
    assert tender.amounts.amount.text() == "2000"
    assert said(tender) == ("Change", "₱220.90")


def test_enter_pays_and_the_change_is_in_the_payment(
    till: Counter, payments: list[Payment]
) -> None:
    type_text(till, "2000")
    press(till, ENTER)
    assert payments == [Payment("cash", DUE, tendered=Money(200000))]
    assert payments[0].change == Money(22090)


def test_enter_of_the_number_block_pays_too(till: Counter, payments: list[Payment]) -> None:
    press(till, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert payments == [Payment("cash", DUE, tendered=DUE)]


def test_the_enter_that_opened_the_tender_cannot_pay(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.take(DUE, None)
    for passed in (0, 100, DEAF_MS - 1):
        watch.now = 50_000 + passed
        press(counter, ENTER)
    assert payments == []
    watch.now = 50_000 + DEAF_MS
    press(counter, ENTER)
    assert len(payments) == 1


def test_a_second_tap_in_the_place_of_charge_cannot_pay(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.close_sheet()
    tender.take(DUE, None)
    QTest.mouseClick(tender.complete, Qt.MouseButton.LeftButton)
    assert payments == []
    watch.now += DEAF_MS
    QTest.mouseClick(tender.complete, Qt.MouseButton.LeftButton)
    assert len(payments) == 1


def test_a_key_kept_down_never_pays(
    till: Counter, watch: Milliseconds, payments: list[Payment]
) -> None:
    for _ in range(20):
        watch.now += 30
        send(till, key_event(QEvent.Type.KeyPress, ENTER, "\r", repeat=True))
    assert payments == []


def test_nothing_of_the_last_payment_is_left_at_the_next(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    press(till, Qt.Key.Key_G, ALT)
    type_text(till, "REF 1")
    press(till, ENTER)
    tender.close_sheet()
    tender.take(Money(5000), None)
    assert tender.amounts.amount.text() == "50.00"
    assert tender.amounts.amount.edit.hasFocus()
    assert tender.amounts.reference.text() == ""
    assert tender.methods.tiles["cash"].isChecked()
    assert not any(shut_parts(tender))
    press(till, Qt.Key.Key_Escape)
    assert not tender.is_open


# Amounts


def test_less_than_is_due_is_refused_beside_the_field_and_stays_to_be_corrected(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(till, "1500")
    assert said(tender) == ("Still to pay", "₱279.10")
    assert not tender.complete.isEnabled()
    press(till, ENTER)
    assert tender.amounts.amount.error == "₱279.10 is still missing."
    assert tender.amounts.amount.text() == "1500"
    assert tender.amounts.amount.edit.selectedText() == "1500"
    assert payments == []
    type_text(till, "2")
    assert tender.amounts.amount.error == ""


@pytest.mark.parametrize("text", ["12,5", "2000 pesos", "1e5", "abc", "..", "1,00"])
def test_an_amount_that_cannot_be_meant_is_refused_in_plain_words(
    till: Counter, tender: TenderSheet, payments: list[Payment], text: str
) -> None:
    type_text(till, text)
    assert not tender.complete.isEnabled()
    assert said(tender) == ("Type the amount, like 1,000 or 12.50", "")
    press(till, ENTER)
    assert tender.amounts.amount.error == "Use digits and a dot for centavos, like 12.00."
    assert tender.amounts.amount.text() == text
    assert payments == []


def test_an_empty_amount_is_refused(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    press(till, Qt.Key.Key_Delete)
    press(till, ENTER)
    assert tender.amounts.amount.error
    assert payments == []


def test_an_amount_no_drawer_holds_is_refused(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(till, "9" * 20)
    press(till, ENTER)
    assert tender.amounts.amount.error == "This amount is too large."
    assert payments == []


def test_the_currency_sign_and_groups_may_be_typed(till: Counter, payments: list[Payment]) -> None:
    type_text(till, "₱2,000.00")
    press(till, ENTER)
    assert payments[0].tendered == Money(200000)


def test_a_free_cart_is_paid_with_nothing(
    counter: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    tender.take(Money(0), None)
    watch.now += DEAF_MS
    press(counter, ENTER)
    assert payments == [Payment("cash", Money(0), tendered=Money(0))]


def test_the_sums_that_notes_can_make_are_one_tap(till: Counter, tender: TenderSheet) -> None:
    tiles = tender.amounts.quick.tiles
    assert [tile.text() for tile in tiles] == ["Exact", "₱1,780", "₱1,800", "₱2,000"]
    QTest.mouseClick(tiles[3], Qt.MouseButton.LeftButton)
    assert tender.amounts.amount.text() == "2,000.00"
    assert tender.amounts.amount.edit.hasFocus()
    assert [tile.isChecked() for tile in tiles] == [False, False, False, True]
    type_text(till, "1800")
    assert [tile.isChecked() for tile in tiles] == [False, False, True, False]
    type_text(till, "7")
    assert not any(tile.isChecked() for tile in tiles)


def test_tiles_without_a_sum_are_not_shown(
    counter: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    tender.take(Money(100_000), None)
    shown = [tile.text() for tile in tender.amounts.quick.tiles if tile.isVisible()]
    assert shown == ["Exact"]
    tender.close_sheet()
    tender.take(DUE, None)
    assert all(tile.isVisible() for tile in tender.amounts.quick.tiles)


def test_alt_e_gives_the_exact_amount(till: Counter, tender: TenderSheet) -> None:
    type_text(till, "5000")
    press(till, Qt.Key.Key_E, ALT)
    edit = tender.amounts.amount.edit
    assert (edit.text(), edit.selectedText()) == ("1,779.10", "1,779.10")


# Methods


def test_alt_and_a_letter_choose_the_method(till: Counter, tender: TenderSheet) -> None:
    press(till, Qt.Key.Key_G, ALT)
    assert tender.methods.tiles["gcash"].isChecked()
    assert tender.amounts.reference.edit.hasFocus()
    assert not tender.amounts.amount.isVisible()
    press(till, Qt.Key.Key_C, ALT)
    assert tender.methods.tiles["cash"].isChecked()
    assert tender.amounts.amount.edit.hasFocus()


@pytest.mark.parametrize("text", ["g", "G", "gcash", "c", "e", "Gerry Cruz", "123456789.0"])
def test_letters_and_digits_typed_never_choose_a_method(
    till: Counter, tender: TenderSheet, text: str
) -> None:
    type_text(till, text)
    assert tender.methods.tiles["cash"].isChecked()
    assert tender.amounts.amount.text() == text
    assert tender.amounts.amount.isVisible()


def test_choosing_the_method_in_use_again_keeps_the_amount(
    till: Counter, tender: TenderSheet
) -> None:
    type_text(till, "2000")
    press(till, Qt.Key.Key_C, ALT)
    assert tender.amounts.amount.text() == "2000"


def test_a_wallet_pays_exactly_and_keeps_its_reference(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    type_text(till, "5000")
    QTest.mouseClick(tender.methods.tiles["gcash"], Qt.MouseButton.LeftButton)
    assert said(tender) == ("Type the reference of this payment", "")
    type_text(till, "0042 1187")
    assert said(tender) == ("Change", "₱0.00")
    press(till, ENTER)
    assert payments == [Payment("gcash", DUE, reference="0042 1187")]


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_wallet_without_a_reference_is_refused(
    till: Counter, tender: TenderSheet, payments: list[Payment], blank: str
) -> None:
    press(till, Qt.Key.Key_G, ALT)
    type_text(till, blank)
    press(till, ENTER)
    assert tender.amounts.reference.error == "Type the reference number of the payment."
    assert tender.amounts.reference.edit.hasFocus()
    assert payments == []


def test_exact_does_nothing_where_every_payment_is_exact(
    till: Counter, tender: TenderSheet
) -> None:
    press(till, Qt.Key.Key_G, ALT)
    type_text(till, "77")
    press(till, Qt.Key.Key_E, ALT)
    type_text(till, "8")
    assert tender.amounts.reference.text() == "778"


# The number pad


def test_the_pad_types_into_the_field_in_use(till: Counter, tender: TenderSheet) -> None:
    def tap(*names: str) -> None:
        for name in names:
            key = tender.pad.findChild(QPushButton, f"pad_{name}")
            assert key is not None
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)

    tap("2", "0", "0", "0", "dot", "5")
    assert tender.amounts.amount.text() == "2000.5"
    tap("backspace", "backspace")
    assert tender.amounts.amount.text() == "2000"
    press(till, Qt.Key.Key_G, ALT)
    tap("4", "2")
    assert tender.amounts.reference.text() == "42"
    assert tender.amounts.reference.edit.hasFocus()


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
    for _ in range(8):
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
        "back_to_cart",
        "amount_received",
        "quick_0",
    ]


def test_arrows_go_from_one_method_to_the_next(till: Counter, tender: TenderSheet) -> None:
    tender.methods.tiles["cash"].setFocus(Qt.FocusReason.TabFocusReason)
    press(till, Qt.Key.Key_Down)
    assert tender.methods.tiles["gcash"].isChecked()


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
