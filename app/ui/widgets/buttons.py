"""Push buttons painted from the tokens: filled, outlined, dangerous, soft and bare."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, Qt, Slot
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
from app.ui.widgets.follower import Follower
from app.ui.widgets.painting import (
    CENTER,
    keycap_width,
    paint_box,
    paint_focus_ring,
    paint_keycap,
    paint_text,
)

_PADDING = 16
_ICON_GAP = 8
_KEY_GAP = 10


@dataclass(frozen=True, slots=True)
class Look:
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


class PrimaryButton(Button):
    """The one filled button of a place; a double tap on it counts once."""

    TAP_ONCE = True

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        fill = _by_state(self, "accent", "accent_hover", "accent_press")
        return Look(fill, "on_accent", key_ink="on_accent", key_edge="on_accent")


class DangerButton(Button):
    """A filled button for what cannot be taken back; a double tap on it counts once."""

    TAP_ONCE = True

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        fill = _by_state(self, "danger", "danger_hover", "danger_hover")
        return Look(fill, "on_danger", key_ink="on_danger", key_edge="on_danger")


class SecondaryButton(Button):
    """An outlined button."""

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface", "disabled", "border", "disabled", "disabled")
        return Look(_by_state(self, "surface", "surface3", "held"), "text", "border_strong")


class SoftButton(Button):
    """A quiet filled button without an edge."""

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface3", "disabled", key_ink="disabled", key_edge="disabled")
        return Look(_by_state(self, "surface3", "held", "held"), "text", key_edge="border_strong")


class GhostButton(Button):
    """A button without a frame, for the second row of importance."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        height: int = 44,
        type_name: str = "button-sm",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, text, icon=icon, key=key, height=height, type_name=type_name, parent=parent
        )

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("", "disabled", key_ink="disabled", key_edge="disabled")
        return Look(_by_state(self, "", "surface3", "held"), "text2")


class IconButton(Button):
    """A square button that shows only an icon; its name is heard and shown as a tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        size: int = 44,
        color: str = "text2",
        icon_size: int = 20,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", icon=icon, height=size, parent=parent)
        self._color = color
        self._square_icon = icon_size
        self._framed = framed
        self.setFixedSize(size, size)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def look(self) -> Look:
        edge = "border_strong" if self._framed else ""
        rest = "surface" if self._framed else ""
        if not self.isEnabled():
            return Look(rest, "disabled", "border" if self._framed else "")
        return Look(_by_state(self, rest, "surface3", "held"), self._color, edge)

    def _icon_size(self) -> int:
        return self._square_icon


class CountBubble(Follower):
    """A small round count over the top right corner of a button."""

    EDGE = 22

    def __init__(self, theme: Theme, target: QWidget) -> None:
        self._theme = theme
        self._text = ""
        super().__init__(target, QMargins())
        theme.changed.connect(self.update)

    def set_text(self, text: str) -> None:
        self._text = text
        self._follow()
        self.update()

    def place(self) -> QRect:
        text = self._theme.metrics("caption-strong").horizontalAdvance(self._text)
        width = max(self.EDGE, round(text) + 12)
        corner = self._target.geometry().topRight()
        return QRect(corner.x() + 9 - width, corner.y() - 8, width, self.EDGE)

    def restack(self) -> None:
        self.raise_()

    def is_wanted(self) -> bool:
        return bool(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, self.EDGE / 2, fill=self._theme.color("accent"))
        font = self._theme.font("caption-strong", tabular=True)
        paint_text(painter, rect, self._text, font, self._theme.color("on_accent"), CENTER)


def _by_state(button: QPushButton, rest: str, hover: str, press: str) -> str:
    if button.isDown():
        return press
    return hover if button.underMouse() else rest


def _type_for(height: int) -> str:
    if height >= 84:
        return "button-lg"
    if height >= 76:
        return "charge"
    if height >= 64:
        return "button-md"
    return "button" if height > 46 else "button-sm"
