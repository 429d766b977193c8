"""From codes, names and quantities at the scan field to the lines on disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.flows.counter import COLA, CTRL, EVAP, RICE, Counter
from tests.ui import keys

LINES = """SELECT sku, quantity, unit_price, total_price FROM sale_items
WHERE sale_id = (SELECT max(id) FROM sales) ORDER BY line_no"""
STOCK = "SELECT stock FROM products WHERE sku = ?"


def test_counted_and_weighed_quantities_reach_the_lines_and_the_stock(counter: Counter) -> None:
    counter.write("3*")
    counter.scan(EVAP)
    counter.write("2.5*4082")
    counter.enter()
    counter.write("0.725*")
    counter.write("red onions")
    counter.enter()
    counter.pay_exactly()
    assert counter.rows(LINES) == [
        ("EVAP", 3000, 3450, 10350),
        ("4082", 2500, 14000, 35000),
        ("4082", 725, 14000, 10150),
    ]
    assert counter.rows(STOCK, "EVAP") == [(61_000,)]


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_whatever_ends_a_scan_the_next_one_is_heard(counter: Counter, end: Qt.Key) -> None:
    for code in (RICE, EVAP, RICE):
        keys.scan(counter.window, code, end=end)
    assert counter.lines == [("RICE5", "2"), ("EVAP", "1")]
    assert counter.is_ready


def test_a_second_terminator_neither_charges_nor_leaves_the_field(counter: Counter) -> None:
    keys.scan(counter.window, RICE, then=Qt.Key.Key_Return)
    assert counter.sheet == ""
    assert counter.lines == [("RICE5", "1")]
    keys.scan(counter.window, EVAP, end=Qt.Key.Key_Tab, then=Qt.Key.Key_Return)
    assert counter.sheet == ""
    assert counter.is_ready


def test_a_code_of_twelve_digits_and_its_thirteen_are_one_product(counter: Counter) -> None:
    counter.scan(COLA, COLA.removeprefix("0"))
    assert counter.lines == [("COLA", "2")]


def test_an_unknown_code_is_said_and_heard_and_the_next_scan_answers_it(counter: Counter) -> None:
    counter.scan(RICE)
    counter.scan("4801234567890")
    assert counter.messages == [
        "No product has barcode 4801 2345 67890",
        "Set the item aside, or find it by name.",
    ]
    assert counter.heard == ["added", "refused"]
    assert counter.lines == [("RICE5", "1")]
    assert counter.is_ready
    counter.scan(EVAP)
    assert counter.messages == []
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]


def test_a_name_is_found_from_the_middle_of_its_words_and_chosen_by_arrows(
    counter: Counter,
) -> None:
    counter.write("milk")
    counter.until(lambda: counter.is_shown("product_panel"))
    counter.press(Qt.Key.Key_Down)
    counter.enter()
    (line,) = counter.lines
    assert line[0] in {"EVAP", "COND", "FRESH", "POWD"}
    assert not counter.is_shown("product_panel")
    assert counter.is_ready


def test_lines_are_chosen_counted_and_removed_without_leaving_the_scan_field(
    counter: Counter,
) -> None:
    counter.scan(RICE, EVAP, COLA)
    counter.press(Qt.Key.Key_Up)
    counter.write("+")
    counter.until(lambda: counter.lines[1] == ("EVAP", "2"))
    counter.press(Qt.Key.Key_Up)
    counter.press(Qt.Key.Key_Delete)
    assert counter.messages[0] == "Removed Jasmine rice 5 kg"
    assert counter.lines == [("EVAP", "2"), ("COLA", "1")]
    counter.press(Qt.Key.Key_Z, CTRL)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "2"), ("COLA", "1")]
    assert counter.messages == [], "the offer to undo is taken"
    assert counter.is_ready


def test_an_item_that_is_out_of_stock_is_sold_and_said(counter: Counter) -> None:
    counter.scan("4800088170042")
    assert counter.messages == ["Powdered milk 320 g shows 0 in stock", "Sold anyway."]
    counter.pay_exactly()
    assert counter.rows(STOCK, "POWD") == [(-1_000,)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0*", "A quantity has to be more than zero."),
     ("1,5*", "Use digits and at most three decimals, like 2.5."),
     ("9999999*", "This quantity is too large.")],
)  # fmt: skip
def test_a_quantity_that_cannot_be_is_said_and_forgotten(
    counter: Counter, typed: str, said: str
) -> None:
    counter.write(typed)
    assert counter.messages[0] == said
    assert counter.heard == ["refused"]
    counter.scan(RICE)
    assert counter.lines == [("RICE5", "1")]
    assert counter.messages == []


def test_tax_stands_inside_the_price_of_each_kind(counter: Counter) -> None:
    counter.scan(RICE, EVAP)
    assert counter.words("vat") == "₱3.70"
    counter.pay_exactly()
    assert counter.last_sale("total_amount, tax_amount") == (32350, 370)


def test_what_is_typed_and_not_added_is_asked_about_once_before_any_money(
    counter: Counter,
) -> None:
    counter.scan(RICE)
    counter.write("evap")
    counter.press(Qt.Key.Key_F12)
    assert counter.sheet == ""
    assert any("typed but not added" in message for message in counter.messages)
    counter.press(Qt.Key.Key_F12)
    assert counter.sheet == "tender"
    counter.escape()
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")]


def test_a_minus_held_down_stops_at_the_line_it_began_with(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COLA)
    counter.hold(Qt.Key.Key_Minus, "-", 12)
    assert counter.lines == [("RICE5", "1"), ("EVAP", "1")]
