"""From a typed name to a customer, and the customer's figures."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from typing import Protocol

from app.domain.errors import ShopError, StoreUnavailable
from app.domain.names import clean_name, findable, name_key, one_line, phone_key
from app.storage.database import Database, Row
from app.storage.faults import is_environment
from app.storage.fit import typed, typed_phone

log = logging.getLogger(__name__)

LONGEST_PHONE = 200

_BY_ID = "SELECT id FROM customers WHERE id = ?"
_BY_KEY = """SELECT id FROM customers WHERE name_key = ?1
UNION ALL SELECT customer_id FROM customer_aliases WHERE name_key = ?1 LIMIT 1"""
_INSERT = """INSERT INTO customers
    (name, name_key, name_folded, phone, phone_key, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)"""
# One statement finds the customer and adds to their figures: whom the sale chose, else whose
# name or merged name it is.
_THEIRS = """id = coalesce((SELECT id FROM customers WHERE id = ?1),
    (SELECT id FROM customers WHERE name_key = ?2),
    (SELECT customer_id FROM customer_aliases WHERE name_key = ?2))
RETURNING id, name, transaction_count"""
_ADD_SALE = f"""UPDATE customers SET
    total_purchases = total_purchases + ?3,
    transaction_count = transaction_count + 1,
    first_purchase_date = min(coalesce(first_purchase_date, ?4), ?4),
    last_purchase_date = max(coalesce(last_purchase_date, ?4), ?4)
WHERE {_THEIRS}"""  # noqa: S608 - constants
_ADD_RETURN = f"""UPDATE customers SET total_purchases = total_purchases + ?3
WHERE {_THEIRS}"""  # noqa: S608 - constants
_RECOUNT = """UPDATE customers SET
    (total_purchases, transaction_count, first_purchase_date, last_purchase_date) = (
        SELECT coalesce(sum(total_amount), 0), count(*) FILTER (WHERE kind = 'sale'),
            min(sale_date) FILTER (WHERE kind = 'sale'),
            max(sale_date) FILTER (WHERE kind = 'sale')
        FROM sales WHERE customer_id = customers.id AND status = 'completed')
WHERE id = ?1"""


class NamedSale(Protocol):
    """What a sale says of its customer and of what it adds to their figures."""

    @property
    def typed_name(self) -> str: ...
    @property
    def customer_id(self) -> int | None: ...
    @property
    def phone(self) -> str: ...
    @property
    def is_sale(self) -> bool: ...
    @property
    def total(self) -> int: ...
    @property
    def sold_at(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Linked:
    """The customer of a sale: the name on record, and their count with this sale."""

    id: int
    name: str
    purchase_number: int
    is_new: bool = False


def insert_customer(database: Database, name: str, at: str, phone: str = "") -> int:
    """Write a new customer down inside a transaction; gives the id. A phone may come along.

    Raises InvalidName; a name that is taken is an IntegrityError.
    """
    shown, number = clean_name(typed(name)), typed_phone(one_line(phone))[:LONGEST_PHONE]
    keys = (name_key(shown), findable(shown))
    return database.insert(_INSERT, (shown, *keys, number, phone_key(number), at))


def find_customer(database: Database, name: str, chosen_id: int | None = None) -> int | None:
    """Give the id of the customer who was chosen, or whose name or merged name this is."""
    if chosen_id is not None:
        found: int | None = database.value(_BY_ID, (chosen_id,))
        if found is not None:
            return found
    key = name_key(name)
    return database.value(_BY_KEY, (key,)) if key else None


def link(database: Database, entry: NamedSale) -> Linked | None:
    """Find or create the sale's customer and add to their figures, as a savepoint of its own.

    None for nobody, and for a customer that cannot be written: the sale never falls with them.
    A fault of disk or file is not theirs and ends the whole sale.
    """
    if not entry.typed_name and entry.customer_id is None:
        return None
    linked = _try_to_link(database, entry)
    # A full disk may have ended the transaction; what followed would be saved piece by piece.
    database.must_be_writing()
    return linked


def _try_to_link(database: Database, entry: NamedSale) -> Linked | None:
    try:
        with database.savepoint():
            return _link(database, entry)
    except StoreUnavailable:
        raise
    except (sqlite3.IntegrityError, sqlite3.DataError, ShopError) as error:
        if isinstance(error, sqlite3.Error) and is_environment(error):
            raise
        log.warning("a sale stays without its customer: %s", type(error).__name__)
        return None


def _link(database: Database, entry: NamedSale) -> Linked | None:
    chosen, name = entry.customer_id, entry.typed_name
    known = _add(database, entry, chosen, name_key(name))
    if known is not None:
        return _linked(known, is_new=False)
    if find_customer(database, name, chosen) is not None:
        raise sqlite3.IntegrityError("the customer's figures were not written")
    if not name:
        return None
    customer_id = insert_customer(database, name, entry.sold_at, entry.phone)
    new = _add(database, entry, customer_id, "")
    if new is None:
        raise sqlite3.IntegrityError("the customer's figures were not written")
    return _linked(new, is_new=True)


def _linked(row: Row, *, is_new: bool) -> Linked:
    customer_id, name, count = row
    return Linked(customer_id, name, count, is_new)


def _add(database: Database, entry: NamedSale, customer_id: int | None, key: str) -> Row | None:
    if entry.is_sale:
        values = (customer_id, key, entry.total, entry.sold_at)
        return database.row(_ADD_SALE, values)
    return database.row(_ADD_RETURN, (customer_id, key, entry.total))


def recount(database: Database, customer_id: int) -> None:
    """Write a customer's figures from their sales, inside a transaction."""
    database.run(_RECOUNT, (customer_id,))
