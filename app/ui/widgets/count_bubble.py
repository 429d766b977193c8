"""A small round count over a corner of another widget."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.follower import Follower
from app.ui.widgets.painting import CENTER, paint_box, paint_text


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
