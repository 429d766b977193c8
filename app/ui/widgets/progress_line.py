"""How far something long is, painted from the tokens; a real progress bar underneath."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box

_HEIGHT = 12


class ProgressLine(QProgressBar):
    """Fills from the left; before its length is known it stays empty: nothing moves for show."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, color = QPainter(self), self._theme.color
        rect, radius = QRectF(self.rect()), self.height() / 2
        paint_box(painter, rect, radius, fill=color("surface3"), edge=color("border_strong"))
        length = self.maximum() - self.minimum()
        if length > 0 and self.value() > self.minimum():
            share = (self.value() - self.minimum()) / length
            rect.setWidth(max(rect.height(), rect.width() * share))
            paint_box(painter, rect, radius, fill=color("accent"))
