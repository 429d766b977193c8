"""Paints the cart's cells from the row's ready-made texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui.sell.cart_model import CartModel, RowText
from app.ui.sell.columns import Column, text_area
from app.ui.theme import Theme
from app.ui.widgets.badge import paint_badge
from app.ui.widgets.painting import CENTER, LEFT, RIGHT, paint_text
from app.ui.widgets.rows import paint_row
from app.ui.widgets.two_lines import two_lines

_FLASH_STRENGTH = 0.20
_UNIT_GAP = 3


class CartDelegate(QStyledItemDelegate):
    """One paint call for each cell; no text is measured twice, no `data()` is asked."""

    def __init__(self, theme: Theme, model: CartModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.flashing_row = -1
        self.flash = 0.0

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(40, self._theme.size("cartRow"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        selected = bool(option.state & QtWidgets.QStyle.StateFlag.State_Selected)
        cell = QRectF(option.rect)
        painter.save()
        paint_row(painter, self._theme, cell, selected=selected, bar=column == Column.NUMBER)
        if row == self.flashing_row and self.flash > 0:
            glow = self._theme.color("accent")
            glow.setAlphaF(self.flash * _FLASH_STRENGTH)
            painter.fillRect(cell.adjusted(0, 0, 0, -1), glow)
        self._paint_cell(painter, column, text_area(column, cell), row, selected=selected)
        painter.restore()

    # Inside

    def _paint_cell(
        self, painter: QPainter, column: int, area: QRectF, row: int, *, selected: bool
    ) -> None:
        text = self._model.row_text(row)
        theme = self._theme
        if column == Column.NUMBER:
            font = theme.font("label", tabular=True, weight=400)
            paint_text(painter, area, str(row + 1), font, theme.color("text3"))
        elif column == Column.ITEM:
            self._paint_item(painter, area, text, selected=selected)
        elif column == Column.PRICE:
            self._paint_price(painter, area, text)
        elif column == Column.QUANTITY:
            if not selected or text.is_weighed:
                self._paint_quantity(painter, area, text)
        elif column == Column.DISCOUNT:
            if text.discount:
                at = QPointF(area.right(), area.center().y())
                paint_badge(painter, theme, at, text.discount, "warning", from_right=True)
        else:
            font = theme.font("line-amount", tabular=True)
            paint_text(painter, area, text.amount, font, theme.color("text"), RIGHT)

    def _paint_item(
        self, painter: QPainter, area: QRectF, text: RowText, *, selected: bool
    ) -> None:
        theme = self._theme
        name, below = two_lines(area, theme.scale, lead=22)
        weight = 600 if selected else None
        paint_text(
            painter, name, text.name, theme.font("line-item", weight=weight), theme.color("text")
        )
        font = theme.font("label", weight=400)
        paint_text(painter, below, text.detail, font, theme.color("text3"), LEFT)

    def _paint_price(self, painter: QPainter, area: QRectF, text: RowText) -> None:
        theme = self._theme
        font = theme.font("body-lg", tabular=True)
        if text.was:
            now, before = two_lines(area, theme.scale, lead=22)
            paint_text(painter, now, text.price, font, theme.color("text2"), RIGHT)
            area = now
            struck = theme.font("label", tabular=True, weight=400)
            struck.setStrikeOut(True)
            paint_text(painter, before, text.was, struck, theme.color("text3"), RIGHT)
        else:
            paint_text(painter, area, text.price, font, theme.color("text2"), RIGHT)
        if text.unit:
            unit = QRectF(area.right() + _UNIT_GAP, area.top(), 40, area.height())
            paint_text(
                painter, unit, text.unit, theme.font("label", weight=400), theme.color("text3")
            )

    def _paint_quantity(self, painter: QPainter, area: QRectF, text: RowText) -> None:
        theme = self._theme
        font = theme.font("line-item", tabular=True, weight=600)
        paint_text(painter, area, text.quantity, font, theme.color("text"), CENTER)
        if text.quantity_unit:
            half = theme.metrics("line-item", tabular=True, weight=600).horizontalAdvance(
                text.quantity
            )
            left = area.center().x() + half / 2 + _UNIT_GAP + 2
            unit = QRectF(left, area.top(), area.right() - left, area.height())
            color = theme.color("text3")
            paint_text(painter, unit, text.quantity_unit, theme.font("label", weight=400), color)
