"""Rows that are painted: what lies behind them is the same everywhere, what stands in them not."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import Theme
from app.ui.widgets.items import ROW_ROLE, Index
from app.ui.widgets.rows import paint_row

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cell(Generic[Row]):
    """One cell to be painted, and the row it belongs to."""

    row: Row
    rect: QRectF
    index: Index
    is_selected: bool

    @property
    def column(self) -> int:
        return self.index.column()

    @property
    def text(self) -> str:
        """What the model says in this cell."""
        return str(self.index.data())


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints what lies behind a row of a model that gives it for ROW_ROLE; `paint_cell` the rest.

    A row that could not be read stays empty: that is said elsewhere.
    """

    height = 0
    """Of a row in a list without a header that says it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    @abstractmethod
    def paint_cell(self, painter: QPainter, cell: Cell[Row]) -> None:
        """Paint what stands in a cell."""

    def is_pointed_at(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say whether a row is shaded though it is not chosen."""
        return False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        if row is None:
            return
        rect, is_first = QRectF(option.rect), index.column() == 0
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        here = self.is_pointed_at(option, index)
        painter.save()
        paint_row(painter, self.theme, rect, selected=is_selected, hovered=here, bar=is_first)
        self.paint_cell(painter, Cell(row, rect, index, is_selected))
        painter.restore()
