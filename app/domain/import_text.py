"""What a file brings, as plain values: so it goes from the process that reads to the till."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.customer import Contact
from app.domain.imported import LaidOutSale
from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity

Item = Product | Contact | LaidOutSale
PRODUCTS, CUSTOMERS, SALES = "products", "customers", "sales"


def facts_of(item: Item) -> list[object]:
    """Give what a file can say: money in centavos, quantities in thousandths."""
    if isinstance(item, Product):
        return _product_facts(item)
    if isinstance(item, Contact):
        return [item.name, item.phone, item.email, item.address, item.notes]
    return list(item.rows)


def item_of(what: str, facts: Sequence[Any]) -> Item:
    """Give back what the facts were of; what was wrong there is wrong here: raises ShopError."""
    if what == PRODUCTS:
        return _product(facts)
    return Contact(*facts) if what == CUSTOMERS else LaidOutSale(facts)


def _product_facts(product: Product) -> list[object]:
    return [
        *(product.sku, product.name, product.price.minor, product.barcode, product.unit),
        *(product.category, product.brand, product.tax_code.value, _minor(product.cost)),
        *(_thousandths(product.stock), _thousandths(product.min_stock), product.family),
        *(product.variant, _minor(product.lowest_price)),
    ]


def _product(facts: Sequence[Any]) -> Product:
    sku, name, price, barcode, unit, category, brand, tax, cost, stock, low = facts[:11]
    family, variant, lowest = facts[11:]
    return Product(
        *(0, sku, name, Money(price), barcode, unit, category, brand, TaxCode(tax)),
        cost=_money(cost),
        stock=_quantity(stock),
        min_stock=_quantity(low),
        family=family,
        variant=variant,
        lowest_price=_money(lowest),
    )


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def _thousandths(quantity: Quantity | None) -> int | None:
    return None if quantity is None else quantity.thousandths


def _money(minor: int | None) -> Money | None:
    return None if minor is None else Money(minor)


def _quantity(thousandths: int | None) -> Quantity | None:
    return None if thousandths is None else Quantity(thousandths)


def columns_text(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Write which column is which the way it is said to the command, as records of CSV."""
    written = []
    for ours, theirs in columns.items():
        record = io.StringIO()
        csv.writer(record, lineterminator="").writerow([f"{ours}={theirs}"])
        written.append(record.getvalue())
    return tuple(written)
