"""Taking payment: methods, parts, quick cash, change, and what still has to be paid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from app.domain.card_numbers import without_card_numbers
from app.domain.errors import InvalidInput, NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.names import one_line
from app.domain.sale import Payment

ASK_ABOUT_CHANGE_FROM = Money(100_000)
"""Change of 1,000.00 or more is more often a slip of the finger than a big note."""

_GROUPING = str.maketrans("", "", " -")
_QUICK_STEPS = (1_000, 10_000, 50_000, 100_000)


class MethodKind(Enum):
    """What a payment method is, whatever the shop calls it."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    BANK = "bank"
    CHEQUE = "cheque"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way to pay; `letter` chooses it together with Alt.

    `pattern` is a regular expression the whole reference has to match, empty for any. An empty
    `name` is shown in the words of the program.
    """

    code: str
    letter: str
    kind: MethodKind
    name: str = ""
    needs_reference: bool = False
    pattern: str = ""
    opens_drawer: bool = False
    is_shown: bool = True

    def __post_init__(self) -> None:
        """Refuse a pattern that cannot be read."""
        try:
            re.compile(self.pattern)
        except re.error as cause:
            raise InvalidInput("The pattern of the reference cannot be read.") from cause

    @property
    def is_cash(self) -> bool:
        """Only cash may be more than what is due."""
        return self.kind is MethodKind.CASH

    def checked_reference(self, text: str) -> str:
        """Give the reference as it is kept, of a card's number only the last four digits.

        Raises SaleRefused when it is missing or odd.
        """
        reference = one_line(text)
        digits = reference.translate(_GROUPING)
        if digits.isdecimal() and (not self.pattern or re.fullmatch(self.pattern, digits)):
            reference = digits  # typed in groups or in one, a number is the same number
        if self.needs_reference and not reference:
            raise SaleRefused("Type the reference number of the payment.")
        if reference and self.pattern and not re.fullmatch(self.pattern, reference):
            raise SaleRefused("This reference number does not look right. Type it again.")
        return without_card_numbers(reference)


CASH = PaymentMethod("cash", "C", MethodKind.CASH, opens_drawer=True)
QR_WALLET = PaymentMethod("gcash", "G", MethodKind.WALLET, needs_reference=True)
ON_ACCOUNT = PaymentMethod("account", "A", MethodKind.ACCOUNT)
"""Charged to an account; the reference of such a payment is the account's code."""
METHODS = (
    CASH,
    PaymentMethod("card", "D", MethodKind.CARD),
    QR_WALLET,
    PaymentMethod("bank", "B", MethodKind.BANK, needs_reference=True),
    PaymentMethod("cheque", "Q", MethodKind.CHEQUE, needs_reference=True, opens_drawer=True),
    ON_ACCOUNT,
)
"""The methods a new shop begins with; the owner changes them in Settings."""


def quick_amounts(due: Money) -> tuple[Money, ...]:
    """Give up to three sums above the due that notes can make: next 10, 100, 500, 1,000."""
    sums = (Money(-(-due.minor // step) * step) for step in _QUICK_STEPS)
    return tuple(sorted({each for each in sums if each > due}))[:3]


def pay(method: PaymentMethod, due: Money, given: Money, reference: str = "") -> Payment:
    """Make one part of the payment: all that is due, or less.

    Only cash may be more; the rest of it is change. Raises SaleRefused for more by another
    method, for nothing at all, and for a reference that is missing or does not fit.
    """
    if given < ZERO or (not given and due):
        raise NotEnoughPaid("Type how much is paid.")
    if method.is_cash:
        return Payment(method.code, min(given, due), tendered=given)
    if given > due:
        raise SaleRefused("Only cash can be more than what is due.")
    return Payment(method.code, given, reference=method.checked_reference(reference))


@dataclass(frozen=True, slots=True)
class Taken:
    """What was paid so far of a total, part by part in the order it came."""

    total: Money
    parts: tuple[Payment, ...] = ()

    @property
    def paid(self) -> Money:
        """Give what the parts come to."""
        return total_of(part.amount for part in self.parts)

    @property
    def due(self) -> Money:
        """Give what is still open, never below zero."""
        return max(ZERO, self.total - self.paid)

    @property
    def too_much(self) -> Money:
        """Give by how much the parts exceed a total that became smaller after they were taken."""
        return max(ZERO, self.paid - self.total)

    @property
    def is_covered(self) -> bool:
        """Say whether the parts are exactly the total; nothing at all covers nothing."""
        return bool(self.parts) and self.paid == self.total

    def with_part(self, part: Payment) -> Taken:
        """Add a part. Raises SaleRefused when it is more than what is open."""
        if part.amount > self.due:
            raise SaleRefused("This is more than what is still to pay.")
        return replace(self, parts=(*self.parts, part))

    def without(self, index: int) -> Taken:
        """Take a part out again. Raises SaleRefused when there is no such part."""
        if not 0 <= index < len(self.parts):
            raise SaleRefused("This payment is not in the list any more.")
        return replace(self, parts=self.parts[:index] + self.parts[index + 1 :])
