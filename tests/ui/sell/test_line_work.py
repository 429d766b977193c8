"""Discount, price and quantity by money: by keys, by finger, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.discount import Discount
from app.domain.money import Money
from app.ui.sell.columns import Column
from app.ui.sell.discount_sheet import DiscountSheet
from app.ui.sell.price_sheet import PriceSheet
from app.ui.sell.quantity_sheet import QuantitySheet
from app.ui.widgets.sheet import Sheet
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.sell.conftest import COFFEE, EGGS, EVAP, ONIONS, RICE, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _sheet(counter: Counter) -> DiscountSheet | PriceSheet | QuantitySheet:
    sheet = Sheet.top(counter)
    assert isinstance(sheet, DiscountSheet | PriceSheet | QuantitySheet)
    return sheet


def _button(within: QWidget, name: str) -> QAbstractButton:
    found = within.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def _cell(counter: Counter, row: int, column: Column) -> str:
    model = counter.page.view.model()
    return str(model.data(model.index(row, column)))


# Discount


def test_ten_percent_off_a_line_takes_four_keys(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F5)
    counter.type("10")
    assert _sheet(counter).preview.total == "₱220.50"
    counter.enter()
    assert counter.cart.total == Money(22050)
    assert _cell(counter, 0, Column.DISCOUNT) == "−10%"
    assert _cell(counter, 0, Column.AMOUNT) == "220.50"
    assert counter.is_ready


def test_ten_percent_off_a_line_takes_three_taps(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.click(counter.page.side.discount)
    sheet = _sheet(counter)
    counter.click(_button(sheet, "preset_10"))
    counter.click(sheet.apply_button)
    assert counter.cart.total == Money(22050)
    assert counter.is_ready


@pytest.mark.parametrize("typed", ["₱20", "p20", "20₱"])
def test_the_currency_sign_makes_it_an_amount(counter: Counter, typed: str) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F5)
    counter.type(typed)
    counter.enter()
    assert counter.cart.items[0].discount == Discount(amount=Money(2000))
    assert _cell(counter, 0, Column.DISCOUNT) == "−₱20"


def test_a_percent_sign_makes_it_a_percentage_again(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F5)
    counter.type("p12.5%")
    counter.enter()
    assert counter.cart.items[0].discount == Discount(percent_bp=1250)
    assert _cell(counter, 0, Column.DISCOUNT) == "−12.5%"


def test_a_discount_is_shown_again_and_zero_takes_it_away(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F5)
    counter.type("12.5")
    counter.enter()
    counter.press(Qt.Key.Key_F5)
    assert _sheet(counter).field.edit.selectedText() == "12.5"
    counter.type("0")
    counter.enter()
    assert counter.cart.items[0].discount is None
    assert _cell(counter, 0, Column.DISCOUNT) == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("101", "A discount cannot be more than 100 %."),
        ("p245.01", "The discount would be more than the price."),
        ("1..5", "Use digits and a dot for centavos, like 12.00."),
    ],
)
def test_what_is_no_discount_is_said_beside_the_field(
    counter: Counter, typed: str, sentence: str
) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F5)
    counter.type(typed)
    sheet = _sheet(counter)
    assert sheet.field.error == sentence
    counter.enter()
    assert sheet.is_open
    counter.press(Qt.Key.Key_Escape)
    assert counter.cart.total == Money(24500)
    assert counter.is_ready


def test_the_whole_sale_gets_a_discount_shared_to_the_centavo(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE)
    counter.press(Qt.Key.Key_F5, SHIFT)
    counter.type("p100")
    assert _sheet(counter).preview.total == "₱438.50"
    counter.enter()
    assert counter.cart.total == Money(43850)
    assert sum(line.discount.minor for line in counter.cart.lines) == 10000
    assert [_cell(counter, row, Column.AMOUNT) for row in range(3)] == ["289.00", "34.50", "215.00"]
    assert counter.page.side.totals.discounts.text() == "−₱100.00"
    assert "−₱100 off the sale" in counter.page.card.count.text()


def test_the_sheet_turns_from_the_line_to_the_whole_sale(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.press(Qt.Key.Key_F5)
    sheet = _sheet(counter)
    assert isinstance(sheet, DiscountSheet)
    counter.press(Qt.Key.Key_F5, SHIFT)
    assert sheet.whole.isChecked()
    counter.press(Qt.Key.Key_F5, SHIFT)
    assert not sheet.whole.isChecked()
    counter.click(sheet.whole)
    counter.click(_button(sheet, "preset_20"))
    counter.click(sheet.apply_button)
    assert counter.cart.sale_discount == Discount(percent_bp=2000)
    assert [item.discount for item in counter.cart.items] == [None, None]


def test_what_would_take_more_than_is_left_is_refused_on_removal(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    counter.press(Qt.Key.Key_F5, SHIFT)
    counter.type("p100")
    counter.enter()
    counter.press(Qt.Key.Key_Up)
    counter.press(Qt.Key.Key_Delete)
    assert counter.cart.sale_discount is None
    assert counter.cart.total == Money(3450)


def test_a_discounted_line_is_left_alone_by_the_next_scan(counter: Counter) -> None:
    counter.scan(EVAP)
    counter.press(Qt.Key.Key_F5)
    counter.type("5")
    counter.enter()
    counter.scan(EVAP)
    assert [quantity for _, quantity in counter.lines] == ["1", "1"]


# Price


def test_another_price_needs_a_reason_and_strikes_the_old_one_through(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F6)
    counter.type("199")
    counter.enter()
    sheet = _sheet(counter)
    assert isinstance(sheet, PriceSheet)
    assert sheet.reason.error == "Say why the price is different."
    assert sheet.reason.edit.hasFocus()
    counter.type("Cracked")
    counter.enter()
    item = counter.cart.items[0]
    assert (item.unit_price, item.listed_price) == (Money(19900), Money(24500))
    assert item.price_reason == "Cracked"
    text = counter.page.view.model().row_text(0)  # type: ignore[attr-defined]
    assert (text.price, text.was) == ("199.00", "245.00")
    assert text.detail.endswith("Cracked")
    assert counter.is_ready


def test_a_reason_is_one_tap(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.click(counter.page.side.price)
    sheet = _sheet(counter)
    counter.type("200")
    counter.click(_button(sheet, "reason_0"))
    counter.enter()
    assert counter.cart.items[0].price_reason == "Damaged"


def test_a_price_below_an_amount_taken_off_is_said_while_it_is_typed(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.page.sale.discount_line(0, Discount(amount=Money(2000)))
    counter.press(Qt.Key.Key_F6)
    counter.type("1")
    sheet = _sheet(counter)
    assert sheet.field.error == "The discount would be more than the price."
    assert not sheet.apply_button.isEnabled()
    counter.type("99")
    assert (sheet.field.error, sheet.preview.total) == ("", "₱179.00")


def test_blanks_are_no_reason(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.press(Qt.Key.Key_F6)
    counter.type("199")
    counter.enter()
    counter.type("   ")
    counter.enter()
    sheet = _sheet(counter)
    assert isinstance(sheet, PriceSheet)
    assert sheet.reason.error == "Say why the price is different."
    assert counter.cart.items[0].listed_price is None


def test_the_products_own_price_needs_no_reason(counter: Counter) -> None:
    counter.scan(EGGS)
    counter.page.sale.set_price(0, Money(19900), "Damaged")
    counter.press(Qt.Key.Key_F6)
    counter.type("245")
    counter.enter()
    item = counter.cart.items[0]
    assert (item.unit_price, item.listed_price, item.price_reason) == (Money(24500), None, "")


# Quantity by money


def test_fifty_pesos_of_onions_by_f4(counter: Counter) -> None:
    counter.scan(ONIONS)
    counter.press(Qt.Key.Key_F4)
    counter.type("₱50")
    assert _sheet(counter).preview.total == "₱50.00"
    counter.enter()
    assert counter.lines == [("Red onions", "0.357")]
    assert counter.cart.total == Money(5000)
    assert counter.is_ready


def test_an_amount_is_one_switch_away_for_fingers(counter: Counter) -> None:
    counter.scan(ONIONS)
    counter.click(counter.page.side.quantity)
    sheet = _sheet(counter)
    counter.click(_button(sheet, "segment_money"))
    for digit in "50":
        counter.click(_button(sheet, f"pad_{digit}"))
    counter.click(sheet.apply_button)
    assert counter.cart.total == Money(5000)
    counter.click(counter.page.side.quantity)
    assert sheet.field.edit.selectedText() == "50.00"


@pytest.mark.parametrize("typed", ["₱50*", "p50*", "P 50.00 *"])
def test_fifty_pesos_of_the_next_item(counter: Counter, typed: str) -> None:
    counter.type(typed)
    assert counter.scan_text == ""
    counter.scan(ONIONS)
    assert counter.lines == [("Red onions", "0.357")]
    assert counter.cart.total == Money(5000)
    counter.scan(RICE)
    assert counter.cart.total == Money(5000 + 28900)


def test_an_amount_that_buys_nothing_is_refused_and_kept(counter: Counter) -> None:
    counter.type("p0*")
    counter.scan(ONIONS)
    assert counter.message == "This amount buys nothing at this price."
    assert counter.cart.is_empty


def test_a_name_with_a_star_is_no_amount(counter: Counter) -> None:
    counter.type("x50*")
    assert counter.scan_text == "x50*"
    assert counter.page.scan_field.next_quantity is None


def test_plus_asks_on_a_line_sold_for_an_amount(counter: Counter) -> None:
    counter.type("p69*")
    counter.scan(EVAP)
    assert counter.lines == [("Evaporated milk 370 ml", "2")]
    counter.type("+")
    assert isinstance(_sheet(counter), QuantitySheet)


# All of it


def test_every_edit_of_a_line_can_be_taken_back_and_made_again(counter: Counter) -> None:
    counter.scan(EGGS)
    sale = counter.page.sale
    states = [counter.cart.content]
    sale.discount_line(0, Discount(percent_bp=1000))
    states.append(counter.cart.content)
    sale.set_price(0, Money(19900), "Damaged")
    states.append(counter.cart.content)
    sale.set_quantity(0, Money(5000))
    states.append(counter.cart.content)
    sale.discount_sale(Discount(amount=Money(100)))
    states.append(counter.cart.content)
    counter.page.lines.clear()
    for state in reversed(states):
        counter.press(Qt.Key.Key_Z, CONTROL)
        assert counter.cart.content == state
    for state in states[1:]:
        counter.press(Qt.Key.Key_Z, CONTROL | SHIFT)
        assert counter.cart.content == state


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6])
def test_without_a_line_nothing_opens(counter: Counter, key: Qt.Key) -> None:
    counter.press(key)
    counter.press(key, SHIFT)
    assert Sheet.top(counter) is None


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6])
def test_the_small_dialogs_fit_at_every_text_size(
    counter: Counter, key: Qt.Key, scale: float
) -> None:
    counter.page.scan_field.theme.set_scale(scale)
    counter.resize(1280, 720)
    counter.scan(EGGS)
    counter.press(key)
    counter.type("9")
    settle()
    sheet = _sheet(counter)
    assert misfits(sheet.panel) == []
    assert nameless(sheet.panel) == []
    assert unnamed_objects(sheet.panel) == []
