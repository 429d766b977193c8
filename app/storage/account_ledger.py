"""Entries on their way into a ledger and the balance they leave, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.credit import EntryKind
from app.domain.payment import Payment
from app.storage.account_rows import NOT_REVERSED
from app.storage.database import Database
from app.storage.fit import typed

# Who owes nothing has no oldest debt and no promise to keep.
_MOVE = """UPDATE customer_accounts SET balance = balance + ?2, updated_at = ?3,
    oldest_unpaid = iif(balance + ?2 > 0, oldest_unpaid, NULL),
    promise_date = iif(balance + ?2 > 0, promise_date, NULL)
WHERE id = ?1 RETURNING balance, oldest_unpaid"""
_ENTRY = """INSERT INTO ar_transactions (account_id, entry_key, kind, amount, balance_after, number,
    sale_id, reverses_id, reason, person, approved_by, made_at, business_date)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PART = """INSERT INTO ar_payments (entry_id, line_no, method, amount, tendered, reference)
VALUES (?, ?, ?, ?, ?, ?)"""
UNPAID = f"""WITH debts AS (
    SELECT business_date AS day, id, amount, kind, sale_id FROM ar_transactions AS entry
    WHERE account_id = ?1 AND amount > 0 AND {NOT_REVERSED}),
sums AS (
    SELECT day, id, amount, kind, sale_id,
        sum(amount) OVER (ORDER BY day DESC, id DESC) - amount AS newer
    FROM debts)
SELECT day, min(amount, ?2 - newer), kind, sale_id FROM sums
WHERE newer < ?2 ORDER BY day, id"""  # noqa: S608 - constants
"""What is paid pays the oldest debts, so the newest ones that come to the balance are open."""
_SET_OLDEST = "UPDATE customer_accounts SET oldest_unpaid = ?2 WHERE id = ?1"
_CASH = """INSERT INTO sales_days (business_date, sale_count, return_count, total_amount,
    tax_amount, cash_amount) VALUES (?, 0, 0, 0, 0, ?)
ON CONFLICT (business_date) DO UPDATE SET cash_amount = cash_amount + excluded.cash_amount"""
_CASH_METHODS = "SELECT code FROM payment_methods WHERE kind = 'cash'"
_EMPTY_DAY = """DELETE FROM sales_days WHERE business_date = ?
    AND sale_count = 0 AND return_count = 0 AND cash_amount = 0"""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as it will be written: days and moments as they lie on disk."""

    account_id: int
    key: str
    kind: EntryKind
    amount: int
    made_at: str
    day: str
    number: str = ""
    sale_id: int | None = None
    reverses_id: int | None = None
    reason: str = ""
    person: str = ""
    approved_by: str = ""


def post(database: Database, entry: NewEntry) -> tuple[int, int]:
    """Write an entry and move the balance; gives the entry's id and the balance after it."""
    moved = database.row(_MOVE, (entry.account_id, entry.amount, entry.made_at))
    if moved is None:
        raise LookupError("the account is gone")
    balance, oldest = moved
    entry_id = database.insert(
        _ENTRY,
        (
            *(entry.account_id, entry.key, entry.kind.value, entry.amount, balance, entry.number),
            *(entry.sale_id, entry.reverses_id, typed(entry.reason), typed(entry.person)),
            *(typed(entry.approved_by), entry.made_at, entry.day),
        ),
    )
    is_newer_debt = oldest is not None and entry.amount > 0 and oldest <= entry.day
    if balance > 0 and not (is_newer_debt and entry.kind is not EntryKind.REVERSAL):
        find_oldest(database, entry.account_id, balance)
    return entry_id, balance


def find_oldest(database: Database, account_id: int, balance: int) -> None:
    """Write down the day of the oldest debt that is not paid off; `balance` is above zero."""
    unpaid = database.rows(UNPAID, (account_id, balance))
    database.run(_SET_OLDEST, (account_id, unpaid[0][0] if unpaid else None))


def write_parts(database: Database, entry_id: int, day: str, parts: Sequence[Payment]) -> None:
    """Write how an account payment was paid, and its cash into the day."""
    for number, part in enumerate(parts, 1):
        given = None if part.tendered is None else part.tendered.minor
        row = (number, typed(part.method) or "other", part.amount.minor, given)
        database.run(_PART, (entry_id, *row, typed(part.reference)))
    add_cash(database, day, cash_in(database, parts))


def cash_in(database: Database, parts: Sequence[Payment]) -> int:
    """Give how much of the parts is cash, in centavos."""
    cash = {code for (code,) in database.rows(_CASH_METHODS)}
    return sum(part.amount.minor for part in parts if part.method in cash)


def add_cash(database: Database, day: str, amount: int) -> None:
    """Add to what came into the drawer on a day; a day on which nothing happened has no row."""
    if amount:
        database.run(_CASH, (day, amount))
        database.run(_EMPTY_DAY, (day,))
