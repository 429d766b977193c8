"""The line edit inside a field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_text

EDIT_MARGIN = 2
"""What QLineEdit itself leaves free before its text."""


class FieldEdit(QLineEdit):
    """The line edit inside a field: no frame, its own lighter placeholder, focus announced."""

    focus_changed = Signal()

    def __init__(self, theme: Theme, type_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type_name = type_name
        self.hint = ""
        self.tabular = False
        self.setFrame(False)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self._theme.font(self._type_name, tabular=self.tabular))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        off = QPalette.ColorGroup.Disabled
        palette.setColor(off, QPalette.ColorRole.Text, self._theme.color("disabled"))
        palette.setColor(off, QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self.hint:
            return
        margins = self.textMargins()
        rect = QRectF(self.rect().marginsRemoved(margins))
        rect.adjust(EDIT_MARGIN, 0, -EDIT_MARGIN, 0)
        font = self._theme.font(self._type_name, weight=400)
        ink = self._theme.color("text3" if self.isEnabled() else "disabled")
        align = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        paint_text(QPainter(self), rect, self.hint, font, ink, align)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
