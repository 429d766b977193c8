"""The sets a long shelf is searched by, made while nobody waits.

First it is counted which beginnings are common, then the shelf is read in the order of names,
then the sets are written and take the place of those before. What is half made lies in memory
and under a number nobody asks for: a program that ends meanwhile begins anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import eq

from app.storage.database import Database
from app.storage.long_work import LongWork
from app.storage.product_sets import BLOCK, COMMON, packed

SMALLEST_SHELF = 5_000
"""A shorter shelf is walked within a keystroke."""

MOST_MOVED = 150
"""With more the sets are made anew; so many are compared one by one in a moment."""

_MEMBERS_A_ROW = 50
"""So many members of sets are written in the time in which a product is read."""

_SIZE = "SELECT count(*) FROM (SELECT 1 FROM products WHERE is_active = 1 LIMIT ?)"
_GENERATION = "SELECT generation FROM product_shelf"
_MOVED = "SELECT count(*) FROM (SELECT DISTINCT product_id FROM products_moved LIMIT ?)"
_LAST_MOVED = "SELECT coalesce(max(id), 0) FROM products_moved"
_BEGIN = "INSERT OR IGNORE INTO product_shelf (id, generation) VALUES (1, 0)"
_LEFT_OVER = (
    """DELETE FROM product_sets WHERE id IN (
    SELECT id FROM product_sets WHERE generation <> ? LIMIT ?)""",
    """DELETE FROM product_places WHERE id IN (
    SELECT id FROM product_places WHERE generation <> ? LIMIT ?)""",
)
_ASCENDING = (
    """SELECT term, term, doc FROM product_words_known WHERE term > ? ORDER BY term LIMIT ?""",
    """SELECT sku, lower(sku), 1 FROM products WHERE sku > ? ORDER BY sku LIMIT ?""",
    """SELECT barcode, barcode, 1 FROM product_barcodes WHERE barcode > ?
ORDER BY barcode LIMIT ?""",
)
"""What is typed of products, in its order, with how many have it."""

_NEXT = """SELECT name_folded, id, lower(sku), (SELECT group_concat(barcode, char(10))
    FROM product_barcodes WHERE product_id = products.id)
FROM products INDEXED BY products_by_name
WHERE (name_folded, id) > (?, ?) AND is_active = 1 ORDER BY name_folded, id LIMIT ?"""
_PUT = "INSERT INTO product_sets (generation, word, members) VALUES (?, ?, ?)"
_PUT_PLACES = "INSERT INTO product_places (generation, block, products) VALUES (?, ?, ?)"
_DONE = "UPDATE product_shelf SET generation = ?"
_TAKEN_IN = "DELETE FROM products_moved WHERE id <= ?"


class ShelfIndex(LongWork):
    """Makes the sets of one shelf; none are due for a shelf that is not long."""

    def _begun(self, database: Database) -> Iterator[None] | None:
        return self._all(database) if _is_due(database) else None

    def _all(self, database: Database) -> Iterator[None]:
        current: int = database.value(_GENERATION) or 0
        for sql in _LEFT_OVER:
            while self._swept(database, sql, current):
                yield
        with database.write("prepare the search"):
            database.run(_BEGIN)
        last_moved: int = database.value(_LAST_MOVED)
        members: dict[str, array[int]] = {}
        for word in self._common(database):
            if word is None:
                yield
            else:
                members[word] = array("I")
        places: array[int] = array("q")
        for _ in self._read(database, members, places):
            yield
        new = current + 1
        for _ in self._written(database, new, members, places):
            yield
        with database.write("prepare the search"):
            database.run(_DONE, (new,))
            database.run(_TAKEN_IN, (last_moved,))

    def _swept(self, database: Database, sql: str, current: int) -> int:
        with database.write("prepare the search"):
            return database.run(sql, (current, self._batch))

    def _common(self, database: Database) -> Iterator[str | None]:
        """Give the beginnings that are common, and None where somebody else may go first."""
        for sql in _ASCENDING:
            beginnings, after = _Beginnings(), ""
            while rows := database.rows(sql, (after, self._batch * 4)):
                for after, word, count in rows:  # noqa: B007 - the last is where to go on
                    yield from beginnings.meet(word, count)
                yield None
            yield from beginnings.meet("", 0)

    def _read(
        self, database: Database, members: dict[str, array[int]], places: array[int]
    ) -> Iterator[None]:
        key: tuple[str, int] = ("", 0)
        while True:
            rows = database.rows(_NEXT, (*key, self._batch))
            for name_folded, product_id, sku, codes in rows:
                for word in _shared((*name_folded.split(), sku, *_typed(codes)), members):
                    members[word].append(len(places))
                places.append(product_id)
            if len(rows) < self._batch:
                return
            key = rows[-1][:2]
            yield

    def _written(
        self,
        database: Database,
        generation: int,
        members: dict[str, array[int]],
        places: array[int],
    ) -> Iterator[None]:
        words = sorted(word for word, those in members.items() if those)
        while words:
            rows, met = [], 0
            while words and met < self._batch * _MEMBERS_A_ROW:
                those = members.pop(words[-1])
                rows.append((generation, words.pop(), packed(those, len(places))))
                met += len(those)
            with database.write("prepare the search"):
                database.run_many(_PUT, rows)
            yield
        blocks = list(range(0, len(places), BLOCK))
        while blocks:
            some, blocks = blocks[: self._batch], blocks[self._batch :]
            stood = [(generation, at // BLOCK, places[at : at + BLOCK].tobytes()) for at in some]
            with database.write("prepare the search"):
                database.run_many(_PUT_PLACES, stood)
            yield


def _is_due(database: Database) -> bool:
    if database.value(_GENERATION):
        return int(database.value(_MOVED, (MOST_MOVED,))) >= MOST_MOVED
    return int(database.value(_SIZE, (SMALLEST_SHELF,))) >= SMALLEST_SHELF


def _typed(codes: str | None) -> Iterator[str]:
    """Give the barcodes as they may be typed: the zero before one is left out, too."""
    for code in (codes or "").split("\n"):
        yield code
        if code.startswith("0"):
            yield code[1:]


def _shared(words: Iterable[str], members: dict[str, array[int]]) -> set[str]:
    """Give the beginnings of the words that have a set; of a longer one only if of the shorter."""
    found = set()
    for word in words:
        for end in range(1, len(word) + 1):
            if word[:end] not in members:
                break
            found.add(word[:end])
    return found


class _Beginnings:
    """Counts beginnings of words that come in their order; only those of the last are kept."""

    def __init__(self) -> None:
        self._last = ""
        self._counts: list[int] = []

    def meet(self, word: str, count: int) -> Iterator[str]:
        """Count one more word; gives the common beginnings that are behind now."""
        shared = sum(takewhile(bool, map(eq, self._last, word)))
        for length in range(len(self._counts), shared, -1):
            if self._counts.pop() > COMMON:
                yield self._last[:length]
        self._counts.extend([0] * (len(word) - shared))
        for at in range(len(word)):
            self._counts[at] += count
        self._last = word
