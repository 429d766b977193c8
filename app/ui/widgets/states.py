"""What a list shows when it has nothing to show yet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_box, square

_NAME_WIDTHS = (180, 154, 128)


class SkeletonRows(QWidget):
    """Still blocks in the place of rows that are being fetched."""

    def __init__(
        self, theme: Theme, rows: int = 3, *, row_height: int = 48, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._row_height = row_height
        self.setAccessibleName(self.tr("Loading"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, self._rows * self._row_height + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = self._theme.color("surface3")
        for row in range(self._rows):
            middle = 8 + self._row_height * (row + 0.5)
            paint_box(painter, square(QPointF(33, middle), 34), 17, fill=fill)
            width = _NAME_WIDTHS[row % 3]
            paint_box(painter, QRectF(64, middle - 14, width, 12), 6, fill=fill)
            paint_box(painter, QRectF(64, middle + 4, 120, 10), 5, fill=fill)
            paint_box(painter, QRectF(self.width() - 106, middle - 8, 90, 14), 7, fill=fill)


class EmptyState(QWidget):
    """An icon, what is missing, how it comes to be, and perhaps the button for it."""

    button_clicked = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str = "",
        *,
        button: str = "",
        button_icon: str = "",
        circled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        center = Qt.AlignmentFlag.AlignCenter
        self._title = Label(theme, title, "title" if circled else "heading", align=center)
        self._sentence = Label(
            theme, sentence, "body-lg" if circled else "body", "text2", align=center, wrap=True
        )
        self.button: SecondaryButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(_Sign(theme, icon, circled=circled), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16 if circled else 0)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        if button:
            self.button = SecondaryButton(theme, button, icon=button_icon, height=44)
            self.button.clicked.connect(self.button_clicked)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._sentence.setVisible(bool(sentence))

    def set(self, title: str, sentence: str = "") -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class _Sign(QWidget):
    """The icon of an empty state, bare or in a round field."""

    def __init__(self, theme: Theme, icon: str, *, circled: bool) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._circled = circled
        edge = 88 if circled else 36
        self.setFixedSize(edge, edge)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._circled:
            paint_box(painter, rect, rect.width() / 2, fill=self._theme.color("surface3"))
        edge = 40 if self._circled else 32
        at = rect.center() - QPointF(edge / 2, edge / 2)
        self._theme.paint_icon(painter, at, self._icon, "text3", edge)
