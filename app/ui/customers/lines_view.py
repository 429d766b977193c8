"""Draws one sale like a receipt and lets it be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.customers.lines_model import ROW_ROLE, LinesModel, Look, Row
from app.ui.theme import Theme
from app.ui.widgets.painting import LEFT, RIGHT, paint_text
from app.ui.widgets.rows import style_view

_PADDING = 16
_QUANTITY = 48
_GAP = 10
_HEIGHTS = {
    Look.LINE: 26,
    Look.DISCOUNT: 20,
    Look.DISCOUNTS: 24,
    Look.RULE: 12,
    Look.SUM: 24,
    Look.TOTAL: 26,
    Look.QUIET: 22,
}
_FONTS = {
    Look.LINE: ("body", 500),
    Look.SUM: ("body", 400),
    Look.DISCOUNTS: ("body", 400),
    Look.TOTAL: ("line-item", 600),
}
_INKS = {
    Look.LINE: "text",
    Look.SUM: "text2",
    Look.DISCOUNT: "warning_text",
    Look.DISCOUNTS: "warning_text",
    Look.TOTAL: "text",
}
_INDENTED = frozenset({Look.LINE, Look.DISCOUNT})


class LinesDelegate(QStyledItemDelegate):
    """Paints the rows of a LinesModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(ROW_ROLE)
        return QSize(0, round(_HEIGHTS[row.look] * self._theme.scale))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        row: Row = index.data(ROW_ROLE)
        painter.save()
        if row.look is Look.RULE:
            line = QRectF(rect.left(), round(rect.center().y()), rect.width(), 1)
            painter.fillRect(line, self._theme.color("border"))
        else:
            self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        color = self._theme.color(_INKS.get(row.look, "text3"))
        figures = self._font(row.look, tabular=True)
        taken = QFontMetricsF(figures).horizontalAdvance(row.amount)
        indent = round(_QUANTITY * self._theme.scale) if row.look in _INDENTED else 0
        if row.quantity:
            room = QRectF(rect.left(), rect.top(), indent - 4, rect.height())
            quiet = self._theme.font("body", tabular=True)
            paint_text(painter, room, row.quantity, quiet, self._theme.color("text2"))
        words = rect.adjusted(indent, 0, -taken - _GAP if row.amount else 0, 0)
        paint_text(painter, words, row.words, self._font(row.look), color, LEFT)
        paint_text(painter, rect, row.amount, figures, color, RIGHT)

    def _font(self, look: Look, *, tabular: bool = False) -> QFont:
        name, weight = _FONTS.get(look, ("label", 400))
        return self._theme.font(name, tabular=tabular, weight=weight)


class LinesView(QListView):
    """Shows a LinesModel; nothing in it is chosen, keys scroll it."""

    def __init__(self, theme: Theme, model: LinesModel, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sale_lines")
        self.setAccessibleName(self.tr("Lines of the sale"))
        style_view(theme, self)
        self.setModel(model)
        self.setItemDelegate(LinesDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
