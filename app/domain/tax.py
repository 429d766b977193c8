"""VAT that is already inside the price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.money import Money, divide_half_away

WHOLE = 10_000
"""A rate of 100 % in basis points."""


def vat_inside(gross: Money, rate_bp: int) -> Money:
    """Give the VAT within a gross amount: gross x rate / (100 % + rate), rounded half away once."""
    return Money(_inside(gross.minor, rate_bp))


@dataclass(frozen=True, slots=True)
class TaxShare:
    """What of a sale falls under one rate."""

    rate_bp: int
    gross: Money
    tax: Money


def tax_shares(amounts: Iterable[tuple[int, Money]]) -> tuple[TaxShare, ...]:
    """Sum (rate, gross) pairs and round once for each rate; highest rate first."""
    gross: dict[int, int] = {}
    for rate_bp, amount in amounts:
        gross[rate_bp] = gross.get(rate_bp, 0) + amount.minor
    return tuple(
        TaxShare(rate, total, vat_inside(total, rate))
        for rate, total in sorted((r, Money(minor)) for r, minor in gross.items())[::-1]
    )


def tax_minor(gross: Mapping[int, int]) -> int:
    """Give all VAT in the gross centavos of each rate: the sum of their shares."""
    return sum([_inside(amount, rate_bp) for rate_bp, amount in gross.items()])


def _inside(gross: int, rate_bp: int) -> int:
    return divide_half_away(gross * rate_bp, WHOLE + rate_bp)
