"""Sizes and colours of one name are one row; Left and Right or a tap choose among them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.product import Product
from app.ui.sell.pick_list import EDGE
from app.ui.sell.product_panel import ProductPanel
from app.ui.shop import Shop
from app.ui.widgets.badge import BarHints
from tests.ui.looks import settle
from tests.ui.sell.conftest import Counter

SIZES = ("Large", "Medium, red", "Small")


@pytest.fixture(autouse=True)
def shirts(shop: Shop, qtbot: QtBot) -> None:
    for at, size in enumerate(SIZES):
        shirt = Product(
            0, f"SH{at}", f"Shirt {size}", Money(19900 + at), family="Shirt", variant=size
        )
        with qtbot.waitSignal(shop.shelf.saved):
            shop.shelf.save(shirt, (), counts_stock=False)


def _search(counter: Counter, text: str) -> ProductPanel:
    counter.type(text)
    counter.page.scanning.search_now()
    settle()
    return counter.page.products


def test_a_family_is_one_row(counter: Counter) -> None:
    panel = _search(counter, "shirt")
    assert panel.list.model().rowCount() == 1
    assert panel.lit_product is not None
    assert panel.lit_product.family == "Shirt"


def test_right_and_left_choose_and_the_ends_hold(counter: Counter) -> None:
    panel = _search(counter, "shirt")
    counter.press(Qt.Key.Key_Left, times=4)
    seen = []
    for _ in range(4):
        assert panel.lit_product is not None
        seen.append(panel.lit_product.variant)
        counter.press(Qt.Key.Key_Right)
    assert seen == ["Large", "Medium, red", "Small", "Small"]
    counter.press(Qt.Key.Key_Left)
    counter.enter()
    assert counter.lines == [("Shirt Medium, red", "1")]
    assert counter.is_ready


def test_who_types_a_colour_means_it(counter: Counter) -> None:
    _search(counter, "shirt red")
    counter.enter()
    assert counter.lines == [("Shirt Medium, red", "1")]


def test_a_tap_on_a_chip_adds_that_variant(counter: Counter) -> None:
    panel = _search(counter, "shirt")
    choice = panel._model.rows[0]
    place = QRectF(panel.list.visualRect(panel._model.index(0, 0)))
    area = place.adjusted(EDGE - 1, 0, -EDGE + 1, 0)
    chips = panel._delegate._chips(area, choice)
    assert all(one.right() < two.left() for one, two in pairwise(chips))
    where = QPoint(round(chips[2].center().x()), round(chips[2].center().y()))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert counter.lines == [("Shirt Small", "1")]


def test_without_variants_left_and_right_move_in_the_text(counter: Counter) -> None:
    _search(counter, "milk")
    before = counter.page.scan_field.edit.cursorPosition()
    counter.press(Qt.Key.Key_Left)
    assert counter.page.scan_field.edit.cursorPosition() == before - 1


def test_the_row_says_which_one_is_chosen(counter: Counter) -> None:
    panel = _search(counter, "shirt small")
    spoken = panel.list.model().data(panel.list.currentIndex())
    assert spoken.startswith("Shirt Small, ₱199.02")


def test_sizes_under_one_name_are_told_apart_on_the_cart_and_in_the_sale(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    for at, size in enumerate(("Small", "Large")):
        cap = Product(0, f"CAP{at}", "Cap", Money(9900), family="Cap", variant=size)
        with qtbot.waitSignal(shop.shelf.saved):
            shop.shelf.save(cap, (), counts_stock=False)
    for code in ("CAP0", "CAP1"):
        counter.scan(code)
    assert counter.lines == [("Cap Small", "1"), ("Cap Large", "1")]
    assert [sold.name for sold in counter.cart.lines] == ["Cap Small", "Cap Large"]


def test_the_keys_for_sizes_are_named_only_where_there_are_sizes(counter: Counter) -> None:
    hints = _search(counter, "shirt").findChild(BarHints, "product_hints")
    assert hints is not None
    assert "← → Size or colour" in hints.accessibleName()
    _search(counter, "milk")
    assert "← →" not in hints.accessibleName()
