"""What a picture would show and a screen reader would say, asked of the widgets themselves."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from app.ui.widgets.button import Button
from app.ui.widgets.labels import ElidedLabel
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import keycap_width
from app.ui.widgets.toggles import ChoiceTile

SIZES = ((1280, 720), (1366, 768), (1920, 1080))
SCALES = (1.0, 1.15, 1.3)


def settle() -> None:
    """Let layouts find their places."""
    for _ in range(3):
        QApplication.processEvents()


def seen(root: QWidget) -> Iterator[QWidget]:
    """Give every visible widget under this one that is not part of something scrolled."""
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisible():
            yield child
            if not isinstance(child, QAbstractScrollArea | QLineEdit):
                yield from seen(child)


def misfits(root: QWidget) -> list[str]:
    """Name everything that sticks out of its parent, is cut off, or lies on a neighbour."""
    found = [text for widget in seen(root) if (text := _misfit(widget))]
    parents = {widget.parentWidget() for widget in seen(root)}
    for parent in parents:
        if parent is not None and parent.layout() is not None:
            found += _overlaps(parent)
    return found


def spoken_name(widget: QWidget) -> str:
    """Give what a screen reader calls this widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """Name the controls that a screen reader cannot."""
    kinds = (QAbstractButton, QLineEdit)
    return [_label(w) for w in seen(root) if isinstance(w, kinds) and not spoken_name(w).strip()]


def unnamed_objects(root: QWidget) -> list[str]:
    """List the controls without an objectName of our own."""
    found = []
    for widget in seen(root):
        if isinstance(widget, QLineEdit):
            parent = widget.parentWidget()
            if not (widget.objectName() or (parent and parent.objectName())):
                found.append(_label(widget))
        elif isinstance(widget, QAbstractButton) and not widget.objectName():
            found.append(_label(widget))
    return found


def _misfit(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        return ""  # shadows and bubbles lie where they like
    if parent is not None and not parent.rect().contains(widget.geometry()):
        return f"{_label(widget)} sticks out: {widget.geometry()} of {parent.rect()}"
    if isinstance(widget, MoneyLabel):
        if not widget.is_legible:
            return f"{_label(widget)} is squeezed"
        return _too_low(widget, widget.ink_height(widget.shown_px))
    if isinstance(widget, ElidedLabel):
        return _too_low(widget, widget.fontMetrics().height() - 4)
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QAbstractButton):
        return _cut_button(widget)
    return ""


def _cut_label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        return _too_low(label, label.heightForWidth(label.width()))
    room = label.contentsRect().width()
    if label.fontMetrics().horizontalAdvance(label.text()) > room + 1:
        return f"{_label(label)} is cut off at {room}"
    return _too_low(label, label.fontMetrics().height() - 4)


def _cut_button(button: QAbstractButton) -> str:
    if isinstance(button, Button) and (short := _missing_room(button)) > 0:
        return f"{_label(button)} is cut off by {short:.0f}"
    return _too_low(button, button.minimumSizeHint().height())


def _missing_room(button: Button) -> float:
    """Give by how much the words are wider than what icon and keycap leave for them."""
    words = button.theme.metrics(button._type_name).horizontalAdvance(button.text())
    if isinstance(button, ChoiceTile) and not button._centered:
        icon = 32 if button._icon_name else 0
        key = keycap_width(button.theme, button.key) + 8 if button.key else 0
        return words - (button.width() - 32 - icon - key)
    return words - (button.width() - 16 - button._icon_width())


def _too_low(widget: QWidget, height: int) -> str:
    return "" if widget.height() >= height else f"{_label(widget)} is {widget.height()} of {height}"


def _overlaps(parent: QWidget) -> list[str]:
    layout = parent.layout()
    items = [] if layout is None else list(_laid_out(parent))
    return [
        f"{_label(one)} lies on {_label(other)}"
        for index, one in enumerate(items)
        for other in items[index + 1 :]
        if one.geometry().intersects(other.geometry())
    ]


def _laid_out(parent: QWidget) -> Iterator[QWidget]:
    layout = parent.layout()
    for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        transparent = child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        is_placed = layout is not None and _holds(layout, child)
        if (
            child.isVisible()
            and is_placed
            and not transparent
            and not isinstance(child, QScrollBar)
        ):
            yield child


def _holds(layout: QLayout, child: QWidget) -> bool:
    items = [item for index in range(layout.count()) if (item := layout.itemAt(index))]
    inner = [below for item in items if (below := item.layout())]
    return any(item.widget() is child for item in items) or any(_holds(i, child) for i in inner)


def _label(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or text!r}"


def place_in(window: QWidget, widget: QWidget) -> QRect:
    """Give where a widget is, in the window's coordinates."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
