"""The products of one list and search, page by page; each row's texts are made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.domain.errors import NotFound
from app.domain.product import Product, Stocked
from app.ui.products.words import is_low, is_out, margin
from app.ui.shop import Shop
from app.ui.widgets.paged_model import Index, PagedModel
from app.ui.wording import Wording

PAGE = PagedModel.page_size
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


class ProductListModel(PagedModel[ShownProduct]):
    """One ordered search. Order and matches are the store's; nothing is sorted here."""

    can_jump = True
    columns = len(Column)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._search = ""
        self._which = Stocked.ALL
        self._headers = {
            Column.PRODUCT: self.tr("Product"),
            Column.COST: self.tr("Cost"),
            Column.PRICE: self.tr("Price"),
            Column.MARGIN: self.tr("Margin"),
            Column.STOCK: self.tr("Stock"),
        }
        self._low, self._out = self.tr("{count} low"), self.tr("Out")
        self._to_check, self._archived = self.tr("To check"), self.tr("Archived")

    def product(self, row: int) -> Product | None:
        shown = self.item(row)
        return None if shown is None else shown.product

    def value(self, row: int) -> Product | None:
        return self.product(row)

    def loaded(self) -> list[Product]:
        """Give the products of the top of the list."""
        return [row.product for row in self.top()]

    # Reading

    def show(self, search: str, which: Stocked) -> None:
        """Begin the list anew. Raises StoreUnavailable; then the list is empty."""
        self._search, self._which = search, which
        self.begin()

    def refresh(self, product_id: int) -> None:
        """Put one changed product where the store says it belongs now. Raises StoreUnavailable."""
        self.take_out(self.head_row_of(product_id))
        try:
            product = self._shop.reader.products.product(product_id, by=self._shop.by)
        except NotFound:
            self.reread()
            return
        self.put_back(self._shown(product))
        self.reread()

    def read(self, after: ShownProduct | None, limit: int, skip: int) -> Sequence[ShownProduct]:
        page = self._page_of(None if after is None else after.product, limit, skip)
        return [self._shown(product) for product in page]

    def key_of(self, item: ShownProduct) -> int:
        return item.product.id

    def _page_of(self, after: Product | None, limit: int, skip: int = 0) -> list[Product]:
        return self._shop.reader.products.page(
            self._search, self._which, after, limit, by=self._shop.by, skip=skip
        )

    # Qt

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.item(index.row()) if index.isValid() else None
        if row is None or role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.PRODUCT:
            return row.texts[Column.PRODUCT]
        if role == Qt.ItemDataRole.AccessibleTextRole:
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

    # Words

    def _shown(self, product: Product) -> ShownProduct:
        words = self._wording
        code = words.barcode(product.barcode) if product.barcode else product.sku
        below = "  ·  ".join(part for part in (code, product.category) if part)
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
        return ShownProduct(
            product, below, (product.full_name, cost, price, kept, stock), tone, mark
        )

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
