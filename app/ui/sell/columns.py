"""The columns of the cart: how wide they are and where text stands in them."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.theme import Theme
from app.ui.widgets.painting import CENTER, LEFT, RIGHT, paint_text
from app.ui.widgets.rows import give_viewport

HEADER_HEIGHT = 40


class Column(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    ITEM = 1
    PRICE = 2
    QUANTITY = 3
    DISCOUNT = 4
    AMOUNT = 5


class _Shape(NamedTuple):
    """A column's title (untranslated), width (0 fills), free room at both ends, alignment."""

    title: str
    width: int
    left: int
    right: int
    align: Qt.AlignmentFlag


_SHAPES = {
    Column.NUMBER: _Shape("#", 48, 16, 0, LEFT),
    Column.ITEM: _Shape(str(QT_TRANSLATE_NOOP("cart", "Item")), 0, 0, 8, LEFT),
    Column.PRICE: _Shape(str(QT_TRANSLATE_NOOP("cart", "Price")), 128, 0, 44, RIGHT),
    Column.QUANTITY: _Shape(str(QT_TRANSLATE_NOOP("cart", "Qty")), 144, 0, 0, CENTER),
    Column.DISCOUNT: _Shape(str(QT_TRANSLATE_NOOP("cart", "Discount")), 92, 0, 0, RIGHT),
    Column.AMOUNT: _Shape(str(QT_TRANSLATE_NOOP("cart", "Amount")), 136, 0, 16, RIGHT),
}


def title(column: int) -> str:
    return QCoreApplication.translate("cart", _SHAPES[Column(column)].title)


def alignment(column: int) -> Qt.AlignmentFlag:
    return _SHAPES[Column(column)].align


def text_area(column: int, cell: QRect | QRectF) -> QRectF:
    """The part of a cell that its text may fill."""
    shape = _SHAPES[Column(column)]
    return QRectF(cell).adjusted(shape.left, 0, -shape.right, 0)


class CartHeader(QHeaderView):
    """Column names that stand over their texts; only Item changes with the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        give_viewport(self)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)

    def apply_widths(self) -> None:
        """Fix the sections; to be called once a model is there."""
        for column, shape in _SHAPES.items():
            fills = not shape.width
            mode = QHeaderView.ResizeMode
            self.setSectionResizeMode(column, mode.Stretch if fills else mode.Fixed)
            if not fills:
                self.resizeSection(column, shape.width)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        painter.save()
        font = self._theme.font("label-strong")
        color = self._theme.color("text3")
        area = text_area(index, rect)
        paint_text(painter, area, title(index), font, color, alignment(index))
        line = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self._theme.color("border"))
        painter.restore()
