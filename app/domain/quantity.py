"""Quantities, counted in whole thousandths of the product's unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.errors import InvalidQuantity
from app.domain.money import Money, divide_half_away

LARGEST_THOUSANDTHS = 10**9
"""A million of anything on one line is a scanned barcode in the wrong field."""

_WRITTEN = re.compile(r"(?P<whole>[0-9]{0,7})(?:\.(?P<part>[0-9]{0,3}))?")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A signed number of units in `thousandths`; negative on returns only."""

    thousandths: int = 1000

    def __add__(self, other: Quantity) -> Quantity:
        """Add."""
        return Quantity(self.thousandths + other.thousandths)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract."""
        return Quantity(self.thousandths - other.thousandths)

    def __neg__(self) -> Quantity:
        """Turn the sign."""
        return Quantity(-self.thousandths)

    def __str__(self) -> str:
        """Write the shortest exact decimal text: `2`, `0.725`, `-1.5`."""
        sign = "-" if self.thousandths < 0 else ""
        whole, part = divmod(abs(self.thousandths), 1000)
        return f"{sign}{whole}" + (f".{part:03d}".rstrip("0") if part else "")

    @property
    def is_whole(self) -> bool:
        """True for a count of pieces, false for a weight or a length."""
        return self.thousandths % 1000 == 0

    @classmethod
    def of(cls, pieces: int) -> Quantity:
        """Count whole pieces."""
        return cls(pieces * 1000)

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Read a quantity above zero, at most three decimals: `3`, `2.5`, `.725`.

        Raises InvalidQuantity for anything else.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if not found or not (found["whole"] or found["part"]):
            raise InvalidQuantity
        thousandths = int(found["whole"] or 0) * 1000 + int((found["part"] or "").ljust(3, "0"))
        if thousandths == 0:
            raise InvalidQuantity("A quantity has to be more than zero.")
        if thousandths > LARGEST_THOUSANDTHS:
            raise InvalidQuantity("This quantity is too large.")
        return cls(thousandths)


ONE = Quantity(1000)


def price_times(price: Money, quantity: Quantity) -> Money:
    """Price a quantity: rounded once to a centavo, halves away from zero."""
    return Money(divide_half_away(price.minor * quantity.thousandths, 1000))
