"""Larger text in the same places: what steps back, and what stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, Theme
from app.ui.widgets.bar_chart import Bar, BarChart
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.switch import Switch
from tests.ui.looks import SCALES

MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    window.show()
    yield window
    window.close()


@pytest.fixture
def switch(theme: Theme, window: QWidget) -> Switch:
    switch = Switch(theme, "Reduce motion", "Panels appear at once.", parent=window)
    switch.resize(400, switch.sizeHint().height())
    switch.show()
    return switch


def test_a_total_steps_down_rather_than_lose_the_tail_of_a_comma(theme: Theme) -> None:
    label = MoneyLabel(theme, "total")
    label.set_amount("₱9.00")
    label.resize(400, 68)
    assert label.shown_px == 60
    theme.set_scale(1.3)
    assert label.shown_px < 60
    assert label.shown_px * 1.3 > 60, "and is still larger than at plain size"
    assert label.ink_height(label.shown_px) <= 68


def test_an_amount_is_legible_down_to_the_smallest_plain_step(theme: Theme) -> None:
    theme.set_scale(1.3)
    label = MoneyLabel(theme, "total")
    label.set_amount("₱29,174.50")
    label.resize(226, 68)
    assert label.is_legible
    label.resize(120, 68)
    assert not label.is_legible


@pytest.mark.parametrize(("scale", "named"), [(1.0, 12), (1.3, 6)])
def test_months_are_named_where_there_is_room_and_the_chosen_one_always(
    theme: Theme, scale: float, named: int
) -> None:
    theme.set_scale(scale)
    chart = BarChart(theme)
    chart.resize(400, 128)
    chart.set_bars([Bar(month, 100, "₱1.00") for month in MONTHS])
    for chosen in (11, 4):
        chart.select(chosen)
        assert sum(chart.names_bar(index) for index in range(12)) == named
        assert chart.names_bar(chosen)


def test_amounts_beside_the_grid_stand_apart_at_any_height(theme: Theme) -> None:
    chart = BarChart(theme)
    chart.set_bars([Bar(month, 650_400, "₱6,504.00") for month in MONTHS])
    for scale, height, lines in ((1.0, 300, 1), (1.0, 90, 2), (1.3, 96, 2)):
        theme.set_scale(scale)
        chart.resize(400, height)
        assert chart.names_line == lines


@pytest.mark.parametrize("scale", SCALES)
def test_a_finger_finds_a_segment_of_one_digit(theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    control = SegmentedControl(theme)
    control.add("0", "0")
    (segment,) = (child for child in control.children() if isinstance(child, QWidget))
    assert segment.sizeHint().width() >= 44
    assert segment.minimumSizeHint().width() >= 44


def test_a_switch_is_turned_by_its_whole_row_and_by_keys(switch: Switch) -> None:
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert switch.isChecked()


def test_a_switch_says_what_it_is_and_whether_it_is_on(switch: Switch) -> None:
    spoken = QAccessible.queryAccessibleInterface(switch)
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.text(QAccessible.Text.Name) == "Reduce motion"
    assert spoken.text(QAccessible.Text.Description) == "Panels appear at once."
    switch.setChecked(True)
    assert spoken.state().checked


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_on_and_off_and_out_of_reach_look_different(
    switch: Switch, theme: Theme, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    looks = [switch.grab().toImage()]
    switch.setChecked(True)
    looks.append(switch.grab().toImage())
    switch.setEnabled(False)
    looks.append(switch.grab().toImage())
    assert len({bytes(image.constBits()) for image in looks}) == 3


def test_words_too_long_for_a_switch_are_noticed(switch: Switch) -> None:
    assert not switch.is_cut
    switch.resize(120, 64)
    assert switch.is_cut
