"""Who the best customers are and who is slipping away, told from each one's own rhythm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.customer import Customer
from app.domain.money import Money

DAY = 86_400
FEWEST = 3
"""So many purchases make a rhythm."""
FEWEST_SALES = 20
"""With fewer named sales it is too early to tell."""
NEW_DAYS = 30
GRACE_DAYS = 7
"""Who comes daily and stayed away for a few days is not missed yet."""
LONG_DAYS = 90
_BEST_OF = 5
"""One of so many regulars is among the best."""


class Standing(Enum):
    """What the shop is to a customer at the moment; everybody who ever bought has one."""

    BEST = "best"
    """A regular among the fifth that spent the most in the last twelve months"""
    REGULAR = "regular"
    """Three purchases or more, the last as lately as they usually come"""
    NEW = "new"
    """First purchase in the last 30 days"""
    OCCASIONAL = "occasional"
    """One or two purchases, the last within 90 days"""
    SLIPPING = "slipping"
    """Away for more than one and a half times their usual gap"""
    LAPSED = "lapsed"
    """Away for more than 90 days, and for more than four of their usual gaps"""


@dataclass(frozen=True, slots=True)
class Regular:
    """One customer as the owner looks at them; `spent` is that of the last twelve months."""

    customer_id: int
    name: str
    phone: str
    purchases: int
    spent: Money
    usual_days: int
    """Days between two purchases, on average; never below one"""
    away_days: int
    """Whole days since the last purchase"""


@dataclass(frozen=True, slots=True)
class Insights:
    """How many customers there are of each standing, and the first of the best and the slipping.

    The best come by what they spent, and so do those who are slipping away.
    """

    sales: int
    counts: Mapping[Standing, int]
    spent: Mapping[Standing, Money]
    best: tuple[Regular, ...]
    slipping: tuple[Regular, ...]

    @property
    def is_too_early(self) -> bool:
        """Say whether so few named sales tell nothing yet."""
        return self.sales < FEWEST_SALES


def usual_gap(purchases: int, first: int, last: int) -> int:
    """Give the seconds between two purchases, on average; a day for who came often in one."""
    return max(DAY, (last - first) // max(1, purchases - 1))


def standing(purchases: int, first: int, last: int, now: int) -> Standing:
    """Give a customer's standing; moments are seconds. BEST is decided among the REGULAR."""
    away = now - last
    if now - first <= NEW_DAYS * DAY:
        return Standing.NEW
    if purchases < FEWEST:
        return Standing.OCCASIONAL if away <= LONG_DAYS * DAY else Standing.LAPSED
    gap = usual_gap(purchases, first, last)
    if away > max(4 * gap, LONG_DAYS * DAY):
        return Standing.LAPSED
    if 2 * away > 3 * gap and away > GRACE_DAYS * DAY:
        return Standing.SLIPPING
    return Standing.REGULAR


def standing_of(customer: Customer, now: datetime) -> Standing | None:
    """Give the standing of one customer alone, BEST told by no one; None before they bought."""
    if customer.first_purchase is None or customer.last_purchase is None:
        return None
    moments = (customer.first_purchase, customer.last_purchase, now)
    return standing(customer.transaction_count, *(int(each.timestamp()) for each in moments))


def usual_days(customer: Customer) -> int | None:
    """Give after how many days they usually come again; None where nothing is usual yet."""
    first, last = customer.first_purchase, customer.last_purchase
    if first is None or last is None or customer.transaction_count < FEWEST:
        return None
    gap = usual_gap(customer.transaction_count, int(first.timestamp()), int(last.timestamp()))
    return max(1, round(gap / DAY))


def best_of(regulars: int) -> int:
    """Say how many of so many regulars are the best ones."""
    return -(-regulars // _BEST_OF)
