"""What moved a product's stock, newest first, read as it scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.domain.errors import StoreUnavailable
from app.domain.quantity import Quantity
from app.domain.stock import MoveReason, StockMove
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.items import ROW_ROLE, Index
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate
from app.ui.widgets.rows import style_view
from app.ui.widgets.two_lines import two_lines
from app.ui.wording import Wording

_HEIGHT = 60
_EDGE = 16
_PAGE = 40
_WORDS = {
    MoveReason.SALE: QT_TRANSLATE_NOOP("products", "Sale {number}"),
    MoveReason.RETURN: QT_TRANSLATE_NOOP("products", "Return {number}"),
    MoveReason.VOID: QT_TRANSLATE_NOOP("products", "Void of {number}"),
    MoveReason.COUNT: QT_TRANSLATE_NOOP("products", "Counted"),
    MoveReason.IMPORT: QT_TRANSLATE_NOOP("products", "Imported"),
    MoveReason.RECEIVE: QT_TRANSLATE_NOOP("products", "Received"),
    MoveReason.ADJUST: QT_TRANSLATE_NOOP("products", "Adjusted"),
}


def reason_words(move: StockMove) -> str:
    """Name what moved the stock: `Sale 000123`, `Received`."""
    words = QCoreApplication.translate("products", str(_WORDS[move.reason]))
    return words.format(number=move.sale_number).strip()


def signed(quantity: Quantity, wording: Wording) -> str:
    """Write what came in with a plus sign, what went out with a minus sign."""
    sign = "+" if quantity.thousandths > 0 else ""
    return sign + wording.quantity(quantity)


class MovesModel(QAbstractListModel):
    """The moves of one product; older ones follow as the list is scrolled."""

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._product_id = 0
        self._has_more = False
        self.moves: list[StockMove] = []

    def show_product(self, product_id: int) -> None:
        """Begin anew with a product; 0 shows none."""
        self.beginResetModel()
        self._product_id = product_id
        self.moves = []
        self._has_more = bool(product_id)
        self.moves = list(self._read())
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.moves)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        move = self.moves[index.row()] if index.isValid() else None
        if move is None or role == ROW_ROLE:
            return move
        if role not in shown:
            return None
        amount = signed(move.quantity, self._wording)
        return ", ".join((reason_words(move), amount, self.detail(move)))

    def detail(self, move: StockMove) -> str:
        """Write `8 Nov 2026, 5:12 PM · Nena · Delivery 812`."""
        when = self._wording.date_time(move.moved_at)
        return "  ·  ".join(part for part in (when, move.person, move.note) if part)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        more = self._read()
        if more:
            self.beginInsertRows(QModelIndex(), len(self.moves), len(self.moves) + len(more) - 1)
            self.moves += more
            self.endInsertRows()

    def _read(self) -> Sequence[StockMove]:
        if not self._has_more:
            return ()
        last = self.moves[-1] if self.moves else None
        shelf = self._shop.reader.products
        try:
            more = shelf.stock_moves(self._product_id, _PAGE, last, by=self._shop.by)
        except StoreUnavailable:
            more = []  # the number itself is shown all the same
        self._has_more = len(more) == _PAGE
        return more


class MovesDelegate(RowDelegate[StockMove]):
    """Why and how many, over when and by whom."""

    height = _HEIGHT

    def __init__(self, theme: Theme, wording: Wording, model: MovesModel) -> None:
        super().__init__(theme, model)
        self._wording, self._model = wording, model

    def paint_cell(self, painter: QPainter, cell: Cell[StockMove]) -> None:
        move, theme = cell.row, self.theme
        upper, lower = two_lines(cell.rect.adjusted(_EDGE, 0, -_EDGE, 0), theme.scale)
        amount = signed(move.quantity, self._wording)
        figures = theme.font("body-lg", tabular=True, weight=600)
        ink = theme.color("text2" if move.quantity.thousandths < 0 else "text")
        paint_text(painter, upper, amount, figures, ink, RIGHT)
        width = theme.metrics("body-lg", tabular=True, weight=600).horizontalAdvance(amount)
        words = upper.adjusted(0, 0, -width - 12, 0)
        font = theme.font("body-lg", weight=500)
        paint_text(painter, words, reason_words(move), font, theme.color("text"))
        small = theme.font("label", weight=400)
        paint_text(painter, lower, self._model.detail(move), small, theme.color("text2"))


class MovesList(QListView):
    """Nothing to choose: it is read, and scrolled by finger, wheel or arrow key."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("stock_moves")
        self.setAccessibleName(self.tr("What moved the stock, newest first"))
        style_view(theme, self)
        self.moves = MovesModel(shop, wording, self)
        self.setModel(self.moves)
        self.setItemDelegate(MovesDelegate(theme, wording, self.moves))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setUniformItemSizes(True)
        theme.changed.connect(self.viewport().update)
