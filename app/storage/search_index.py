"""The text index over a very large number of customers: made and kept while nobody waits.

A trigram index whose rowid is how recently somebody bought, so that the newest buyers are met
first. No sale writes it: who bought since is found by the index of purchases and laid over it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.storage.database import Database

SMALLEST_SHOP = 20_000
"""Up to so many customers the columns themselves are searched within a keystroke."""

BATCH = 100
"""Customers indexed in one transaction: well under 20 ms, then a waiting sale goes first."""

_MOST_BESIDE = 500
"""With more than so many out of place the whole table is searched instead."""

_TIES = 1 << 21
"""So many customers can have bought in the same millisecond and still stand apart."""

_STATE = "SELECT upto, next_id FROM search_state WHERE id = 1"
_BEGIN = """INSERT INTO search_state (id, upto, next_id)
SELECT 1, coalesce(max(last_purchase_date), ''), 1 FROM customers"""
_SIZE = "SELECT coalesce(max(id), 0) FROM customers"
_BESIDE = """SELECT (SELECT count(*) FROM (SELECT 1 FROM customers_to_index LIMIT ?2)) + (
    SELECT count(*) FROM (SELECT 1 FROM customers WHERE last_purchase_date > ?1 LIMIT ?2))"""
_NEXT = "SELECT id FROM customers WHERE id >= ? ORDER BY id LIMIT ?"
_SET_NEXT = "UPDATE search_state SET next_id = ?"
_RECENT = """SELECT last_purchase_date FROM customers
WHERE last_purchase_date > ? ORDER BY last_purchase_date LIMIT ?"""
_QUEUE_RECENT = """INSERT OR IGNORE INTO customers_to_index
SELECT id FROM customers WHERE last_purchase_date > ? AND last_purchase_date <= ?"""
_SET_UPTO = "UPDATE search_state SET upto = ?"
_WAITING = "SELECT customer_id FROM customers_to_index LIMIT ?"
_DONE = "DELETE FROM customers_to_index WHERE customer_id = ?"
_OLD_RANK = "SELECT rank FROM customer_ranks WHERE customer_id = ?"
_OLD_WORDS = "DELETE FROM customer_words WHERE rowid = ?"
_NO_RANK = "DELETE FROM customer_ranks WHERE customer_id = ?"
# Milliseconds since 2000 before the id; those who never bought stand below all, by id.
_CUSTOMER = f"""SELECT replace(name_folded, ' ', '  '),
    CASE phone_key WHEN '' THEN '' ELSE '  ' || phone_key END,
    CASE WHEN last_purchase_date IS NULL THEN id - {1 << 62}
    ELSE ((strftime('%s', last_purchase_date) - 946684800) * 1000
        + substr(last_purchase_date, 21, 3)) * {_TIES} + id % {_TIES} END
FROM customers WHERE id = ?"""  # noqa: S608 - constants
_IS_TAKEN = "SELECT 1 FROM customer_words WHERE rowid = ?"
_PUT_WORDS = "INSERT INTO customer_words (rowid, words, digits, customer_id) VALUES (?, ?, ?, ?)"
_PUT_RANK = "INSERT INTO customer_ranks (customer_id, rank) VALUES (?, ?)"


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index that can be asked; who bought after `upto` is to be looked for beside it."""

    upto: str


def usable_index(database: Database) -> Indexed | None:
    """Give the index where there is one and few customers are out of place in it."""
    row = database.row(_STATE)
    if row is None or row[1] is not None:
        return None
    beside = database.value(_BESIDE, (row[0], _MOST_BESIDE))
    return Indexed(row[0]) if beside < _MOST_BESIDE else None


def index_some(database: Database, batch: int = BATCH) -> bool:
    """Bring some customers to where they belong in the index; says whether more wait.

    Does nothing in a small shop.
    """
    row = database.row(_STATE)
    if row is None:
        if database.value(_SIZE) < SMALLEST_SHOP:
            return False
        with database.write("prepare the search"):
            database.run(_BEGIN)
        return True
    upto, next_id = row
    if next_id is not None:
        return _index_next(database, next_id, batch)
    if not database.value(_BESIDE, (upto, 1)):
        return False
    with database.write("bring the search up to date"):
        _queue_recent(database, upto, batch)
        waiting = [customer_id for (customer_id,) in database.rows(_WAITING, (batch,))]
        for customer_id in waiting:
            _index(database, customer_id)
        database.run_many(_DONE, [(customer_id,) for customer_id in waiting])
    return True


def _index_next(database: Database, next_id: int, batch: int) -> bool:
    ids = [customer_id for (customer_id,) in database.rows(_NEXT, (next_id, batch))]
    with database.write("prepare the search"):
        for customer_id in ids:
            _index(database, customer_id)
        database.run(_SET_NEXT, (ids[-1] + 1 if len(ids) == batch else None,))
    return True


def _queue_recent(database: Database, upto: str, batch: int) -> None:
    """Put the buyers since `upto` into the queue, and all of one moment together."""
    moments = database.rows(_RECENT, (upto, batch))
    if moments:
        database.run(_QUEUE_RECENT, (upto, moments[-1][0]))
        database.run(_SET_UPTO, (moments[-1][0],))


def _index(database: Database, customer_id: int) -> None:
    old = database.value(_OLD_RANK, (customer_id,))
    if old is not None:
        database.run(_OLD_WORDS, (old,))
        database.run(_NO_RANK, (customer_id,))
    found = database.row(_CUSTOMER, (customer_id,))
    if found is None:
        return
    words, digits, rank = found
    while database.row(_IS_TAKEN, (rank,)):
        rank -= 1
    database.run(_PUT_WORDS, (rank, words, digits, customer_id))
    database.run(_PUT_RANK, (customer_id, rank))
