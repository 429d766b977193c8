"""Taking payment: methods, quick cash, change, and what still has to be paid."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.names import one_line
from app.domain.sale import Payment

ASK_ABOUT_CHANGE_FROM = Money(100_000)
"""Change of 1,000.00 or more is more often a slip of the finger than a big note."""

_QUICK_STEPS = (1_000, 10_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way to pay; `letter` chooses it together with Alt."""

    code: str
    letter: str
    is_cash: bool = False
    needs_reference: bool = False


CASH = PaymentMethod("cash", "C", is_cash=True)
QR_WALLET = PaymentMethod("gcash", "G", needs_reference=True)
METHODS = (CASH, QR_WALLET)


def quick_amounts(due: Money) -> tuple[Money, ...]:
    """Give up to three sums above the due that notes can make: next 10, 100, 500, 1,000."""
    sums = (Money(-(-due.minor // step) * step) for step in _QUICK_STEPS)
    return tuple(sorted({each for each in sums if each > due}))[:3]


def pay(method: PaymentMethod, due: Money, given: Money, reference: str = "") -> Payment:
    """Cover what is due with one payment.

    Raises NotEnoughPaid when `given` is less, SaleRefused for more than is due by another method
    than cash or for a missing reference.
    """
    if given < due:
        raise NotEnoughPaid
    if method.is_cash:
        return Payment(method.code, due, tendered=given)
    if given > due:
        raise SaleRefused("Only cash can be more than what is due.")
    reference = one_line(reference)
    if method.needs_reference and not reference:
        raise SaleRefused("Type the reference number of the payment.")
    return Payment(method.code, due, reference=reference)


def still_due(total: Money, payments: tuple[Payment, ...]) -> Money:
    """Give what the payments so far leave open, never below zero."""
    return max(ZERO, total - total_of(p.amount for p in payments))
