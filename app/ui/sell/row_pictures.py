"""The cart's rows as pictures: a scan paints the lines that changed and copies the others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6 import QtWidgets
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from app.ui.sell.cart_delegate import CartDelegate
from app.ui.sell.cart_model import CartModel, RowText
from app.ui.theme import Theme

_Look = tuple[int, RowText, bool, int]
"""Everything a row's picture shows: its number, its texts, whether it is chosen, its width."""


class RowPictures:
    """Keeps a picture of each row in sight, and of no other."""

    def __init__(
        self, theme: Theme, model: CartModel, delegate: CartDelegate, view: QTableView
    ) -> None:
        self._theme, self._model, self._delegate, self._view = theme, model, delegate, view
        self._kept: dict[_Look, QPixmap] = {}

    def forget(self) -> None:
        """Paint every row again: colours or fonts are others now."""
        self._kept.clear()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the part of the view's port that lies in `area`, to its last pixel."""
        view, chosen = self._view, self._view.selectionModel()
        surface = self._theme.color("surface")
        looks: list[_Look] = []
        below = 0
        for row in self._rows_in_sight():
            rect = QRect(0, view.rowViewportPosition(row), self._width(), view.rowHeight(row))
            is_chosen = chosen.isRowSelected(row)
            look = (row, self._model.row_text(row), is_chosen, rect.width())
            looks.append(look)
            below = rect.bottom() + 1
            if not rect.intersects(area):
                continue
            if row == self._delegate.flashing_row and self._delegate.flash > 0:
                painter.fillRect(rect, surface)
                self._paint_cells(painter, rect, row, is_chosen=is_chosen)
            else:
                painter.drawPixmap(rect.topLeft(), self._picture(look, rect))
        painter.fillRect(area.intersected(QRect(0, below, self._width(), area.bottom())), surface)
        self._keep_only(looks)

    # Inside

    def _picture(self, look: _Look, rect: QRect) -> QPixmap:
        picture = self._kept.get(look)
        ratio = self._view.devicePixelRatioF()
        if picture is None or picture.devicePixelRatio() != ratio:
            picture = QPixmap(rect.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._theme.color("surface"))
            painter = QPainter(picture)
            self._paint_cells(painter, QRect(QPoint(), rect.size()), look[0], is_chosen=look[2])
            painter.end()
            self._kept[look] = picture
        return picture

    def _paint_cells(self, painter: QPainter, rect: QRect, row: int, *, is_chosen: bool) -> None:
        option = QtWidgets.QStyleOptionViewItem()
        if is_chosen:
            option.state |= QtWidgets.QStyle.StateFlag.State_Selected
        for column in range(self._model.columnCount()):
            left, width = self._view.columnViewportPosition(column), self._view.columnWidth(column)
            option.rect = QRect(rect.left() + left, rect.top(), width, rect.height())
            self._delegate.paint(painter, option, self._model.index(row, column))

    def _rows_in_sight(self) -> range:
        height = self._view.viewport().height()
        first, last = self._view.rowAt(0), self._view.rowAt(height - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def _width(self) -> int:
        return self._view.viewport().width()

    def _keep_only(self, looks: Iterable[_Look]) -> None:
        kept = self._kept
        self._kept = {look: kept[look] for look in looks if look in kept}
