"""Numbers as other systems write them, kept exact until they are rounded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.errors import InvalidAmount, InvalidQuantity
from app.domain.money import LARGEST_MINOR, Money, divide_half_away
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{0,18})(?:\.(?P<part>[0-9]{0,18}))?"
)
_CURRENCY = r"(?:php|usd|p|[\N{PESO SIGN}$\N{EURO SIGN}\N{POUND SIGN}])"
_DRESSED = re.compile(
    rf"(?P<sign>[-+]?)\s*{_CURRENCY}?\s*(?P<number>[-+]?[0-9.,]+)\s*{_CURRENCY}?", re.IGNORECASE
)


_SURE_COMMA = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_LIKELY_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]{1,2}")
_DOTTED_GROUPS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_SURE_DOT = re.compile(
    r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|0\.[0-9]+|[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,}))"
)


@dataclass(frozen=True, slots=True)
class Exact:
    """A decimal number without any rounding: `digits` / 10 ** `places`."""

    digits: int
    places: int = 0

    def __neg__(self) -> Exact:
        return Exact(-self.digits, self.places)

    def __bool__(self) -> bool:
        return self.digits != 0

    def times(self, other: Exact) -> Exact:
        """Multiply, exactly."""
        return Exact(self.digits * other.digits, self.places + other.places)

    def minus(self, other: Exact) -> Exact:
        """Subtract, exactly."""
        places = max(self.places, other.places)
        return Exact(self._at(places) - other._at(places), places)

    def money(self) -> Money:
        """Round once to a centavo, halves away from zero. Raises InvalidAmount when too large."""
        minor = divide_half_away(self.digits * 100, 10**self.places)
        if abs(minor) > LARGEST_MINOR:
            raise InvalidAmount("An amount is too large.")
        return Money(minor)

    def quantity(self) -> Quantity:
        """Round once to a thousandth, halves away. Raises InvalidQuantity when too large."""
        thousandths = divide_half_away(self.digits * 1000, 10**self.places)
        if abs(thousandths) > LARGEST_THOUSANDTHS:
            raise InvalidQuantity("A quantity is larger than 1,000,000.")
        return Quantity(thousandths)

    def has_more_places_than(self, places: int) -> bool:
        """Say whether rounding to so many decimals would change it."""
        return self.places > places and self.digits % 10 ** (self.places - places) != 0

    def _at(self, places: int) -> int:
        return self.digits * int(10 ** (places - self.places))


ONE = Exact(1)


def read_amount(text: str) -> Exact:
    """Read `8.5`, `-1,234.50`, `(5.00)`, `₱12`, `$0.333`; as many decimals as are written.

    Raises InvalidAmount for anything else: `1,23`, `1e5`, `NaN` are not guessed at.
    """
    number = _read(text) or _undressed(text)
    if number is None:
        raise InvalidAmount(
            f"{shown(text)} is not an amount. Use digits and a dot for decimals, like 12.00."
        )
    return number


def read_count(text: str) -> Exact:
    """Read a quantity, `3`, `-2`, `0.725`. Raises InvalidQuantity for anything else."""
    number = _read(text)
    if number is None:
        raise InvalidQuantity(
            f"{shown(text)} is not a quantity. Use digits and a dot for decimals, like 2.5."
        )
    return number


class Decimals:
    """Learns from all amounts of a file whether some are written like `1.234,50`.

    That cannot be read otherwise. What could be is read the same way only where no amount of
    the file has a dot for its decimals.
    """

    def __init__(self) -> None:
        self._has_commas = self._has_dots = False
        self.repaired = 0
        """Amounts so written that were read"""

    def learn(self, text: str) -> None:
        """Look at one amount."""
        if not self._has_commas and "," in text:
            self._has_commas = bool(_SURE_COMMA.fullmatch(_bare(text)))
        if not self._has_dots and "." in text:
            self._has_dots = bool(_SURE_DOT.fullmatch(_bare(text)))

    def read(self, text: str) -> Exact:
        """Read an amount. Raises InvalidAmount, also for what this file leaves uncertain."""
        if not self._has_commas:
            return read_amount(text)
        bare = _bare(text)
        if _DOTTED_GROUPS.fullmatch(bare) and self._has_dots:
            raise InvalidAmount(
                f"{shown(text)} is not certain: this file has dots for thousands and for decimals."
            )
        likely = (_SURE_COMMA,) if self._has_dots else (_SURE_COMMA, _LIKELY_COMMA, _DOTTED_GROUPS)
        if any(each.fullmatch(bare) for each in likely):
            self.repaired += 1
            return read_amount(bare.replace(".", "").replace(",", "."))
        return read_amount(text)


def shown(text: str) -> str:
    """Quote what stands in a cell, cut where it gets long."""
    flat = " ".join(text.split())
    return f'"{flat[:40]}…"' if len(flat) > 41 else f'"{flat}"'


def _undressed(text: str) -> Exact | None:
    """Read an amount with a currency sign, or one in brackets, which is negative."""
    return _read(_bare(text))


def _bare(text: str) -> str:
    """Give a number without its currency, with a minus for brackets; empty for another text."""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    is_negative = text.startswith("(") and text.endswith(")")
    found = _DRESSED.fullmatch(text[1:-1].strip() if is_negative else text)
    number = found["sign"] + found["number"] if found else ""
    if not is_negative or not number:
        return number
    return "" if number.startswith("-") else f"-{number.removeprefix('+')}"


def same_number(text: str) -> str:
    """Give one way of writing for all ways to write a number; another text stays as it is."""
    number = _read(text) or _undressed(text)
    if number is None:
        return text
    digits, places = number.digits, number.places
    while places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    return f"{digits}e-{places}"


@lru_cache(maxsize=20_000)
def _read(text: str) -> Exact | None:
    found = _NUMBER.fullmatch(text.strip().replace("\N{MINUS SIGN}", "-"))
    if not found or not (found["whole"] or found["part"]):
        return None
    part = found["part"] or ""
    digits = int(found["whole"].replace(",", "") + part)
    return Exact(-digits if found["sign"] == "-" else digits, len(part))
