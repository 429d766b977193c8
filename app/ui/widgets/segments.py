"""Views side by side of which one is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.exclusive import Exclusive
from app.ui.widgets.painting import CENTER, paint_box, paint_focus_ring, paint_text

_NARROWEST = 44
"""A finger has to find a single digit too."""


class _Segment(Button):
    """One word of a segmented control."""

    def __init__(self, theme: Theme, text: str, height: int) -> None:
        super().__init__(theme, text, height=height, type_name="button-sm")
        self._count: int | None = None
        self.setCheckable(True)

    def set_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleDescription("" if count is None else f"{count:,}")
        self.refresh()

    def sizeHint(self) -> QSize:
        advance = self.theme.metrics(self._type_name).horizontalAdvance(self._shown())
        return QSize(max(_NARROWEST, round(advance) + 30), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 4, 0, -4)
        radius = self.theme.radius("control")
        if self.isChecked():
            fill, edge = self.theme.color("surface"), self.theme.color("border")
            if self.theme.tone == "dark":
                fill = self.theme.color("raised")
            paint_box(painter, box, radius, fill=fill, edge=edge)
        elif self.underMouse() and self.isEnabled():
            paint_box(painter, box, radius, fill=self.theme.color("held"))
        if self.hasFocus():
            paint_focus_ring(painter, self.theme, box, radius)
        ink = "text" if self.isChecked() else "text2"
        ink = ink if self.isEnabled() else "disabled"
        font = self.theme.font(self._type_name)
        paint_text(painter, box, self._shown(), font, self.theme.color(ink), CENTER)

    def _shown(self) -> str:
        return self.text() if self._count is None else f"{self.text()}  {self._count:,}"


class SegmentedControl(QWidget):
    """Two or more views side by side of which one is shown."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, height: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(4)
        self._keys = Exclusive(self)
        self._keys.chosen.connect(self.chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def add(self, key: str, text: str, count: int | None = None) -> None:
        """Add a segment; the first one added is the current one."""
        segment = _Segment(self._theme, text, self._height)
        segment.setObjectName(f"segment_{key}")
        segment.set_count(count)
        self._row.addWidget(segment)
        self._keys.add(key, segment)
        if not self.current:
            self.set_current(key)

    def set_count(self, key: str, count: int | None) -> None:
        segment = self._keys.named(key)
        if isinstance(segment, _Segment):
            segment.set_count(count)

    @property
    def current(self) -> str:
        return self._keys.current

    def set_current(self, key: str) -> None:
        self._keys.set_current(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.step(event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = self._theme.color("surface3")
        paint_box(QPainter(self), QRectF(self.rect()), self._theme.radius("tile"), fill=fill)
