"""A sale of another system that is still being read, row by row."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from app.domain.card_numbers import without_card_numbers
from app.domain.customer import CustomerRef
from app.domain.errors import InvalidInput
from app.domain.imported import ImportedSale
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.sale import Kind, Payment, Sale, SaleLine
from app.domain.tender import METHODS
from app.exchange.amounts import Exact, read_amount
from app.exchange.moments import When
from app.exchange.sale_lines import turned_round, whole_line

OTHER_METHOD = "other"
CHARGES, DISCOUNT, REFUND = "Shipping and taxes", "Discount", "Refund"
"""What lines are called that no row of a file has"""

_METHODS = {method.code for method in METHODS}


class Head(NamedTuple):
    """What one row says of its whole sale."""

    when: When | None
    customer: str
    method: str
    parts: str
    cashier: str
    is_return: bool
    whole: Exact | None = None
    refunded: Exact | None = None


class OpenSale:
    """What the rows so far say. The first date, the first name and the first method count."""

    __slots__ = (
        *("_gross", "_lines", "bad_row", "cashier", "customer", "identity", "is_cancelled"),
        *("is_return", "method", "number", "parts", "refunded", "rows", "said", "when", "whole"),
    )

    def __init__(self, identity: str, number: str | None = None) -> None:
        """`identity` is the same whatever file the sale comes in; `number` is the foreign one."""
        self.identity = identity
        self.number = number
        self.rows: list[int] = []
        self.said: tuple[str, ...] = ()
        """What its last row said of the whole sale"""
        self.bad_row = 0
        """A row of it that is of no use; 0 when all are"""
        self.parts = ""
        self.cashier = ""
        self.when: When | None = None
        self.customer = ""
        self.method = ""
        self.is_return = False
        self.is_cancelled = False
        self.whole: Exact | None = None
        """What was paid for all of it, where that is not the sum of its lines"""
        self.refunded: Exact | None = None
        """What was given back later, where that is no sale of its own"""
        self._lines: list[SaleLine] = []
        self._gross = 0

    def take(self, head: Head) -> None:
        """Take what a row says of the whole sale, where no row before said it."""
        self.when = self.when or head.when
        self.customer = self.customer or head.customer
        self.method = self.method or head.method
        self.parts, self.cashier = self.parts or head.parts, self.cashier or head.cashier
        self.is_return = self.is_return or head.is_return
        self.whole = head.whole if self.whole is None else self.whole
        self.refunded = head.refunded if self.refunded is None else self.refunded

    def add(self, line: SaleLine) -> None:
        """Add a line. Raises InvalidInput when the sale gets too large to be kept."""
        gross = self._gross + abs(line.total.minor) + abs(line.discount.minor)
        if gross > LARGEST_MINOR:
            raise InvalidInput("The sale adds up to more than can be kept.")
        self._gross = gross
        self._lines.append(line)

    def finished(self, returns: str | None) -> ImportedSale | None:
        """Give the sale, or None when no row of it was of use.

        A return is what the file calls one, what matches the glob `returns`, and what has
        negative quantities only. Some systems write a return in positive numbers: it is turned.
        """
        if self.is_cancelled or self.when is None or not self._lines:
            return None
        lines = self._all_lines()
        total = sum(line.total.minor for line in lines)
        is_return = self._is_return(returns)
        if is_return and (
            total > 0 or (total == 0 and all(line.quantity.thousandths > 0 for line in lines))
        ):
            lines = [turned_round(line) for line in lines]
        sale = Sale(
            key=self.identity,
            lines=tuple(lines),
            payments=self._payments(lines),
            sold_at=self.when.moment,
            business_date=self.when.day,
            customer=CustomerRef(self.customer) if self.customer else None,
            kind=Kind.RETURN if is_return else Kind.SALE,
            cashier=self.cashier,
            foreign_number=self.number,
        )
        return ImportedSale(self.identity, sale)

    def refund(self) -> OpenSale | None:
        """Give what came back of the sale as a return of its own, never more than was paid."""
        if self.refunded is None or self.is_return:
            return None
        paid = sum(line.total.minor for line in self._all_lines())
        amount = min(self.refunded.money().minor, paid)
        if amount <= 0:
            return None
        back = OpenSale(f"{self.identity}/refund", self.number)
        back.rows, back.when, back.customer = self.rows, self.when, self.customer
        back.method, back.cashier, back.is_return = self.method, self.cashier, True
        back.add(turned_round(whole_line(REFUND, amount)))
        return back

    def _all_lines(self) -> list[SaleLine]:
        """Give the lines, and one more for what the whole is above or below them."""
        if self.whole is None:
            return self._lines
        rest = self.whole.money().minor - sum(line.total.minor for line in self._lines)
        if not rest:
            return self._lines
        line = whole_line(CHARGES if rest > 0 else DISCOUNT, abs(rest))
        return [*self._lines, line if rest > 0 else turned_round(line)]

    def _is_return(self, returns: str | None) -> bool:
        return (
            self.is_return
            or (returns is not None and fnmatchcase(self.number or "", returns))
            or all(line.quantity.thousandths < 0 for line in self._lines)
        )

    def _payments(self, lines: list[SaleLine]) -> tuple[Payment, ...]:
        """Keep an unknown method's words as the reference of `other`; nothing due, none."""
        due = total_of(line.total for line in lines)
        if due == ZERO:
            return ()
        if parts := _parts(self.parts, due):
            return parts
        return (_part(self.method, due),)


def _part(words: str, amount: Money) -> Payment:
    code = words.casefold()
    if code in _METHODS:
        return Payment(code, amount)
    reference = "" if code == OTHER_METHOD else without_card_numbers(words)
    return Payment(OTHER_METHOD, amount, reference=reference)


def _parts(text: str, due: Money) -> tuple[Payment, ...]:
    """Read `cash 100.00; gcash 32.24` as our own export writes it; none where it is not so."""
    parts = []
    for each in filter(None, text.split("; ")):
        words, _, amount = each.rpartition(" ")
        try:
            parts.append(_part(words, read_amount(amount).money()))
        except InvalidInput:
            return ()
    return tuple(parts) if total_of(part.amount for part in parts) == due else ()
