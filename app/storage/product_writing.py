"""Products on their way into the file, all inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from app.domain.errors import InvalidInput, NotFound
from app.domain.product import Pack
from app.storage.database import Database
from app.storage.fit import fits
from app.storage.product_packs import PackRow, owner_of_barcode, put_main_barcode, put_packs
from app.storage.product_reading import PRODUCT_COLUMNS, product_of
from app.storage.product_rows import ProductRow, checked, merged

_BY_SKU = f"SELECT {PRODUCT_COLUMNS} FROM products WHERE sku = ?"  # noqa: S608 - constants
_BY_ID = f"SELECT {PRODUCT_COLUMNS} FROM products WHERE products.id = ?"  # noqa: S608
_INSERT = """INSERT INTO products (sku, name, name_folded, price, unit, category, brand, tax_code,
    cost, stock, min_stock, is_active, family, variant, lowest_price, to_check,
    created_at, updated_at)
VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?1, ?1)"""
_UPDATE = """UPDATE products SET sku = ?3, name = ?4, name_folded = ?5, price = ?6, unit = ?7,
    category = ?8, brand = ?9, tax_code = ?10, cost = ?11, stock = ?12, min_stock = ?13,
    is_active = ?14, family = ?15, variant = ?16, lowest_price = ?17, to_check = ?18,
    updated_at = ?2 WHERE id = ?1"""
_MOVE_STOCK = """INSERT INTO stock_moves (product_id, reason, quantity, moved_at)
VALUES (?, ?, ?, ?)"""
_OWNER_OF_SKU = "SELECT name FROM products WHERE sku = ? AND id <> ?"
_FREE_SKU = "SELECT 1 FROM products WHERE sku = ?"
_COUNTER_SKUS = """SELECT coalesce(max(CAST(substr(sku, 3) AS INTEGER)), 0) FROM products
WHERE sku GLOB 'N-[0-9]*'"""
_ARCHIVE = "UPDATE products SET is_active = ?2, updated_at = ?3 WHERE id = ?1"


class Outcome(Enum):
    """What became of a product that was brought in."""

    ADDED = auto()
    CHANGED = auto()
    KNOWN = auto()


def put(database: Database, row: ProductRow, now: str) -> Outcome:
    """Add or update by SKU; what is left open stays as it was. Raises InvalidInput."""
    found = database.row(_BY_SKU, (row.sku,))
    if found is None:
        product_id = insert(database, row, "import", now)
        put_main_barcode(database, product_id, row)
        return Outcome.ADDED
    old = product_of(found)
    new = merged(row, old)
    if new == checked(old):
        return Outcome.KNOWN
    update(database, old.id, new, "import", now)
    if new.barcode != old.barcode:
        put_main_barcode(database, old.id, new)
    return Outcome.CHANGED


def save(
    database: Database, product_id: int, row: ProductRow, packs: Sequence[PackRow], now: str
) -> int:
    """Add (id 0) or change a product with all its barcodes; gives its id.

    Raises InvalidInput or NotFound.
    """
    if product_id:
        stock_of(database, product_id)
    if owner := database.row(_OWNER_OF_SKU, (row.sku, product_id)):
        raise InvalidInput(f"The SKU {row.sku} belongs to {owner[0]}.")
    if product_id == 0:
        product_id = insert(database, row, "count", now)
    else:
        update(database, product_id, row, "count", now)
    put_packs(database, product_id, packs)
    return product_id


def make(database: Database, row: ProductRow, now: str) -> int:
    """Make a product of a code nobody knew; gives its id.

    A code that is on sale by now gives what it names; an archived product comes back to the
    shelf under the name and price it is sold for now.
    """
    owner = owner_of_barcode(database, row.barcode) if row.barcode else None
    if owner is not None and (owner.is_active or owner.is_main):
        if not owner.is_active:
            old = checked(product_of(database.row(_BY_ID, (owner.product_id,)) or ()))
            kept = replace(old, name=row.name, price=row.price, is_active=True, to_check=True)
            update(database, owner.product_id, kept, "count", now)
        return owner.product_id
    product_id = insert(database, replace(row, sku=free_sku(database, row.barcode)), "count", now)
    if row.barcode:
        put_packs(database, product_id, [PackRow.of(Pack(row.barcode))])
    return product_id


def free_sku(database: Database, barcode: str) -> str:
    """Give a SKU nobody has: the barcode, else the next `N-000001`."""
    if barcode and database.row(_FREE_SKU, (barcode,)) is None:
        return barcode
    return f"N-{database.value(_COUNTER_SKUS) + 1:06d}"


def insert(database: Database, row: ProductRow, reason: str, now: str) -> int:
    """Write a new product and why it has stock; gives its id."""
    product_id = database.insert(_INSERT, (now, *row.columns()))
    _move(database, product_id, row.stock or 0, reason, now)
    return product_id


def update(database: Database, product_id: int, row: ProductRow, reason: str, now: str) -> None:
    """Write a product over itself and the difference in its stock. Raises NotFound."""
    found = stock_of(database, product_id)
    database.run(_UPDATE, (product_id, now, *row.columns()))
    _move(database, product_id, (row.stock or 0) - (found or 0), reason, now)


def stock_of(database: Database, product_id: int) -> int | None:
    """Give what is on the shelf, None where it is not counted. Raises NotFound."""
    row = None
    if fits(product_id):
        row = database.row("SELECT stock FROM products WHERE id = ?", (product_id,))
    if row is None:
        raise NotFound("There is no such product.")
    stock: int | None = row[0]
    return stock


def archive(database: Database, product_id: int, *, archived: bool, now: str) -> None:
    """Take a product off sale, or bring it back. Raises NotFound."""
    stock_of(database, product_id)
    database.run(_ARCHIVE, (product_id, int(not archived), now))


def _move(database: Database, product_id: int, difference: int, reason: str, now: str) -> None:
    """Write down why the stock is another: the moves of a product add up to it."""
    if difference:
        database.run(_MOVE_STOCK, (product_id, reason, difference, now))
