"""Codes and names become lines; a code nobody knows becomes one clear message."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.quantity import Quantity
from app.ui.shop import Shop
from tests.ui.sell.conftest import COFFEE, EGGS, EVAP, RICE, Counter


def test_a_scan_adds_its_product_with_a_tick(counter: Counter) -> None:
    counter.scan(RICE)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.heard == ["added"]
    assert counter.is_ready
    assert counter.scan_text == ""


def test_the_same_code_again_adds_to_its_line(counter: Counter) -> None:
    counter.scan(EVAP, RICE, EVAP)
    assert counter.lines == [("Evaporated milk 370 ml", "2"), ("Jasmine rice 5 kg", "1")]
    assert counter.cart.selected == 0


@pytest.mark.parametrize("code", ["0049000028904", "049000028904"])
def test_both_forms_of_a_twelve_digit_code_find_the_same_product(
    counter: Counter, code: str
) -> None:
    counter.scan(code)
    assert counter.lines == [("Cola 12 fl oz", "1")]


def test_a_short_code_of_the_shop_is_found_by_scan(counter: Counter) -> None:
    counter.scan(EGGS)
    assert counter.lines == [("Fresh eggs, tray of 30", "1")]


def test_an_unknown_code_is_seen_and_heard_and_scanning_goes_on(counter: Counter) -> None:
    counter.scan(RICE, "4801234567890")
    assert counter.message == "No product has barcode 4801 2345 67890"
    assert counter.heard == ["added", "refused"]
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    counter.scan(EVAP)
    assert len(counter.lines) == 2
    assert counter.message == ""


def test_a_code_that_is_almost_right_is_not_taken(counter: Counter) -> None:
    counter.scan(RICE[:-1] + "4", RICE[:-1])
    assert counter.lines == []


def test_find_by_name_leads_to_the_scan_field(counter: Counter) -> None:
    counter.scan("4801234567890")
    counter.page.focus_customer()
    button = counter.toasts.toast.findChild(type(counter.page.side.exact), "toast_action")
    assert button is not None
    counter.click(button)
    assert counter.is_ready


def test_a_scan_keeps_what_was_typed_when_it_finds_nothing(counter: Counter) -> None:
    counter.type("milk")
    counter.scan("4801234567890")
    assert counter.scan_text == "milk"
    counter.type("y")
    assert counter.scan_text == "milky"


def test_typed_digits_and_enter_are_a_code(counter: Counter) -> None:
    counter.type(EGGS)
    counter.enter()
    assert counter.lines == [("Fresh eggs, tray of 30", "1")]
    assert counter.scan_text == ""


def test_typed_digits_that_only_begin_a_code_add_nothing(counter: Counter) -> None:
    counter.type("48005521")
    counter.page.scanning.search_now()
    counter.enter()
    assert counter.lines == []
    assert counter.message == "No product has barcode 4800 5521"
    assert counter.page.scan_field.edit.selectedText() == "48005521"


def test_a_name_finds_products_with_the_first_lit(counter: Counter) -> None:
    counter.type("milk")
    counter.page.scanning.search_now()
    panel = counter.page.products
    assert panel.is_open
    assert panel.lit_product is not None
    assert "milk" in panel.lit_product.name


def test_the_list_comes_by_itself_a_moment_after_the_last_letter(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.type("mil")
    assert not counter.page.products.is_open
    qtbot.waitUntil(lambda: counter.page.products.is_open)


def test_enter_adds_the_lit_product(counter: Counter) -> None:
    counter.type("evap")
    counter.enter()
    assert counter.lines == [("Evaporated milk 370 ml", "1")]
    assert not counter.page.products.is_open


def test_enter_searches_for_the_text_as_it_stands(counter: Counter) -> None:
    counter.type("milk")
    counter.page.scanning.search_now()
    counter.press(Qt.Key.Key_Backspace, times=4)
    counter.type("rice")
    counter.enter()
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_an_arrow_chooses_another_product(counter: Counter) -> None:
    counter.type("milk")
    counter.page.scanning.search_now()
    first = counter.page.products.lit_product
    counter.press(Qt.Key.Key_Down)
    second = counter.page.products.lit_product
    assert first is not None
    assert second is not None
    assert second != first
    counter.enter()
    assert counter.lines == [(second.name, "1")]


def test_a_tap_on_a_row_adds_it_and_the_focus_stays(counter: Counter) -> None:
    counter.type("milk")
    counter.page.scanning.search_now()
    rows = counter.page.products.list
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(counter.lines) == 1
    assert counter.is_ready


def test_a_name_nobody_sells_is_said_and_the_text_stays(counter: Counter) -> None:
    counter.type("zebra")
    counter.enter()
    assert counter.message == "Nothing is called “zebra”"
    assert counter.heard == ["refused"]
    assert counter.scan_text == "zebra"


def test_escape_closes_the_list_and_then_empties_the_field(counter: Counter) -> None:
    counter.scan(RICE)
    counter.type("milk")
    counter.page.scanning.search_now()
    counter.press(Qt.Key.Key_Escape)
    assert not counter.page.products.is_open
    assert counter.scan_text == "milk"
    counter.press(Qt.Key.Key_Escape)
    assert counter.scan_text == ""
    counter.press(Qt.Key.Key_Escape)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


@pytest.mark.parametrize(("typed", "quantity"), [("3*", "3"), ("2.5*", "2.5"), ("12 *", "12")])
def test_a_number_and_a_star_set_the_next_quantity(
    counter: Counter, typed: str, quantity: str
) -> None:
    counter.type(typed)
    assert counter.scan_text == ""
    assert str(counter.page.scan_field.next_quantity) == quantity
    counter.scan(COFFEE)
    assert counter.lines == [("Coffee 3-in-1, 30 sachets", quantity)]
    assert counter.page.scan_field.next_quantity is None


def test_the_next_quantity_is_shown_in_the_field(counter: Counter) -> None:
    counter.type("3*")
    badge = counter.page.scan_field.findChild(type(counter.page.side.customer.chip.badge))
    assert badge is not None
    assert badge.isVisible()
    assert badge.text == "3 ×"
    counter.press(Qt.Key.Key_Backspace)
    assert not badge.isVisible()
    counter.scan(RICE)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_a_quantity_and_a_name_go_together(counter: Counter) -> None:
    counter.type("6*evap")
    counter.enter()
    assert counter.lines == [("Evaporated milk 370 ml", "6")]


def test_a_quantity_waits_through_an_unknown_code(counter: Counter) -> None:
    counter.type("3*")
    counter.scan("4801234567890", RICE)
    assert counter.lines == [("Jasmine rice 5 kg", "3")]


def test_a_quantity_without_an_item_is_no_wish_to_pay(counter: Counter) -> None:
    counter.scan(RICE)
    counter.type("3*")
    counter.enter()
    assert counter.charges == 0
    assert counter.page.scan_field.next_quantity == Quantity(3000)


@pytest.mark.parametrize("typed", ["0*", "1,5*", "1.2345*"])
def test_a_quantity_that_is_none_is_said_in_one_sentence(counter: Counter, typed: str) -> None:
    counter.type(typed)
    assert counter.page.scan_field.next_quantity is None
    assert counter.message
    assert counter.heard == ["refused"]


def test_goods_out_of_stock_are_sold_and_said_once(counter: Counter) -> None:
    counter.scan("4800088170042")
    assert counter.message == "Powdered milk 320 g shows 0 in stock"
    assert counter.lines == [("Powdered milk 320 g", "1")]
    counter.scan("4800088170042")
    assert counter.message == ""


def test_nothing_is_added_while_a_sale_is_being_saved(counter: Counter) -> None:
    counter.scan(RICE)
    counter.page.set_saving(True)
    counter.scan(EVAP)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.message == "Item not added"
    assert not counter.page.side.charge.isEnabled()
    counter.page.set_saving(False)
    counter.scan(EVAP)
    assert len(counter.lines) == 2


def test_a_shop_that_cannot_be_read_says_so_and_loses_nothing(
    counter: Counter, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.scan(RICE)

    def unreadable(*_: object, **__: object) -> None:
        raise StoreUnavailable("The shop's file was moved.")

    monkeypatch.setattr(type(shop.reader.products), "by_code", unreadable)
    counter.scan(EVAP)
    assert counter.message == "The shop's file was moved."
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
