"""Discounts: a percentage or an amount, off one line or off the whole sale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import SaleRefused
from app.domain.money import ZERO, Money, divide_half_away
from app.domain.tax import WHOLE


@dataclass(frozen=True, slots=True)
class Discount:
    """Either `percent_bp` (1000 is 10 %) or an `amount`; never both, never nothing.

    Raises SaleRefused for more than 100 % or for something that takes nothing off.
    """

    percent_bp: int = 0
    amount: Money = ZERO

    def __post_init__(self) -> None:
        """Refuse what is no discount."""
        if bool(self.percent_bp) == bool(self.amount):
            raise SaleRefused("Type a discount above zero.")
        if not 0 <= self.percent_bp <= WHOLE:
            raise SaleRefused("A discount cannot be more than 100 %.")
        if self.amount < ZERO:
            raise SaleRefused("A discount cannot be less than zero.")

    def off(self, gross: Money) -> Money:
        """Give what it takes off an amount: percentages rounded half away once.

        Raises SaleRefused when that is more than the amount itself.
        """
        if self.percent_bp:
            return Money(divide_half_away(gross.minor * self.percent_bp, WHOLE))
        if self.amount > gross:
            raise SaleRefused("The discount would be more than the price.")
        return self.amount


def spread(amount: Money, over: Sequence[Money]) -> tuple[Money, ...]:
    """Share an amount out in proportion, to the centavo: the parts add up to it exactly.

    Nobody gets more than their own weight; what rounding leaves goes to the largest remainders,
    the earlier first. The weights are not negative and add up to at least the amount.
    """
    whole = sum(each.minor for each in over)
    if not amount or not whole:
        return (ZERO,) * len(over)
    parts = [amount.minor * each.minor // whole for each in over]
    left = amount.minor - sum(parts)
    by_remainder = sorted(
        range(len(over)), key=lambda i: (-(amount.minor * over[i].minor % whole), i)
    )
    for index in by_remainder[:left]:
        parts[index] += 1
    return tuple(Money(part) for part in parts)
