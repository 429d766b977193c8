"""What is paid on an account, adjusted, and taken back, inside the caller's transaction."""

from __future__ import annotations

from app.domain.clock import utc_text
from app.domain.credit import Account, EntryKind, LedgerEntry
from app.domain.errors import NotFound, SaleRefused
from app.domain.money import ZERO
from app.domain.names import one_line
from app.domain.payment import AccountPayment
from app.storage.account_ledger import (
    NewEntry,
    add_cash,
    cash_in,
    post,
    write_parts,
)
from app.storage.account_rows import account_coded, entry_with_id, payment_parts
from app.storage.account_series import take_payment_number
from app.storage.database import Database
from app.storage.fit import storable

_KNOWN = "SELECT id FROM ar_transactions WHERE entry_key = ?"
_NEXT_ID = "SELECT 1 + coalesce(max(id), 0) FROM ar_transactions"
_ACCOUNT_OF = "SELECT account_id FROM ar_transactions WHERE id = ?"
_ACCOUNT_METHODS = "SELECT code FROM payment_methods WHERE kind = 'account'"
_MAY_BE_REVERSED = (EntryKind.PAYMENT, EntryKind.DEPOSIT, EntryKind.ADJUSTMENT, EntryKind.OPENING)


def account_methods(database: Database) -> frozenset[str]:
    """Give the codes of the ways to pay that put on account."""
    return frozenset(code for (code,) in database.rows(_ACCOUNT_METHODS))


def open_account(database: Database, code: str) -> Account:
    """Give the account with this code. Raises SaleRefused when there is none or it is closed."""
    account = account_coded(database, storable(code))
    if account is None:
        raise SaleRefused(no_account(code).message)
    if not account.is_active:
        raise SaleRefused(
            f"Account {account.code} is closed.", advice="Open it again, or choose another way."
        )
    return account


def no_account(code: str) -> NotFound:
    """Say that there is none with this code."""
    asked = one_line(storable(code))
    return NotFound(f"There is no account {asked}." if asked else "Choose the account first.")


def take_payment(
    database: Database, payment: AccountPayment, who: str, sale_id: int | None = None
) -> int:
    """Book a payment, once; gives the entry's id. Raises SaleRefused."""
    key = storable(payment.key)
    if not key:
        raise SaleRefused("A payment needs a key.")
    entry_key = f"paid:{key}"
    known: int | None = database.value(_KNOWN, (entry_key,))
    if known is not None:
        return known
    if any(part.method in account_methods(database) for part in payment.parts):
        raise SaleRefused("An old balance cannot be paid by putting it on account.")
    account, day = open_account(database, payment.code), payment.business_date.isoformat()
    entry = NewEntry(
        *(account.id, entry_key),
        kind=EntryKind.PAYMENT if account.balance > ZERO else EntryKind.DEPOSIT,
        amount=-payment.amount.minor,
        made_at=utc_text(payment.paid_at),
        day=day,
        number=take_payment_number(database),
        sale_id=sale_id,
        person=who,
    )
    entry_id, _ = post(database, entry)
    write_parts(database, entry_id, day, payment.parts)
    return entry_id


def adjust(
    database: Database, account: Account, amount: int, reason: str, at: str, day: str, who: str
) -> int:
    """Move a balance by hand; gives the entry's id."""
    key = f"adjust:{database.value(_NEXT_ID)}"
    kind = EntryKind.ADJUSTMENT
    return post(
        database, NewEntry(account.id, key, kind, amount, at, day, reason=reason, person=who)
    )[0]


def reverse(database: Database, entry_id: int, reason: str, at: str, day: str, who: str) -> int:
    """Take an entry back by hand; gives the new entry's id. Raises NotFound or SaleRefused."""
    entry = entry_with_id(database, entry_id)
    if entry.sale_id is not None:
        raise SaleRefused(
            f"This belongs to sale {entry.sale_number}.",
            advice="Void that sale, or change its customer; the account follows.",
        )
    if entry.kind not in _MAY_BE_REVERSED:
        raise SaleRefused("Only payments and adjustments can be taken back.")
    if entry.is_reversed:
        raise SaleRefused("This was taken back already.")
    return undo_entry(database, entry, reason, at, day, who)


def undo_entry(
    database: Database, entry: LedgerEntry, reason: str, at: str, day: str, who: str
) -> int:
    """Write the entry that takes another back, and its cash off the day it came in."""
    reversal = NewEntry(
        account_id=database.value(_ACCOUNT_OF, (entry.id,)),
        key=f"reversal:{entry.id}",
        kind=EntryKind.REVERSAL,
        amount=-entry.amount.minor,
        made_at=at,
        day=day,
        sale_id=entry.sale_id,
        reverses_id=entry.id,
        reason=reason,
        person=who,
    )
    new_id, _ = post(database, reversal)
    parts = payment_parts(database, entry.id)
    add_cash(database, entry.business_date.isoformat(), -cash_in(database, parts))
    return new_id
