"""Fingers, keys and screen readers: what every control of every screen owes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from app.ui.widgets.field import Field
from app.ui.widgets.sheet import Sheet
from tests.flows.counter import RICE, Counter
from tests.flows.screens import SCREENS, show
from tests.ui.looks import spoken_name

SMALLEST = 44
KEY_INSTEAD = {
    "PadKey": "the digits of the keyboard: the pad types into the field that has the focus",
    "StepButton": "+ and − in the empty scan field",
    "NewCustomerRow": "Shift+Enter, and Down to it, in the customer field",
    "_Entry": "the arrows in the list of Settings: Tab stops at the open page only",
    "_Segment": "the arrows, from the one that Tab stops at",
    "Chip": "the arrows, from the one that Tab stops at",
    "PickList": "the arrows and Enter, while the field above it has the focus",
}
"""Controls that Tab does not stop at, and the keys that do the same."""
ROLES = {
    QAbstractButton: {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
    },
    QLineEdit: {QAccessible.Role.EditableText},
    QHeaderView: {QAccessible.Role.Client},  # its names are the table's own column heads
    QAbstractItemView: {QAccessible.Role.List, QAccessible.Role.Table},
}


def controls(window: QWidget) -> Iterator[QWidget]:
    """Give what can be touched now: inside the dialog on top, if there is one."""
    root = Sheet.top(window) or window
    for widget in root.findChildren(QWidget):
        if is_control(widget) and widget.isVisible() and not is_covered(widget):
            yield widget


def is_control(widget: QWidget) -> bool:
    """Heads of tables are none unless a tap sorts, nor are rows that cannot be chosen."""
    if isinstance(widget, QHeaderView):
        return widget.sectionsClickable()
    if isinstance(widget, QAbstractItemView):
        return widget.selectionMode() != QAbstractItemView.SelectionMode.NoSelection
    return isinstance(widget, tuple(ROLES))


def is_covered(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def target(widget: QWidget) -> QWidget:
    """A field is touched by its frame."""
    parent = widget.parentWidget()
    return parent if isinstance(widget, QLineEdit) and isinstance(parent, Field) else widget


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_large_enough_has_a_name_a_role_and_a_key(
    counter: Counter, name: str
) -> None:
    found = list(controls(show(counter, name)))
    assert found
    assert [called(w) for w in found if is_too_small(w)] == []
    assert [called(w) for w in found if not spoken_name(w).strip()] == []
    assert [called(w) for w in found if not has_role(w)] == []
    assert [called(w) for w in found if not has_key(w)] == []


def is_too_small(widget: QWidget) -> bool:
    if isinstance(widget, QHeaderView):
        return widget.height() < SMALLEST
    if isinstance(widget, QAbstractItemView):
        index = widget.model().index(0, 0)
        return index.isValid() and widget.visualRect(index).height() < SMALLEST
    return min(target(widget).width(), target(widget).height()) < SMALLEST


def has_role(widget: QWidget) -> bool:
    role = QAccessible.queryAccessibleInterface(widget).role()
    return any(role in roles for kind, roles in ROLES.items() if isinstance(widget, kind))


def has_key(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab or type(widget).__name__ in KEY_INSTEAD


@pytest.mark.parametrize("name", ["charge", "exact_cash", "line_remove", "rail_settings"])
def test_a_finger_that_slides_off_a_button_does_nothing(counter: Counter, name: str) -> None:
    counter.scan(RICE)
    button = counter.find(QAbstractButton, name)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert counter.sheet == ""
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-200, -200))
    assert (counter.sheet, counter.lines) == ("", [("RICE5", "1")])
    assert counter.window.pages.current == "sell"
