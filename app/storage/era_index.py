"""The eras of buyers, made while nobody waits: small ones often, large ones rarely.

What is half made lies in memory only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise

from app.storage.customer_eras import size_of
from app.storage.customer_sets import PART, PART_BITS, packed
from app.storage.database import Database
from app.storage.long_work import LongWork

MOST_BUYERS = 500
MOST_MOVED = 200
"""With more the first era, or all of them, are made anew."""

_ROWS_AT_ONCE = 8
"""So many entries of an index are read in the time of a customer's whole row."""

_UPTO = "SELECT coalesce(max(upto), 0) FROM search_state"
_MADE = "SELECT DISTINCT era, upto, since, middle FROM customer_eras ORDER BY era"
_SINCE = "SELECT count(*) FROM (SELECT 1 FROM customers WHERE last_purchase_date > ? LIMIT ?)"
_MOVED = "SELECT count(*) FROM (SELECT 1 FROM customers_moved_in_time LIMIT ?)"
_LAST_MOVED = "SELECT coalesce(max(id), 0) FROM customers_moved_in_time"
_NEWEST = "SELECT coalesce(max(last_purchase_date), '') FROM customers"
_NEXT = """SELECT id, last_purchase_date FROM customers INDEXED BY customers_by_last
WHERE last_purchase_date <= ?1 AND (last_purchase_date < ?1 OR id > ?2)
ORDER BY last_purchase_date DESC, id LIMIT ?3"""
_DROP = "DELETE FROM customer_eras WHERE era = ?"
_NEXT_MADE = "SELECT 1 + coalesce(max(made), 0) FROM customer_eras"
_PUT = """INSERT INTO customer_eras (era, part, upto, since, middle, members, made)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
_TAKEN_IN = "DELETE FROM customers_moved_in_time WHERE id <= ?"


class EraIndex(LongWork):
    """Makes the eras of one shop; none is due in a shop without sets."""

    def _begun(self, database: Database) -> Iterator[None] | None:
        last = _last_due(database)
        return None if last is None else self._all(database, last)

    def _all(self, database: Database, last: int) -> Iterator[None]:
        """Make the eras up to the last one given; beyond the last buyer there is none."""
        last_moved: int = database.value(_LAST_MOVED)
        upto: str = database.value(_NEWEST)
        members: dict[int, array[int]] = {}
        after, met, middle, era = (upto, -1), 0, "", 0
        while era <= last:
            goal = size_of(era) if met >= size_of(era) // 2 else size_of(era) // 2
            wanted = min(goal - met, self._batch * _ROWS_AT_ONCE)
            rows = database.rows(_NEXT, (after[0], after[1], wanted))
            for customer_id, _ in rows:
                part = members.setdefault(customer_id >> PART_BITS, array("H"))
                part.append(customer_id & PART - 1)
            met += len(rows)
            is_end = len(rows) < wanted
            if rows:
                after = (rows[-1][1], rows[-1][0])
            yield
            if met == size_of(era) // 2 and not is_end:
                middle = after[0]
            if met == size_of(era) or is_end:
                since = "" if is_end else after[0]
                yield from _written(database, era, members, (upto, since, middle))
                if is_end:
                    _taken_in(database, last_moved)
                    return
                era += 1


def _written(
    database: Database, era: int, members: dict[int, array[int]], moments: tuple[str, str, str]
) -> Iterator[None]:
    rows: list[tuple[object, ...]] = []
    for part, those in members.items():
        rows.append((era, part, *moments, packed(those, 0)))
        yield
    with database.write("prepare the search"):
        made: int = database.value(_NEXT_MADE)
        database.run(_DROP, (era,))
        rows = rows or [(era, 0, *moments, b"")]
        database.run_many(_PUT, [(*row, made) for row in rows])


def _taken_in(database: Database, last_moved: int) -> None:
    with database.write("prepare the search"):
        database.run(_TAKEN_IN, (last_moved,))


def _last_due(database: Database) -> int | None:
    """Give the largest era that has to be made, a number beyond all for every one."""
    if not database.value(_UPTO):
        return None
    made = database.rows(_MADE)
    if not made or database.value(_MOVED, (MOST_MOVED,)) >= MOST_MOVED or made[-1][2]:
        return 99
    due = None
    if database.value(_SINCE, (made[0][1], MOST_BUYERS)) >= MOST_BUYERS:
        due = 0
    for (_, _, _, middle), (larger, upto, _, _) in pairwise(made):
        if middle > upto:
            due = larger
    return due
