"""Stock is received, adjusted and counted on the Products page, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import StoreUnavailable
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.storage.products import ProductRepository
from app.ui.products.page import ProductsPage
from app.ui.products.stock_sheet import StockSheet
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow

MILK, RICE = "4800771920015", "4800123450173"
Typed = Callable[..., None]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def milk(page: ProductsPage) -> Product:
    """Open Fresh milk, of which there are six, in the editor."""
    page.handle_scan(MILK)
    return page.editor.product


@pytest.fixture
def sheet(window: MainWindow) -> Callable[[], StockSheet]:
    def top() -> StockSheet:
        found = Sheet.top(window)
        assert isinstance(found, StockSheet)
        return found

    return top


@pytest.fixture
def type_and_enter(page: ProductsPage, qtbot: QtBot) -> Typed:
    """Type with the real keys wherever the cursor is, press Enter and wait for the shop."""

    def do(text: str) -> None:
        field = focused()
        QTest.keyClicks(field, text)
        with qtbot.waitSignal(page.stock.moved):
            QTest.keyClick(field, Qt.Key.Key_Return)

    return do


def stock_of(shop: Shop, product: Product) -> Quantity | None:
    return shop.reader.products.product(product.id, by=shop.by).stock


def test_goods_received_are_typed_and_entered(
    page: ProductsPage,
    milk: Product,
    shop: Shop,
    sheet: Callable[[], StockSheet],
    type_and_enter: Typed,
) -> None:
    page.editor.form.price.set_text("99")
    page.editor.form.on_shelf.receive.click()
    opened = sheet()
    QTest.keyClicks(focused(), "1")
    assert opened.form.outcome.text() == "6 pc  →  7 pc"
    type_and_enter("2")
    assert stock_of(shop, milk) == Quantity.of(18)
    assert not opened.is_open
    assert page.editor.form.stock.text() == "18"
    assert page.editor.form.price.text() == "99", "what was typed beside it stays"
    assert page.editor.product.id == milk.id
    assert not page.opening._rest.isActive(), "no other product follows into the editor"
    row = page.list.model.loaded()[3]
    assert (row.name, row.stock) == (milk.name, Quantity.of(18))


def test_an_adjustment_says_why(
    page: ProductsPage,
    milk: Product,
    shop: Shop,
    sheet: Callable[[], StockSheet],
    type_and_enter: Typed,
) -> None:
    page.editor.form.on_shelf.adjust.click()
    opened = sheet()
    QTest.keyClicks(focused(), "2")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert opened.form.note.error == "Say why the stock is another."
    assert opened.form.note.edit.hasFocus()
    type_and_enter("Fell down")
    assert stock_of(shop, milk) == Quantity.of(4)
    newest = shop.reader.products.stock_moves(milk.id, 1, by=shop.by)[0]
    assert (newest.note, newest.quantity) == ("Fell down", Quantity.of(-2))


def test_more_than_expected_is_an_adjustment_too(
    page: ProductsPage, milk: Product, sheet: Callable[[], StockSheet], qtbot: QtBot
) -> None:
    page.editor.form.on_shelf.adjust.click()
    opened = sheet()
    for inside, text in ((opened.form.way, "More"), (opened.pad, "3")):
        buttons = inside.findChildren(QAbstractButton)
        next(button for button in buttons if button.text() == text).click()
    opened.form.chips.button(4).click()
    assert opened.form.outcome.text() == "6 pc  →  9 pc"
    with qtbot.waitSignal(page.stock.moved):
        opened.apply_button.click()
    assert page.editor.form.stock.text() == "9"


def test_a_round_of_counting_goes_from_scan_to_scan(
    page: ProductsPage,
    window: MainWindow,
    shop: Shop,
    sheet: Callable[[], StockSheet],
    type_and_enter: Typed,
) -> None:
    page.head.count_button.click()
    opened = sheet()
    assert opened.search.edit.hasFocus()
    for code, count in ((MILK, "0"), (RICE, "40.5")):
        window.selling.take_scan(code)
        type_and_enter(count)
        found = shop.reader.products.by_code(code, by=shop.by)
        assert found is not None
        assert str(found.product.stock) == count
        assert opened.form.outcome.text().startswith(f"Kept: {count}")
    assert opened.is_open
    assert opened.search.edit.hasFocus()


def test_what_is_counted_can_be_typed_and_an_unknown_code_says_so(
    page: ProductsPage, sheet: Callable[[], StockSheet], shop: Shop, type_and_enter: Typed
) -> None:
    page.head.count_button.click()
    opened = sheet()
    QTest.keyClicks(opened.search.edit, "99999999")
    QTest.keyClick(opened.search.edit, Qt.Key.Key_Return)
    assert "99999999" in opened.search.error
    QTest.keyClicks(opened.search.edit, "onions")
    QTest.keyClick(opened.search.edit, Qt.Key.Key_Return)
    assert opened.form.product.name == "Red onions"
    type_and_enter("3.25")
    assert stock_of(shop, opened.form.product) == Quantity(3_250)


def test_a_product_can_be_counted_no_longer(
    page: ProductsPage, milk: Product, shop: Shop, sheet: Callable[[], StockSheet], qtbot: QtBot
) -> None:
    page.head.count_button.click()
    opened = sheet()
    assert opened.form.product.id == milk.id
    with qtbot.waitSignal(page.stock.moved):
        opened.stop.click()
    assert stock_of(shop, milk) is None
    assert opened.form.outcome.text() == "Kept: not counted"
    assert opened.stop.isHidden()


def test_the_moves_are_listed_newest_first_and_read_on(
    page: ProductsPage,
    milk: Product,
    sheet: Callable[[], StockSheet],
    type_and_enter: Typed,
) -> None:
    for pieces in ("1", "2"):
        page.editor.form.on_shelf.receive.click()
        type_and_enter(pieces)
    page.editor.form.on_shelf.receive.click()
    model = sheet().moves.moves
    spoken = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert [words.split(", ")[:2] for words in spoken] == [
        ["Received", "+2"], ["Received", "+1"], ["Imported", "+6"],
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["-1", "1,5", "0", "x"])
def test_what_is_no_number_of_goods_cannot_be_applied(
    page: ProductsPage, milk: Product, sheet: Callable[[], StockSheet], text: str
) -> None:
    page.editor.form.on_shelf.receive.click()
    opened = sheet()
    opened.form.field.set_text(text)
    assert opened.form.field.error
    assert not opened.apply_button.isEnabled()


def test_a_refusal_keeps_what_was_typed(
    page: ProductsPage,
    milk: Product,
    shop: Shop,
    sheet: Callable[[], StockSheet],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def refuse(*_: object, **__: object) -> Product:
        raise StoreUnavailable("The disk is full.")

    monkeypatch.setattr(ProductRepository, "change_stock", refuse)
    page.editor.form.on_shelf.receive.click()
    opened = sheet()
    opened.form.field.set_text("12")
    with qtbot.waitSignal(shop.shelf.stock_refused):
        opened.apply_button.click()
    assert opened.is_open
    assert (opened.form.field.error, opened.form.field.text()) == ("The disk is full.", "12")
    assert opened.apply_button.isEnabled(), "it can be tried again at once"


def test_a_scan_while_goods_are_received_changes_nothing(
    page: ProductsPage, milk: Product, window: MainWindow, sheet: Callable[[], StockSheet]
) -> None:
    page.editor.form.on_shelf.receive.click()
    opened = sheet()
    window.selling.take_scan(RICE)
    assert opened.form.product.id == milk.id
    assert opened.form.field.text() == ""
