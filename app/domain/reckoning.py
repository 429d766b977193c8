"""The lines of an open cart as they will be sold, and their sums while single lines change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import is_not

from app.domain.cart_line import CartLine
from app.domain.discount import Discount, spread
from app.domain.money import ZERO, total_of
from app.domain.sale_line import SaleLine


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Sold lines with what they add up to, so that a thousandth scan costs what the first did.

    `rates` are (VAT rate, number of lines, minor units) in no particular order; `pieces` counts
    a weighed line as one.
    """

    lines: tuple[SaleLine, ...] = ()
    gross: int = 0
    discount: int = 0
    pieces: int = 0
    rates: tuple[tuple[int, int, int], ...] = ()

    @property
    def total(self) -> int:
        """Give what is to be paid, in minor units."""
        return self.gross - self.discount

    def spliced(self, start: int, stop: int, new: tuple[SaleLine, ...]) -> Reckoning:
        """Give the sums with these lines in place of a stretch; nothing else is looked at."""
        gone = self.lines[start:stop]
        return Reckoning(
            lines=self.lines[:start] + new + self.lines[stop:],
            gross=self.gross + _gross(new) - _gross(gone),
            discount=self.discount + _discount(new) - _discount(gone),
            pieces=self.pieces + sum(map(_pieces, new)) - sum(map(_pieces, gone)),
            rates=self._rates_with(new, gone),
        )

    def _rates_with(
        self, new: Iterable[SaleLine], gone: Iterable[SaleLine]
    ) -> tuple[tuple[int, int, int], ...]:
        held = {rate: (count, total) for rate, count, total in self.rates}
        for lines, sign in ((new, 1), (gone, -1)):
            for line in lines:
                count, total = held.get(line.tax_rate_bp, (0, 0))
                held[line.tax_rate_bp] = (count + sign, total + sign * line.total.minor)
        return tuple((rate, count, total) for rate, (count, total) in held.items() if count)


def reckon(items: Sequence[CartLine], discount: Discount | None = None) -> Reckoning:
    """Add a whole cart up, the whole sale's discount shared out over its lines.

    Raises SaleRefused when that discount is more than what it is taken off.
    """
    nets = [item.net for item in items]
    off = discount.off(total_of(nets)) if discount and items else ZERO
    shares = spread(off, nets)
    lines = tuple(item.sold(share) for item, share in zip(items, shares, strict=True))
    return Reckoning().spliced(0, 0, lines)


def same_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Count how many objects two versions of a cart share at their beginning and at their end.

    By identity: an edit keeps the objects of lines it does not touch.
    """
    shorter = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), shorter)
    room = shorter - start
    ends = map(is_not, islice(reversed(before), room), islice(reversed(after), room))
    return start, next(compress(count(), ends), room)


def _gross(lines: Iterable[SaleLine]) -> int:
    return sum(line.total.minor + line.discount.minor for line in lines)


def _discount(lines: Iterable[SaleLine]) -> int:
    return sum(line.discount.minor for line in lines)


def _pieces(line: SaleLine) -> int:
    return line.quantity.thousandths // 1000 if line.quantity.is_whole else 1
