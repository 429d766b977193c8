"""The sales that have a name and no customer, as rows to walk through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView

from app.domain.errors import InvalidName
from app.domain.names import clean_name
from app.domain.sale_customer import UnlinkedSale
from app.ui.theme import Theme
from app.ui.widgets.items import ROW_ROLE, Index
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate
from app.ui.widgets.rows import style_view
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

ROW_HEIGHT = 60
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sales)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        sale = self.sales[index.row()]
        if role == ROW_ROLE:
            return sale
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            total = self._wording.money(sale.row.total)
            return f"{sale.customer_name}, {total}, {self.facts(sale)}"
        return None


class UnlinkedDelegate(RowDelegate[UnlinkedSale]):
    """Paints name and total over when, which and why."""

    height = ROW_HEIGHT

    def __init__(
        self, theme: Theme, wording: Wording, model: UnlinkedModel, parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._wording, self._model = wording, model

    def paint_cell(self, painter: QPainter, cell: Cell[UnlinkedSale]) -> None:
        theme, sale, ink = self.theme, cell.row, self.theme.color("text")
        upper, below = two_lines(cell.rect.adjusted(_PADDING, 0, -_PADDING, -1), theme.scale)
        name = upper.adjusted(0, 0, -round(_TOTAL_WIDTH * theme.scale), 0)
        paint_text(painter, name, sale.customer_name, theme.font("line-item", weight=600), ink)
        figures = theme.font("line-item", tabular=True, weight=600)
        paint_text(painter, upper, self._wording.amount(sale.row.total), figures, ink, RIGHT)
        quiet = theme.color("text2" if cell.is_selected else "text3")
        paint_text(painter, below, self._model.facts(sale), theme.font("label", weight=400), quiet)


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
        sale = self.currentIndex().data(ROW_ROLE)
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
