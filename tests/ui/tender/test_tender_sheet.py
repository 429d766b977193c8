"""Taking payment by keys, as at the counter: what is proposed, typed and refused."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.money import Money
from app.domain.sale import Payment
from app.domain.tender import CASH, MethodKind, PaymentMethod
from app.ui.tender.questions import DEAF_MS
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.wording import Wording
from tests.ui.keys import key_event, press, send, type_text
from tests.ui.tender.conftest import DUE, Counter, Milliseconds, said, shut_parts

ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


# Opening


def test_all_of_it_in_cash_is_proposed_and_selected(till: Counter, tender: TenderSheet) -> None:
    edit = tender.amounts.amount.edit
    assert edit.hasFocus()
    assert (edit.text(), edit.selectedText()) == ("1,779.10", "1,779.10")
    assert tender.amounts.head.amount.amount == "₱1,779.10"
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
    press(till, ENTER)
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


@pytest.mark.parametrize("text", ["0", "0.00"])
def test_nothing_is_no_part_of_a_payment(
    till: Counter, tender: TenderSheet, payments: list[Payment], text: str
) -> None:
    type_text(till, text)
    assert not tender.complete.isEnabled()
    press(till, ENTER)
    assert tender.amounts.amount.error == "Type how much is paid."
    assert tender.amounts.amount.edit.selectedText() == text
    assert (payments, tender.parts) == ([], ())
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


@pytest.mark.parametrize(
    ("key", "code"),
    [(Qt.Key.Key_D, "card"), (Qt.Key.Key_G, "gcash"), (Qt.Key.Key_B, "bank"),
     (Qt.Key.Key_Q, "cheque")],
)  # fmt: skip
def test_alt_and_a_letter_choose_the_method(
    till: Counter, tender: TenderSheet, key: Qt.Key, code: str
) -> None:
    press(till, key, ALT)
    assert tender.methods.tiles[code].isChecked()
    edit = tender.amounts.amount.edit
    assert (edit.hasFocus(), edit.selectedText()) == (True, "1,779.10")
    assert tender.amounts.reference.isVisible()
    assert not tender.amounts.quick.isVisible()
    press(till, Qt.Key.Key_C, ALT)
    assert tender.methods.tiles["cash"].isChecked()
    assert edit.hasFocus()
    assert not tender.amounts.reference.isVisible()


def test_the_shops_own_methods_stand_there_under_their_names_and_letters(
    till: Counter, tender: TenderSheet, wording: Wording, payments: list[Payment]
) -> None:
    maya = PaymentMethod("maya", "M", MethodKind.WALLET, name="Maya", needs_reference=True)
    hidden = PaymentMethod("card", "D", MethodKind.CARD, is_shown=False)
    wording.name_methods({"maya": "Maya"})
    tender.close_sheet()
    tender.take(DUE, None, (maya, hidden, CASH))
    shown = [(tile.text(), tile.key) for tile in tender.methods.tiles.values()]
    assert shown == [("Maya", "Alt+M"), ("Cash", "Alt+C")]
    assert tender.methods.tiles["cash"].isChecked(), "cash is proposed wherever it stands"
    press(till, Qt.Key.Key_D, ALT)
    press(till, Qt.Key.Key_G, ALT)
    assert tender.methods.tiles["cash"].isChecked()
    press(till, Qt.Key.Key_M, ALT)
    assert tender.methods.tiles["maya"].isChecked()


def test_a_method_whose_letter_is_that_of_exact_keeps_its_tile_without_a_key(
    till: Counter, tender: TenderSheet
) -> None:
    voucher = PaymentMethod("voucher", "E", MethodKind.CHEQUE, name="Voucher")
    tender.close_sheet()
    tender.take(DUE, None, (CASH, voucher))
    type_text(till, "5")
    press(till, Qt.Key.Key_E, ALT)
    assert tender.amounts.amount.text() == "1,779.10"
    assert tender.methods.tiles["voucher"].key == ""


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
    assert tender.amounts.amount.text() == "1,779.10"
    press(till, ENTER)
    assert payments == []
    assert tender.amounts.reference.edit.hasFocus()
    assert tender.amounts.reference.error == "", "nobody has done anything wrong yet"
    type_text(till, "0042 1187")
    assert said(tender) == ("Change", "₱0.00")
    press(till, ENTER)
    assert payments == [Payment("gcash", DUE, reference="00421187")]


@pytest.mark.parametrize("blank", ["", "   "])
@pytest.mark.parametrize("key", [Qt.Key.Key_G, Qt.Key.Key_B, Qt.Key.Key_Q])
def test_a_payment_that_needs_a_reference_is_refused_without(
    till: Counter, tender: TenderSheet, payments: list[Payment], key: Qt.Key, blank: str
) -> None:
    press(till, key, ALT)
    press(till, ENTER)
    type_text(till, blank)
    press(till, ENTER)
    assert tender.amounts.reference.error == "Type the reference number of the payment."
    assert tender.amounts.reference.edit.hasFocus()
    assert payments == []


def test_a_card_may_go_without_its_last_digits(
    till: Counter, tender: TenderSheet, payments: list[Payment]
) -> None:
    press(till, Qt.Key.Key_D, ALT)
    name = tender.amounts.reference.edit.accessibleName()
    assert name == "Last 4 digits or approval code (optional)"
    press(till, ENTER)
    assert payments == [Payment("card", DUE)]


def test_a_card_takes_its_last_digits_with_tab(till: Counter, payments: list[Payment]) -> None:
    press(till, Qt.Key.Key_D, ALT)
    press(till, Qt.Key.Key_Tab)
    type_text(till, "4242")
    press(till, ENTER)
    assert payments == [Payment("card", DUE, reference="4242")]


def test_a_reference_that_does_not_fit_the_pattern_is_pointed_out(
    till: Counter, tender: TenderSheet, watch: Milliseconds, payments: list[Payment]
) -> None:
    wallet = PaymentMethod("gcash", "G", MethodKind.WALLET, "", True, r"\d{13}")
    tender.close_sheet()
    tender.take(DUE, None, (CASH, wallet))
    watch.now += DEAF_MS
    press(till, Qt.Key.Key_G, ALT)
    press(till, ENTER)
    type_text(till, "9013 4471")
    press(till, ENTER)
    assert tender.amounts.reference.error == (
        "This reference number does not look right. Type it again."
    )
    assert tender.amounts.reference.edit.selectedText() == "9013 4471"
    type_text(till, "9013 4471 22081")
    press(till, ENTER)
    assert payments == [Payment("gcash", DUE, reference="9013447122081")]


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_G, Qt.Key.Key_B, Qt.Key.Key_Q])
def test_only_cash_can_be_more_than_what_is_due(
    till: Counter, tender: TenderSheet, payments: list[Payment], key: Qt.Key
) -> None:
    press(till, key, ALT)
    type_text(till, "1779.11")
    assert not tender.complete.isEnabled()
    assert said(tender) == ("Only cash can be more than what is due.", "")
    press(till, ENTER)
    assert tender.amounts.amount.error == "Only cash can be more than what is due."
    assert tender.amounts.amount.edit.hasFocus()
    assert payments == []


def test_another_method_begins_with_an_empty_reference(till: Counter, tender: TenderSheet) -> None:
    press(till, Qt.Key.Key_G, ALT)
    press(till, Qt.Key.Key_Tab)
    type_text(till, "77")
    press(till, Qt.Key.Key_D, ALT)
    assert tender.amounts.reference.text() == ""


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
    tap("5")
    assert tender.amounts.amount.text() == "5"
    press(till, ENTER)
    tap("4", "2")
    assert tender.amounts.reference.text() == "42"
    assert tender.amounts.reference.edit.hasFocus()
