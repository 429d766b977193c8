"""What is paid: a part of a sale's price, and what is paid on an account beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.card_numbers import without_card_numbers
from app.domain.errors import SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of


@dataclass(frozen=True, slots=True)
class Payment:
    """One part of what was paid: `amount` counts, `tendered` is what was handed over in cash.

    The reference of what is put on account is the account's code.
    """

    method: str
    amount: Money
    tendered: Money | None = None
    reference: str = ""

    def __post_init__(self) -> None:
        """Forget a card's number but for its last digits."""
        if self.reference:
            object.__setattr__(self, "reference", without_card_numbers(self.reference))

    @property
    def given(self) -> Money:
        """Give what was handed over."""
        return self.amount if self.tendered is None else self.tendered

    @property
    def change(self) -> Money:
        """Give what goes back to the customer."""
        return ZERO if self.tendered is None else self.tendered - self.amount


@dataclass(frozen=True, slots=True)
class AccountPayment:
    """What is paid on an account at the counter, once: `key` is drawn when the pad opens.

    The parts come to what is paid off; the cash in them may be more, that is change. More than
    is owed becomes credit. It is never a purchase. Raises SaleRefused when it pays nothing.
    """

    key: str
    code: str
    parts: tuple[Payment, ...]
    paid_at: datetime
    business_date: date

    def __post_init__(self) -> None:
        """Refuse a payment of nothing, and one that no shop can have meant."""
        if self.amount <= ZERO or any(part.amount <= ZERO for part in self.parts):
            raise SaleRefused("Type how much is paid.")
        if any(part.change < ZERO for part in self.parts):
            raise SaleRefused("This is less than what is to be paid.")
        if any(
            max(part.amount, part.tendered or ZERO).minor > LARGEST_MINOR for part in self.parts
        ):
            raise SaleRefused("This payment is too large.")

    @property
    def amount(self) -> Money:
        """Give what comes off the balance."""
        return total_of(part.amount for part in self.parts)

    @property
    def change(self) -> Money:
        """Give the cash that goes back."""
        return total_of(part.change for part in self.parts)


@dataclass(frozen=True, slots=True)
class AccountSlip:
    """What one sale did to an account: `balance` is that after the whole sale.

    `amount` is what was put on it, below zero for goods that came back; of an old balance paid
    along, what was paid, with the `number` and `parts` of that payment.
    """

    account_id: int
    code: str
    name: str
    amount: Money
    balance: Money
    number: str = ""
    parts: tuple[Payment, ...] = ()
