"""Shows which list the arrow keys move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.follower import Follower
from app.ui.widgets.painting import paint_box


class FocusRing(Follower):
    """A ring along the inside of a widget while another one, within it, has the focus."""

    def __init__(
        self, theme: Theme, target: QWidget, focused: QWidget, *, radius: str = "card"
    ) -> None:
        self._theme = theme
        self._focused = focused
        self._radius = theme.radius(radius)
        super().__init__(target, QMargins())
        focused.installEventFilter(self)
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.FocusIn, QEvent.Type.FocusOut)
        if self._is_whole and watched is self._focused and event.type() in kinds:
            self._follow()
        return super().eventFilter(watched, event)

    def restack(self) -> None:
        self.raise_()

    def is_wanted(self) -> bool:
        return self._focused.hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._theme.ring_width
        color = self._theme.color("focus")
        paint_box(QPainter(self), QRectF(self.rect()), self._radius, edge=color, width=width)
