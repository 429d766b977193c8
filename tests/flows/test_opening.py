"""The window opens before its shop does, fits the screen it finds, and closes at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from app.domain.actor import Actor
from app.domain.money import Money
from app.domain.product import Product
from app.storage.store import open_store
from tests.clocks import HeldClock
from tests.flows.conftest import OpenCounter
from tests.flows.counter import EVAP, RICE, Counter, rows


def test_what_is_scanned_before_the_shop_is_open_is_added_once_it_is(
    shop_folder: Path, make_counter: OpenCounter
) -> None:
    counter = make_counter(shop_folder)
    counter.till.start()
    counter.scan(RICE, EVAP)
    assert counter.lines == []
    counter.until(lambda: counter.lines == [("RICE5", "1"), ("EVAP", "1")])
    assert counter.heard == ["added", "added"]


def test_keys_pressed_before_the_shop_is_open_do_no_harm(
    shop_folder: Path, make_counter: OpenCounter
) -> None:
    counter = make_counter(shop_folder)
    counter.till.start()
    QTest.qWaitForWindowExposed(counter.window)
    if not counter.shop.is_open:
        for key in (Qt.Key.Key_F10, Qt.Key.Key_F12, Qt.Key.Key_F3):
            counter.press(key)
        counter.write("mar")
        counter.enter()
    counter.until(lambda: counter.shop.is_open)
    assert counter.sheet == ""


def test_a_window_closed_before_its_shop_is_open_ends_in_order(
    shop_folder: Path, make_counter: OpenCounter, open_counter: OpenCounter
) -> None:
    counter = make_counter(shop_folder)
    counter.till.start()
    counter.close()
    assert rows(shop_folder, "SELECT value FROM settings WHERE key = 'session.is_open'") == [
        ("false",)
    ]
    assert open_counter(shop_folder).messages == []


@pytest.mark.parametrize(
    ("room", "is_filled"),
    [((1366, 768), True), ((1366, 728), True), ((1280, 720), True), ((1920, 1040), False),
     ((1440, 860), False)],
)  # fmt: skip
def test_a_screen_without_room_for_the_frame_is_filled(
    counter: Counter, room: tuple[int, int], is_filled: bool
) -> None:
    counter.window.fit_into(QSize(*room))
    assert counter.window.isMaximized() is is_filled


@pytest.mark.parametrize("state", ["isFullScreen", "isMaximized"])
def test_a_window_comes_forward_as_large_as_it_was(counter: Counter, state: str) -> None:
    if state == "isFullScreen":
        counter.press(Qt.Key.Key_F11)
    else:
        counter.window.showMaximized()
    counter.window.setWindowState(counter.window.windowState() | Qt.WindowState.WindowMinimized)
    counter.window.come_forward()
    assert not counter.window.isMinimized()
    assert getattr(counter.window, state)()


def test_full_screen_goes_back_to_what_was_before(counter: Counter) -> None:
    counter.window.showMaximized()
    counter.press(Qt.Key.Key_F11)
    assert counter.window.isFullScreen()
    counter.press(Qt.Key.Key_F11)
    assert counter.window.isMaximized()
    assert not counter.window.isFullScreen()


def test_an_item_that_costs_nothing_can_be_sold(
    shop_folder: Path, open_counter: OpenCounter, clock: HeldClock, owner: Actor
) -> None:
    store = open_store(shop_folder, clock, is_till=False)
    store.products.bring_in((Product(0, "FREE", "Sample", Money(0), "4800000000017"),), by=owner)
    store.close()
    counter = open_counter(shop_folder)
    counter.scan("4800000000017")
    counter.pay_exactly()
    assert counter.last_sale("total_amount, item_count") == (0, 1)
    assert counter.is_shown("complete_view")
