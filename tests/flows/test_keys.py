"""Every key of the table does what it says, in its place, and gives the scan field back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from app.domain.money import Money
from app.domain.product import Product
from app.ui.actions import ACTIONS
from tests.flows.counter import COFFEE, COLA, EVAP, NO_MODIFIER, RICE, SHIFT, Counter

Deed = Callable[[Counter], object]
Outcome = Callable[[Counter], bool]

_NAMES = {
    "Right": Qt.Key.Key_Right,
    "Del": Qt.Key.Key_Delete,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
}


def press_key_of(counter: Counter, action_id: str, which: int = 0) -> None:
    """Press the key as the table writes it down."""
    text = ACTIONS[action_id].keys[which]
    if text in {"+", "\N{MINUS SIGN}", "3*", "₱50*"}:
        counter.write(text)
        counter.until(lambda: not counter.window.sell.scan_field.text())
        return
    if text in _NAMES:
        counter.press(_NAMES[text], NO_MODIFIER)
        return
    if text == "Shift+Enter":
        counter.enter(SHIFT)
        return
    combination = QKeySequence.fromString(text)[0]  # type: ignore[index]
    counter.press(combination.key(), combination.keyboardModifiers())


def nothing(counter: Counter) -> None:
    """Begin with the empty cart."""


def two_lines(counter: Counter) -> None:
    counter.scan(RICE, EVAP)


def first_line(counter: Counter) -> None:
    two_lines(counter)
    counter.press(Qt.Key.Key_Up)


def three_rice(counter: Counter) -> None:
    counter.scan(RICE, RICE, RICE)


def unknown(counter: Counter) -> None:
    counter.scan("4801234567890")


def parked(counter: Counter) -> None:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F7)
    counter.until(lambda: counter.cart.is_empty)


def two_sizes(counter: Counter) -> None:
    for size in ("Small", "Large"):
        shirt = Product(0, f"S-{size}", f"Shirt {size}", Money(9900), family="Shirt", variant=size)
        counter.shop.shelf.save(shirt, (), counts_stock=False)
    counter.settle()
    counter.write("shirt")
    counter.window.sell.scanning.search_now()
    counter.press(Qt.Key.Key_Left)


def shown_variant(counter: Counter) -> str:
    product = counter.window.sell.products.lit_product
    return "" if product is None else product.variant


def removed(counter: Counter) -> None:
    two_lines(counter)
    counter.press(Qt.Key.Key_Delete)


def undone(counter: Counter) -> None:
    removed(counter)
    counter.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def half_a_name(counter: Counter) -> None:
    counter.name("mar")


def look_alike(counter: Counter) -> None:
    counter.name("Maria Santso")
    counter.enter()


def known(counter: Counter) -> None:
    counter.name("maria santos")
    counter.enter()


def regular(counter: Counter) -> None:
    counter.window.resize(1920, 1080)
    for _ in range(2):
        counter.scan(RICE, EVAP, COFFEE, COLA)
        known(counter)
        counter.pay_exactly()
        counter.until(lambda: counter.is_shown("complete_view"))
    counter.scan(RICE)
    known(counter)
    counter.until(lambda: counter.is_shown("often_3"))


def sold(counter: Counter) -> None:
    counter.scan(RICE)
    counter.pay_exactly()
    counter.until(lambda: counter.is_shown("complete_view"))


def tender(counter: Counter) -> None:
    counter.scan(RICE)
    counter.open_tender()


def owing(counter: Counter) -> None:
    counter.open_account("Maria Santos", owed=50_000)
    known(counter)
    tender(counter)


def accounts(counter: Counter) -> None:
    counter.open_account("Maria Santos", owed=50_000)
    owner(counter)
    counter.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)


def wallet(counter: Counter) -> None:
    tender(counter)
    counter.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)


def other_amount(counter: Counter) -> None:
    tender(counter)
    counter.write("700")


def owner(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F10)


def away_from_search(counter: Counter) -> None:
    owner(counter)
    counter.tab_to("customer_history")


def contact(counter: Counter) -> None:
    owner(counter)
    counter.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    counter.write("Lola Basyang")


def many_lines_read_down(counter: Counter) -> None:
    counter.shop.save_settings(replace(counter.shop.settings, adds_to_line=False))
    counter.settle()
    counter.scan(*[RICE] * 20)
    counter.until(lambda: scrolled(counter) > 0)
    bar = counter.window.sell.view.verticalScrollBar()
    bar.setValue(min(bar.pageStep(), bar.maximum()))


def many_lines_read_up(counter: Counter) -> None:
    many_lines_read_down(counter)
    counter.window.sell.view.verticalScrollBar().setValue(0)


def scrolled(counter: Counter) -> int:
    return counter.window.sell.view.verticalScrollBar().value()


def switch(counter: Counter) -> None:
    counter.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    counter.press(Qt.Key.Key_Down)
    counter.tab_to("reduce_motion")


def selected(counter: Counter) -> int:
    return counter.cart.selected


def amount_text(counter: Counter) -> str:
    return counter.window.checkout.tender.amounts.amount.text()


def method(counter: Counter) -> str:
    tiles = counter.window.checkout.tender.methods.tiles
    return next(code for code, tile in tiles.items() if tile.isChecked())


CASES: dict[str, tuple[Deed, Outcome]] = {
    "help": (nothing, lambda c: c.sheet == "help"),
    "scan_field": (half_a_name, lambda c: c.is_ready and c.customer == "mar"),
    "customer": (nothing, lambda c: c.focus == "customer_edit"),
    "quantity": (two_lines, lambda c: c.sheet == "quantity_sheet" and c.focus == "quantity_edit"),
    "customers": (nothing, lambda c: c.sheet == "customers_dialog"),
    "full_screen": (nothing, lambda c: c.window.isFullScreen()),
    "charge": (two_lines, lambda c: c.sheet == "tender"),
    "exact_cash": (two_lines, lambda c: c.is_shown("complete_view")),
    "undo": (removed, lambda c: len(c.lines) == 2),
    "redo": (undone, lambda c: len(c.lines) == 1),
    "charge_empty": (two_lines, lambda c: c.sheet == "tender"),
    "remove": (two_lines, lambda c: c.lines == [("RICE5", "1")]),
    "line_up": (two_lines, lambda c: selected(c) == 0),
    "line_down": (first_line, lambda c: selected(c) == 1),
    "more": (two_lines, lambda c: c.lines[-1] == ("EVAP", "2")),
    "fewer": (three_rice, lambda c: c.lines == [("RICE5", "2")]),
    "times": (nothing, lambda c: str(c.window.sell.scan_field.next_quantity) == "3"),
    "new_customer": (half_a_name, lambda c: c.customer == "mar" and c.is_shown("chip_new")),
    "swap_customer": (look_alike, lambda c: c.customer == "Maria Santos"),
    "another_person": (known, lambda c: c.focus == "customer_edit"),
    "often_buys": (regular, lambda c: c.cart.item_count == 2),
    "change_customer": (sold, lambda c: c.sheet == "buyer_sheet"),
    "discount": (two_lines, lambda c: c.focus == "discount_edit"),
    "sale_discount": (two_lines, lambda c: c.focus == "discount_edit"),
    "price": (two_lines, lambda c: c.sheet == "price_sheet" and c.focus == "price_edit"),
    "park": (two_lines, lambda c: c.cart.is_empty and c.count("parked_carts") == 1),
    "recall": (parked, lambda c: c.sheet == "parked_sheet"),
    "sell_anyway": (unknown, lambda c: c.sheet == "item_sheet" and c.focus == "item_name"),
    "item": (nothing, lambda c: c.sheet == "item_sheet" and c.focus == "item_price"),
    "all_keys": (nothing, lambda c: c.sheet == "all_keys_sheet"),
    "price_check": (nothing, lambda c: c.sheet == "price_check"),
    "for_money": (nothing, lambda c: c.window.sell.scan_field.next_quantity == Money(5000)),
    "settings": (nothing, lambda c: c.focus == "open_shop"),
    "lock": (nothing, lambda c: any(each.startswith("Nobody has a PIN") for each in c.messages)),
    "page_up": (many_lines_read_down, lambda c: scrolled(c) == 0),
    "page_down": (many_lines_read_up, lambda c: scrolled(c) > 0),
    "primary": (contact, lambda c: c.count("customers WHERE name = 'Lola Basyang'") == 1),
    "tick": (switch, lambda c: c.shop.settings.reduce_motion),
    "variant": (two_sizes, lambda c: shown_variant(c) == "Small"),
    "method": (wallet, lambda c: method(c) == "cash"),
    "exact": (other_amount, lambda c: amount_text(c) == "289.00"),
    "tender_customer": (tender, lambda c: c.sheet == "buyer_sheet"),
    "account_payment": (nothing, lambda c: c.sheet == "account_picker"),
    "tab_customers": (accounts, lambda c: c.focus_is_in("customer_search")),
    "tab_accounts": (owner, lambda c: c.focus_is_in("accounts_search")),
    "record_payment": (accounts, lambda c: c.sheet == "payment_sheet"),
    "old_balance": (owing, lambda c: c.amount("amount_due") == "₱789.00"),
    "complete": (tender, lambda c: c.is_shown("complete_view")),
    "back": (owner, lambda c: c.sheet == ""),
    "search": (away_from_search, lambda c: c.focus_is_in("customer_search")),
    "new": (owner, lambda c: c.sheet == "contact_sheet"),
    "edit": (owner, lambda c: c.sheet == "contact_sheet"),
    "save": (contact, lambda c: c.count("customers WHERE name = 'Lola Basyang'") == 1),
}


def test_every_action_of_the_table_is_tried() -> None:
    assert set(CASES) == set(ACTIONS)


@pytest.mark.parametrize(
    ("action_id", "which"), [(name, at) for name in CASES for at in range(len(ACTIONS[name].keys))]
)
def test_the_key_of_an_action_does_it(counter: Counter, action_id: str, which: int) -> None:
    prepare, has_happened = CASES[action_id]
    prepare(counter)
    assert not has_happened(counter)
    press_key_of(counter, action_id, which)
    counter.until(lambda: has_happened(counter))


# Where the focus is afterwards


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> Deed:
    return lambda counter: counter.press(key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier
BACK_IN_THE_SCAN_FIELD: dict[str, tuple[Deed, ...]] = {
    "an item scanned": (lambda c: c.scan(RICE),),
    "an unknown item": (lambda c: c.scan("4801234567890"),),
    "an item typed": (lambda c: c.write("coffee"), lambda c: c.enter()),
    "a line removed": (two_lines, press(Qt.Key.Key_Delete)),
    "a line changed": (two_lines, lambda c: c.write("+")),
    "an edit undone": (removed, press(Qt.Key.Key_Z, CTRL)),
    "a toast closed": (lambda c: c.scan("4801234567890"), lambda c: c.window.toasts.dismiss()),
    "a customer chosen": (lambda c: c.name("maria santos"), lambda c: c.enter()),
    "a customer made": (half_a_name, lambda c: c.enter(SHIFT)),
    "a customer cleared": (
        lambda c: c.name("maria santos"), lambda c: c.enter(),
        press(Qt.Key.Key_F3), press(Qt.Key.Key_Backspace), lambda c: c.enter(),
    ),
    "a quantity applied": (
        two_lines, press(Qt.Key.Key_F4), lambda c: c.write("7"), lambda c: c.enter(),
    ),
    "a quantity cancelled": (two_lines, press(Qt.Key.Key_F4), press(Qt.Key.Key_Escape)),
    "a discount applied": (
        two_lines, press(Qt.Key.Key_F5), lambda c: c.write("5"), lambda c: c.enter(),
    ),
    "a price cancelled": (two_lines, press(Qt.Key.Key_F6), press(Qt.Key.Key_Escape)),
    "a sale parked": (parked,),
    "a sale recalled": (parked, press(Qt.Key.Key_F8), lambda c: c.enter(),
                        lambda c: c.until(lambda: not c.cart.is_empty)),
    "an item without a code": (
        press(Qt.Key.Key_I, CTRL), lambda c: c.write("25"), lambda c: c.enter(),
    ),
    "a price checked": (
        press(Qt.Key.Key_F2, SHIFT), lambda c: c.scan(RICE), press(Qt.Key.Key_Escape),
    ),
    "a tender left": (tender, press(Qt.Key.Key_Escape)),
    "a tender left that was asked for from the customer field": (
        two_lines, press(Qt.Key.Key_F3), press(Qt.Key.Key_F12), press(Qt.Key.Key_Escape),
    ),
    "a tender left after the customer was changed in it": (
        two_lines, press(Qt.Key.Key_F3), press(Qt.Key.Key_F12), press(Qt.Key.Key_F3),
        lambda c: c.write("juan"), press(Qt.Key.Key_Return), press(Qt.Key.Key_Escape),
    ),
    "a sale complete": (two_lines, lambda c: c.pay_exactly()),
    "a tender complete": (tender, lambda c: c.enter(),
                          lambda c: c.until(lambda: c.is_shown("complete_view"))),
    "a payment on an account cancelled": (
        lambda c: c.open_account("Maria Santos", owed=50_000), known,
        press(Qt.Key.Key_F12, SHIFT), press(Qt.Key.Key_Escape),
    ),
    "the owner's dialog closed": (owner, press(Qt.Key.Key_Escape)),
    "help closed": (press(Qt.Key.Key_F1), press(Qt.Key.Key_Escape)),
}  # fmt: skip


@pytest.mark.parametrize("what", BACK_IN_THE_SCAN_FIELD)
def test_the_scan_field_has_the_focus_after(counter: Counter, what: str) -> None:
    for deed in BACK_IN_THE_SCAN_FIELD[what]:
        deed(counter)
    counter.until(lambda: counter.is_ready)
    assert counter.sheet == ""


def test_the_tender_opens_with_its_amount_selected(counter: Counter) -> None:
    tender(counter)
    edit = counter.window.checkout.tender.amounts.amount.edit
    assert edit.hasFocus()
    assert edit.selectedText() == "289.00"


def test_the_quantity_opens_selected_so_that_typing_replaces_it(counter: Counter) -> None:
    two_lines(counter)
    counter.press(Qt.Key.Key_F4)
    counter.write("6")
    counter.enter()
    assert counter.lines[-1] == ("EVAP", "6")


def test_tab_goes_round_the_whole_window_and_back(counter: Counter) -> None:
    two_lines(counter)
    way = [
        "customer_edit", "cart_view", "line_quantity", "line_discount", "line_price",
        "line_remove", "charge", "exact_cash", "park", "undo", "clear_sale", "all_keys",
        "rail_sell", "rail_customers", "rail_products", "rail_settings", "rail_help", "rail_look",
        "rail_person", "scan_edit",
    ]  # fmt: skip
    forward = []
    for _ in way:
        counter.press(Qt.Key.Key_Tab)
        forward.append(counter.focus)
    assert forward == way
    backward = []
    for _ in way:
        counter.press(Qt.Key.Key_Backtab)
        backward.append(counter.focus)
    assert backward == [*reversed(way[:-1]), "scan_edit"]
