"""The field of a PIN: one dot a digit, and never the digits."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QRegularExpression, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.domain.pin import LONGEST_PIN, SHORTEST_PIN
from app.ui.theme import Theme

_HEIGHT = 44
_DOT = 16.0
_PITCH = 30.0


def digits_only(edit: QLineEdit) -> None:
    """Let a field take the digits of a PIN and show none of them."""
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    digits = QRegularExpression(f"[0-9]{{0,{LONGEST_PIN}}}")
    edit.setValidator(QRegularExpressionValidator(digits, edit))
    edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


class PinEdit(QLineEdit):
    """A real line edit, painted as dots; so many rings are shown as the shortest PIN has digits."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_wrong = False
        digits_only(self)
        self.setFrame(False)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.update)
        theme.changed.connect(self.update)

    def set_wrong(self, is_wrong: bool) -> None:
        """Show the rings as refused, until the next digit."""
        self.is_wrong = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        typed = len(self.text())
        count = max(SHORTEST_PIN, typed)
        pitch = min(_PITCH, self.width() / count)
        left = (self.width() - pitch * count) / 2 + pitch / 2
        for place in range(count):
            centre = QPointF(left + place * pitch, self.height() / 2)
            self._paint_dot(painter, centre, is_filled=place < typed, is_next=place == typed)

    def _paint_dot(
        self, painter: QPainter, centre: QPointF, *, is_filled: bool, is_next: bool
    ) -> None:
        color = self._theme.color
        dot = QRectF(centre.x() - _DOT / 2, centre.y() - _DOT / 2, _DOT, _DOT)
        if is_filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(dot)
            return
        edge = "danger_text" if self.is_wrong else "border_strong"
        if is_next and self.hasFocus() and not self.is_wrong:
            edge = "focus"
        painter.setPen(QPen(color(edge), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
