"""The steps of the first start, at its side: done, at work on, to come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, paint_box, paint_text

_ROW, _PITCH = 60, 68
_DISC = 30.0


class StepList(QWidget):
    """Words only: the steps come one after the other, whatever is tapped here."""

    def __init__(
        self, theme: Theme, steps: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        """Each step has a name and what it is about."""
        super().__init__(parent)
        self.setObjectName("first_steps")
        self._theme, self._steps = theme, steps
        self._current = 0
        self.setFixedHeight(_PITCH * len(steps))
        self.go_to(0)
        theme.changed.connect(self.update)

    def go_to(self, step: int) -> None:
        self._current = step
        words = self.tr("Step {number} of {count}: {name}")
        name = self._steps[step][0]
        self.setAccessibleName(words.format(number=step + 1, count=len(self._steps), name=name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (name, about) in enumerate(self._steps):
            row = QRectF(0, number * _PITCH, self.width(), _ROW)
            self._paint_step(painter, row, number, name, about)

    def _paint_step(
        self, painter: QPainter, row: QRectF, number: int, name: str, about: str
    ) -> None:
        theme, color = self._theme, self._theme.color
        is_now = number == self._current
        if is_now:
            paint_box(painter, row, theme.radius("tile"), fill=color("rail_active_bg"))
        ink = "rail_active" if is_now else "rail_text"
        disc = QRectF(row.left() + 17, row.center().y() - _DISC / 2, _DISC, _DISC)
        self._paint_disc(painter, disc, number, ink)
        words = row.adjusted(60, 0, -8, 0)
        above = QRectF(words.left(), row.center().y() - 22, words.width(), 22)
        below = above.translated(0, 21)
        paint_text(painter, above, name, theme.font("body-lg", weight=600), color(ink))
        paint_text(painter, below, about, theme.font("label", weight=400), color(ink))

    def _paint_disc(self, painter: QPainter, disc: QRectF, number: int, ink: str) -> None:
        color = self._theme.color
        if number < self._current:
            paint_box(painter, disc, _DISC / 2, fill=color("success_text"))
            at = disc.center() - QPointF(9, 9)
            self._theme.paint_icon(painter, at, "check", "surface", 18)
            return
        if number == self._current:
            paint_box(painter, disc, _DISC / 2, fill=color("accent"))
        else:
            painter.setPen(QPen(color("rail_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        font = self._theme.font("label-strong")
        pen = color("on_accent" if number == self._current else ink)
        paint_text(painter, disc, str(number + 1), font, pen, CENTER)
