"""The surface and the title row of a sheet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.painting import paint_box

_PAD_COLUMN = 276


def lay_beside_pad(
    body: QWidget, pad: QWidget, button: QWidget, *columns: tuple[QLayout, int]
) -> None:
    """Lay a sheet's columns, each with its share of the width, beside its pad and its button."""
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(pad)
    right.addStretch(1)
    right.addWidget(button)
    row = QHBoxLayout(body)
    row.setContentsMargins(27, 20, 27, 23)
    row.setSpacing(24)
    for column, share in columns:
        row.addLayout(column, share)
    row.addLayout(right, _PAD_COLUMN)


class SheetPanel(QDialog):
    """The sheet's own surface. A QDialog for its accessible role alone: it is no window."""

    def __init__(
        self, theme: Theme, sheet: QWidget, fill: str, header_fill: str, header_height: int
    ) -> None:
        super().__init__(sheet)
        self.setWindowFlags(Qt.WindowType.Widget)
        self._theme = theme
        self._fill = fill
        self._header_fill = header_fill
        self._header_height = header_height
        self._header: QWidget | None = None
        self.body = QWidget(self)
        QWidget.setVisible(self, True)  # shown and hidden with the sheet

    def set_header(self, header: QWidget) -> None:
        self._header = header
        header.stackUnder(self.body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the sheet decides what Esc and Enter do

    def showEvent(self, event: QShowEvent) -> None:
        event.accept()  # a dialog would centre itself here

    def reject(self) -> None:
        """Stay: only the sheet closes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        edge = 1
        inner = self.rect().adjusted(edge, 0, -edge, -edge)
        if self._header is not None:
            self._header.setGeometry(0, 0, self.width(), self._header_height)
        self.body.setGeometry(inner.adjusted(0, self._header_height + 1, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        rect = QRectF(self.rect())
        radius = self._theme.radius("dialog")
        paint_box(painter, rect, radius, fill=color(self._fill))
        line = self._header_height
        if self._header_fill != self._fill:
            painter.save()
            painter.setClipRect(QRect(0, 0, self.width(), line))
            paint_box(painter, rect, radius, fill=color(self._header_fill))
            painter.restore()
        if line:
            painter.fillRect(QRectF(0, line, self.width(), 1), color("border"))
        if self._theme.tone != "light":
            paint_box(painter, rect, radius, edge=color("border_strong"))


class SheetHeader(QWidget):
    """Title, what belongs beside it, and the close button."""

    def __init__(self, theme: Theme, title: str, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label(theme, title, "title")
        self.subtitle = ElidedLabel(theme, "", "body-lg", "text2")
        self.subtitle.hide()
        self.close_button = IconButton(theme, "x", self.tr("Close"))
        self.close_button.setObjectName("close_sheet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 0, 18, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle, 1)
        self._row.addStretch(1)
        self._row.addWidget(self.close_button)
        self._left = 2

    def add(self, widget: QWidget, *, at_right: bool) -> None:
        if at_right:
            self._row.insertWidget(self._row.count() - 1, widget)
            self.close_button.raise_()  # Tab comes to it last, as it is read
        else:
            self._row.insertWidget(self._left, widget)
            self._left += 1
