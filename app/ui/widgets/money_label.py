"""Amounts as figures one can read across the counter, with a small raised currency sign."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT

_PARTS = re.compile(r"(?P<sign>[-−+]?)(?P<symbol>[^\d\s]*)\s?(?P<figures>.*)", re.DOTALL)
_RAISED_FROM_PX = 22
_SYMBOL_SCALE = 0.62
_SYMBOL_GAP = 0.05
"""Space after the sign, as part of the figures' size."""


class _Amount(NamedTuple):
    sign: str
    symbol: str
    figures: str


def _split(text: str) -> _Amount:
    found = _PARTS.fullmatch(text)
    if found is None or not any(map(str.isdigit, text)):  # words in an amount's place
        return _Amount("", "", text)
    return _Amount(found["sign"], found["symbol"], found["figures"])


def _below(metrics: QFontMetricsF) -> float:
    """Give how far a comma reaches under the line."""
    return metrics.tightBoundingRect(",").bottom()


def money_width(theme: Theme, text: str, type_name: str, px: int) -> float:
    """How wide the amount is drawn at this unscaled size."""
    return _Layout(theme, _split(text), type_name, px).width


def paint_money(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    type_name: str,
    color: str = "text",
    align: Qt.AlignmentFlag = RIGHT,
    px: int | None = None,
) -> None:
    """Draw an amount; from 22 px on its sign is smaller and stands at the figures' top."""
    layout = _Layout(theme, _split(text), type_name, px or theme.shrink_steps(type_name)[0])
    left = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() - layout.width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - layout.width / 2
    layout.paint(painter, left, rect, color)


class _Layout:
    """Where sign, symbol and figures of one amount stand."""

    def __init__(self, theme: Theme, amount: _Amount, type_name: str, px: int) -> None:
        self._theme = theme
        self._amount = amount
        self._font = theme.font(type_name, tabular=True, px=px)
        self._metrics = QFontMetricsF(self._font)
        self._raised = px >= _RAISED_FROM_PX and bool(amount.symbol)
        small_px = px * _SYMBOL_SCALE if self._raised else px
        weight = 600 if self._raised else None
        self._symbol_font = theme.font(type_name, px=small_px, weight=weight)
        self._gap = px * theme.scale * _SYMBOL_GAP if self._raised else 0
        self._sign_width = self._metrics.horizontalAdvance(amount.sign)
        symbol = QFontMetricsF(self._symbol_font)
        self._symbol_width = symbol.horizontalAdvance(amount.symbol)
        self._lift = self._metrics.capHeight() - symbol.capHeight()
        self.width = (
            self._sign_width
            + self._symbol_width
            + self._gap
            + self._metrics.horizontalAdvance(amount.figures)
        )

    def paint(self, painter: QPainter, left: float, rect: QRectF, color: str) -> None:
        top = rect.center().y() - self._metrics.height() / 2
        lowest = rect.bottom() - _below(self._metrics)
        base = round(min(top + self._metrics.ascent(), max(lowest, self._metrics.capHeight())))
        symbol_color = "text2" if self._raised and color == "text" else color
        painter.setFont(self._font)
        painter.setPen(self._theme.color(color))
        painter.drawText(QPointF(left, base), self._amount.sign)
        figures_x = left + self._sign_width + self._symbol_width + self._gap
        painter.drawText(QPointF(figures_x, base), self._amount.figures)
        painter.setFont(self._symbol_font)
        painter.setPen(self._theme.color(symbol_color))
        painter.drawText(QPointF(left + self._sign_width, base - self._lift), self._amount.symbol)


class MoneyLabel(QLabel):
    """One amount that steps down in size rather than wrap or lose digits.

    A label for the ear as well: a screen reader reads those of a dialog out as it opens.
    """

    def __init__(
        self,
        theme: Theme,
        type_name: str = "total",
        color: str = "text",
        *,
        align: Qt.AlignmentFlag = RIGHT,
        shrink: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type_name = type_name
        self._color = color
        self._align = align
        own = theme.shrink_steps(type_name)
        self._steps = (own[0], *shrink) if shrink else own
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)

    @property
    def amount(self) -> str:
        return self._text

    def set_amount(self, text: str) -> None:
        """Show a finished text such as `₱1,779.10`; sign and symbol are found in it."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._refresh()

    def set_color(self, token: str) -> None:
        self._color = token
        self.update()

    @property
    def shown_px(self) -> int:
        """The unscaled size drawn now: the largest that fits, else the smallest there is."""
        for px in self._steps:
            if self._width_at(px) <= self.width() and self.ink_height(px) <= self.height():
                return px
        return self._steps[-1]

    @property
    def is_legible(self) -> bool:
        """Whether what is drawn is no smaller than the smallest step at plain text size."""
        room = self._width_at(self._steps[-1])
        return room <= max(1, self.width()) * self._theme.scale

    def ink_height(self, px: int) -> int:
        """How high the label has to be for figures of this unscaled size, commas included."""
        metrics = self._theme.metrics(self._type_name, tabular=True, px=px)
        return math.ceil(metrics.capHeight() + _below(metrics))

    def sizeHint(self) -> QSize:
        return QSize(round(self._width_at(self._steps[0])) + 1, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._width_at(self._steps[-1])) + 1, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        rect = QRectF(self.rect())
        px = self.shown_px
        if (room := self._width_at(px)) > rect.width():
            # Below the smallest step the whole amount is squeezed: digits are never cut.
            squeeze = (rect.width() - 2) / room
            painter.translate(1, 0)
            painter.scale(squeeze, squeeze)
            rect = QRectF(0, 0, room, rect.height() / squeeze)
        paint_money(
            painter, self._theme, rect, self._text, self._type_name, self._color, self._align, px
        )

    def _width_at(self, px: int) -> float:
        return money_width(self._theme, self._text, self._type_name, px)

    def _height(self) -> int:
        return round(self._theme.metrics(self._type_name, px=self._steps[0]).height())

    @Slot()
    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
