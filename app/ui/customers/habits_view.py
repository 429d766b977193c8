"""What a customer often buys, as the owner reads it: each product and in how many sales."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.habits import Habit
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_box, paint_text

MOST = 5
_ROW, _BAR, _BAR_WIDTH = 23, 8, 96


class HabitsView(QWidget):
    """As many rows as fit, the most frequent first; read out as a whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customer_habits")
        self.setAccessibleName(self.tr("Often buys"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self._habits: tuple[Habit, ...] = ()
        theme.changed.connect(self.update)

    @property
    def lines(self) -> list[str]:
        """Give what is read out of each row."""
        return [f"{each.product.full_name}, {self._often(each)}" for each in self._habits]

    def show_habits(self, habits: Sequence[Habit]) -> None:
        self._habits = tuple(habits)
        said = self.lines or [self.tr("Nothing was bought twice yet")]
        self.setAccessibleDescription("; ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, MOST * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        if not self._habits:
            words = self.accessibleDescription()
            place = QRectF(0, 0, self.width(), self.height())
            paint_text(painter, place, words, theme.font("body"), theme.color("text2"))
            return
        row = _ROW * theme.scale
        for at, habit in enumerate(self._habits[: int(self.height() // row)]):
            self._paint_row(painter, QRectF(0, at * row, self.width(), row), habit)

    def _paint_row(self, painter: QPainter, row: QRectF, habit: Habit) -> None:
        theme = self._theme
        font = theme.font("label", tabular=True, weight=400)
        often = self._often(habit)
        paint_text(painter, row, often, font, theme.color("text2"), RIGHT)
        widest = self.tr("{times} of {of} sales").format(times=habit.of, of=habit.of)
        left = row.right() - QFontMetricsF(font).horizontalAdvance(widest) - 12 - _BAR_WIDTH
        bar = QRectF(left, row.center().y() - _BAR / 2, _BAR_WIDTH, _BAR)
        paint_box(painter, bar, _BAR / 2, fill=theme.color("surface3"))
        bar.setWidth(_BAR_WIDTH * habit.times / habit.of)
        paint_box(painter, bar, _BAR / 2, fill=theme.color("chart1"))
        name = QRectF(row.left(), row.top(), left - 12, row.height())
        font = theme.font("label", weight=500)
        paint_text(painter, name, habit.product.full_name, font, theme.color("text"))

    def _often(self, habit: Habit) -> str:
        words = self.tr("{times} of {of} sales")
        return words.format(times=habit.times, of=habit.of)
