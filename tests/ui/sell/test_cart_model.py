"""The cart as rows: one change, one announcement."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.cart import Cart
from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity
from app.domain.settings import ShopSettings
from app.ui.sell.cart_model import CartModel
from app.ui.sell.columns import Column
from app.ui.wording import Wording
from tests.clocks import HeldClock

RICE = Product(1, "RICE5", "Jasmine rice 5 kg", Money(28900), "4800123450173",
               tax_code=TaxCode.EXEMPT)  # fmt: skip
ONIONS = Product(2, "4082", "Red onions", Money(14000), unit="kg")
MILK = Product(3, "EVAP", "Evaporated milk", Money(3450), "4800552100418")


class Heard:
    """What a model announced."""

    def __init__(self, model: CartModel) -> None:
        self.changed: list[tuple[int, int]] = []
        self.inserted: list[tuple[int, int]] = []
        self.removed: list[tuple[int, int]] = []
        self.resets = 0
        model.dataChanged.connect(self._change)
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.modelReset.connect(self._reset)

    def _change(self, first: QModelIndex, last: QModelIndex) -> None:
        self.changed.append((first.row(), last.row()))

    def _insert(self, _: QModelIndex, first: int, last: int) -> None:
        self.inserted.append((first, last))

    def _remove(self, _: QModelIndex, first: int, last: int) -> None:
        self.removed.append((first, last))

    def _reset(self) -> None:
        self.resets += 1


@pytest.fixture
def cart() -> Cart:
    cart = Cart(ShopSettings("Shop"))
    for product in (RICE, ONIONS, MILK):
        cart.add(product)
    return cart


@pytest.fixture
def model(qapp: object, cart: Cart) -> CartModel:
    model = CartModel(Wording(HeldClock()))
    model.show_lines(cart.items)
    return model


def _text(model: CartModel, row: int, column: Column) -> str | None:
    return model.data(model.index(row, column))


def test_it_keeps_the_rules_of_models(
    model: CartModel, cart: Cart, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    cart.remove(1)
    model.show_lines(cart.items)
    cart.clear()
    model.show_lines(cart.items)


def test_a_new_line_is_one_insertion(model: CartModel, cart: Cart) -> None:
    heard = Heard(model)
    cart.add(Product(4, "X", "Extra", Money(100)))
    model.show_lines(cart.items)
    assert (heard.inserted, heard.changed, heard.removed, heard.resets) == ([(3, 3)], [], [], 0)


def test_a_changed_quantity_is_one_changed_row(model: CartModel, cart: Cart) -> None:
    heard = Heard(model)
    cart.set_quantity(1, Quantity(2500))
    model.show_lines(cart.items)
    assert (heard.inserted, heard.changed, heard.removed, heard.resets) == ([], [(1, 1)], [], 0)
    assert _text(model, 1, Column.QUANTITY) == "2.5"
    assert _text(model, 1, Column.AMOUNT) == "350.00"


def test_a_removed_line_is_one_removal(model: CartModel, cart: Cart) -> None:
    heard = Heard(model)
    cart.remove(0)
    model.show_lines(cart.items)
    assert (heard.inserted, heard.changed, heard.removed, heard.resets) == ([], [], [(0, 0)], 0)


def test_the_same_lines_announce_nothing(model: CartModel, cart: Cart) -> None:
    heard = Heard(model)
    model.show_lines(cart.items)
    assert (heard.inserted, heard.changed, heard.removed, heard.resets) == ([], [], [], 0)


def test_rows_say_what_was_sold(model: CartModel) -> None:
    assert _text(model, 0, Column.ITEM) == "Jasmine rice 5 kg"
    assert _text(model, 0, Column.PRICE) == "289.00"
    assert _text(model, 0, Column.DISCOUNT) == ""
    assert model.row_text(0).detail == "4800 1234 50173  ·  VAT-exempt"
    assert model.row_text(1).detail == "PLU 4082"
    assert model.row_text(1).unit == "/kg"
    assert model.row_text(1).quantity_unit == ""


def test_a_weight_shows_its_unit(model: CartModel, cart: Cart) -> None:
    cart.set_quantity(1, Quantity(725))
    model.show_lines(cart.items)
    row = model.row_text(1)
    assert (row.quantity, row.quantity_unit, row.amount) == ("0.725", "kg", "101.50")
    assert row.is_weighed


def test_the_first_cell_sums_up_the_row_for_who_listens(model: CartModel) -> None:
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Jasmine rice 5 kg, 1 pc, ₱289.00"


def test_the_whole_name_is_in_the_tooltip(model: CartModel) -> None:
    tip = model.data(model.index(0, Column.ITEM), Qt.ItemDataRole.ToolTipRole)
    assert tip == "Jasmine rice 5 kg"


def test_headers_name_the_columns(model: CartModel) -> None:
    names = [model.headerData(each, Qt.Orientation.Horizontal) for each in Column]
    assert names == ["#", "Item", "Price", "Qty", "Discount", "Amount"]


def _edit(cart: Cart, move: int) -> None:
    if move < 20:
        cart.add(Product(move, f"S{move}", f"Product {move}", Money(100 + move)))
    elif move < 28 and cart.lines:
        cart.remove(move % len(cart.lines))
    elif move < 32 and cart.lines:
        cart.set_quantity(move % len(cart.lines), Quantity(move * 500))
    elif move < 36:
        cart.undo()
    elif move < 40:
        cart.redo()
    else:
        cart.clear()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.integers(0, 40), max_size=25))
def test_after_any_edits_the_rows_are_the_lines(
    qtbot: QtBot, qapp: object, moves: list[int]
) -> None:
    cart = Cart(ShopSettings("Shop"))
    model = CartModel(Wording(HeldClock()))
    mirror: list[str] = []

    def insert(_: QModelIndex, first: int, last: int) -> None:
        mirror[first:first] = [
            str(_text(model, row, Column.ITEM)) for row in range(first, last + 1)
        ]

    def remove(_: QModelIndex, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def change(first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            mirror[row] = str(_text(model, row, Column.ITEM))

    model.rowsInserted.connect(insert)
    model.rowsRemoved.connect(remove)
    model.dataChanged.connect(change)
    for move in moves:
        _edit(cart, move)
        model.show_lines(cart.items)
        assert mirror == [line.name for line in cart.lines]
        shown = [_text(model, row, Column.QUANTITY) for row in range(model.rowCount())]
        assert shown == [str(line.quantity) for line in cart.lines]
