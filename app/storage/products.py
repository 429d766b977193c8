"""What is for sale, on disk: found by a scan, found by name, brought in from a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, utc_text
from app.domain.money import Money
from app.domain.names import findable
from app.domain.ports import ImportCounts
from app.domain.product import Found, Product, TaxCode, barcode_key
from app.domain.quantity import ONE, Quantity
from app.storage.database import Database, Row
from app.storage.fit import storable
from app.storage.product_rows import ProductRow, checked, merged
from app.storage.rights import require
from app.storage.search import products_matching

_COLUMNS = """id, sku, name, price, coalesce((SELECT barcode FROM product_barcodes
    WHERE product_id = products.id AND factor = 1000 ORDER BY position LIMIT 1), ''),
    unit, category, brand, tax_code, cost, stock, min_stock, is_active"""
_BY_BARCODE = f"""SELECT {_COLUMNS}, held.factor FROM products
JOIN (SELECT product_id, factor FROM product_barcodes WHERE barcode = ?) AS held
    ON held.product_id = products.id
WHERE is_active = 1"""  # noqa: S608 - constants
_BY_SKU = f"SELECT {_COLUMNS} FROM products WHERE sku = ?"  # noqa: S608 - constants
_SEARCH = f"""SELECT {_COLUMNS} FROM products WHERE is_active = 1 AND %s
ORDER BY instr(name_folded, ?) <> 1, name_folded, id LIMIT ?"""  # noqa: S608 - constants
_COUNT = "SELECT count(*) FROM products WHERE is_active = 1"
_INSERT = """INSERT INTO products (sku, name, name_folded, price, unit, category, brand, tax_code,
    cost, stock, min_stock, is_active, created_at, updated_at)
VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?1, ?1)"""
_UPDATE = """UPDATE products SET name = ?4, name_folded = ?5, price = ?6, unit = ?7, category = ?8,
    brand = ?9, tax_code = ?10, cost = ?11, stock = ?12, min_stock = ?13, is_active = ?14,
    updated_at = ?2 WHERE id = ?1 AND sku = ?3"""
_OWNER_OF_BARCODE = """SELECT products.name, products.sku FROM product_barcodes
JOIN products ON products.id = product_id WHERE barcode = ? AND product_id <> ?"""
_DROP_MAIN_BARCODE = """DELETE FROM product_barcodes
WHERE product_id = ?1 AND factor = 1000 AND position = 0"""
_PUT_MAIN_BARCODE = """INSERT INTO product_barcodes (barcode, product_id) VALUES (?1, ?2)
ON CONFLICT (barcode) DO UPDATE SET factor = 1000, position = 0"""
_MOVE_STOCK = """INSERT INTO stock_moves (product_id, reason, quantity, moved_at)
VALUES (?, 'import', ?, ?)"""


class _Outcome(Enum):
    ADDED = auto()
    CHANGED = auto()
    KNOWN = auto()


class ProductRepository:
    """Keeps the promises of `ports.ProductShelf` over the shop's file."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open connection, the writer's or a reader's."""
        self._database = database
        self._clock = clock

    def by_code(self, code: str, *, by: Actor) -> Found | None:
        require(by, Right.SELL)
        typed = storable(code).strip()
        row = self._database.row(_BY_BARCODE, (barcode_key(typed),))
        if row is not None:
            return Found(product_of(row[:-1]), Quantity(row[-1]))
        row = self._database.row(_BY_SKU, (typed,))
        product = None if row is None else product_of(row)
        return Found(product, ONE) if product and product.is_active else None

    def search(self, text: str, limit: int, *, by: Actor) -> list[Product]:
        require(by, Right.SELL)
        condition = products_matching(text)
        values = (*condition.values, findable(text), limit)
        return [product_of(row) for row in self._database.rows(_SEARCH % condition.sql, values)]

    def count(self, *, by: Actor) -> int:
        require(by, Right.SELL)
        return int(self._database.value(_COUNT))

    def bring_in(self, products: Iterable[Product], *, by: Actor) -> ImportCounts:
        """Add or update by SKU, all of them or, when one is refused, none.

        What a product leaves open (no barcode, cost, stock, brand or category) stays as it was.
        Those that are neither `added` nor `known` were changed. Raises InvalidInput that names
        the product, for amounts out of range and for a barcode that belongs to another product.
        """
        require(by, Right.IMPORT)
        rows = [checked(product) for product in products]
        now = utc_text(self._clock.now())
        with self._database.write("save the products"):
            outcomes = [self._put(row, now) for row in rows]
        return ImportCounts(outcomes.count(_Outcome.ADDED), outcomes.count(_Outcome.KNOWN))

    def _put(self, row: ProductRow, now: str) -> _Outcome:
        found = self._database.row(_BY_SKU, (row.sku,))
        if found is None:
            product_id = self._database.insert(_INSERT, (now, *row.columns()))
            self._put_barcode(product_id, row)
            self._count_stock(product_id, row.stock or 0, now)
            return _Outcome.ADDED
        old = product_of(found)
        new = merged(row, old)
        if new == checked(old):
            return _Outcome.KNOWN
        self._database.run(_UPDATE, (old.id, now, *new.columns()))
        if new.barcode != old.barcode:
            self._put_barcode(old.id, new)
        before = old.stock.thousandths if old.stock else 0
        self._count_stock(old.id, (new.stock or 0) - before, now)
        return _Outcome.CHANGED

    def _put_barcode(self, product_id: int, row: ProductRow) -> None:
        if not row.barcode:
            return
        owner = self._database.row(_OWNER_OF_BARCODE, (row.barcode, product_id))
        if owner is not None:
            raise row.refusal(f"its barcode {row.barcode} belongs to {owner[0]} ({owner[1]})")
        self._database.run(_DROP_MAIN_BARCODE, (product_id,))
        self._database.run(_PUT_MAIN_BARCODE, (row.barcode, product_id))

    def _count_stock(self, product_id: int, difference: int, now: str) -> None:
        """Write down why the stock is another: the moves of a product add up to it."""
        if difference:
            self._database.run(_MOVE_STOCK, (product_id, difference, now))


def product_of(row: Row) -> Product:
    """Read the columns of a product."""
    product_id, sku, name, price, barcode, unit, category, brand, tax, *counts, is_active = row
    cost, stock, min_stock = counts
    return Product(
        *(product_id, sku, name, Money(price), barcode, unit, category, brand, TaxCode(tax)),
        cost=None if cost is None else Money(cost),
        stock=None if stock is None else Quantity(stock),
        min_stock=None if min_stock is None else Quantity(min_stock),
        is_active=bool(is_active),
    )
