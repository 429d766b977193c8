"""A product as it will stand in the table, cleaned and within the columns' bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.errors import InvalidInput
from app.domain.money import LARGEST_MINOR, Money
from app.domain.names import findable, one_line
from app.domain.product import Product, barcode_key
from app.domain.quantity import Quantity
from app.storage.fit import storable, typed

LONGEST_NAME = 250
LONGEST_CODE = 80
LARGEST_STOCK = 10**15


@dataclass(frozen=True, slots=True)
class ProductRow:
    """The plain columns of one product; None where nothing is said."""

    sku: str
    name: str
    price: int
    barcode: str
    unit: str
    category: str
    brand: str
    tax_code: str
    cost: int | None
    stock: int | None
    min_stock: int | None
    is_active: bool
    family: str
    variant: str
    lowest_price: int | None
    to_check: bool

    def columns(self) -> tuple[object, ...]:
        """Give the values in the order of the table's statements, the barcode apart."""
        words = search_words(self.name, self.variant)
        names = (self.sku, self.name, words, self.price, self.unit)
        kinds = (self.category, self.brand, self.tax_code)
        counts = (self.cost, self.stock, self.min_stock, int(self.is_active))
        return (*names, *kinds, *counts, *self.own())

    def own(self) -> tuple[object, ...]:
        """Give what tells a variant from its family, and what the owner watches."""
        return (self.family, self.variant, self.lowest_price, int(self.to_check))

    def refusal(self, reason: str) -> InvalidInput:
        """Say in one sentence why this product cannot be kept."""
        return InvalidInput(f"{self.name or 'A product'} ({self.sku or 'no SKU'}): {reason}.")


def search_words(name: str, variant: str) -> str:
    """Give what a product is found and ordered by: a variant is a part of its name."""
    return findable(f"{name} {variant}")


def checked(product: Product) -> ProductRow:
    """Clean a product's words and check its amounts.

    A barcode with a wrong check digit is a code all the same: shops print their own.
    Raises InvalidInput that names the product.
    """
    row = ProductRow(
        sku=_code(product.sku),
        name=_called(product.name),
        price=product.price.minor,
        barcode=barcode_key(_code(product.barcode)),
        unit=_called(product.unit) or "pc",
        category=_called(product.category),
        brand=_called(product.brand),
        tax_code=product.tax_code.value,
        cost=_minor(product.cost),
        stock=_thousandths(product.stock),
        min_stock=_thousandths(product.min_stock),
        is_active=product.is_active,
        family=_called(product.family),
        variant=_called(product.variant),
        lowest_price=_minor(product.lowest_price),
        to_check=product.to_check,
    )
    if reason := _objection(row):
        raise row.refusal(reason)
    return row


def merged(row: ProductRow, old: Product) -> ProductRow:
    """Give the row with what it leaves open filled in from the product as it stands."""
    before = checked(old)
    return replace(
        row,
        barcode=row.barcode or before.barcode,
        category=row.category or before.category,
        brand=row.brand or before.brand,
        cost=before.cost if row.cost is None else row.cost,
        stock=before.stock if row.stock is None else row.stock,
        min_stock=before.min_stock if row.min_stock is None else row.min_stock,
        family=row.family or before.family,
        variant=row.variant or before.variant,
        lowest_price=before.lowest_price if row.lowest_price is None else row.lowest_price,
        to_check=before.to_check,
    )


def _objection(row: ProductRow) -> str:
    if not row.sku:
        return "it needs a SKU"
    if not row.name:
        return "it needs a name"
    if len(row.name) > LONGEST_NAME:
        return f"its name can have at most {LONGEST_NAME} letters"
    words = (row.sku, row.barcode, row.unit, row.category, row.brand, row.family, row.variant)
    if max(map(len, words)) > LONGEST_CODE:
        return f"codes, unit, category and brand can have at most {LONGEST_CODE} letters"
    amounts = (row.price, row.cost or 0, row.lowest_price or 0)
    if not all(0 <= amount <= LARGEST_MINOR for amount in amounts):
        return "its price or cost is out of range"
    if not all(abs(count) <= LARGEST_STOCK for count in (row.stock or 0, row.min_stock or 0)):
        return "its stock is out of range"
    return ""


def _called(text: str) -> str:
    """Tidy what goods are called by."""
    return typed(one_line(text))


def _code(text: str) -> str:
    """Tidy a code: it may have as many digits as a card."""
    return storable(one_line(text))


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def _thousandths(quantity: Quantity | None) -> int | None:
    return None if quantity is None else quantity.thousandths
