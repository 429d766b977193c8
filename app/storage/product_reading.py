"""Rows of the shelf as the domain knows them."""

from __future__ import annotations

from app.domain.money import Money
from app.domain.product import Pack, Product, TaxCode
from app.domain.quantity import Quantity
from app.storage.database import Row

IS_MAIN = "factor = 1000 AND product_barcodes.price IS NULL"
"""The main barcode of a product is the first that stands for one piece at its own price."""

_MAIN_BARCODE = f"""coalesce((
    SELECT barcode FROM product_barcodes
    WHERE product_id = products.id AND {IS_MAIN} ORDER BY position LIMIT 1), '')"""  # noqa: S608
_COLUMNS = """products.id, sku, name, products.price, {barcode},
    products.unit, category, brand, tax_code, cost, stock, min_stock, is_active, family, variant,
    lowest_price, to_check"""
PRODUCT_COLUMNS = _COLUMNS.format(barcode=_MAIN_BARCODE)
SCANNED_COLUMNS = _COLUMNS.format(
    barcode=f"""iif(held.factor = 1000 AND held.price IS NULL AND held.position = 0,
    held.barcode, {_MAIN_BARCODE})"""
)
"""The same, of the product a barcode `held` is of: mostly that is its main one."""
PACK_COLUMNS = "barcode, factor, price, unit"


_TAX_CODES = {code.value: code for code in TaxCode}


def product_of(row: Row) -> Product:
    """Read PRODUCT_COLUMNS, in that order; what follows them is left alone.

    In the order of the fields, as a scan and every keystroke wait for it.
    """
    product_id, sku, name, price, barcode, unit, category, brand, tax = row[:9]
    cost, stock, min_stock, is_active, family, variant, lowest_price, to_check = row[9:17]
    return Product(
        product_id,
        sku,
        name,
        Money(price),
        barcode,
        unit,
        category,
        brand,
        _TAX_CODES[tax],
        None if cost is None else Money(cost),
        None if stock is None else Quantity(stock),
        None if min_stock is None else Quantity(min_stock),
        is_active == 1,
        family,
        variant,
        None if lowest_price is None else Money(lowest_price),
        to_check == 1,
    )


def pack_of(row: Row) -> Pack:
    """Read PACK_COLUMNS, in that order."""
    barcode, factor, price, unit = row
    return Pack(barcode, Quantity(factor), None if price is None else Money(price), unit)
