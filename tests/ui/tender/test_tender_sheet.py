"""Taking payment by keys, as at the counter: what is proposed, typed and refused."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.money import Money
from app.domain.sale import Payment
from app.ui.tender.tender_sheet import DEAF_MS, TenderSheet
from tests.ui.keys import key_event, press, send, type_text
from tests.ui.tender.conftest import DUE, Counter, Milliseconds, said, shut_parts

ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


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
