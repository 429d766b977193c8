"""A sale that changes hands takes what was put on account along, by entries that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.actor import Actor
from app.domain.credit import Account, EntryKind, LedgerEntry
from app.domain.errors import SaleRefused
from app.storage.account_payments import undo_entry
from app.storage.account_rows import account_of_customer, account_with_id
from app.storage.account_sales import Charge, entries_of_sale, put_on
from app.storage.database import Database

_MOVED = """SELECT sales.id, sale_key, sale_number, from_customer_id, to_customer_id, to_name
FROM customer_change_sales JOIN customer_changes ON customer_changes.id = change_id
JOIN sales ON sales.id = sale_id WHERE change_id = ? ORDER BY sales.id"""
_PUT_ON_FOR = """SELECT id, account_id, entry_key FROM ar_transactions
WHERE sale_id = ? AND kind IN ('charge', 'correction') ORDER BY id"""
_ACCOUNT_OF = "SELECT account_id FROM ar_transactions WHERE id = ?"
_CAME_BACK = "SELECT id, sale_key, sale_number FROM sales WHERE original_sale_id = ?"
_CUSTOMER = "SELECT customer_id FROM sales WHERE id = ?"
_CHANGED = "SELECT sale_id FROM customer_change_sales WHERE change_id = ? ORDER BY sale_id"
_SALE = "SELECT sale_key, sale_number FROM sales WHERE id = ?"
_PUT_ON = (EntryKind.CHARGE, EntryKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class _Sale:
    id: int
    key: str
    number: str


@dataclass(frozen=True, slots=True)
class _Moment:
    """When something moves, by whom, and what its entries are called."""

    prefix: str
    at: str
    day: str
    by: Actor


def move_charges(database: Database, change_id: int, at: str, day: str, by: Actor) -> None:
    """Move what the sales of a change put on account to the account of whom they belong to now.

    Only what lies on the account of the customer before: an account that was chosen by its code
    has nothing to do with who bought. Raises SaleRefused where the other has no account, and
    NotAllowed where it would be over its limit.
    """
    moment = _Moment(f"move:{change_id}:", at, day, by)
    for sale_id, key, number, from_customer, to_customer, name in database.rows(
        _MOVED, (change_id,)
    ):
        if from_customer is None:
            continue
        source = account_of_customer(database, from_customer)
        entries = [] if source is None else _entries_on(database, sale_id, source.id)
        if not entries or source is None:
            continue
        target = None if to_customer is None else account_of_customer(database, to_customer)
        if target is None:
            raise _no_account(number, source, name)
        if target.id != source.id:
            _move(database, _Sale(sale_id, key, number), entries, target.id, moment)


def move_back(database: Database, change_id: int, at: str, day: str, by: Actor) -> None:
    """Put on the account before what a change had moved, and what came back of it since."""
    moment = _Moment(f"back:{change_id}:", at, day, by)
    for (sale_id,) in database.rows(_CHANGED, (change_id,)):
        key, number = database.row(_SALE, (sale_id,)) or ("", "")
        standing = {entry.id: entry for entry in entries_of_sale(database, sale_id)}
        for now_id, now_on, before in _moved_by(database, change_id, sale_id):
            if now_id in standing:
                _move(database, _Sale(sale_id, key, number), [standing[now_id]], before, moment)
                _move_returns(database, sale_id, now_on, before, moment)


def _moved_by(database: Database, change_id: int, sale_id: int) -> Iterator[tuple[int, int, int]]:
    """Give, of what a change moved, the entry it is now, its account, and the one before.

    What was moved on and back again since has another entry that names the one it follows.
    """
    rows = database.rows(_PUT_ON_FOR, (sale_id,))
    accounts = {entry_id: account_id for entry_id, account_id, _ in rows}
    follows = {}
    for entry_id, _, entry_key in rows:
        kind, _, rest = entry_key.partition(":")
        if kind in ("move", "back"):
            follows[int(rest.partition(":")[2])] = entry_id
    for entry_id, _, entry_key in rows:
        if not entry_key.startswith(f"move:{change_id}:"):
            continue
        before, now_id = int(entry_key.rpartition(":")[2]), entry_id
        while now_id in follows:
            now_id = follows[now_id]
        yield now_id, accounts[now_id], accounts[before]


def _move_returns(
    database: Database, sale_id: int, now_on: int, account_id: int, moment: _Moment
) -> None:
    """Let what came back since go where its sale goes, where it has the same customer."""
    owner = database.value(_CUSTOMER, (sale_id,))
    for back_id, key, number in database.rows(_CAME_BACK, (sale_id,)):
        if database.value(_CUSTOMER, (back_id,)) == owner:
            entries = _entries_on(database, back_id, now_on)
            _move(database, _Sale(back_id, key, number), entries, account_id, moment)


def _entries_on(database: Database, sale_id: int, account_id: int) -> list[LedgerEntry]:
    return [
        entry
        for entry in entries_of_sale(database, sale_id)
        if entry.kind in _PUT_ON and database.value(_ACCOUNT_OF, (entry.id,)) == account_id
    ]


def _move(
    database: Database,
    sale: _Sale,
    entries: list[LedgerEntry],
    account_id: int,
    moment: _Moment,
) -> None:
    for entry in entries:
        undo_entry(database, entry, "", moment.at, moment.day, moment.by.name)
        account = account_with_id(database, account_id)
        if not account.is_active:
            raise SaleRefused(
                f"Account {account.code} is closed.", advice="Open it again, then change this."
            )
        # The debt is as old as the sale, whoever owes it.
        charge = Charge(
            key=f"{moment.prefix}{entry.id}",
            amount=entry.amount.minor,
            made_at=moment.at,
            day=entry.business_date.isoformat(),
            sale_id=sale.id,
            sale_key=sale.key,
        )
        put_on(database, account, charge, moment.by)


def _no_account(number: str, source: Account, name: str) -> SaleRefused:
    lies = f"Sale {number} is on account {source.code} of {source.name}."
    if not name:
        return SaleRefused(lies, advice="Choose a customer with an account, or void the sale.")
    return SaleRefused(
        f"{lies} {name} has no account.", advice=f"Open an account for {name} first."
    )
