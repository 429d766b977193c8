"""Colours, text sizes and window sizes: switched while running, kept, and nothing in the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.theme import Scheme
from app.ui.widgets.button import Button
from tests.flows.conftest import OpenCounter
from tests.flows.counter import COFFEE, COLA, EVAP, RICE, Counter

SIZES = [(1280, 720), (1366, 768), (1920, 1080)]
SCALES = [1.0, 1.15, 1.3]


def choose_look(counter: Counter, scheme: Scheme) -> None:
    """Go to the rail by Tab, open the menu and choose by its keys."""
    counter.tab_to("rail_look")
    counter.press(Qt.Key.Key_Space)
    counter.until(QApplication.activePopupWidget)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    at = list(Scheme).index(scheme)
    for key in [Qt.Key.Key_Down] * (at + 1) + [Qt.Key.Key_Return]:
        press_in(menu, key)


def resize(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    QApplication.processEvents()  # the layouts follow
    assert counter.window.size() == QSize(*size)


def press_in(menu: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(menu, key)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
def test_a_look_chosen_in_the_rail_is_kept_for_the_next_start(
    counter: Counter, open_counter: OpenCounter, scheme: Scheme
) -> None:
    counter.scan(RICE)
    light = counter.window.grab().toImage()
    choose_look(counter, scheme)
    assert counter.till.theme.scheme is scheme
    assert counter.window.grab().toImage() != light
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")]
    counter.settle()
    counter.close()

    again = open_counter(counter.folder)
    assert again.till.theme.scheme is scheme
    assert again.lines == [("RICE5", "1")]


def test_the_size_of_texts_is_taken_from_the_settings(
    counter: Counter, open_counter: OpenCounter
) -> None:
    counter.shop.save_settings(replace(counter.shop.settings, text_scale=130))
    counter.until(lambda: counter.till.theme.scale == 1.3)
    counter.close()
    again = open_counter(counter.folder)
    assert again.till.theme.scale == 1.3


# What is where

APART = (
    "scan_field", "cart_card", "customer_field", "customer_chip", "last_added", "line_quantity",
    "line_remove", "totals", "charge", "exact_cash", "rail",
)  # fmt: skip


def place_of(counter: Counter, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(counter.window, QPoint(0, 0)), widget.size())


def places(counter: Counter, names: tuple[str, ...]) -> dict[str, QRect]:
    return {
        name: place_of(counter, widget)
        for name in names
        for widget in counter.window.findChildren(QWidget, name)
        if widget.isVisible()
    }


def assert_nothing_overlaps_or_is_cut(counter: Counter) -> None:
    found = places(counter, APART)
    assert {"charge", "totals", "scan_field", "rail"} <= found.keys()
    for name, rect in found.items():
        assert counter.window.rect().contains(rect), name
    for (one, here), (other, there) in combinations(found.items(), 2):
        assert not here.intersects(there), (one, here, other, there)
    side = counter.find(QWidget, "side")
    for widget in side.findChildren(QWidget):
        parent = widget.parentWidget()
        if widget.isVisible() and parent is not None:
            assert parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()), (
                widget.objectName() or type(widget).__name__,
                widget.geometry(),
                parent.rect(),
            )
    for button in side.findChildren(Button):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def fill(counter: Counter) -> None:
    counter.scan(RICE, EVAP, COFFEE, COLA)
    counter.write("999*")
    counter.scan(RICE)
    counter.name("Maria Concepcion Villanueva Dela Cruz y Santos-Reyes of the corner store")
    counter.enter()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_sell_is_cut_or_covers_another_thing(
    counter: Counter, size: tuple[int, int], scale: float
) -> None:
    counter.till.theme.set_scale(scale)
    resize(counter, size)
    assert_nothing_overlaps_or_is_cut(counter)
    fill(counter)
    assert_nothing_overlaps_or_is_cut(counter)


@pytest.mark.parametrize("size", SIZES)
def test_charge_and_total_never_move(counter: Counter, size: tuple[int, int]) -> None:
    resize(counter, size)
    fixed = ("charge", "totals", "exact_cash", "scan_field")
    empty = places(counter, fixed)
    fill(counter)
    assert places(counter, fixed) == empty
    counter.press(Qt.Key.Key_Delete)
    assert places(counter, fixed) == empty, "with a message on screen"
    counter.press(Qt.Key.Key_F3)
    assert places(counter, fixed) == empty


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_suggestions_and_messages_never_cover_total_or_charge(
    counter: Counter, size: tuple[int, int], scale: float
) -> None:
    counter.till.theme.set_scale(scale)
    resize(counter, size)
    counter.scan(RICE)
    counter.scan("4801234567890")
    counter.name("ma")
    counter.until(lambda: counter.is_shown("suggestions"))
    over = [place_of(counter, counter.find(QWidget, "suggestions"))]
    over.append(place_of(counter, counter.window.toasts.toast))
    for name, rect in places(counter, ("charge", "exact_cash", "totals")).items():
        for lying in over:
            assert not lying.intersects(rect), (name, rect, lying)
    counter.press(Qt.Key.Key_F2)
    counter.write("milk")
    counter.until(lambda: counter.is_shown("product_panel"))
    panel = place_of(counter, counter.find(QWidget, "product_panel"))
    for name, rect in places(counter, ("charge", "exact_cash", "totals")).items():
        assert not panel.intersects(rect), (name, rect, panel)


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_F10, Qt.Key.Key_F4, Qt.Key.Key_F1])
@pytest.mark.parametrize("size", SIZES)
def test_every_dialog_fits_into_the_window(
    counter: Counter, size: tuple[int, int], key: Qt.Key
) -> None:
    resize(counter, size)
    counter.scan(RICE)
    counter.press(key)
    assert counter.sheet
    top = counter.find(QWidget, counter.sheet)
    for widget in top.findChildren(QPushButton):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            assert counter.window.rect().contains(place_of(counter, widget)), widget.text()


def test_the_window_does_not_become_smaller_than_what_fits(counter: Counter) -> None:
    counter.window.resize(800, 600)
    assert counter.window.size() == QSize(1280, 720)


def test_the_receipt_on_a_small_screen_is_as_long_as_what_is_on_it(counter: Counter) -> None:
    counter.till.theme.set_scale(1.3)
    resize(counter, (1280, 720))
    counter.scan(RICE, EVAP)
    counter.pay_exactly()
    counter.until(lambda: counter.is_shown("receipt_view"))
    QApplication.processEvents()
    paper = counter.find(QWidget, "receipt_view")
    assert paper.height() == paper.heightForWidth(paper.width())
