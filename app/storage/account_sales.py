"""What a sale does to accounts: put on account, an old balance paid along, and all that undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.actor import Actor, Right
from app.domain.credit import Account, EntryKind, LedgerEntry, over_limit
from app.domain.errors import NotAllowed, SaleRefused
from app.domain.money import Money
from app.domain.payment import AccountSlip, Payment
from app.domain.people import Act, Wanted
from app.storage.account_ledger import NewEntry, post
from app.storage.account_payments import account_methods, open_account, take_payment, undo_entry
from app.storage.account_rows import (
    ENTRIES,
    NOT_REVERSED,
    entry_row,
    payment_parts,
)
from app.storage.audit import note
from app.storage.database import Database
from app.storage.faults import is_environment
from app.storage.rights import holds
from app.storage.sale_rows import SaleRows

_APPROVED = """SELECT approved_by FROM approvals
WHERE sale_key = ? AND act = 'credit' AND subject = ? AND up_to >= ? ORDER BY id DESC LIMIT 1"""
_SLIPS = f"""SELECT entry.id, entry.kind, account.id, code, name, entry.amount, balance_after,
    number
FROM ar_transactions AS entry JOIN customer_accounts AS account ON account.id = account_id
WHERE sale_id = ? AND {NOT_REVERSED} ORDER BY entry.id"""  # noqa: S608 - constants
_OF_SALE = f"{ENTRIES} entry.sale_id = ? AND {NOT_REVERSED} ORDER BY entry.id"
_PAID = (EntryKind.PAYMENT.value, EntryKind.DEPOSIT.value)


@dataclass(frozen=True, slots=True)
class Slips:
    """What a sale did to accounts; nothing for nearly every sale."""

    charged: tuple[AccountSlip, ...] = ()
    paid_along: AccountSlip | None = None


NO_SLIPS = Slips()


@dataclass(frozen=True, slots=True)
class Charge:
    """Something to be put on an account: above zero for goods, below for what came back."""

    key: str
    amount: int
    made_at: str
    day: str
    sale_id: int
    sale_key: str


def touches_accounts(entry: SaleRows) -> bool:
    """Say whether a sale may have to do with accounts, without asking the file: cash has not."""
    sale = entry.sale
    return sale.rider is not None or any(part.tendered is None for part in sale.payments)


def book(
    database: Database, entry: SaleRows, sale_id: int, by: Actor, *, has_customer: bool
) -> Slips:
    """Write what a sale does to accounts, after the sale itself.

    `has_customer` is false when somebody bought whose record could not be written. Raises
    SaleRefused or NotAllowed; then the whole sale is off, and another way to pay is asked for.
    """
    on_account = _on_account(entry.sale.payments, account_methods(database))
    rider = entry.sale.rider
    if not on_account and rider is None:
        return NO_SLIPS
    if on_account and not has_customer:
        raise SaleRefused(
            "The customer could not be saved, so nothing can be put on account.",
            advice="Take the payment another way.",
        )
    with _refusing_faults():
        if rider is not None:
            take_payment(database, rider, by.name, sale_id)
        for number, part in on_account:
            key = f"sale:{entry.key}:{number}"
            amount, sold_at, day = part.amount.minor, entry.sold_at, entry.business_date
            charge = Charge(key, amount, sold_at, day, sale_id, entry.key)
            put_on(database, open_account(database, part.reference), charge, by)
    return slips_of_sale(database, sale_id)


def put_on(database: Database, account: Account, charge: Charge, by: Actor) -> None:
    """Put something on an open account. Raises NotAllowed over the limit without approval."""
    after = account.balance + Money(charge.amount)
    approved_by = ""
    if charge.amount > 0 and over_limit(account.limit, after):
        approved_by = _approval(database, account, charge.sale_key, after, by)
        figures = (account.code, str(account.limit), str(after))
        note(database, by, "over the credit limit", *figures, approved_by)
    kind = EntryKind.CHARGE if charge.amount > 0 else EntryKind.CORRECTION
    post(
        database,
        NewEntry(
            *(account.id, charge.key, kind, charge.amount, charge.made_at, charge.day),
            sale_id=charge.sale_id,
            person=by.name,
            approved_by=approved_by,
        ),
    )


def slips_of_sale(database: Database, sale_id: int) -> Slips:
    """Give what a sale did to accounts as it stands now; nothing once it is void."""
    rows = database.rows(_SLIPS, (sale_id,))
    if not rows:
        return NO_SLIPS
    last = {row[2]: Money(row[6]) for row in rows}
    charged, along = [], None
    for entry_id, kind, account_id, code, name, amount, _, number in rows:
        whose, balance = (account_id, code, name), last[account_id]
        if kind in _PAID:
            parts = payment_parts(database, entry_id)
            along = AccountSlip(*whose, Money(-amount), balance, number, parts)
        else:
            charged.append(AccountSlip(*whose, Money(amount), balance))
    return Slips(tuple(charged), along)


def take_back(database: Database, sale_id: int, reason: str, at: str, day: str, by: Actor) -> None:
    """Take back what a voided sale did to accounts; an old balance paid along is given back too,
    as the whole tender goes back.
    """
    for entry in entries_of_sale(database, sale_id):
        undo_entry(database, entry, reason, at, day, by.name)


def entries_of_sale(database: Database, sale_id: int) -> list[LedgerEntry]:
    """Give the entries of a sale that were not taken back, in their order."""
    return [entry_row(row) for row in database.rows(_OF_SALE, (sale_id,))]


def _on_account(parts: Iterable[Payment], methods: frozenset[str]) -> list[tuple[int, Payment]]:
    return [(n, part) for n, part in enumerate(parts, 1) if part.method in methods and part.amount]


def _approval(database: Database, account: Account, sale_key: str, after: Money, by: Actor) -> str:
    """Say who allows a balance over the limit: nobody else where the person may themselves."""
    approved: str | None = database.value(_APPROVED, (sale_key, account.code, after.minor))
    if approved is not None:
        return approved
    if not holds(by, Right.OVER_CREDIT_LIMIT):
        refusal = NotAllowed(
            f"{account.name} would owe {after}, over the limit of {account.limit}.",
            advice="Ask for approval, or take a part of it another way.",
        )
        refusal.wanted = (Wanted(sale_key, Act.CREDIT, account.code, after.minor),)
        raise refusal
    return ""


@contextmanager
def _refusing_faults() -> Iterator[None]:
    """An account that cannot be written refuses its tender; the disk is another matter."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
        if isinstance(error, sqlite3.Error) and is_environment(error):
            raise
        raise SaleRefused(
            "The account could not be written, so nothing was saved.",
            advice="Take the payment another way.",
        ) from error
