"""The products of one list and search, page by page; each row's texts are made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from app.domain.errors import NotFound
from app.domain.product import Product, Stocked
from app.ui.products.words import is_low, is_out, margin
from app.ui.shop import Shop
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording

PAGE = TableModel.page_size


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


class ProductListModel(TableModel[ShownProduct]):
    """One ordered search. Order and matches are the store's; nothing is sorted here."""

    can_jump = True

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._search = ""
        self._which = Stocked.ALL
        self.name_columns(
            Heading(self.tr("Product")),
            Heading(self.tr("Cost"), is_figure=True),
            Heading(self.tr("Price"), is_figure=True),
            Heading(self.tr("Margin"), is_figure=True),
            Heading(self.tr("Stock"), is_figure=True),
        )
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
        try:
            product = self._shop.reader.products.product(product_id, by=self._shop.by)
        except NotFound:
            self.follow(product_id, None)
        else:
            self.follow(product_id, self._shown(product))

    def read(self, after: ShownProduct | None, limit: int, skip: int) -> Sequence[ShownProduct]:
        last = None if after is None else after.product
        page = self._shop.reader.products.page(
            self._search, self._which, last, limit, by=self._shop.by, skip=skip
        )
        return [self._shown(product) for product in page]

    def key_of(self, item: ShownProduct) -> int:
        return item.product.id

    # Words

    def text(self, item: ShownProduct, column: int) -> str:
        return item.texts[column]

    def tip(self, item: ShownProduct, column: int) -> str | None:
        return item.product.full_name if column == Column.PRODUCT else None

    def spoken_heading(self, name: str, column: int) -> str | None:
        if column != Column.PRODUCT:
            return None
        return self.tr("{column}, sorted from A to Z").format(column=name)

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

    def spoken(self, item: ShownProduct) -> str:
        product = item.product
        parts = [product.full_name, item.mark, self._wording.money(product.price)]
        if product.stock is not None:
            parts.append(self.tr("{stock} in stock").format(
                stock=self._wording.quantity(product.stock)))  # fmt: skip
        if item.tone:
            parts.append(self._out if item.tone == "danger" else self.tr("low"))
        parts += [product.category, product.barcode or product.sku]
        return ", ".join(part for part in parts if part)
