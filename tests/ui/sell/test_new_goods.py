"""A queue never stops: unknown barcodes, items without a code, scale labels and packs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.domain.embedded import BarcodeRule
from app.domain.errors import StoreUnavailable
from app.domain.money import Money
from app.domain.product import Pack, Stocked
from app.domain.quantity import Quantity
from app.ui.sell.item_sheet import ItemSheet
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.sell.conftest import EVAP, RICE, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
UNKNOWN = "4801234567890"
RULES = (BarcodeRule("21", 5, is_weight=False, decimals=2), BarcodeRule("22", 5, True, 3))


def _sheet(counter: Counter) -> ItemSheet:
    sheet = Sheet.top(counter)
    assert isinstance(sheet, ItemSheet)
    return sheet


def _label(body: str) -> str:
    total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body))
    return body + str(-total % 10)


@pytest.fixture
def weighing(shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shop.settings_saved):
        shop.save_settings(replace(shop.settings, barcode_rules=RULES))


# Unknown barcodes


def test_an_unknown_barcode_is_sold_by_typing_name_and_price(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.scan(RICE)
    counter.type("3*")
    counter.scan(UNKNOWN)
    assert counter.message == "No product has barcode 4801 2345 67890"
    counter.press(Qt.Key.Key_Insert)
    sheet = _sheet(counter)
    assert sheet.name.edit.hasFocus()
    counter.type("Blue ballpen")
    counter.enter()
    assert sheet.field.edit.hasFocus()
    counter.type("12.50")
    assert sheet.preview.total == "₱37.50"
    with qtbot.waitSignal(shop.counter.product_made):
        counter.enter()
    assert counter.lines == [("Jasmine rice 5 kg", "1"), ("Blue ballpen", "3")]
    assert counter.cart.total == Money(28900 + 3750)
    assert counter.is_ready
    assert counter.message == ""
    to_check = shop.reader.products.page("", Stocked.TO_CHECK, None, 9, by=shop.by)
    assert [(each.name, each.barcode, each.price) for each in to_check] == [
        ("Blue ballpen", UNKNOWN, Money(1250))
    ]
    counter.scan(UNKNOWN, EVAP)
    assert counter.lines[1:] == [("Blue ballpen", "4"), ("Evaporated milk 370 ml", "1")]


def test_the_message_has_a_button_for_it(counter: Counter) -> None:
    counter.scan(UNKNOWN)
    buttons = counter.toasts.toast.findChildren(QAbstractButton, "toast_action")
    names = [button.text() for button in buttons if button.isVisible()]
    assert names == ["Find by name", "Sell anyway"]
    counter.click(buttons[-1])
    assert _sheet(counter).isVisible()


def test_a_typed_barcode_is_sold_anyway_as_well(counter: Counter) -> None:
    counter.type(UNKNOWN)
    counter.enter()
    counter.press(Qt.Key.Key_Insert)
    assert _sheet(counter).isVisible()
    assert counter.scan_text == ""


def test_without_an_unknown_barcode_the_key_does_nothing(counter: Counter) -> None:
    counter.press(Qt.Key.Key_Insert)
    counter.scan(UNKNOWN, RICE)
    counter.press(Qt.Key.Key_Insert)
    assert Sheet.top(counter) is None


def test_a_barcode_refused_in_the_last_sale_is_forgotten_with_it(counter: Counter) -> None:
    counter.scan(UNKNOWN)
    counter.page.changeover.start_new()
    counter.press(Qt.Key.Key_Insert)
    assert Sheet.top(counter) is None


def test_a_product_needs_a_name(counter: Counter) -> None:
    counter.scan(UNKNOWN)
    counter.press(Qt.Key.Key_Insert)
    counter.enter()
    counter.type("10")
    counter.enter()
    sheet = _sheet(counter)
    assert sheet.name.error == "Type what it is, so that the receipt can name it."
    assert sheet.name.edit.hasFocus()
    assert counter.cart.is_empty


def test_what_cannot_be_made_is_said_and_nothing_typed_is_lost(
    counter: Counter, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop.counter, "make_product", lambda *_: None)
    counter.scan(UNKNOWN)
    counter.press(Qt.Key.Key_Insert)
    counter.type("Ballpen")
    counter.enter()
    counter.type("10")
    counter.enter()
    counter.press(Qt.Key.Key_Escape)
    sheet = _sheet(counter)  # the answer is still to come
    shop.counter.product_refused.emit(StoreUnavailable("The disk is full."))
    assert sheet.name.error == "The disk is full."
    assert (sheet.name.text(), sheet.field.text()) == ("Ballpen", "10")
    counter.press(Qt.Key.Key_Escape)
    assert Sheet.top(counter) is None


# Items without a code


def test_an_item_without_a_code_needs_only_a_price(counter: Counter) -> None:
    counter.press(Qt.Key.Key_I, CONTROL)
    assert _sheet(counter).field.edit.hasFocus()
    counter.type("25")
    counter.enter()
    (item,) = counter.cart.items
    assert (item.name, item.unit_price, item.product_id) == ("Item", Money(2500), None)
    assert item.tax_rate_bp == 1200
    assert counter.is_ready
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert counter.cart.is_empty


def test_its_name_vat_and_the_quantity_that_waits_are_taken(counter: Counter) -> None:
    counter.type("2*")
    counter.press(Qt.Key.Key_I, CONTROL)
    sheet = _sheet(counter)
    counter.type("40")
    sheet.name.edit.setFocus()
    counter.type("Puto  ")
    exempt = sheet.tax.findChildren(QAbstractButton)[1]
    exempt.click()
    counter.click(sheet.apply_button)
    (item,) = counter.cart.items
    assert (item.name, item.quantity, item.tax_code) == ("Puto", Quantity.of(2), "E")
    assert counter.cart.tax == Money(0)
    assert counter.page.scan_field.next_quantity is None
    assert counter.page.side.last_added.line == item


@pytest.mark.parametrize("typed", ["0", "-5", "1,23"])
def test_a_price_that_is_none_is_said_beside_its_field(counter: Counter, typed: str) -> None:
    counter.press(Qt.Key.Key_I, CONTROL)
    counter.type(typed)
    counter.enter()
    assert _sheet(counter).field.error
    assert counter.cart.is_empty


def test_two_items_without_a_code_stay_two_lines(counter: Counter) -> None:
    for price in ("25", "25"):
        counter.press(Qt.Key.Key_I, CONTROL)
        counter.type(price)
        counter.enter()
    assert counter.lines == [("Item", "1"), ("Item", "1")]


# Scale labels


def test_a_price_label_costs_exactly_what_it_says(counter: Counter, weighing: None) -> None:
    counter.scan(_label("210408205075"))
    assert counter.lines == [("Red onions", "0.363")]
    assert counter.cart.total == Money(5075)


def test_a_weight_label_weighs_what_it_says(counter: Counter, weighing: None) -> None:
    counter.scan(_label("220408200725"))
    assert counter.lines == [("Red onions", "0.725")]
    assert counter.cart.total == Money(10150)


def test_three_times_a_label_is_three_times_its_price(counter: Counter, weighing: None) -> None:
    counter.type("3*")
    counter.scan(_label("210408205075"))
    assert counter.cart.total == Money(15225)


def test_a_label_with_a_wrong_check_digit_or_an_unknown_code_is_refused(
    counter: Counter, weighing: None
) -> None:
    good = _label("210408205075")
    counter.scan(good[:-1] + str((int(good[-1]) + 1) % 10))
    counter.scan(_label("219999905075"))
    assert counter.cart.is_empty
    assert counter.message == "No product has the code 99999 of this label"


def test_an_unknown_label_sold_anyway_makes_the_product_of_its_code(
    counter: Counter, shop: Shop, weighing: None, qtbot: QtBot
) -> None:
    counter.scan(_label("229999901250"))
    counter.press(Qt.Key.Key_Insert)
    counter.type("Tilapia")
    counter.enter()
    counter.type("160")
    assert _sheet(counter).preview.total == "₱200.00"
    with qtbot.waitSignal(shop.counter.product_made):
        counter.enter()
    assert counter.lines == [("Tilapia", "1.25")]
    counter.scan(_label("229999900500"))
    counter.scan(_label("219999908000"))
    assert counter.lines == [("Tilapia", "1.25"), ("Tilapia", "0.5"), ("Tilapia", "0.5")]
    assert [str(line.total) for line in counter.cart.lines] == ["200.00", "80.00", "80.00"]


def test_a_barcode_after_an_unknown_label_is_not_weighed(
    counter: Counter, shop: Shop, weighing: None, qtbot: QtBot
) -> None:
    counter.scan(_label("229999901250"))
    counter.scan(UNKNOWN)
    counter.press(Qt.Key.Key_Insert)
    counter.type("Candle")
    counter.enter()
    counter.type("12")
    with qtbot.waitSignal(shop.counter.product_made):
        counter.enter()
    assert counter.lines == [("Candle", "1")]


def test_without_a_rule_a_label_is_an_ordinary_barcode(counter: Counter) -> None:
    counter.scan(_label("210408205075"))
    assert counter.cart.is_empty


# Packs


PACKS = (
    Pack(EVAP),
    Pack("4800552100999", Quantity.of(12)),
    Pack("4800552100888", Quantity.of(48), Money(150000), "box"),
)


def test_a_pack_with_a_price_is_a_unit_of_its_own(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    evap = shop.reader.products.by_code(EVAP, by=shop.by)
    assert evap is not None
    with qtbot.waitSignal(shop.shelf.saved):
        shop.shelf.save(evap.product, PACKS, counts_stock=False)
    counter.scan("4800552100888", "4800552100999", EVAP)
    assert counter.lines == [("Evaporated milk 370 ml", "1"), ("Evaporated milk 370 ml", "13")]
    box = counter.cart.items[0]
    assert (box.unit, box.unit_price, box.factor) == ("box", Money(150000), Quantity.of(48))
    model = counter.page.view.model()
    assert model.row_text(0).unit == "/box"  # type: ignore[attr-defined]
    counter.scan("4800552100888")
    assert [quantity for _, quantity in counter.lines] == ["2", "13"]


# Looks


@pytest.mark.parametrize("scale", SCALES)
def test_the_sheet_fits_at_every_text_size(counter: Counter, scale: float) -> None:
    counter.page.scan_field.theme.set_scale(scale)
    counter.resize(1280, 720)
    for open_it in (counter.page.goods.sell_item, counter.page.goods.sell_unknown):
        counter.scan(UNKNOWN)
        open_it()
        settle()
        sheet = _sheet(counter)
        assert misfits(sheet.panel) == []
        assert nameless(sheet.panel) == []
        assert unnamed_objects(sheet.panel) == []
        counter.press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), type(counter.page.scan_field.edit))
