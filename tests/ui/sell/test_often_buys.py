"""What a regular often buys: shown where there is room, added by one tap or key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.customer import CustomerRef
from app.domain.habits import Habit
from app.domain.sale import Payment
from app.ui.sell.often_buys import NOTHING, SHOWN, form_for
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.menu import Menu
from tests.clocks import HeldClock
from tests.ui.looks import settle, spoken_name
from tests.ui.sell.conftest import EGGS, EVAP, ONIONS, RICE, Counter

ALT = Qt.KeyboardModifier.AltModifier
MARIA_OFTEN = [
    "Jasmine rice 5 kg",
    "Evaporated milk 370 ml",
    "Coffee 3-in-1, 30 sachets",
    "Fresh eggs, tray of 30",
]
SIZES = [(1280, 720), (1366, 768), (1366, 900), (1920, 1080)]


@pytest.fixture
def regular(shop: Shop, clock: HeldClock, qtbot: QtBot) -> None:
    """Maria Santos has bought four more things twice, onions by the kilo once."""
    baskets = [(RICE, EVAP, EGGS, ONIONS), (RICE, EVAP, EGGS), (RICE, EVAP), (RICE,)]
    for days, codes in enumerate(baskets, 1):
        cart = Cart(shop.settings)
        for code in codes:
            found = shop.reader.products.by_code(code, by=shop.by)
            assert found is not None
            cart.add(found.product)
        cart.set_customer(CustomerRef("Maria Santos"))
        at = clock.now() - timedelta(days=days)
        paid = Payment("cash", cart.total, tendered=cart.total)
        with qtbot.waitSignal(shop.sale_recorded):
            shop.record(cart.complete((paid,), at, business_day(clock, at)))


def name(counter: Counter, customer: str) -> None:
    """Choose a customer as a cashier does, and let the till read when it has the time."""
    counter.press(Qt.Key.Key_F3)
    counter.type(customer)
    counter.enter()
    counter.page.side.often.read_now()
    settle()


def shown(counter: Counter) -> list[str]:
    return [spoken_name(tile) for tile in counter.page.side.often.tiles if tile.isVisible()]


def resize(counter: Counter, width: int, height: int) -> None:
    counter.resize(width, height)
    settle()
    assert (counter.width(), counter.height()) == (width, height)


def place(counter: Counter, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(counter, QPoint(0, 0)), widget.size())


@pytest.mark.usefixtures("regular")
def test_a_tall_window_shows_the_four_of_them_below_each_other(counter: Counter) -> None:
    resize(counter, 1920, 1080)
    name(counter, "maria santos")
    assert shown(counter) == MARIA_OFTEN
    tiles = counter.page.side.often.tiles
    assert len({tile.x() for tile in tiles}) == 1
    assert not counter.page.side.customer.chip.often.isVisible()
    rice = tiles[0].accessibleDescription()
    assert rice == "In 4 of the last 7 purchases, ₱289.00"


@pytest.mark.usefixtures("regular")
def test_a_tap_or_a_key_adds_one_and_the_scan_field_is_ready(counter: Counter) -> None:
    resize(counter, 1920, 1080)
    name(counter, "maria santos")
    counter.click(counter.page.side.often.tiles[1])
    counter.press(Qt.Key.Key_3, ALT)
    assert counter.lines == [("Evaporated milk 370 ml", "1"), ("Coffee 3-in-1, 30 sachets", "1")]
    assert counter.is_ready
    counter.type("3*")
    counter.press(Qt.Key.Key_1, ALT)
    assert counter.lines[-1] == ("Jasmine rice 5 kg", "3")
    counter.page.commands.undo.trigger()
    assert len(counter.lines) == 2


@pytest.mark.usefixtures("regular")
def test_nobody_a_new_name_and_a_first_buyer_have_none(counter: Counter) -> None:
    assert shown(counter) == []
    name(counter, "maria santos")
    assert shown(counter)
    counter.page.set_customer(None)
    assert shown(counter) == []
    for customer in ("Somebody New", "Marlon Reyes"):
        counter.page.set_customer(CustomerRef(customer))
        counter.page.side.often.read_now()
        assert shown(counter) == []
        counter.press(Qt.Key.Key_1, ALT)
    assert counter.cart.is_empty


@pytest.mark.usefixtures("regular")
def test_it_is_read_a_moment_later_and_the_next_scan_goes_first(
    counter: Counter, shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    book = shop.reader.customers
    real = book.often_buys

    def noted(who: int, limit: int, *, by: Actor) -> list[Habit]:
        asked.append(who)
        return real(who, limit, by=by)

    monkeypatch.setattr(book, "often_buys", noted)
    counter.page.set_customer(CustomerRef("Maria Santos"))
    counter.scan(RICE)
    assert asked == []
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    qtbot.waitUntil(lambda: bool(shown(counter)))
    assert len(asked) == 1
    counter.scan(EVAP)
    counter.page.set_customer(CustomerRef("Maria Santos"))
    settle()
    assert len(asked) == 1, "once for a customer"


@pytest.mark.usefixtures("regular")
def test_details_hidden_at_the_counter_hide_what_somebody_buys(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    name(counter, "maria santos")
    assert shown(counter)
    with qtbot.waitSignal(shop.settings_saved):
        shop.save_settings(replace(shop.settings, hides_customer_details=True))
    counter.page.set_customer(None)
    name(counter, "maria santos")
    assert shown(counter) == []


@pytest.mark.usefixtures("regular")
def test_what_was_archived_or_costs_more_meanwhile_is_shown_so(
    counter: Counter, shop: Shop, qtbot: QtBot
) -> None:
    resize(counter, 1920, 1080)
    name(counter, "maria santos")
    rice = shop.reader.products.by_code(RICE, by=shop.by)
    assert rice is not None
    with qtbot.waitSignal(shop.shelf.archived):
        shop.shelf.archive(rice.product.id, archived=True)
    qtbot.waitUntil(lambda: "Jasmine rice 5 kg" not in shown(counter))
    assert len(shown(counter)) == 3


@pytest.mark.usefixtures("regular")
def test_goods_by_the_kilo_ask_how_much(
    counter: Counter, shop: Shop, clock: HeldClock, qtbot: QtBot
) -> None:
    name(counter, "peña grande store")
    onions = shop.reader.products.by_code(ONIONS, by=shop.by)
    assert onions is not None
    for day in (1, 2):
        cart = Cart(shop.settings)
        cart.add(onions.product)
        cart.set_customer(CustomerRef("Peña Grande Store"))
        at = clock.now() - timedelta(days=day)
        paid = Payment("cash", cart.total, tendered=cart.total)
        with qtbot.waitSignal(shop.sale_recorded):
            shop.record(cart.complete((paid,), at, business_day(clock, at)))
    qtbot.waitUntil(lambda: shown(counter) == ["Red onions"])
    counter.press(Qt.Key.Key_1, ALT)
    counter.type("0.5")
    counter.enter()
    assert counter.lines == [("Red onions", "0.5")]


@pytest.mark.usefixtures("regular")
@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_and_nothing_is_covered_at_any_size(
    counter: Counter, theme: Theme, size: tuple[int, int], scale: float
) -> None:
    side = counter.page.side
    still = (side.last_added, *side.line_buttons, side.totals, side.charge, side.exact, side.park)
    theme.set_scale(scale)
    resize(counter, *size)
    counter.scan(RICE)
    before = [place(counter, each) for each in still]
    name(counter, "maria santos")
    assert [place(counter, each) for each in still] == before
    seen = [tile for tile in side.often.tiles if tile.isVisible()]
    free = place(counter, side.often)
    assert free.bottom() < place(counter, side.last_added).top()
    assert free.top() > place(counter, side.customer.chip).bottom()
    for tile in seen:
        assert free.contains(place(counter, tile))
        assert min(tile.width(), tile.height()) >= 44
    assert seen or side.customer.chip.often.isVisible()
    theme.set_scale(1.0)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.usefixtures("regular")
def test_where_there_is_no_room_a_menu_has_them(
    counter: Counter, shop: Shop, clock: HeldClock, qtbot: QtBot
) -> None:
    maria = shop.reader.customers.named("Maria Santos", by=shop.by)
    assert maria is not None
    with qtbot.waitSignal(shop.ledgers.saved):
        shop.ledgers.open(AccountTerms("Maria Santos", code="AR-7", customer_ids=(maria.id,)),
                          clock.now())  # fmt: skip
    resize(counter, 1280, 720)
    name(counter, "maria santos")
    chip = counter.page.side.customer.chip
    assert counter.height() == 720
    assert (shown(counter), chip.often.isVisible()) == ([], True)
    assert spoken_name(chip.often) == "Often buys"
    counter.click(chip.often)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    said = [action.text() for action in menu.actions()]
    assert said[0] == "Jasmine rice 5 kg  ·  ₱289.00"
    assert len(said) == SHOWN
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert counter.lines == [("Jasmine rice 5 kg", "1")]
    assert counter.is_ready
    resize(counter, 1366, 768)
    assert shown(counter)


@pytest.mark.usefixtures("regular")
def test_while_a_sale_is_saved_none_is_added(counter: Counter) -> None:
    name(counter, "maria santos")
    counter.page.set_saving(True)
    counter.press(Qt.Key.Key_1, ALT)
    assert not any(tile.isEnabled() for tile in counter.page.side.often.tiles)
    counter.page.set_saving(False)
    assert counter.cart.is_empty
    counter.press(Qt.Key.Key_1, ALT)
    assert len(counter.lines) == 1


@pytest.mark.usefixtures("regular")
def test_tab_goes_from_the_customer_to_what_they_buy(
    make_counter: Callable[[], Counter],
) -> None:
    counter = make_counter()
    name(counter, "maria santos")
    counter.page.side.customer.chip.clear.setFocus()
    counter.press(Qt.Key.Key_Tab)
    assert counter.page.side.often.tiles[0].hasFocus()
    counter.enter()
    assert counter.lines == [("Jasmine rice 5 kg", "1")]


@pytest.mark.parametrize("count", range(SHOWN + 1))
def test_every_form_fits_its_room_and_keeps_targets_apart(count: int) -> None:
    best = 0
    for room in range(400):
        form = form_for(count, room, 20, 44)
        if form == NOTHING:
            assert best == 0
            continue
        rows = -(-form.tiles // form.columns)
        assert form.top + rows * (form.height + 8) <= room
        assert form.tiles >= best
        best = form.tiles
    assert best == count
