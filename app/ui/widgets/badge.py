"""Badges, keycaps and rows of key hints; a badge always carries a word or an icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import (
    keycap_height,
    keycap_width,
    paint_box,
    paint_keycap,
    paint_text,
)

_TONES = {
    "accent": ("accent_soft", "accent_text"),
    "success": ("success_soft", "success_text"),
    "warning": ("warning_soft", "warning_text"),
    "danger": ("danger_soft", "danger_text"),
    "neutral": ("surface3", "text2"),
    "plain": ("surface", "accent_text"),
}
_PADDING = 8
_ICON = 13
_ICON_GAP = 4
_HEIGHT = 22


def badge_width(theme: Theme, text: str, icon: str = "") -> float:
    """How wide a badge with this text is drawn."""
    advance = theme.metrics("caption-strong").horizontalAdvance(text)
    return round(advance + 2 * _PADDING + (_ICON + _ICON_GAP if icon else 0))


def badge_height(theme: Theme) -> float:
    """How high a badge is drawn at this text size."""
    return round(_HEIGHT * theme.scale)


def paint_badge(
    painter: QPainter,
    theme: Theme,
    at: QPointF,
    text: str,
    tone: str = "neutral",
    *,
    icon: str = "",
    from_right: bool = False,
) -> QRectF:
    """Draw a badge whose middle line starts (or, from the right, ends) at a point."""
    fill, ink = _TONES[tone]
    width, height = badge_width(theme, text, icon), badge_height(theme)
    left = at.x() - width if from_right else at.x()
    rect = QRectF(round(left), round(at.y() - height / 2), width, height)
    paint_box(painter, rect, height / 2, fill=theme.color(fill))
    inner = rect.adjusted(_PADDING, 0, -_PADDING + 1, 0)
    if icon:
        top = QPointF(inner.left(), rect.center().y() - _ICON / 2)
        theme.paint_icon(painter, top, icon, ink, _ICON)
        inner.adjust(_ICON + _ICON_GAP, 0, 0, 0)
    paint_text(painter, inner, text, theme.font("caption-strong"), theme.color(ink))
    return rect


class Badge(QWidget):
    """A word on a soft pill."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: str = "neutral",
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)

    @property
    def text(self) -> str:
        return self._text

    def set(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self._refresh()

    def sizeHint(self) -> QSize:
        width = badge_width(self._theme, self._text, self._icon)
        return QSize(round(width), round(badge_height(self._theme)))

    def paintEvent(self, event: QPaintEvent) -> None:
        at = QPointF(0, self.height() / 2)
        paint_badge(QPainter(self), self._theme, at, self._text, self._tone, icon=self._icon)

    @Slot()
    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class Keycap(QWidget):
    """The name of a key, standing alone."""

    def __init__(self, theme: Theme, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        return QSize(
            round(keycap_width(self._theme, self._text)), round(keycap_height(self._theme))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_keycap(QPainter(self), self._theme, self.width(), self.height() / 2, self._text)

    @Slot()
    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class BarHints(QWidget):
    """A row of keycaps, each followed by what the key does."""

    GAP, WORD_GAP = 18, 8

    def __init__(
        self, theme: Theme, hints: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_hints(hints)
        theme.changed.connect(self.update)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{key} {word}" for key, word in hints))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, metrics = self._theme.font("label", weight=400), self._theme.metrics("label")
        x, middle = 0.0, self.height() / 2
        for key, word in self._hints:
            width = keycap_width(self._theme, key)
            paint_keycap(painter, self._theme, x + width, middle, key)
            x += width + self.WORD_GAP
            rect = QRectF(x, 0, max(0.0, self.width() - x), self.height())
            paint_text(painter, rect, word, font, self._theme.color("text2"))
            x += metrics.horizontalAdvance(word) + self.GAP
            if x >= self.width():
                return


__all__ = [
    "Badge",
    "BarHints",
    "Keycap",
    "badge_height",
    "badge_width",
    "keycap_width",
    "paint_badge",
    "paint_keycap",
]
