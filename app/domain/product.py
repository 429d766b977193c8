"""What the shop sells, and how a scanned code names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.domain.money import Money
from app.domain.quantity import ONE, Quantity


class TaxCode(Enum):
    """How VAT treats a product; the rate itself is the shop's setting."""

    STANDARD = "V"
    EXEMPT = "E"
    ZERO = "Z"


@dataclass(frozen=True, slots=True)
class Product:
    """One article as the till sees it. `stock` is None where the shop does not count it.

    Products of one `family` are found together and told apart by their `variant` ("Large, red").
    `lowest_price` is how far a cashier may go down. `to_check` marks what was made at the counter.
    """

    id: int
    sku: str
    name: str
    price: Money
    barcode: str = ""
    unit: str = "pc"
    category: str = ""
    brand: str = ""
    tax_code: TaxCode = TaxCode.STANDARD
    cost: Money | None = None
    stock: Quantity | None = None
    min_stock: Quantity | None = None
    is_active: bool = True
    family: str = ""
    variant: str = ""
    lowest_price: Money | None = None
    to_check: bool = False

    @property
    def full_name(self) -> str:
        """Give the name that tells sizes apart, as receipts and lists need it."""
        if not self.variant or _words(self.variant) in _words(self.name):
            return self.name
        return f"{self.name} {self.variant}"


def _words(text: str) -> str:
    """Give the words with a blank around each, so that the size L is not found in "Lola"."""
    return f" {' '.join(text.casefold().replace(',', ' ').split())} "


@dataclass(frozen=True, slots=True)
class Pack:
    """One more barcode of a product: `factor` units at once, with a price of its own or not.

    `unit` names the pack where it has a price of its own ("box").
    """

    barcode: str
    factor: Quantity = ONE
    price: Money | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a code named: a product, and what one of that code means.

    Without `price` it is `factor` of the product's own units; with one it is a unit of its own.
    """

    product: Product
    factor: Quantity = ONE
    barcode: str = ""
    price: Money | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class QuickKey:
    """A product on a key of its own; `label` is what stands on it, empty for the product's name."""

    product: Product
    label: str = ""


class Stocked(Enum):
    """Which products the list shows."""

    ALL = "all"
    LOW = "low"
    OUT = "out"
    TO_CHECK = "to_check"
    ARCHIVED = "archived"


MEASURED_UNITS = frozenset(
    ("kg", "g", "kilo", "m", "cm", "ft", "yd", "l", "ml", "lb", "oz", "meter", "metre")
)


def is_measured(unit: str) -> bool:
    """Say whether goods in this unit are weighed or measured, so that how much is asked."""
    return unit.casefold() in MEASURED_UNITS


def barcode_key(code: str) -> str:
    """Give the one form a barcode is stored and looked up in.

    A UPC-A code is an EAN-13 whose first digit is 0, and scanners send either (GS1 General
    Specifications); blanks are only how people write it down.
    """
    bare = "".join(code.split())
    return "0" + bare if len(bare) == 12 and bare.isascii() and bare.isdigit() else bare


def has_right_check_digit(code: str) -> bool:
    """Say whether the last digit of an EAN-8, UPC-A or EAN-13 proves the others (GS1 mod 10)."""
    if len(code) not in (8, 12, 13) or not (code.isascii() and code.isdigit()):
        return False
    weighted = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(reversed(code)))
    return weighted % 10 == 0
