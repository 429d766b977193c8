"""The table of products: what it is in two lines, figures at the right, a badge when it is low."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.product import Product
from app.ui.products.list_model import ROW_ROLE, Column, ProductListModel, ShownProduct
from app.ui.theme import Theme
from app.ui.widgets.badge import badge_width, paint_badge
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.rows import TableHeader, paint_row, style_view

ROW_HEIGHT = 54
_PADDING = 16
_WIDTHS = {Column.COST: 96, Column.PRICE: 92, Column.MARGIN: 76, Column.STOCK: 100}
_ICONS = {"warning": "triangle-alert", "danger": "circle-x"}
_READ_AHEAD = 30
_LINE = 20


class ProductDelegate(QStyledItemDelegate):
    """Paints the cells of a ProductListModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRectF(option.rect)
        column = index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row: ShownProduct = index.data(ROW_ROLE)
        painter.save()
        paint_row(painter, self._theme, rect, selected=selected, bar=column == Column.PRODUCT)
        if column == Column.PRODUCT:
            self._paint_name(painter, rect.adjusted(_PADDING, 0, -8, -1), row)
        else:
            self._paint_figure(painter, rect.adjusted(0, 0, -_PADDING, -1), row, column)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRectF, row: ShownProduct) -> None:
        theme = self._theme
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
        self, painter: QPainter, rect: QRectF, row: ShownProduct, column: int
    ) -> None:
        theme, text = self._theme, row.texts[column]
        if column == Column.STOCK and row.tone:
            at = QPointF(rect.right(), rect.center().y())
            icon = _ICONS[row.tone]
            paint_badge(painter, theme, at, text, row.tone, icon=icon, from_right=True)
            return
        strong = column in (Column.PRICE, Column.STOCK)
        weight = {Column.PRICE: 600, Column.STOCK: 500}.get(Column(column), 400)
        font = theme.font("body-lg", tabular=True, weight=weight)
        color = theme.color("text" if strong and row.product.is_active else "text3")
        paint_text(painter, rect, text, font, color, RIGHT)


class ProductListView(QTableView):
    """Shows a ProductListModel; says which product is opened, by click or Enter."""

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(
        self, theme: Theme, model: ProductListModel, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.setObjectName("product_list")
        self.setAccessibleName(self.tr("Products"))
        style_view(theme, self)
        self.setModel(model)
        self.setItemDelegate(ProductDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self._set_up_columns(theme)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def _set_up_columns(self, theme: Theme) -> None:
        header = TableHeader(theme, self, padding=_PADDING)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.PRODUCT, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(Column.PRODUCT, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        self._size_columns()
        theme.changed.connect(self._size_columns)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)

    @property
    def current(self) -> Product | None:
        return self._model.product(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, 0))

    def clear_current(self) -> None:
        """Light no row."""
        self.selectionModel().clear()

    def move_by_key(self, key: int) -> bool:
        """Move one row or page from wherever the focus is; say whether it was such a key."""
        last = self._model.rowCount() - 1
        page = max(1, self.viewport().height() // ROW_HEIGHT - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        step = steps.get(Qt.Key(key))
        if step is None or last < 0:
            return False
        row = self.currentIndex().row()
        self.go_to(0 if row < 0 else min(max(row + step, 0), last))
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    # Inside

    @Slot()
    def _size_columns(self) -> None:
        for column, width in _WIDTHS.items():
            self.horizontalHeader().resizeSection(column, round(width * self._theme.scale))

    @Slot()
    def _read_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() > bar.maximum() - _READ_AHEAD * ROW_HEIGHT:
            self._model.fetchMore(QModelIndex())

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        self.current_changed.emit(self._model.product(index.row()))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        product = self._model.product(index.row())
        if product is not None:
            self.opened.emit(product)
