"""The table of products: what it is in two lines, figures at the right, a badge when it is low."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.domain.product import Product
from app.ui.products.list_model import Column, ProductListModel, ShownProduct
from app.ui.theme import Theme
from app.ui.widgets.badge import badge_width, paint_badge
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate

ROW_HEIGHT = 54
_PADDING = 16
_WIDTHS: Mapping[int, int] = {
    Column.COST: 96,
    Column.PRICE: 92,
    Column.MARGIN: 76,
    Column.STOCK: 100,
}
_ICONS = {"warning": "triangle-alert", "danger": "circle-x"}
_LINE = 20


class ProductDelegate(RowDelegate[ShownProduct]):
    """Paints the cells of a ProductListModel."""

    def paint_cell(self, painter: QPainter, cell: Cell[ShownProduct]) -> None:
        if cell.column == Column.PRODUCT:
            self._paint_name(painter, cell.rect.adjusted(_PADDING, 0, -8, -1), cell.row)
        else:
            figure = cell.rect.adjusted(0, 0, -_PADDING, -1)
            self._paint_figure(painter, figure, cell.row, Column(cell.column))

    def _paint_name(self, painter: QPainter, rect: QRectF, row: ShownProduct) -> None:
        theme = self.theme
        height = round(_LINE * theme.scale)
        name = QRectF(rect.left(), rect.center().y() - height, rect.width(), height)
        font = theme.font("body-lg", weight=500)
        ink = "text" if row.product.is_active else "text3"
        text = row.texts[Column.PRODUCT]
        if row.mark:
            badge = badge_width(theme, row.mark) + 8
            room = min(theme.metrics("body-lg", weight=500).horizontalAdvance(text) + 1,
                       max(0.0, rect.width() - badge))  # fmt: skip
            tone = "warning" if row.product.is_active else "neutral"
            at = QPointF(rect.left() + room + 8, name.center().y())
            paint_badge(painter, theme, at, row.mark, tone)
            name.setWidth(room)
        paint_text(painter, name, text, font, theme.color(ink))
        below = QRectF(rect.left(), rect.center().y(), rect.width(), height)
        small = theme.font("label", weight=400, tabular=True)
        paint_text(painter, below, row.below, small, theme.color("text3"))

    def _paint_figure(
        self, painter: QPainter, rect: QRectF, row: ShownProduct, column: Column
    ) -> None:
        theme, text = self.theme, row.texts[column]
        if column == Column.STOCK and row.tone:
            at = QPointF(rect.right(), rect.center().y())
            icon = _ICONS[row.tone]
            paint_badge(painter, theme, at, text, row.tone, icon=icon, from_right=True)
            return
        strong = column in (Column.PRICE, Column.STOCK)
        weight = {Column.PRICE: 600, Column.STOCK: 500}.get(column, 400)
        font = theme.font("body-lg", tabular=True, weight=weight)
        color = theme.color("text" if strong and row.product.is_active else "text3")
        paint_text(painter, rect, text, font, color, RIGHT)


class ProductListView(PagedTable):
    """Shows a ProductListModel; `opened` says which product is, by click or Enter."""

    def __init__(
        self, theme: Theme, model: ProductListModel, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            model,
            ProductDelegate(theme),
            row_height=ROW_HEIGHT,
            widths=_WIDTHS,
            stretch=Column.PRODUCT,
            parent=parent,
        )
        self._products = model
        self.setObjectName("product_list")
        self.setAccessibleName(self.tr("Products"))
        self.clicked.connect(self._on_clicked)

    @property
    def current(self) -> Product | None:
        return self._products.product(self.currentIndex().row())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if (product := self._products.product(index.row())) is not None:
            self.opened.emit(product)
