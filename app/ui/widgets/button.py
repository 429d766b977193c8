"""What all painted buttons share: measure, states, keys, the action behind them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.count_bubble import CountBubble
from app.ui.widgets.painting import (
    keycap_width,
    paint_box,
    paint_focus_ring,
    paint_keycap,
    paint_text,
)

_PADDING = 16
_ICON_GAP = 8
_KEY_GAP = 10


class Look(NamedTuple):
    """Token names of a button in one state; an empty name means nothing is painted."""

    fill: str
    ink: str
    edge: str = ""
    key_ink: str = "text3"
    key_edge: str = "border"


def key_text(sequence: QKeySequence) -> str:
    """Write a shortcut the way it is printed on the keys."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


class Button(QPushButton):
    """What all buttons share: icon, text and keycap in the middle, ring, action."""

    TAP_ONCE = False
    """Whether the second press of a double tap is dropped."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        height: int = 56,
        type_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._icon_name = icon
        self._key = key
        self._height = height
        self._type_name = type_name or _type_for(height)
        self._bubble: CountBubble | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.refresh)

    # What it shows

    @property
    def key(self) -> str:
        return self._key

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self.refresh()

    def set_key(self, text: str) -> None:
        if text != self._key:
            self._key = text
            self.refresh()

    def set_badge(self, text: str) -> None:
        """Show a count on the top right corner; an empty text takes it away."""
        if self._bubble is None and self.parentWidget() is not None:
            self._bubble = CountBubble(self.theme, self)
        if self._bubble is not None:
            self._bubble.set_text(text)
        self.setAccessibleDescription(text)

    def follow(self, action: QAction) -> None:
        """Trigger the action when clicked, and take enabled state and keycap from it."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._read_action)
        self._read_action()

    def look(self) -> Look:
        """The token names for the present state."""
        raise AssertionError("every kind of button has its own look")

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width() + 2 * _PADDING), self._height)

    def minimumSizeHint(self) -> QSize:
        text = min(self._text_width(), 40.0)
        return QSize(round(text + self._icon_width() + _PADDING), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look()
        radius = self.theme.radius("card" if self._height >= 60 else "control")
        box = QRectF(self.rect())
        if self.hasFocus():
            box = paint_focus_ring(painter, self.theme, box, radius)
            radius -= 2
        fill = self.theme.color(look.fill) if look.fill else None
        edge = self.theme.color(look.edge) if look.edge else None
        if fill is not None or edge is not None:
            paint_box(painter, box, radius, fill=fill, edge=edge)
        self.paint_content(painter, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.TAP_ONCE:
            super().mouseDoubleClickEvent(event)

    # Inside

    def paint_content(self, painter: QPainter, look: Look) -> None:
        """Draw icon, text and keycap centred; the keycap goes first when room is short."""
        room = self.width() - 16.0
        show_key = bool(self._key) and self._content_width() <= room
        width = min(self._content_width(with_key=show_key), room)
        left = (self.width() - width) / 2
        middle = self.height() / 2
        icon = self._icon_size()
        text_width = width - (self._key_width() if show_key else 0) - self._icon_width()
        if self._icon_name:
            at = QPointF(round(left), round(middle - icon / 2))
            self.theme.paint_icon(painter, at, self._icon_name, look.ink, icon)
        if self.text():
            rect = QRectF(left + self._icon_width(), 0, text_width + 1, self.height())
            paint_text(painter, rect, self.text(), self._font(), self.theme.color(look.ink))
        if show_key:
            paint_keycap(
                painter,
                self.theme,
                left + width,
                middle,
                self._key,
                color=look.key_ink,
                edge=look.key_edge,
            )

    def _font(self) -> QFont:
        return self.theme.font(self._type_name)

    def _icon_size(self) -> int:
        return self.theme.size("iconLarge" if self._height >= 64 else "icon")

    def _icon_width(self) -> float:
        if not self._icon_name:
            return 0
        return self._icon_size() + (_ICON_GAP if self.text() else 0)

    def _key_width(self) -> float:
        return _KEY_GAP + keycap_width(self.theme, self._key) if self._key else 0

    def _text_width(self) -> float:
        return self.theme.metrics(self._type_name).horizontalAdvance(self.text())

    def _content_width(self, *, with_key: bool = True) -> float:
        return self._icon_width() + self._text_width() + (self._key_width() if with_key else 0)

    @Slot()
    def refresh(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    @Slot()
    def _read_action(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.set_key(key_text(self._action.shortcut()))


def _type_for(height: int) -> str:
    if height >= 84:
        return "button-lg"
    if height >= 76:
        return "charge"
    if height >= 64:
        return "button-md"
    return "button" if height > 46 else "button-sm"
