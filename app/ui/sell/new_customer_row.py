"""The last row under the customer field: the name as typed, or who else may be meant."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.actions import keycap
from app.ui.sell.pick_list import EDGE
from app.ui.theme import Theme
from app.ui.widgets.painting import keycap_width, paint_box, paint_keycap, paint_text

NEW_HEIGHT = 51
TEXT_LEFT = 60


class NewCustomerRow(QPushButton):
    """The last row: the name exactly as typed, and a word on what to do next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("new_customer")
        self._theme = theme
        self._hint = ""
        self._hint_key = ""
        self.is_lit = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def hint(self) -> str:
        return self._hint

    def show_name(self, text: str, hint: str, *, can_be_new: bool, hint_key: str = "") -> None:
        """Offer the typed name, or say why it cannot be one; `hint_key` follows the hint."""
        self.setEnabled(can_be_new)
        self.setText(text)
        self._hint, self._hint_key = hint, hint_key
        self.setAccessibleDescription(hint)
        self.update()

    def set_lit(self, lit: bool) -> None:
        self.is_lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, NEW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        if self.isEnabled() and (self.is_lit or self.underMouse()):
            area = QRectF(self.rect()).adjusted(EDGE - 1, 4, -EDGE + 1, -EDGE + 1)
            fill = "accent_soft" if self.is_lit else "surface2"
            paint_box(painter, area, theme.radius("control"), fill=theme.color(fill))
        middle = self.height() / 2
        icon = "user-plus" if self.isEnabled() else "circle-alert"
        color = "text2" if self.isEnabled() else "warning_text"
        theme.paint_icon(painter, QRectF(24, middle - 10, 20, 20).topLeft(), icon, color)
        right = float(self.width() - EDGE - 10)
        if self.isEnabled() and not self._hint:
            right = self._paint_key(painter, right)
        self._paint_words(painter, right)

    def _paint_key(self, painter: QPainter, right: float) -> float:
        """Draw the keycap where it leaves the name its room; give where the name must end."""
        key = keycap("new_customer")
        room = right - keycap_width(self._theme, key) - 8 - (EDGE - 1 + TEXT_LEFT)
        if self._theme.metrics("body-lg", weight=600).horizontalAdvance(self.text()) > room:
            return right
        paint_keycap(painter, self._theme, right, self.height() / 2, key)
        return right - keycap_width(self._theme, key) - 8

    def _paint_words(self, painter: QPainter, right: float) -> None:
        theme = self._theme
        left = EDGE - 1 + TEXT_LEFT
        room, middle = right - left, self.height() / 2
        font = theme.font("body-lg", weight=600)
        ink = theme.color("text" if self.isEnabled() else "warning_text")
        height = 22 if self._hint else self.height()
        top = middle - 21 if self._hint else 0
        paint_text(painter, QRectF(left, top, room, height), self.text(), font, ink)
        if self._hint:
            font = theme.font("label", weight=400)
            area = QRectF(left, middle, self.width() - 16 - left, 20)
            if self._hint_key:
                edge = float(self.width() - EDGE - 10)
                paint_keycap(painter, theme, edge, middle + 10, self._hint_key)
                area.setRight(edge - keycap_width(theme, self._hint_key) - 8)
            paint_text(painter, area, self._hint, font, theme.color("text2"))
