"""Text on the screen: plain, eliding."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import LEFT, paint_text


class Label(QLabel):
    """Plain text in one step of the type scale and one colour token."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        type_name: str = "body",
        color: str = "text",
        *,
        tabular: bool = False,
        weight: int | None = None,
        align: Qt.AlignmentFlag = LEFT,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._style = (type_name, tabular, weight)
        self._color = color
        # Names and notes come from people; they are never markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align)
        self.setWordWrap(wrap)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def color(self) -> str:
        return self._color

    def set_color(self, token: str) -> None:
        if token != self._color:
            self._color = token
            self._restyle()

    def set_type(self, type_name: str, *, weight: int | None = None) -> None:
        self._style = (type_name, self._style[1], weight)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        type_name, tabular, weight = self._style
        self.setFont(self.theme.font(type_name, tabular=tabular, weight=weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.color(self._color))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that ends in an ellipsis where it must; the whole text is in the tooltip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        type_name: str = "body",
        color: str = "text",
        *,
        tabular: bool = False,
        weight: int | None = None,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            text,
            type_name,
            color,
            tabular=tabular,
            weight=weight,
            align=align,
            parent=parent,
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        super().setText(text)
        self.setAccessibleName(text)
        self._tell_rest()

    @property
    def is_elided(self) -> bool:
        """Whether the text is longer than the room for it."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.palette().color(self.foregroundRole())
        rect = QRectF(self.contentsRect())
        paint_text(painter, rect, self.text(), self.font(), color, self.alignment())

    def _tell_rest(self) -> None:
        self.setToolTip(self.text() if self.is_elided else "")
