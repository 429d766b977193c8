"""A list that drops down inside the window, so that no click and no key is lost to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box
from app.ui.widgets.shadow import Shadow


class Panel(QWidget):
    """A raised surface over the window's content; it never takes the focus."""

    hidden = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._content: QWidget | None = None
        self._anchor: QWidget | None = None
        self._gap = 6
        self._wish: tuple[int, int | None] = (0, None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._shadow = Shadow(theme, self)
        theme.changed.connect(self.update)

    def set_content(self, widget: QWidget) -> None:
        self._content = widget
        widget.setParent(self)
        widget.show()
        self._arrange()

    def show_under(
        self, anchor: QWidget, height: int, *, gap: int = 6, width: int | None = None
    ) -> None:
        """Drop down from a widget, as wide as it; a shown panel only changes its place."""
        if self._anchor is not anchor:
            if self._anchor is not None:
                self._anchor.removeEventFilter(self)
            anchor.installEventFilter(self)
            self._anchor = anchor
        self._gap = gap
        self._wish = (height, width)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place()
        elif kind == QEvent.Type.Hide:
            self.hide()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a press between two rows must not reach what lies below

    def paintEvent(self, event: QPaintEvent) -> None:
        color = self._theme.color
        edge = "border" if self._theme.tone == "light" else "border_strong"
        paint_box(
            QPainter(self),
            QRectF(self.rect()),
            self._theme.radius("card"),
            fill=color("surface"),
            edge=color(edge),
        )

    def _place(self) -> None:
        window = self.parentWidget()
        if self._anchor is None or window is None:
            return
        height, width = self._wish
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + self._gap))
        height = min(height, window.height() - corner.y() - 8)
        self.setGeometry(corner.x(), corner.y(), width or self._anchor.width(), height)

    def _arrange(self) -> None:
        if self._content is not None:
            self._content.setGeometry(self.rect().adjusted(1, 1, -1, -1))
