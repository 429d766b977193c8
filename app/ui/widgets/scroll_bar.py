"""Scroll bars that are a thin rounded handle over the rows and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box


class ThinScrollBar(QScrollBar):
    """A scroll bar that is a thin rounded handle and nothing else."""

    EXTENT = 12

    def __init__(
        self, theme: Theme, orientation: Qt.Orientation, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(self.EXTENT, 40)
        return QSize(40, self.EXTENT)

    def paintEvent(self, event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum()
        if span <= 0:
            return
        upright = self.orientation() == Qt.Orientation.Vertical
        length = (self.height() if upright else self.width()) - 8
        handle = max(32.0, length * self.pageStep() / (span + self.pageStep()))
        start = 4 + (length - handle) * (self.value() - self.minimum()) / span
        thick = 6 if self.underMouse() or self.isSliderDown() else 4
        side = (self.EXTENT - thick) / 2
        rect = QRectF(side, start, thick, handle)
        if not upright:
            rect = QRectF(start, side, handle, thick)
        token = "text3" if self.underMouse() or self.isSliderDown() else "disabled"
        paint_box(QPainter(self), rect, thick / 2, fill=self._theme.color(token))


class OverlayBar(ThinScrollBar):
    """Lies over the right edge of a view, so that rows keep their whole width."""

    def __init__(self, theme: Theme, view: QAbstractScrollArea) -> None:
        super().__init__(theme, Qt.Orientation.Vertical, view)
        self._view = view
        # A plain scroll bar promises to cover its whole place; this one is mostly see-through.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own = view.verticalScrollBar()
        own.rangeChanged.connect(self._follow)
        own.valueChanged.connect(self._follow)
        self.valueChanged.connect(own.setValue)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._follow()
        return False

    @Slot()
    def _follow(self) -> None:
        own, area = self._view.verticalScrollBar(), self._view.viewport().geometry()
        left = self._view.width() - self.EXTENT
        self.setGeometry(left, area.top(), self.EXTENT, area.height())
        self.setRange(own.minimum(), own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setValue(own.value())
        self.setVisible(own.maximum() > own.minimum())
        self.raise_()
