"""The sets a very large number of customers is searched by, made while nobody waits.

A part of the customers is read and gathered piece by piece, then written piece by piece. What is
gathered lies in memory only: a program that ends meanwhile begins that part anew.
"""

from __future__ import annotations

from array import array

from app.storage.customer_sets import PART, PART_BITS, packed, sets_of
from app.storage.database import Database

SMALLEST_SHOP = 20_000
"""Up to so many customers the columns themselves are searched within a keystroke."""

BATCH = 400
"""Customers read, or sets written, at once: under 10 ms, then a waiting sale goes first."""

MOST_NEW = 500
MOST_CALLED_ANEW = 200
"""With more their part is made anew; so many are compared one by one in a moment."""

_SIZE = "SELECT coalesce(max(id), 0) FROM customers"
_UPTO = "SELECT upto FROM search_state"
_NEW = "SELECT count(*) FROM (SELECT 1 FROM customers WHERE id > ? LIMIT ?)"
_FIRST_NEW = "SELECT min(id) FROM customers WHERE id > ?"
_CALLED_ANEW = f"""SELECT customer_id >> {PART_BITS} AS part, count(*) FROM customers_called_anew
GROUP BY part ORDER BY count(*) DESC LIMIT 1"""  # noqa: S608 - constants
_LAST_OF_PART = "SELECT max(id) FROM customers WHERE id < ?"
_LAST_CALLED = "SELECT coalesce(max(id), 0) FROM customers_called_anew"
_BEGIN = """INSERT INTO search_state (id, upto, reading_to) VALUES (1, 0, ?1)
ON CONFLICT (id) DO UPDATE SET reading_to = max(upto, ?1)"""
_NEXT = """SELECT id, name_folded, phone_key FROM customers
WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?"""
_PUT = "INSERT OR REPLACE INTO customer_sets (part, word, members) VALUES (?, ?, ?)"
_PART_IS_THERE = "INSERT OR REPLACE INTO customer_parts (part) VALUES (?)"
_REACHED = "UPDATE search_state SET upto = max(upto, ?)"
_TAKEN_IN = f"""DELETE FROM customers_called_anew
WHERE id <= ? AND customer_id >> {PART_BITS} = ?"""  # noqa: S608 - constants


class SearchIndex:
    """Makes the sets of one shop; what is half made is kept from one turn to the next."""

    def __init__(self) -> None:
        """Nothing is read before it is asked to go on."""
        self._part: int | None = None
        self._next = self._last = self._last_called = 0
        self._members: dict[str, array[int]] = {}
        self._waiting: list[str] = []

    def go_on(self, database: Database, batch: int = BATCH) -> bool:
        """Do a little; says whether there is more. Does nothing in a shop that is not large."""
        if self._part is None:
            return self._begin(database)
        if self._next <= self._last:
            self._read(database, batch)
        else:
            self._write(database, self._part, batch)
        return True

    def _begin(self, database: Database) -> bool:
        part = self._due(database)
        if part is None:
            return False
        self._last = database.value(_LAST_OF_PART, (part + 1 << PART_BITS,))
        self._last_called = database.value(_LAST_CALLED)
        with database.write("prepare the search"):
            database.run(_BEGIN, (self._last,))
        self._part, self._next = part, part << PART_BITS
        self._members, self._waiting = {}, []
        return True

    def _due(self, database: Database) -> int | None:
        """Give the part that has to be made, if any."""
        upto: int = database.value(_UPTO) or 0
        if not upto and database.value(_SIZE) < SMALLEST_SHOP:
            return None
        new: int = database.value(_NEW, (upto, MOST_NEW))
        if new >= MOST_NEW or (new and not upto):
            return int(database.value(_FIRST_NEW, (upto,))) >> PART_BITS
        part, count = database.row(_CALLED_ANEW) or (None, 0)
        if count > MOST_CALLED_ANEW:
            return int(part)
        return None

    def _read(self, database: Database, batch: int) -> None:
        rows = database.rows(_NEXT, (self._next, self._last, batch))
        for customer_id, name_folded, phone_key in rows:
            for word in sets_of(name_folded, phone_key):
                self._members.setdefault(word, array("H")).append(customer_id & PART - 1)
        self._next = rows[-1][0] + 1 if len(rows) == batch else self._last + 1
        if self._next > self._last:
            self._waiting = sorted(self._members, reverse=True)

    def _write(self, database: Database, part: int, batch: int) -> None:
        words = self._waiting[: -batch - 1 : -1]
        with database.write("prepare the search"):
            database.run_many(_PUT, [(part, word, packed(self._members[word])) for word in words])
            if len(words) == len(self._waiting):
                database.run(_PART_IS_THERE, (part,))
                database.run(_REACHED, (self._last,))
                database.run(_TAKEN_IN, (self._last_called, part))
        del self._waiting[-len(words) :]
        if not self._waiting:
            self._part, self._members = None, {}
