"""Menus with rows a finger can hit, the chosen one ticked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box, paint_text

_TEXT_LEFT = 40
_ROW = 44


class Menu(QMenu):
    """A QMenu for what it does, painted from the tokens for how it looks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        rect = QRectF(self.rect())
        paint_box(painter, rect, 0, fill=color("surface"), edge=color("border_strong"))
        for action in self.actions():
            self._paint_action(painter, action)

    def _paint_action(self, painter: QPainter, action: QAction) -> None:
        row = QRectF(self.actionGeometry(action))
        if action.isSeparator():
            line = QRectF(row.left(), row.center().y(), row.width(), 1)
            painter.fillRect(line, self._theme.color("border"))
            return
        ink = "text" if action.isEnabled() else "disabled"
        if action is self.activeAction() and action.isEnabled():
            fill = self._theme.color("accent_soft")
            paint_box(painter, row, self._theme.radius("control"), fill=fill)
            ink = "accent_text"
        if action.isChecked():
            at = QPointF(row.left() + 12, row.center().y() - 9)
            self._theme.paint_icon(painter, at, "check", ink, 18)
        words = row.adjusted(_TEXT_LEFT, 0, -12, 0)
        font = self._theme.font("body-lg")
        paint_text(painter, words, action.text(), font, self._theme.color(ink))

    @Slot()
    def _restyle(self) -> None:
        """Give the rows their size; all else is painted here."""
        font = self._theme.font("body-lg")
        self.setFont(font)
        spare = max(0, _ROW - self.fontMetrics().height())
        above = spare // 2
        self.setStyleSheet(
            "QMenu { padding: 6px; border: 1px solid transparent; }"
            f"QMenu::item {{ padding: {above}px 24px {spare - above}px {_TEXT_LEFT}px; }}"
        )
        self.update()
