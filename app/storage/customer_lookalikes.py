"""Customers whose name looks like one that was typed, found by keys that are kept for it.

The keys are written while nobody waits. Whoever is newer than they are is compared one by one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from app.domain.customer import Customer
from app.domain.likeness import likeness_keys, looks_like
from app.storage.customer_list import CUSTOMER_COLUMNS, customer_row
from app.storage.database import Database

AT_ONCE = 100
"""So many customers take some 6 ms; a sale that comes meanwhile waits no longer."""

_MOST_OF_A_KEY = 150
_MOST_UNKEYED = 60
_MOST_COMPARED = 120
"""Comparing two names takes some 25 µs, and somebody is typing."""

_LAST_KEYED = "SELECT last_customer_id FROM customer_likeness_state"
_SHARING = """SELECT customer_id FROM customer_likeness WHERE key = ?
ORDER BY customer_id DESC LIMIT ?"""
_UNKEYED = """SELECT id FROM customers WHERE id > (SELECT last_customer_id
    FROM customer_likeness_state) ORDER BY id DESC LIMIT ?"""
_NAMES = """SELECT id, name FROM customers WHERE id IN (SELECT value FROM json_each(?))
ORDER BY last_purchase_date DESC, id DESC"""
_BY_IDS = f"""SELECT {CUSTOMER_COLUMNS} FROM customers
WHERE id IN (SELECT value FROM json_each(?))"""  # noqa: S608 - constants
_NEXT = "SELECT id, name FROM customers WHERE id > ? ORDER BY id LIMIT ?"
_PUT = "INSERT OR IGNORE INTO customer_likeness (key, customer_id) VALUES (?, ?)"
_DROP = "DELETE FROM customer_likeness WHERE key = ? AND customer_id = ?"
_KEYED_UP_TO = "UPDATE customer_likeness_state SET last_customer_id = ?"


def lookalikes(database: Database, name: str, limit: int) -> list[Customer]:
    """Give the likeliest first, of equals who bought last; the same name is none."""
    keys = sorted(likeness_keys(name))
    if not keys or limit < 1:
        return []
    ids = [each for (each,) in database.rows(_UNKEYED, (_MOST_UNKEYED,))]
    shared = Counter(
        each for key in keys for (each,) in database.rows(_SHARING, (key, _MOST_OF_A_KEY))
    )
    ids += [each for each, _ in shared.most_common(_MOST_COMPARED)]
    names = database.rows(_NAMES, (json.dumps(ids),))
    rated = ((looks_like(name, other), each) for each, other in names)
    alike = sorted(((points, each) for points, each in rated if points), key=lambda one: -one[0])
    likeliest = [each for _, each in alike[:limit]]
    rows = database.rows(_BY_IDS, (json.dumps(likeliest),)) if likeliest else []
    return sorted(map(customer_row, rows), key=lambda one: likeliest.index(one.id))


def write_next_keys(database: Database, at_once: int = AT_ONCE) -> bool:
    """Write the keys of the next customers; says whether there may be more."""
    last: int = database.value(_LAST_KEYED)
    people = database.rows(_NEXT, (last, at_once))
    if not people:
        return False
    with database.write("tidy the shop's file"):
        database.run_many(_PUT, _rows(people))
        database.run(_KEYED_UP_TO, (people[-1][0],))
    return len(people) == at_once


def rename(database: Database, customer_id: int, before: str, after: str) -> None:
    """Give a customer the keys of their new name, inside a transaction that is no sale's."""
    if customer_id <= database.value(_LAST_KEYED):
        database.run_many(_DROP, _rows([(customer_id, before)]))
        database.run_many(_PUT, _rows([(customer_id, after)]))


def _rows(people: Iterable[tuple[int, str]]) -> list[tuple[str, int]]:
    return [
        (key, customer_id) for customer_id, name in people for key in sorted(likeness_keys(name))
    ]
