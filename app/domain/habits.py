"""What somebody buys again and again."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.product import Product

RECENT_SALES = 40
"""Habits are told from so many of a customer's newest sales: what they bought years ago is over."""

HABIT = 2
"""Once is no habit."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A product that was in `times` of a customer's newest sales, of which there are `of`."""

    product: Product
    times: int
    of: int
