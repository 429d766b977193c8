"""The state of the copies at the bottom of the rail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, paint_text

_HEIGHT = 54
_WORD_PX = 11.0


class RailBackup(QWidget):
    """A shield, two words and when; nothing before anything is known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail_backup")
        self._theme = theme
        self._icon, self._tone = "shield-check", "success"
        self.lines: tuple[str, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.hide()
        theme.changed.connect(self.update)

    def show_state(self, icon: str, lines: tuple[str, ...], spoken: str, *, tone: str) -> None:
        """Show this; `spoken` is the whole sentence, for the pointer and for screen readers."""
        self._icon, self._tone = icon, tone
        self.lines = tuple(line for line in lines if line)
        self.setToolTip(spoken)
        self.setAccessibleName(spoken)
        self.show()
        self.update()

    def _font(self, text: str) -> QFont:
        """Give the largest font up to the chosen text size in which the whole line fits."""
        px = _WORD_PX
        while px > 1 and self._theme.metrics("caption", px=px).horizontalAdvance(text) > (
            self.width()
        ):
            px -= 0.5
        return self._theme.font("caption", px=px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top_left, ink = QPointF(self.width() / 2 - 10, 2), f"rail_{self._tone}"
        self._theme.paint_icon(painter, top_left, self._icon, ink, 20)
        color = self._theme.color("rail_text")
        for row, line in enumerate(self.lines):
            place = QRectF(0, 24 + 14 * row, self.width(), 14)
            paint_text(painter, place, line, self._font(line), color, CENTER)
