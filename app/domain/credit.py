"""Accounts receivable: who owes what, since when, and what a payment pays off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.domain.card_numbers import phone_without_card, without_card_numbers
from app.domain.errors import SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.payment import Payment


class EntryKind(Enum):
    """Why a balance moved; payments, deposits and what is reversed make it smaller."""

    OPENING = "opening"
    CHARGE = "charge"
    PAYMENT = "payment"
    DEPOSIT = "deposit"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class AccountTerms:
    """What the owner decides when opening an account or changing it.

    Without a `code` the account gets the next one, `AR-0001`; a code never changes afterwards.
    """

    name: str
    limit: Money = ZERO
    code: str = ""
    contact_person: str = ""
    phone: str = ""
    terms_days: int = 30
    notes: str = ""
    customer_ids: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Forget a card's number but for its last digits."""
        for name in ("name", "code", "contact_person", "notes"):
            object.__setattr__(self, name, without_card_numbers(getattr(self, name)))
        object.__setattr__(self, "phone", phone_without_card(self.phone))


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `balance` is what is owed, below zero what the shop owes (credit).

    `oldest_unpaid` is the business day of the oldest charge that is not paid off.
    """

    id: int
    code: str
    name: str
    limit: Money
    balance: Money
    contact_person: str = ""
    phone: str = ""
    terms_days: int = 30
    oldest_unpaid: date | None = None
    promise_date: date | None = None
    notes: str = ""
    is_active: bool = True

    @property
    def available(self) -> Money:
        """Give what may still be put on it; below zero when it is over its limit."""
        return self.limit - self.balance


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row of the ledger: above zero more is owed. `balance` is that after the entry.

    `business_date` is the day the debt counts from: of what a sale put on account, the sale's.
    `method` names how a payment was paid, `split` for several; its `parts` come with one entry,
    not with a page of them.
    """

    id: int
    kind: EntryKind
    amount: Money
    balance: Money
    made_at: datetime
    business_date: date
    number: str = ""
    sale_id: int | None = None
    sale_number: str = ""
    method: str = ""
    reason: str = ""
    person: str = ""
    approved_by: str = ""
    reverses_id: int | None = None
    is_reversed: bool = False
    parts: tuple[Payment, ...] = ()

    @property
    def change(self) -> Money:
        """Give the cash that went back when it was paid."""
        return total_of(part.change for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rider:
    """An old balance paid together with a sale, in one tender."""

    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Charge:
    """Something owed, and since which business day.

    `what` is the number of a sale, else the kind of entry.
    """

    what: str
    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is owed by its age in days; the four add up to the balance where that is above zero."""

    to_30: Money = ZERO
    to_60: Money = ZERO
    to_90: Money = ZERO
    over_90: Money = ZERO


@dataclass(frozen=True, slots=True)
class Receivables:
    """The figures above the list of accounts; the month is that of the day asked for."""

    owed: Money
    owing_count: int
    overdue: Money
    overdue_count: int
    over_limit: Money
    over_limit_count: int
    collected: Money
    payment_count: int
    ageing: Ageing


class Owing(Enum):
    """Which accounts the list shows."""

    WITH_BALANCE = "with_balance"
    OVERDUE = "overdue"
    PROMISED = "promised"
    ALL = "all"
    CLOSED = "closed"


class AccountSort(Enum):
    """How the list of accounts is ordered: largest or oldest first, names and codes from A."""

    BALANCE = "balance"
    NAME = "name"
    CODE = "code"
    LIMIT = "limit"
    AVAILABLE = "available"
    OLDEST = "oldest"
    PROMISE = "promise"


def over_limit(limit: Money, balance_after: Money) -> Money:
    """Say by how much a balance would pass the limit; zero when it does not."""
    return max(ZERO, balance_after - limit)


def paid_off(charges: Sequence[Charge], amount: Money) -> tuple[Charge, ...]:
    """Say what an amount pays, oldest first: each charge with what of it is paid."""
    paid = []
    for charge in charges:
        part = min(charge.amount, amount)
        if part <= ZERO:
            break
        paid.append(Charge(charge.what, charge.day, part))
        amount = amount - part
    return tuple(paid)


def ageing_of(charges: Iterable[Charge], today: date) -> Ageing:
    """Sort what is unpaid by age: 0-30, 31-60, 61-90 days, and older."""
    sums = [ZERO, ZERO, ZERO, ZERO]
    for charge in charges:
        age = (today - charge.day).days
        sums[(age > 30) + (age > 60) + (age > 90)] += charge.amount
    return Ageing(*sums)


def split_parts(
    parts: Sequence[Payment], due: Money, account_methods: frozenset[str]
) -> tuple[tuple[Payment, ...], tuple[Payment, ...]]:
    """Divide one tender between a sale and the old balance that rides on it.

    `due` is the sale's total. What is put on account pays for goods, so it goes to the sale
    first, then the others in their order; the part that pays for both is cut in two and its
    change stays with the latter. Raises SaleRefused when more is put on account than is sold.
    """
    on_account = [part for part in parts if part.method in account_methods]
    others = [part for part in parts if part.method not in account_methods]
    if total_of(part.amount for part in on_account) > due:
        raise SaleRefused("An old balance cannot be paid by putting it on account.")
    for_sale: list[Payment] = []
    for_account: list[Payment] = []
    for part in (*on_account, *others):
        here = min(part.amount, due)
        rest = part.amount - here
        due = due - here
        if rest <= ZERO:
            for_sale.append(part)
        elif here <= ZERO:
            for_account.append(part)
        else:
            cash = part.tendered is not None
            for_sale.append(Payment(part.method, here, here if cash else None, part.reference))
            given = part.tendered - here if part.tendered is not None else None
            for_account.append(Payment(part.method, rest, given, part.reference))
    return tuple(for_sale), tuple(for_account)


def whole_parts(for_sale: Sequence[Payment], for_account: Sequence[Payment]) -> tuple[Payment, ...]:
    """Put together again what `split_parts` divided, as it was handed over."""
    if not (for_sale and for_account):
        return (*for_sale, *for_account)
    one, other = for_sale[-1], for_account[0]
    if (one.method, one.reference) != (other.method, other.reference) or one.change:
        return (*for_sale, *for_account)
    given = None
    if one.tendered is not None and other.tendered is not None:
        given = one.tendered + other.tendered
    whole = Payment(one.method, one.amount + other.amount, given, one.reference)
    return (*for_sale[:-1], whole, *for_account[1:])
