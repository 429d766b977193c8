"""The sales that have a name and no customer, as rows to walk through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.errors import InvalidName
from app.domain.names import clean_name
from app.domain.sale_customer import UnlinkedSale
from app.ui.sell.two_lines import two_lines
from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.rows import paint_row, style_view
from app.ui.wording import Wording

_Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 60
SALE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_PADDING, _TOTAL_WIDTH = 20, 140


class UnlinkedModel(QAbstractListModel):
    """Oldest first, each in words of its own."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self.sales: tuple[UnlinkedSale, ...] = ()

    def show(self, sales: Sequence[UnlinkedSale]) -> None:
        self.beginResetModel()
        self.sales = tuple(sales)
        self.endResetModel()

    def facts(self, sale: UnlinkedSale) -> str:
        """Say when it was, its number, and why it has no customer."""
        when = self._wording.date_time(sale.row.sold_at)
        return "  ·  ".join([when, sale.row.number, self.reason(sale)])

    def reason(self, sale: UnlinkedSale) -> str:
        """Say why the sale has no customer, in a sentence of few words."""
        try:
            clean_name(sale.customer_name)
        except InvalidName as problem:
            return problem.message
        return self.tr("the customer could not be saved with the sale")

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sales)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        sale = self.sales[index.row()]
        if role == SALE_ROLE:
            return sale
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            total = self._wording.money(sale.row.total)
            return f"{sale.customer_name}, {total}, {self.facts(sale)}"
        return None


class UnlinkedDelegate(QStyledItemDelegate):
    """Paints name and total over when, which and why."""

    def __init__(
        self, theme: Theme, wording: Wording, model: UnlinkedModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._wording, self._model = theme, wording, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, sale = self._theme, index.data(SALE_ROLE)
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, theme, area, selected=selected)
        inside = area.adjusted(_PADDING, 0, -_PADDING, -1)
        name, below = two_lines(inside, theme.scale)
        total = round(_TOTAL_WIDTH * theme.scale)
        font = theme.font("line-item", weight=600)
        paint_text(painter, name.adjusted(0, 0, -total, 0), sale.customer_name, font, self._ink())
        figures = theme.font("line-item", tabular=True, weight=600)
        paint_text(painter, name, self._wording.amount(sale.row.total), figures, self._ink(), RIGHT)
        quiet = theme.color("text2" if selected else "text3")
        paint_text(painter, below, self._model.facts(sale), theme.font("label", weight=400), quiet)
        painter.restore()

    def _ink(self) -> QColor:
        return self._theme.color("text")


class UnlinkedView(QListView):
    """Arrow keys move, Enter takes one in hand."""

    taken = Signal()

    def __init__(self, theme: Theme, wording: Wording, model: UnlinkedModel) -> None:
        super().__init__()
        self.setObjectName("unlinked_sales")
        self.setAccessibleName(self.tr("Sales without a customer"))
        style_view(theme, self)
        self.setModel(model)
        self.setItemDelegate(UnlinkedDelegate(theme, wording, model, self))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.doubleClicked.connect(self.taken)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> UnlinkedSale | None:
        sale = self.currentIndex().data(SALE_ROLE)
        return sale if isinstance(sale, UnlinkedSale) else None

    def go_to(self, row: int) -> None:
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.taken.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
