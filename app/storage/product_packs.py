"""The barcodes of products: one belongs to one product, wherever it stands in its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import InvalidInput
from app.domain.money import LARGEST_MINOR
from app.domain.names import one_line
from app.domain.product import Pack, barcode_key
from app.domain.quantity import LARGEST_THOUSANDTHS
from app.storage.database import Database
from app.storage.fit import storable, typed
from app.storage.product_reading import IS_MAIN, PACK_COLUMNS, pack_of
from app.storage.product_rows import LONGEST_CODE, ProductRow

_PACKS = f"""SELECT {PACK_COLUMNS} FROM product_barcodes WHERE product_id = ?
ORDER BY NOT ({IS_MAIN}), position, barcode"""  # noqa: S608 - constants
_OWNER = f"""SELECT products.id, products.name, sku, is_active, {IS_MAIN} FROM product_barcodes
JOIN products ON products.id = product_id WHERE barcode = ?"""  # noqa: S608 - constants
_DROP_MAIN = f"""DELETE FROM product_barcodes
WHERE product_id = ?1 AND {IS_MAIN} AND position = 0"""  # noqa: S608 - constants
_PUT_MAIN = """INSERT INTO product_barcodes (barcode, product_id) VALUES (?1, ?2)
ON CONFLICT (barcode) DO UPDATE SET factor = 1000, position = 0, price = NULL, unit = ''"""
_DROP_ALL = "DELETE FROM product_barcodes WHERE product_id = ?"
_PUT = """INSERT OR REPLACE INTO product_barcodes
    (product_id, position, barcode, factor, price, unit) VALUES (?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True)
class PackRow:
    """The plain columns of one barcode."""

    barcode: str
    factor: int
    price: int | None
    unit: str

    @classmethod
    def of(cls, pack: Pack) -> PackRow:
        """Clean and check what was typed. Raises InvalidInput."""
        barcode = barcode_key(storable(one_line(pack.barcode)))
        unit = typed(one_line(pack.unit))
        if not barcode:
            raise InvalidInput("Scan or type the barcode.")
        if max(len(barcode), len(unit)) > LONGEST_CODE:
            raise InvalidInput(f"A barcode or unit can have at most {LONGEST_CODE} letters.")
        if not 0 < pack.factor.thousandths <= LARGEST_THOUSANDTHS:
            raise InvalidInput(f"Say how many pieces the barcode {barcode} stands for.")
        price = None if pack.price is None else pack.price.minor
        if price is not None and not 0 <= price <= LARGEST_MINOR:
            raise InvalidInput(f"The price of the barcode {barcode} is out of range.")
        if price is not None and not unit:
            raise InvalidInput("A pack with a price of its own needs a unit, like box.")
        return cls(barcode, pack.factor.thousandths, price, unit)


@dataclass(frozen=True, slots=True)
class BarcodeOwner:
    """Whose barcode it is, and whether it is the plain code of one piece."""

    product_id: int
    name: str
    sku: str
    is_active: bool
    is_main: bool


def checked_packs(packs: Sequence[Pack]) -> list[PackRow]:
    """Clean a product's barcodes. Raises InvalidInput, also for one given twice."""
    rows = [PackRow.of(pack) for pack in packs]
    seen: set[str] = set()
    for row in rows:
        if row.barcode in seen:
            raise InvalidInput(f"The barcode {row.barcode} is there twice.")
        seen.add(row.barcode)
    return rows


def packs_of(database: Database, product_id: int) -> list[Pack]:
    """Give a product's barcodes, the main one first."""
    return [pack_of(row) for row in database.rows(_PACKS, (product_id,))]


def owner_of_barcode(database: Database, barcode: str) -> BarcodeOwner | None:
    """Give whose barcode this is, archived products included."""
    row = database.row(_OWNER, (barcode,))
    if row is None:
        return None
    product_id, name, sku, is_active, is_main = row
    return BarcodeOwner(product_id, name, sku, bool(is_active), bool(is_main))


def put_main_barcode(database: Database, product_id: int, row: ProductRow) -> None:
    """Give a product that is brought in its main barcode; the others stay. Raises InvalidInput."""
    if not row.barcode:
        return
    owner = owner_of_barcode(database, row.barcode)
    if owner is not None and owner.product_id != product_id:
        raise row.refusal(f"its barcode {row.barcode} belongs to {owner.name} ({owner.sku})")
    database.run(_DROP_MAIN, (product_id,))
    database.run(_PUT_MAIN, (row.barcode, product_id))


def put_packs(database: Database, product_id: int, packs: Sequence[PackRow]) -> None:
    """Give a product these barcodes and no others; only an archived product loses one.

    Raises InvalidInput for a barcode of another product that is on sale.
    """
    for pack in packs:
        owner = owner_of_barcode(database, pack.barcode)
        if owner is not None and owner.product_id != product_id and owner.is_active:
            raise InvalidInput(f"The barcode {pack.barcode} belongs to {owner.name}.")
    database.run(_DROP_ALL, (product_id,))
    rows = [
        (product_id, place, pack.barcode, pack.factor, pack.price, pack.unit)
        for place, pack in enumerate(packs)
    ]
    database.run_many(_PUT, rows)
