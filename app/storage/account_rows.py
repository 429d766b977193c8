"""Rows of accounts and their ledgers as the domain knows them, and how a code is compared."""

from __future__ import annotations

from datetime import date

from app.domain.clock import from_utc_text
from app.domain.credit import Account, EntryKind, LedgerEntry
from app.domain.errors import NotFound
from app.domain.money import Money
from app.domain.names import findable, name_key
from app.domain.payment import Payment
from app.storage.database import Database, Row
from app.storage.fit import fits

ACCOUNT_COLUMNS = (
    "id, code, name, credit_limit, balance, contact_person, phone, terms_days,"
    " oldest_unpaid, promise_date, notes, is_active"
)
_BY_ID = f"SELECT {ACCOUNT_COLUMNS} FROM customer_accounts WHERE id = ?"  # noqa: S608 - constants
_BY_CODE = f"SELECT {ACCOUNT_COLUMNS} FROM customer_accounts WHERE code_key = ?"  # noqa: S608
_OF_CUSTOMER = f"""SELECT {ACCOUNT_COLUMNS} FROM customer_accounts
WHERE id = (SELECT account_id FROM account_customers WHERE customer_id = ?)"""  # noqa: S608
_ENTRY_COLUMNS = """entry.id, entry.kind, entry.amount, balance_after, made_at,
    entry.business_date, number, entry.sale_id, coalesce(sale_number, ''), reason, person,
    approved_by, entry.reverses_id,
    EXISTS (SELECT 1 FROM ar_transactions AS back WHERE back.reverses_id = entry.id),
    coalesce((SELECT iif(count(DISTINCT method) > 1, 'split', max(method)) FROM ar_payments
        WHERE entry_id = entry.id), '')"""
ENTRIES = f"""SELECT {_ENTRY_COLUMNS} FROM ar_transactions AS entry
LEFT JOIN sales ON sales.id = entry.sale_id WHERE """  # noqa: S608 - constants
_PARTS = """SELECT method, amount, tendered, reference FROM ar_payments
WHERE entry_id = ? ORDER BY line_no"""
NOT_REVERSED = """entry.kind <> 'reversal' AND NOT EXISTS (
    SELECT 1 FROM ar_transactions AS back WHERE back.reverses_id = entry.id)"""
"""What still counts by itself: an entry and its reversal are nothing together."""

_WITH_REFERENCE = f"""SELECT entry.account_id, entry.id FROM ar_payments
JOIN ar_transactions AS entry ON entry.id = entry_id
WHERE reference = ? AND method = ? AND reference <> '' AND {NOT_REVERSED}
ORDER BY entry_id DESC LIMIT 1"""  # noqa: S608 - constants


def code_key(code: str) -> str:
    """Give the identity of a code: `AR-0007` and ` ar- 0007` are one."""
    return name_key(code).replace(" ", "")


def account_words(name: str, contact_person: str) -> str:
    """Give what an account is found by; it sorts by the name."""
    return findable(f"{name} {contact_person}")


def account_row(row: Row) -> Account:
    """Read the columns of ACCOUNT_COLUMNS, in that order."""
    account_id, code, name, limit, balance, contact, phone, terms, oldest, promise = row[:10]
    notes, is_active = row[10:12]
    return Account(
        *(account_id, code, name, Money(limit), Money(balance), contact, phone, terms),
        oldest_unpaid=None if oldest is None else date.fromisoformat(oldest),
        promise_date=None if promise is None else date.fromisoformat(promise),
        notes=notes,
        is_active=bool(is_active),
    )


def account_with_id(database: Database, account_id: int) -> Account:
    """Give one. Raises NotFound."""
    row = database.row(_BY_ID, (account_id,)) if fits(account_id) else None
    if row is None:
        raise NotFound("There is no such account.")
    return account_row(row)


def account_coded(database: Database, code: str) -> Account | None:
    """Give the account with this code, closed or not."""
    row = database.row(_BY_CODE, (code_key(code),))
    return None if row is None else account_row(row)


def account_of_customer(database: Database, customer_id: int) -> Account | None:
    """Give the account a customer buys on."""
    row = database.row(_OF_CUSTOMER, (customer_id,)) if fits(customer_id) else None
    return None if row is None else account_row(row)


def entry_row(row: Row, parts: tuple[Payment, ...] = ()) -> LedgerEntry:
    """Read a row of ENTRIES."""
    entry_id, kind, amount, balance, made_at, day, number, sale_id, sale_number = row[:9]
    reason, person, approved_by, reverses_id, is_reversed, method = row[9:]
    return LedgerEntry(
        *(entry_id, EntryKind(kind), Money(amount), Money(balance), from_utc_text(made_at)),
        business_date=date.fromisoformat(day),
        number=number,
        sale_id=sale_id,
        sale_number=sale_number,
        method=method,
        reason=reason,
        person=person,
        approved_by=approved_by,
        reverses_id=reverses_id,
        is_reversed=bool(is_reversed),
        parts=parts,
    )


def entry_with_id(database: Database, entry_id: int) -> LedgerEntry:
    """Give one entry with the parts it was paid in. Raises NotFound."""
    row = database.row(f"{ENTRIES} entry.id = ?", (entry_id,)) if fits(entry_id) else None
    if row is None:
        raise NotFound("There is no such entry.")
    return entry_row(row, payment_parts(database, entry_id))


def payment_parts(database: Database, entry_id: int) -> tuple[Payment, ...]:
    """Give how an account payment was paid."""
    return tuple(
        Payment(method, Money(amount), None if given is None else Money(given), reference)
        for method, amount, given, reference in database.rows(_PARTS, (entry_id,))
    )


def payment_with_reference(
    database: Database, method: str, reference: str
) -> tuple[Account, LedgerEntry] | None:
    """Give the newest payment, not taken back, paid like this, and on whose account."""
    row = database.row(_WITH_REFERENCE, (reference, method))
    if row is None:
        return None
    account_id, entry_id = row
    return account_with_id(database, account_id), entry_with_id(database, entry_id)
