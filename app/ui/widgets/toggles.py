"""Choices that stay pressed: chips and tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import Button, Look
from app.ui.widgets.exclusive import Exclusive
from app.ui.widgets.painting import (
    keycap_width,
    paint_box,
    paint_focus_ring,
    paint_keycap,
    paint_text,
)


class _Toggle(Button):
    """A checkable button whose chosen state is soft fill and strong edge."""

    REST_EDGE = "border_strong"

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        height: int = 44,
        type_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, text, icon=icon, key=key, height=height, type_name=type_name, parent=parent
        )
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def look(self) -> Look:
        if not self.isEnabled():
            return Look("surface", "disabled", "border", "disabled", "disabled")
        if self.isChecked():
            return Look("accent_soft", "accent_text", "accent", "accent_text", "accent_text")
        fill = "surface"
        if self.isDown():
            fill = "held"
        elif self.underMouse():
            fill = "surface3"
        return Look(fill, "text", self.REST_EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look()
        radius = self.theme.radius("card" if self.is_round() else "control")
        box = QRectF(self.rect())
        if self.hasFocus():
            box = paint_focus_ring(painter, self.theme, box, radius)
            radius -= 2
        paint_box(
            painter,
            box,
            radius,
            fill=self.theme.color(look.fill) if look.fill else None,
            edge=self.theme.color(look.edge) if look.edge else None,
            width=2 if self.isChecked() else 1,
        )
        self.paint_content(painter, look)

    def is_round(self) -> bool:
        return False


class Chip(_Toggle):
    """A filter one can see is on."""

    REST_EDGE = "border"


class ChoiceTile(_Toggle):
    """A large choice: icon, words with a detail under them, keycap at the right."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        detail: str = "",
        height: int = 60,
        centered: bool = False,
        type_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        type_name = type_name or ("button-md" if centered and height >= 60 else "button")
        super().__init__(
            theme, text, icon=icon, key=key, height=height, type_name=type_name, parent=parent
        )
        self._detail = detail
        self._centered = centered

    @property
    def detail(self) -> str:
        return self._detail

    def set_detail(self, text: str) -> None:
        self._detail = text
        self.setAccessibleDescription(text)
        self.update()

    def set_height(self, height: int) -> None:
        """Be lower or higher than before, as where more tiles have to share the room."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def is_round(self) -> bool:
        return self._centered and self._height >= 60

    def paint_content(self, painter: QPainter, look: Look) -> None:
        if self._centered:
            super().paint_content(painter, look)
            return
        middle = self.height() / 2
        left, right = 16.0, self.width() - 16.0
        if self._icon_name:
            at = QPointF(left, round(middle - 10))
            self.theme.paint_icon(painter, at, self._icon_name, look.ink)
            left += 32
        if self._key:
            paint_keycap(
                painter,
                self.theme,
                right,
                middle,
                self._key,
                color=look.key_ink,
                edge=look.key_edge,
            )
            right -= keycap_width(self.theme, self._key) + 8
        self._paint_words(painter, QRectF(left, 0, right - left, self.height()), look)

    def _paint_words(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        name = QRectF(rect)
        if self._detail:
            name.translate(0, -10 * self.theme.scale)
            below = rect.translated(0, 10.5 * self.theme.scale)
            font = self.theme.font("label", weight=400)
            ink = look.ink if self.isChecked() or not self.isEnabled() else "text3"
            paint_text(painter, below, self._detail, font, self.theme.color(ink))
        font = self.theme.font(self._type_name)
        paint_text(painter, name, self.text(), font, self.theme.color(look.ink))


class ChipRow(QWidget):
    """Chips of which exactly one is on."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, items: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._keys = Exclusive(self)
        for key, text in items:
            chip = Chip(theme, text)
            chip.setObjectName(f"chip_{key}")
            row.addWidget(chip, round(theme.metrics("button-sm").horizontalAdvance(text) + 48))
            self._keys.add(key, chip)
        self._keys.chosen.connect(self.chosen)
        if items:
            self.set_current(items[0][0])

    @property
    def current(self) -> str:
        return self._keys.current

    def set_current(self, key: str) -> None:
        self._keys.set_current(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.step(event.key()):
            super().keyPressEvent(event)
