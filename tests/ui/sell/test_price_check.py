"""The price check shows price, stock and packs, and sells nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.money import Money
from app.domain.product import Pack
from app.domain.quantity import Quantity
from app.ui.sell.price_check import PriceCheck
from app.ui.shop import Shop
from app.ui.widgets.sheet import Sheet
from tests.ui.looks import SCALES, misfits, nameless, settle, unnamed_objects
from tests.ui.sell.conftest import COFFEE, EVAP, RICE, Counter

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def check(counter: Counter) -> PriceCheck:
    counter.scan(RICE)
    counter.press(Qt.Key.Key_F2, SHIFT)
    sheet = Sheet.top(counter)
    assert isinstance(sheet, PriceCheck)
    return sheet


def test_a_scan_shows_price_and_stock_and_adds_nothing(counter: Counter, check: PriceCheck) -> None:
    counter.scan(EVAP)
    assert check.name.text() == "Evaporated milk 370 ml"
    assert check.price.amount == "₱34.50"
    assert check.stock.text() == "for one pc  ·  64 in stock"
    assert check.code.text() == "4800 5521 00418"
    counter.scan(COFFEE)
    assert check.price.amount == "₱215.00"
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    counter.press(Qt.Key.Key_Escape)
    assert Sheet.top(counter) is None
    assert counter.is_ready


def test_a_name_is_found_by_its_first_letters(counter: Counter, check: PriceCheck) -> None:
    counter.type("milk")
    counter.press(Qt.Key.Key_Down, times=2)
    check.finder.look()
    counter.press(Qt.Key.Key_Down)
    wanted = check.found.model().data(check.found.currentIndex())
    counter.enter()
    assert check.name.text() == wanted
    assert check.price.isVisible()
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


def test_a_typed_code_is_exact(counter: Counter, check: PriceCheck) -> None:
    counter.type("3010")
    counter.enter()
    assert check.name.text() == "Fresh eggs, tray of 30"
    assert check.stock.text() == "for one tray"


def test_what_is_unknown_is_said_beside_the_field(counter: Counter, check: PriceCheck) -> None:
    counter.scan(EVAP)
    counter.scan("4801234567890")
    assert check.search.error == "Nothing has the code or name “4801234567890”."
    assert not check.price.isVisible()
    counter.scan(RICE)
    assert check.search.error == ""
    assert check.price.amount == "₱289.00"


def test_packs_are_listed_with_their_own_prices(
    counter: Counter, check: PriceCheck, shop: Shop, qtbot: QtBot
) -> None:
    evap = shop.reader.products.by_code(EVAP, by=shop.by)
    assert evap is not None
    packs = (
        Pack(EVAP),
        Pack("4800552100999", Quantity.of(12)),
        Pack("4800552100888", Quantity.of(48), Money(150000), "box"),
    )
    with qtbot.waitSignal(shop.shelf.saved):
        shop.shelf.save(evap.product, packs, counts_stock=False)
    counter.scan(EVAP)
    assert check.packs.text() == "Pack of 12: as 12 single ones\nBox of 48: ₱1,500.00"
    counter.scan("4800552100888")
    assert check.price.amount == "₱1,500.00"
    assert check.stock.text().startswith("for one box")


@pytest.mark.parametrize("scale", SCALES)
def test_it_fits_at_every_text_size(counter: Counter, check: PriceCheck, scale: float) -> None:
    check.theme.set_scale(scale)
    counter.resize(1280, 720)
    for look in ("", "milk"):
        counter.scan(EVAP)
        counter.type(look)
        check.finder.look()
        settle()
        assert misfits(check.panel) == []
        assert nameless(check.panel) == []
        assert unnamed_objects(check.panel) == []


def test_before_the_first_scan_it_says_what_it_is_for(counter: Counter, check: PriceCheck) -> None:
    assert check.nothing.isVisible()
    counter.scan(EVAP)
    assert not check.nothing.isVisible()
    counter.type("milk")
    check.finder.look()
    assert not check.nothing.isVisible()
    check.close_sheet()
    check.ask()
    assert check.nothing.isVisible()


def test_an_arrow_in_a_hurry_is_about_what_was_typed(counter: Counter, check: PriceCheck) -> None:
    counter.type("milk")
    counter.press(Qt.Key.Key_Down)
    counter.enter()
    assert check.name.text() == "Evaporated milk 370 ml"
