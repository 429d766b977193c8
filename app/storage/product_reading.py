"""Rows of the shelf as the domain knows them."""

from __future__ import annotations

from app.domain.money import Money
from app.domain.product import Pack, Product, TaxCode
from app.domain.quantity import Quantity
from app.storage.database import Row

IS_MAIN = "factor = 1000 AND product_barcodes.price IS NULL"
"""The main barcode of a product is the first that stands for one piece at its own price."""

PRODUCT_COLUMNS = f"""products.id, sku, name, products.price, coalesce((
    SELECT barcode FROM product_barcodes
    WHERE product_id = products.id AND {IS_MAIN} ORDER BY position LIMIT 1), ''),
    products.unit, category, brand, tax_code, cost, stock, min_stock, is_active, family, variant,
    lowest_price, to_check"""  # noqa: S608 - constants
PACK_COLUMNS = "barcode, factor, price, unit"


def product_of(row: Row) -> Product:
    """Read PRODUCT_COLUMNS, in that order; what follows them is left alone."""
    product_id, sku, name, price, barcode, unit, category, brand, tax = row[:9]
    cost, stock, min_stock, is_active, family, variant, lowest_price, to_check = row[9:17]
    return Product(
        *(product_id, sku, name, Money(price), barcode, unit, category, brand, TaxCode(tax)),
        cost=None if cost is None else Money(cost),
        stock=None if stock is None else Quantity(stock),
        min_stock=None if min_stock is None else Quantity(min_stock),
        is_active=bool(is_active),
        family=family,
        variant=variant,
        lowest_price=None if lowest_price is None else Money(lowest_price),
        to_check=bool(to_check),
    )


def pack_of(row: Row) -> Pack:
    """Read PACK_COLUMNS, in that order."""
    barcode, factor, price, unit = row
    return Pack(barcode, Quantity(factor), None if price is None else Money(price), unit)
