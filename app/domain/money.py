"""Amounts of money, counted in whole centavos."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.errors import InvalidAmount

LARGEST_MINOR = 10**14
"""No amount in a shop comes near a trillion pesos; sums of many stay far inside 64 bits."""

_WRITTEN = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<cents>[0-9]{0,2}))?"
)


def divide_half_away(numerator: int, denominator: int) -> int:
    """Divide by a positive denominator, halves away from zero (2.5 -> 3, -2.5 -> -3)."""
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A signed amount in `minor` units (centavos). Only whole centavos exist."""

    minor: int = 0

    def __add__(self, other: Money) -> Money:
        """Add."""
        return Money(self.minor + other.minor)

    def __sub__(self, other: Money) -> Money:
        """Subtract."""
        return Money(self.minor - other.minor)

    def __neg__(self) -> Money:
        """Turn the sign."""
        return Money(-self.minor)

    def __bool__(self) -> bool:
        """Say whether it is anything but zero."""
        return self.minor != 0

    def __str__(self) -> str:
        """Write the one canonical decimal text: `-1234.50`, no groups, no symbol."""
        sign = "-" if self.minor < 0 else ""
        whole, cents = divmod(abs(self.minor), 100)
        return f"{sign}{whole}.{cents:02d}"

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read `12`, `12.5`, `12.50`, `1,234.50`; a currency sign is the caller's to strip.

        Raises InvalidAmount for anything else, so `1,23`, `1e5`, `NaN` and digits of other
        scripts are refused instead of guessed at.
        """
        found = _WRITTEN.fullmatch(text.strip().replace("\N{MINUS SIGN}", "-"))
        if not found or not (found["whole"] or found["cents"]):
            raise InvalidAmount
        whole = found["whole"].replace(",", "").lstrip("0")
        if len(whole) > len(str(LARGEST_MINOR)):  # int() itself refuses thousands of digits
            raise InvalidAmount("This amount is too large.")
        minor = int(whole or 0) * 100 + int((found["cents"] or "").ljust(2, "0"))
        if minor > LARGEST_MINOR:
            raise InvalidAmount("This amount is too large.")
        return cls(-minor if found["sign"] else minor)


ZERO = Money(0)


def total_of(amounts: Iterable[Money]) -> Money:
    """Add up, exactly."""
    return Money(sum(amount.minor for amount in amounts))
