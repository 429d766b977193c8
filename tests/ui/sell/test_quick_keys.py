"""Quick keys: one tap sells, what is weighed asks how much, and the owner chooses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.product import Product, QuickKey
from app.domain.quantity import Quantity
from app.ui.sell.all_keys_sheet import AllKeysSheet
from app.ui.sell.edit_keys_sheet import EditKeysSheet
from app.ui.sell.item_sheet import ItemSheet
from app.ui.sell.key_button import KeyButton
from app.ui.sell.quantity_sheet import QuantitySheet
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.sell.conftest import Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SKUS = ("3010", "4082", "COFFEE", "COLA", "EVAP", "COND", "FRESH", "RICE5")


@pytest.fixture
def keys(shop: Shop, qtbot: QtBot) -> None:
    shelf, by = shop.reader.products, shop.by
    found = [shelf.by_code(sku, by=by) for sku in SKUS]
    wanted = [QuickKey(each.product) for each in found if each is not None]
    wanted[1] = QuickKey(wanted[1].product, "Onions, per kilo")
    with qtbot.waitSignal(shop.counter.keys_saved):
        shop.counter.save_keys(wanted)


def _shown(bar: QWidget) -> list[str]:
    return [b.accessibleName() for b in bar.findChildren(KeyButton) if not b.isHidden()]


def _strip(counter: Counter) -> list[KeyButton]:
    return counter.page.quick.strip.buttons


def test_a_key_sells_with_one_tap(keys: None, counter: Counter) -> None:
    counter.click(_strip(counter)[0])
    counter.click(_strip(counter)[0])
    assert counter.lines == [("Fresh eggs, tray of 30", "2")]
    assert counter.is_ready


def test_the_strip_has_six_keys_and_the_sheet_all(keys: None, counter: Counter) -> None:
    names = _shown(counter.page.quick.strip)
    assert names[:2] == ["Fresh eggs, tray of 30", "Onions, per kilo"]
    assert len(names) == 6
    counter.press(Qt.Key.Key_K, CONTROL)
    sheet = Sheet.top(counter)
    assert isinstance(sheet, AllKeysSheet)
    assert len(_shown(sheet)) == 8
    counter.click(sheet.buttons[7])
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert Sheet.top(counter) is None
    assert counter.is_ready


def test_goods_by_the_kilo_ask_how_much(keys: None, counter: Counter) -> None:
    counter.click(_strip(counter)[1])
    sheet = Sheet.top(counter)
    assert isinstance(sheet, QuantitySheet)
    counter.type("0.725")
    assert sheet.preview.total == "₱101.50"
    counter.enter()
    assert counter.lines == [("Red onions", "0.725")]
    assert counter.is_ready
    assert counter.page.scan_field.next_quantity is None


def test_they_can_be_asked_for_in_money(keys: None, counter: Counter) -> None:
    counter.click(_strip(counter)[1])
    counter.type("p50")
    counter.enter()
    assert counter.cart.total == Money(5000)


def test_a_quantity_that_waits_is_not_asked_again(keys: None, counter: Counter) -> None:
    counter.type("1.5*")
    counter.click(_strip(counter)[1])
    assert Sheet.top(counter) is None
    assert counter.lines == [("Red onions", "1.5")]


def test_esc_adds_nothing(keys: None, counter: Counter) -> None:
    counter.click(_strip(counter)[1])
    counter.press(Qt.Key.Key_Escape)
    assert counter.cart.is_empty
    assert counter.is_ready


def test_goods_without_a_price_ask_for_the_amount(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    load = Product(0, "LOAD", "Prepaid load", Money(0))
    with qtbot.waitSignal(shop.shelf.saved) as saved:
        shop.shelf.save(load, (), counts_stock=False)
    product = (saved.args or [load])[0]
    with qtbot.waitSignal(shop.counter.keys_saved):
        shop.counter.save_keys([QuickKey(product)])
    (key,) = [button for button in _strip(counter) if not button.isHidden()]
    assert key.accessibleDescription() == "enter amount"
    counter.click(key)
    counter.type("50")
    counter.enter()
    (item,) = counter.cart.items
    assert (item.name, item.quantity, item.unit_price) == (
        "Prepaid load",
        Quantity.of(1),
        Money(5000),
    )


def test_nothing_is_added_while_a_sale_is_being_saved(keys: None, counter: Counter) -> None:
    counter.page.set_saving(True)
    counter.click(_strip(counter)[0])
    counter.page.set_saving(False)
    assert counter.cart.is_empty


def test_where_the_keys_stand(keys: None, counter: Counter) -> None:
    quick = counter.page.quick
    assert quick.strip.isVisible()
    assert not quick.column.isVisible()
    counter.resize(1600, 900)
    settle()
    assert not quick.strip.isVisible()
    assert quick.column.isVisible()
    assert len(_shown(quick.column)) == 8
    counter.resize(1280, 720)
    settle()
    assert not quick.strip.isVisible()
    assert not quick.column.isVisible()


def test_without_keys_the_strip_offers_to_choose_some(counter: Counter) -> None:
    strip = counter.page.quick.strip
    assert strip.empty.isVisible()
    assert strip.all.text() == "Add"
    counter.click(strip.all)
    assert isinstance(Sheet.top(counter), EditKeysSheet)


def test_keys_are_chosen_named_ordered_and_taken_off_by_keys_alone(
    keys: None, counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    counter.page.quick.choose()
    sheet = Sheet.top(counter)
    assert isinstance(sheet, EditKeysSheet)
    counter.type("powd")
    counter.enter()
    counter.press(Qt.Key.Key_Up, ALT, times=8)
    sheet.label.edit.setFocus()
    counter.type("Milk powder")
    sheet.chosen.setFocus()
    counter.press(Qt.Key.Key_Down)
    counter.press(Qt.Key.Key_Delete)
    with qtbot.waitSignal(shop.counter.keys_saved):
        counter.enter()
    assert Sheet.top(counter) is None
    kept = shop.reader.products.quick_keys(by=shop.by)
    assert [(key.label, key.product.sku) for key in kept[:3]] == [
        ("Milk powder", "POWD"),
        ("Onions, per kilo", "4082"),
        ("", "COFFEE"),
    ]
    assert len(kept) == 8
    assert _shown(counter.page.quick.strip)[0] == "Milk powder"
    assert counter.is_ready


def test_what_has_a_key_gets_no_second_one(keys: None, counter: Counter) -> None:
    counter.page.quick.choose()
    sheet = Sheet.top(counter)
    assert isinstance(sheet, EditKeysSheet)
    counter.type("coffee")
    counter.enter()
    assert sheet.chosen.model().rowCount() == 8
    assert sheet.chosen.lit == 2


def test_an_item_without_a_code_is_in_the_sheet_too(counter: Counter) -> None:
    counter.press(Qt.Key.Key_K, CONTROL)
    sheet = Sheet.top(counter)
    assert isinstance(sheet, AllKeysSheet)
    counter.click(sheet.item)
    assert isinstance(Sheet.top(counter), ItemSheet)


def test_the_keys_are_there_after_a_start(keys: None, make_counter: Callable[[], Counter]) -> None:
    assert len(_shown(make_counter().page.quick.strip)) == 6


@pytest.mark.parametrize("scale", SCALES)
def test_keys_and_their_sheets_fit_at_every_text_size(
    keys: None, counter: Counter, scale: float
) -> None:
    counter.page.scan_field.theme.set_scale(scale)
    settle()
    assert misfits(counter.page.quick.strip) == []
    for open_it in (counter.page.quick.show_all, counter.page.quick.choose):
        open_it()
        settle()
        sheet = Sheet.top(counter)
        assert sheet is not None
        assert misfits(sheet.panel) == []
        assert nameless(sheet.panel) == []
        assert unnamed_objects(sheet.panel) == []
        counter.press(Qt.Key.Key_Escape)


@pytest.fixture
def kinds(shop: Shop, qtbot: QtBot) -> None:
    """Keys of three kinds of goods, and one of none."""
    shelf, by = shop.reader.products, shop.by
    wanted = []
    for at, kind in enumerate(("Fresh", "Drinks", "Fresh", "", "Household goods")):
        product = Product(0, f"K{at}", f"Goods {at}", Money(1000 + at), category=kind)
        with qtbot.waitSignal(shop.shelf.saved):
            shop.shelf.save(product, (), counts_stock=False)
        found = shelf.by_code(f"K{at}", by=by)
        assert found is not None
        wanted.append(QuickKey(found.product))
    with qtbot.waitSignal(shop.counter.keys_saved):
        shop.counter.save_keys(wanted)


def test_beside_a_wide_cart_the_keys_have_a_tab_for_each_kind(
    kinds: None, counter: Counter
) -> None:
    counter.resize(1920, 1080)
    settle()
    column = counter.page.quick.column
    tabs = column.tabs.tabs
    assert [tab.text() for tab in tabs] == ["Favourites", "Fresh", "Drinks", "Household goods"]
    assert _shown(column) == [f"Goods {at}" for at in range(5)]
    counter.click(tabs[1])
    assert _shown(column) == ["Goods 0", "Goods 2"]
    assert counter.is_ready
    counter.click(column.buttons[1])
    assert counter.lines == [("Goods 2", "1")]
    counter.click(tabs[0])
    assert len(_shown(column)) == 5
    settle()
    assert misfits(counter) == []


def test_the_sheet_of_all_keys_has_the_same_tabs(kinds: None, counter: Counter) -> None:
    counter.press(Qt.Key.Key_K, CONTROL)
    sheet = Sheet.top(counter)
    assert isinstance(sheet, AllKeysSheet)
    counter.click(sheet.tabs.tabs[2])
    assert _shown(sheet) == ["Goods 1"]
    counter.click(sheet.buttons[0])
    assert counter.lines == [("Goods 1", "1")]


def test_goods_of_one_kind_need_no_tabs(kinds: None, counter: Counter, shop: Shop) -> None:
    counter.resize(1920, 1080)
    column = counter.page.quick.column
    counter.click(column.tabs.tabs[2])
    column.show_keys([key for key in counter.page.quick.keys if key.product.category == "Fresh"])
    settle()
    assert not column.tabs.isVisible()
    assert _shown(column) == ["Goods 0", "Goods 2"]
