"""A statement and a payment slip as rows of words, before anybody knows how they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from app.domain.credit import Account, Ageing, Charge, EntryKind, LedgerEntry, ageing_of
from app.domain.money import ZERO, Money, total_of
from app.domain.payment import Payment


class StatementPart(Enum):
    """What a row of a statement or slip says; its words are the screen's or the printer's."""

    BROUGHT_FORWARD = auto()
    ENTRY = auto()
    CHARGED = auto()
    PAID = auto()
    BALANCE = auto()
    AGE_TO_30 = auto()
    AGE_TO_60 = auto()
    AGE_TO_90 = auto()
    AGE_OVER_90 = auto()
    OLD_BALANCE = auto()
    PAYMENT = auto()
    TENDERED = auto()
    CHANGE = auto()
    NEW_BALANCE = auto()
    CREDIT = auto()
    RECEIVED_BY = auto()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row: `amount` as it moved the balance, `balance` that after it where it has one."""

    part: StatementPart
    amount: Money
    balance: Money | None = None
    day: date | None = None
    entry: LedgerEntry | None = None
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What is sent to somebody who owes: a period, and how old the debt is at its end."""

    account: Account
    start: date
    end: date
    brought_forward: Money
    entries: tuple[LedgerEntry, ...]
    unpaid: tuple[Charge, ...] = ()

    @property
    def charged(self) -> Money:
        """Give all that was owed more in the period."""
        return total_of(entry.amount for entry in self.entries if entry.amount > ZERO)

    @property
    def paid(self) -> Money:
        """Give all that was owed less, as a positive amount."""
        return -total_of(entry.amount for entry in self.entries if entry.amount < ZERO)

    @property
    def balance(self) -> Money:
        """Give what is owed at the end of the period."""
        return self.brought_forward + total_of(entry.amount for entry in self.entries)


def statement_rows(statement: Statement) -> list[StatementRow]:
    """Lay a statement out: balance before, entries oldest first, sums, balance, then its ages."""
    part = StatementPart
    rows = [StatementRow(part.BROUGHT_FORWARD, statement.brought_forward, day=statement.start)]
    balance = statement.brought_forward
    for entry in statement.entries:
        balance = balance + entry.amount
        day = entry.business_date
        rows.append(StatementRow(part.ENTRY, entry.amount, balance, day, entry))
    rows.append(StatementRow(part.CHARGED, statement.charged))
    rows.append(StatementRow(part.PAID, -statement.paid))
    rows.append(StatementRow(part.BALANCE, statement.balance, statement.balance, statement.end))
    return [*rows, *_ages(ageing_of(statement.unpaid, statement.end))]


def _ages(ages: Ageing) -> Iterator[StatementRow]:
    part = StatementPart
    for name, amount in (
        (part.AGE_TO_30, ages.to_30),
        (part.AGE_TO_60, ages.to_60),
        (part.AGE_TO_90, ages.to_90),
        (part.AGE_OVER_90, ages.over_90),
    ):
        if amount:
            yield StatementRow(name, amount)


def slip_rows(entry: LedgerEntry) -> list[StatementRow]:
    """Lay a payment slip out: balance before, what was paid and how, change, balance after.

    The balance after is credit where more was paid than was owed. A signature ends it.
    """
    part = StatementPart
    rows = [StatementRow(part.OLD_BALANCE, entry.balance - entry.amount)]
    rows.append(StatementRow(part.PAYMENT, -entry.amount, entry=entry))
    rows += [StatementRow(part.TENDERED, each.given, payment=each) for each in entry.parts]
    if entry.change:
        rows.append(StatementRow(part.CHANGE, entry.change))
    is_credit = entry.balance < ZERO
    last = part.CREDIT if is_credit else part.NEW_BALANCE
    rows.append(StatementRow(last, -entry.balance if is_credit else entry.balance))
    return [*rows, StatementRow(part.RECEIVED_BY, -entry.amount)]


def is_payment(entry: LedgerEntry) -> bool:
    """Say whether an entry is money that came in, so that a slip can be given for it."""
    return entry.kind in (EntryKind.PAYMENT, EntryKind.DEPOSIT)
