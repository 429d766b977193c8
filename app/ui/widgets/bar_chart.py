"""A small chart of bars, one of them chosen; arrow keys and clicks choose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, RIGHT, paint_box, paint_focus_ring, paint_text

_MINOR = 100
_BUBBLE = 22
_AXIS_GAP = 10
_LABEL_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` in whole minor units, `text` the same amount as people read it."""

    label: str
    value: int
    text: str


def axis_step(largest_minor: int) -> int:
    """Return the distance of grid lines, in whole units: 1, 2 or 5 times a power of ten.

    At most four lines lie above zero and the topmost is not below the largest bar.
    """
    largest = max(1, -(-largest_minor // _MINOR))
    power = 1
    while True:
        for base in (1, 2, 5):
            if base * power * 4 >= largest:
                return base * power
        power *= 10


def axis_text(units: int) -> str:
    """Write a whole amount short: 500, 2k, 1.5k, 3M."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if units >= size:
            whole, rest = divmod(units, size)
            part = rest * 10 // size
            return f"{whole}.{part}{sign}" if part else f"{whole}{sign}"
    return str(units)


class BarChart(QWidget):
    """Bars over a few grid lines. The chosen bar carries its amount in a bubble."""

    selected_changed = Signal(int)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._selected = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    # What it shows

    @property
    def selected(self) -> int:
        """The index of the chosen bar, -1 when there is none."""
        return self._selected

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars; the largest one is chosen, the latest of equals."""
        self._bars = tuple(bars)
        values = [bar.value for bar in self._bars]
        top = max(values, default=0)
        self._selected = len(values) - 1 - values[::-1].index(top) if top > 0 else -1
        self.setAccessibleDescription(self.table_text())
        self.update()

    def select(self, index: int) -> None:
        if 0 <= index < len(self._bars) and index != self._selected:
            self._selected = index
            self.update()
            self.selected_changed.emit(index)

    def table_text(self) -> str:
        """The same numbers as words, for those who listen."""
        return "; ".join(f"{bar.label} {bar.text}" for bar in self._bars)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(360, 128)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 96)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._bars) - 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.select(self._selected + steps[key])
        elif key in ends:
            self.select(ends[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        plot = self._plot()
        if self._bars and plot.left() <= event.position().x() < plot.right():
            slot = plot.width() / len(self._bars)
            self.select(int((event.position().x() - plot.left()) / slot))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        top = self._top_units()
        self._paint_grid(painter, plot, top)
        for index in range(len(self._bars)):
            self._paint_bar(painter, plot, top, index)
        if self._selected >= 0:
            self._paint_bubble(painter, plot, top)
        if self.hasFocus():
            paint_focus_ring(painter, self._theme, QRectF(self.rect()), 8)

    # Painting

    def _paint_grid(self, painter: QPainter, plot: QRectF, top: int) -> None:
        font, ink = self._theme.font("caption", tabular=True), self._theme.color("text3")
        for at, units in enumerate(range(0, top + 1, self._step())):
            y = round(plot.bottom() - plot.height() * units / top)
            line = QRectF(plot.left(), y, plot.width(), 1)
            painter.fillRect(line, self._theme.color("grid" if units else "border"))
            if at % self.names_line == 0:
                rect = QRectF(0, y - 9, plot.left() - _AXIS_GAP, 18)
                paint_text(painter, rect, axis_text(units), font, ink, RIGHT)

    def _paint_bar(self, painter: QPainter, plot: QRectF, top: int, index: int) -> None:
        bar, chosen = self._bars[index], index == self._selected
        rect = self._bar_rect(plot, top, index)
        if rect.height() > 0:
            painter.fillPath(
                _rounded_top(rect), self._theme.color("chart1" if chosen else "chart_muted")
            )
        if self.names_bar(index):
            self._paint_label(painter, plot, rect.center().x(), bar.label, chosen=chosen)

    def _paint_label(
        self, painter: QPainter, plot: QRectF, middle: float, text: str, *, chosen: bool
    ) -> None:
        room = plot.width() / len(self._bars) * self._label_step() + 8
        label = QRectF(middle - room / 2, plot.bottom() + 4, room, 20 * self._theme.scale)
        font = self._theme.font("caption-strong" if chosen else "caption")
        ink = self._theme.color("text" if chosen else "text3")
        paint_text(painter, label, text, font, ink, CENTER)

    def _paint_bubble(self, painter: QPainter, plot: QRectF, top: int) -> None:
        text = self._bars[self._selected].text
        rect = self._bar_rect(plot, top, self._selected)
        width = self._theme.metrics("caption-strong", tabular=True).horizontalAdvance(text) + 16
        height = _BUBBLE * self._theme.scale
        left = min(max(rect.center().x() - width / 2, 0), self.width() - width)
        bubble = QRectF(round(left), round(rect.top() - height - 4), round(width), height)
        paint_box(painter, bubble, 5, fill=self._theme.color("text"))
        font = self._theme.font("caption-strong", tabular=True)
        paint_text(painter, bubble, text, font, self._theme.color("surface"), CENTER)

    # Measures

    def names_bar(self, index: int) -> bool:
        """Say whether a bar has its name under it: every bar, or each second where it is tight.

        Counted from the chosen bar, so that it is always among them.
        """
        return (index - max(self._selected, 0)) % self._label_step() == 0

    @property
    def names_line(self) -> int:
        """How many lines of the grid share one amount, so that no two lie on each other."""
        apart = self._plot().height() * self._step() / self._top_units()
        high = self._theme.metrics("caption", tabular=True).capHeight() + _LABEL_GAP
        return max(1, math.ceil(high / max(apart, 1.0)))

    def _label_step(self) -> int:
        metrics = self._theme.metrics("caption-strong")
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        room = max(1.0, self._plot().width())
        return max(1, math.ceil((widest + _LABEL_GAP) * len(self._bars) / room))

    def _step(self) -> int:
        return axis_step(max((bar.value for bar in self._bars), default=0))

    def _top_units(self) -> int:
        step = self._step()
        largest = max((bar.value for bar in self._bars), default=0)
        lines = max(2, -(-largest // (step * _MINOR)))
        return step * lines

    def _plot(self) -> QRectF:
        labels = 24 * self._theme.scale
        metrics = self._theme.metrics("caption", tabular=True)
        axis = max(26.0, metrics.horizontalAdvance(axis_text(self._top_units()))) + _AXIS_GAP
        above = _BUBBLE * self._theme.scale + 4
        height = max(20.0, self.height() - labels - above)
        return QRectF(round(axis), round(above), self.width() - round(axis), round(height))

    def _bar_rect(self, plot: QRectF, top: int, index: int) -> QRectF:
        slot = plot.width() / len(self._bars)
        width = round(min(slot * 0.58, 40))
        value = max(0, self._bars[index].value)
        height = plot.height() * value / (top * _MINOR)
        if value:
            height = max(height, 2.0)
        x = round(plot.left() + slot * (index + 0.5) - width / 2)
        return QRectF(x, plot.bottom() - height, width, height)


def _rounded_top(rect: QRectF) -> QPainterPath:
    radius = min(4.0, rect.height() / 2)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, radius, radius)
    low = QRectF(rect.left(), rect.bottom() - radius * 2, rect.width(), radius * 2)
    path.addRect(low)
    return path


__all__ = ["Bar", "BarChart", "axis_step", "axis_text"]
