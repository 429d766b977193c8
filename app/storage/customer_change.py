"""Giving sales to another customer, and taking that back, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.clock import from_utc_text, utc_text
from app.domain.customer import CustomerRef
from app.domain.errors import InvalidName, NotFound, SaleRefused
from app.domain.names import name_key, one_line
from app.domain.sale_customer import CustomerChange
from app.storage.database import Database, Row
from app.storage.fit import fits, typed
from app.storage.linking import find_customer, insert_customer, recount

_SALE = "SELECT customer_id, has_nobody, customer_name FROM sales WHERE id = ?"
# What came back of a sale in the name of its customer belongs to whoever has the sale.
_RETURNS = "SELECT id FROM sales WHERE original_sale_id = ? AND customer_id IS ?"
_GIVE = "UPDATE sales SET customer_id = ?2, has_nobody = ?3 WHERE id = ?1"
_NAME = "SELECT name FROM customers WHERE id = ?"
_CHANGE = """INSERT INTO customer_changes
    (to_customer_id, to_name, newest_sale_id, changed_at, changed_by)
SELECT ?, ?, max(id), ?, ? FROM sales"""
_MOVED = """INSERT INTO customer_change_sales
    (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES (?, ?, ?, ?, ?)"""
_FOUND = """SELECT to_customer_id, changed_at, changed_by, undone_at FROM customer_changes
WHERE id = ?"""
_SALES = """SELECT sale_id, from_customer_id, had_nobody, was_asked FROM customer_change_sales
WHERE change_id = ? ORDER BY sale_id"""
_CHANGED_SINCE = """SELECT 1 FROM customer_change_sales AS mine
JOIN sales ON sales.id = mine.sale_id
WHERE mine.change_id = ?1 AND (customer_id IS NOT ?2 OR EXISTS (
    SELECT 1 FROM customer_change_sales AS other
    JOIN customer_changes ON customer_changes.id = other.change_id
    WHERE other.sale_id = mine.sale_id AND other.change_id > ?1 AND undone_at IS NULL))
LIMIT 1"""
_CAME_BACK_SINCE = """SELECT id FROM sales
WHERE original_sale_id = ?1 AND customer_id IS ?2
    AND id > (SELECT newest_sale_id FROM customer_changes WHERE id = ?3)
    AND NOT EXISTS (
        SELECT 1 FROM customer_change_sales JOIN customer_changes ON customer_changes.id = change_id
        WHERE sale_id = sales.id AND undone_at IS NULL)"""
_UNDONE = "UPDATE customer_changes SET undone_at = ?2, undone_by = ?3 WHERE id = ?1"
_OF_SALE = """SELECT change_id FROM customer_change_sales WHERE sale_id = ?
ORDER BY change_id DESC"""


@dataclass(frozen=True, slots=True)
class _Moved:
    """A sale that changes hands, and whose it was."""

    sale_id: int
    from_customer: int | None
    had_nobody: int
    was_asked: int


def change_customer(
    database: Database, sale_ids: Sequence[int], who: CustomerRef | None, at: datetime, by: str
) -> CustomerChange:
    """Give sales to somebody or nobody and keep who did it.

    Raises NotFound, InvalidName, and SaleRefused where nothing would change.
    """
    found = [_sale(database, sale_id) for sale_id in dict.fromkeys(sale_ids)]
    moment = utc_text(at)
    to_customer = None if who is None else _whom(database, who, moment)
    asked = [_moved(row, 1) for row in found if _is_another(row, to_customer)]
    if not asked:
        raise SaleRefused(
            "Nobody in particular bought this already."
            if to_customer is None
            else "This sale belongs to that customer already."
        )
    moved = [*asked, *_returns(database, asked, to_customer)]
    name = database.value(_NAME, (to_customer,)) or ""
    change = database.insert(_CHANGE, (to_customer, name, moment, typed(by)))
    for each in moved:
        database.run(_GIVE, (each.sale_id, to_customer, int(to_customer is None)))
        source = (each.from_customer, each.had_nobody, each.was_asked)
        database.run(_MOVED, (change, each.sale_id, *source))
    _recount(database, [to_customer, *(each.from_customer for each in moved)])
    return change_of(database, change)


def undo_change(database: Database, change_id: int, at: datetime, by: str) -> CustomerChange:
    """Give the sales of a change back. Raises NotFound or SaleRefused."""
    change = change_of(database, change_id)
    if change.undone_at is not None:
        raise SaleRefused("This change was taken back already.")
    if database.row(_CHANGED_SINCE, (change_id, change.to_customer_id)):
        raise SaleRefused("The customer of this sale was changed again since.")
    touched = [change.to_customer_id]
    for sale_id, from_customer, had_nobody, _ in database.rows(_SALES, (change_id,)):
        since_then = (sale_id, change.to_customer_id, change_id)
        for (since,) in database.rows(_CAME_BACK_SINCE, since_then):
            database.run(_GIVE, (since, from_customer, had_nobody))
        database.run(_GIVE, (sale_id, from_customer, had_nobody))
        touched.append(from_customer)
    database.run(_UNDONE, (change_id, utc_text(at), typed(by)))
    _recount(database, touched)
    return change_of(database, change_id)


def changes_of_sale(database: Database, sale_id: int) -> list[CustomerChange]:
    """Give the changes of a sale's customer, newest first."""
    if not fits(sale_id):
        return []
    return [change_of(database, change) for (change,) in database.rows(_OF_SALE, (sale_id,))]


def change_of(database: Database, change_id: int) -> CustomerChange:
    """Give one change with the sales it was asked for. Raises NotFound."""
    row = database.row(_FOUND, (change_id,)) if fits(change_id) else None
    if row is None:
        raise NotFound("There is no such change.")
    to_customer, changed_at, changed_by, undone_at = row
    rows = database.rows(_SALES, (change_id,))
    return CustomerChange(
        id=change_id,
        sale_ids=tuple(sale_id for sale_id, _, _, was_asked in rows if was_asked),
        to_customer_id=to_customer,
        changed_at=from_utc_text(changed_at),
        changed_by=changed_by,
        undone_at=None if undone_at is None else from_utc_text(undone_at),
    )


def _sale(database: Database, sale_id: int) -> Row:
    row = database.row(_SALE, (sale_id,)) if fits(sale_id) else None
    if row is None:
        raise NotFound("There is no such sale.")
    return (sale_id, *row)


def _moved(row: Row, was_asked: int) -> _Moved:
    sale_id, customer, has_nobody, _ = row
    return _Moved(sale_id, customer, has_nobody, was_asked)


def _is_another(row: Row, to_customer: int | None) -> bool:
    """A sale that could not be linked is given to nobody as well as to somebody."""
    _, customer, has_nobody, typed_name = row
    if to_customer is None:
        return customer is not None or bool(typed_name and not has_nobody)
    return bool(customer != to_customer)


def _whom(database: Database, who: CustomerRef, at: str) -> int:
    name = typed(one_line(who.name))
    chosen = who.id if who.id is not None and fits(who.id) else None
    known = find_customer(database, name, chosen)
    if known is not None:
        return known
    if not name_key(name):
        raise InvalidName("Type the customer's name.")
    return insert_customer(database, name, at, who.phone)


def _returns(database: Database, asked: Sequence[_Moved], to_customer: int | None) -> list[_Moved]:
    """Find what goes along: what came back of these sales in the name of their customer."""
    known = {each.sale_id for each in asked}
    found = []
    for sale in asked:
        for (sale_id,) in database.rows(_RETURNS, (sale.sale_id, sale.from_customer)):
            row = _sale(database, sale_id)
            if sale_id not in known and _is_another(row, to_customer):
                found.append(_moved(row, 0))
    return found


def _recount(database: Database, customers: Iterable[int | None]) -> None:
    for customer in dict.fromkeys(customers):
        if customer is not None:
            recount(database, customer)
