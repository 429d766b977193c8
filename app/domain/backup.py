"""Copies of the shop: what is written down about each, when one is late, and which may go."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from app.domain.money import Money

EVERY = timedelta(minutes=30)
"""How often a shop in which something changed is copied while the till is open."""
LATE_AFTER = timedelta(hours=24)
"""A copy older than this is worth a warning."""


class Reason(Enum):
    """Why a copy was made."""

    ASKED = "asked"
    TIMED = "timed"
    CLOSING = "closing"
    UPGRADE = "upgrade"
    RESTORE = "restore"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a shop holds, for a person to tell two copies apart.

    `total` is all sales not voided minus returns, `last_number` the newest of the till's own.
    """

    sales: int
    customers: int
    products: int
    total: Money
    last_number: str = ""
    last_sale_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Which shop a copy is of: the shop's own mark, its till, its name, and the computer."""

    shop_id: str = ""
    till: int = 1
    shop_name: str = ""
    computer: str = ""

    @property
    def mark(self) -> tuple[str, int]:
        """Tell one till's file from every other."""
        return self.shop_id, self.till


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was checked, as the record beside it says.

    `differing` figures of the shop itself did not equal the recount when it was made; the copy is
    whole all the same. `second_place` is where it lies too, empty when it does not.
    """

    name: str
    made_at: datetime
    reason: Reason
    schema: int
    size: int
    sha256: str
    origin: Origin
    figures: Figures
    differing: int = 0
    second_place: str = ""


def newest(copies: Sequence[Copy], second_place: str = "") -> Copy | None:
    """Give the copy made last, or the last of those that lie in this second place too."""
    counted = [copy for copy in copies if second_place in {"", copy.second_place}]
    return max(counted, key=lambda copy: copy.made_at, default=None)


def is_late(copy: Copy | None, now: datetime) -> bool:
    """Say whether the newest copy is too old to rely on; none at all is late as well."""
    return copy is None or now - copy.made_at > LATE_AFTER


def spare(
    copies: Sequence[Copy], now: datetime, local: Callable[[datetime], datetime]
) -> list[Copy]:
    """Give the copies that may go. `local` shows a moment as the wall's clock does.

    Kept are all of today and yesterday, the last of each of seven days, four weeks and twelve
    months in which copies were made, and the newest whatever it is.
    """
    ordered = sorted(copies, key=lambda copy: copy.made_at, reverse=True)
    days = [local(copy.made_at).date() for copy in ordered]
    yesterday = local(now).date() - timedelta(days=1)
    kept = {0, *(index for index, day in enumerate(days) if day >= yesterday)}
    for period, count in ((_day, 7), (_week, 4), (_month, 12)):
        kept |= _last_of_each([period(day) for day in days], count)
    return [copy for index, copy in enumerate(ordered) if index not in kept]


def _last_of_each(periods: Sequence[Hashable], count: int) -> set[int]:
    """Give the first index of each of the first `count` different periods."""
    first: dict[Hashable, int] = {}
    for index, period in enumerate(periods):
        if period not in first and len(first) < count:
            first[period] = index
    return set(first.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
