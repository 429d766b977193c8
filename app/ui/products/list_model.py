"""The products of one list and search, page by page; each row's texts are made once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.errors import NotFound, StoreUnavailable
from app.domain.ports import Stocked
from app.domain.product import Product
from app.ui.products.words import is_low, is_out, margin
from app.ui.shop import Shop
from app.ui.wording import Wording

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """What stands in a row, from left to right."""

    PRODUCT = 0
    COST = 1
    PRICE = 2
    MARGIN = 3
    STOCK = 4


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """One row in words. `tone` is the badge's: empty, "warning" (low) or "danger" (out)."""

    product: Product
    below: str
    texts: tuple[str, ...]
    tone: str
    mark: str


class ProductListModel(QAbstractTableModel):
    """One ordered search. Order and matches are the store's; nothing is sorted here."""

    failed = Signal(object)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._rows: list[ShownProduct] = []
        self._search = ""
        self._which = Stocked.ALL
        self._is_complete = True
        self._headers = {
            Column.PRODUCT: self.tr("Product"),
            Column.COST: self.tr("Cost"),
            Column.PRICE: self.tr("Price"),
            Column.MARGIN: self.tr("Margin"),
            Column.STOCK: self.tr("Stock"),
        }
        self._low, self._out = self.tr("{count} low"), self.tr("Out")
        self._to_check, self._archived = self.tr("To check"), self.tr("Archived")

    # What it holds

    @property
    def is_complete(self) -> bool:
        """Say whether the last product of the list is loaded."""
        return self._is_complete

    def product(self, row: int) -> Product | None:
        return self._rows[row].product if 0 <= row < len(self._rows) else None

    def loaded(self) -> list[Product]:
        """Give the products read so far."""
        return [row.product for row in self._rows]

    def row_of(self, product_id: int | None) -> int:
        """Give the loaded row of a product, or -1."""
        return next((row for row, r in enumerate(self._rows) if r.product.id == product_id), -1)

    # Reading

    def show(self, search: str, which: Stocked) -> None:
        """Begin the list anew. Raises StoreUnavailable; then the list is empty."""
        self._search, self._which = search, which
        self.beginResetModel()
        self._rows = []
        self._is_complete = True
        try:
            page = self._page(None, PAGE)
            self._rows = [self._shown(product) for product in page]
            self._is_complete = len(page) < PAGE
        finally:
            self.endResetModel()

    def load(self, limit: int = PAGE) -> None:
        """Read on. Raises StoreUnavailable."""
        if self._is_complete:
            return
        page = self._page(self._rows[-1].product if self._rows else None, limit)
        self._is_complete = len(page) < limit
        if page:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._rows += [self._shown(product) for product in page]
            self.endInsertRows()

    def refresh(self, product_id: int) -> None:
        """Put one changed product where the store says it belongs now. Raises StoreUnavailable."""
        before = self.row_of(product_id)
        try:
            product = self._shop.reader.products.product(product_id, by=self._shop.by)
        except NotFound:
            self._remove(before)
            return
        self._remove(before)
        row = self._place_of(product)
        if row >= 0:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, self._shown(product))
            self.endInsertRows()

    def _page(self, after: Product | None, limit: int) -> list[Product]:
        return self._shop.reader.products.page(
            self._search, self._which, after, limit, by=self._shop.by
        )

    def _place_of(self, product: Product) -> int:
        """Find the row before the one that follows; -1 where it is not in the list or not read."""
        following = self._page(product, 1)
        row = self.row_of(following[0].id) if following else len(self._rows)
        if row < 0 or (not following and not self._is_complete):
            row = len(self._rows)
        met = self._page(self._rows[row - 1].product if row else None, 1)
        return row if met and met[0].id == product.id else -1

    def _remove(self, row: int) -> None:
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == ROW_ROLE:
            return self._rows[index.row()] if index.isValid() else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].texts[index.column()] if index.isValid() else None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.PRODUCT:
            return self._rows[index.row()].texts[Column.PRODUCT]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            row = self._rows[index.row()]
            return self._spoken(row) if index.column() == 0 else row.texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != Column.PRODUCT:
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[Column(section)]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.PRODUCT:
            return self.tr("{column}, sorted from A to Z").format(column=self._headers[Column(0)])
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.PRODUCT:
            return _RIGHT
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid():
            return
        try:
            self.load()
        except StoreUnavailable as problem:
            # Whoever scrolls asks again and again; one answer is enough until the list is reread.
            self._is_complete = True
            self.failed.emit(problem)

    # Words

    def _shown(self, product: Product) -> ShownProduct:
        words = self._wording
        code = words.barcode(product.barcode) if product.barcode else product.sku
        below = "  ·  ".join(part for part in (code, product.category) if part)
        name = f"{product.name}, {product.variant}" if product.variant else product.name
        stock, tone = "", ""
        if product.stock is not None:
            stock = words.quantity(product.stock)
            if is_out(product):
                stock, tone = self._out, "danger"
            elif is_low(product):
                stock, tone = self._low.format(count=stock), "warning"
        cost = "" if product.cost is None else words.amount(product.cost)
        price = words.amount(product.price)
        kept = margin(product.price, product.cost, words)
        mark = "" if product.is_active else self._archived
        if product.is_active and product.to_check:
            mark = self._to_check
        return ShownProduct(product, below, (name, cost, price, kept, stock), tone, mark)

    def _spoken(self, row: ShownProduct) -> str:
        product = row.product
        parts = [row.texts[Column.PRODUCT], row.mark, self._wording.money(product.price)]
        if product.stock is not None:
            parts.append(self.tr("{stock} in stock").format(
                stock=self._wording.quantity(product.stock)))  # fmt: skip
        if row.tone:
            parts.append(self._out if row.tone == "danger" else self.tr("low"))
        parts += [product.category, product.barcode or product.sku]
        return ", ".join(part for part in parts if part)
