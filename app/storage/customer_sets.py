"""Sets of customers who share beginnings of words or digits: what many ask for, met in a moment.

A word typed is looked for by its beginning; all sets together leave a few who are then compared
letter by letter. A set may hold more than it should, never less.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from app.storage.database import Database

PART_BITS = 16
PART = 1 << PART_BITS
"""So many customers, by id, share a row of each set."""

MOST_BESIDE = 2_000
"""With more who are in no set yet, or called anew, the whole table is searched instead."""

MOST_SINCE = 6_000
"""With more who bought since a part was made, its word on who never did is not taken."""

_BYTES = PART // 8
_SPARSE = 512
"""Up to so many members are kept one by one, more as a bit each."""

_OF_LETTERS, _OF_DIGITS = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4)
"""How long the beginnings are that have a set."""

_INNER, _FIRST = "#", "^"
"""What stands before three digits inside a phone number, and before its first digits."""

_NEVER_BOUGHT = "~"
"""The set of those who had not bought when their part was read."""

_STATE = "SELECT upto FROM search_state"
_BESIDE = """SELECT customer_id FROM (SELECT customer_id FROM customers_called_anew LIMIT ?2)
UNION SELECT id FROM (SELECT id FROM customers WHERE id > ?1 LIMIT ?2)"""
_SET = """SELECT customer_parts.part, members FROM customer_parts CROSS JOIN customer_sets
ON customer_sets.part = customer_parts.part AND word = ?"""
_BOUGHT_UPTO = "SELECT min(bought_upto) FROM customer_parts"
_SINCE = "SELECT count(*) FROM (SELECT 1 FROM customers WHERE last_purchase_date >= ? LIMIT ?)"
_NOT_EMPTY = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


@dataclass(frozen=True, slots=True)
class All:
    """Whoever is in each of these."""

    of: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Whoever is in one of these."""

    of: tuple[Wanted, ...]


Wanted = str | All | Either
"""The name of a set, or sets taken together."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be meant: `parts` are bits by id, `beside` are in no set."""

    parts: dict[int, int]
    beside: tuple[int, ...]

    def __len__(self) -> int:
        return sum(bits.bit_count() for bits in self.parts.values()) + len(self.beside)

    def __iter__(self) -> Iterator[int]:
        yield from self.beside
        for part, bits in self.parts.items():
            for found in _NOT_EMPTY.finditer(bits.to_bytes(_BYTES, "little")):
                first = (part << PART_BITS) + (found.start() << 3)
                for bit in _BITS[found[0][0]]:
                    yield first + bit


def word_set(word: str) -> str:
    """Name the set of all who have a word with this beginning, and perhaps of some more."""
    lengths = _OF_DIGITS if word[0].isdigit() else _OF_LETTERS
    return word[: max(length for length in lengths if length <= len(word))]


def inner_sets(digits: str) -> All:
    """Name the sets of all whose phone number holds these digits, three or more."""
    last = len(digits) - 3
    return All(tuple(_INNER + digits[at : at + 3] for at in {*range(0, last, 2), last}))


def first_set(digits: str) -> str:
    """Name the set of all whose phone number begins so, by three digits at most."""
    return _FIRST + digits[:3]


def sets_of(name_folded: str, phone_key: str, *, never_bought: bool) -> set[str]:
    """Name every set a customer belongs to."""
    names = {_FIRST + phone_key[:length] for length in (1, 2, 3) if len(phone_key) >= length}
    names.update(_INNER + phone_key[at : at + 3] for at in range(len(phone_key) - 2))
    for word in name_folded.split():
        lengths = _OF_DIGITS if word[0].isdigit() else _OF_LETTERS
        names.update(word[:length] for length in lengths if length <= len(word))
    if never_bought:
        names.add(_NEVER_BOUGHT)
    return names


def packed(members: array[int]) -> bytes:
    """Write the members of one part down, shortest way."""
    if len(members) <= _SPARSE:
        return members.tobytes()
    return _bytes(members)


def are_made(database: Database) -> bool:
    """Say whether there are sets at all."""
    return database.value(_STATE) is not None


def candidates(database: Database, wanted: Wanted) -> Candidates | None:
    """Give who may be meant; None where there are no sets, or too many are in none.

    Who is in no set is read first: whoever leaves them is in the sets by then.
    """
    upto = database.value(_STATE)
    if upto is None:
        return None
    beside = tuple(each for (each,) in database.rows(_BESIDE, (upto, MOST_BESIDE)))
    if len(beside) >= MOST_BESIDE:
        return None
    parts = _met(database, wanted)
    for customer_id in beside:
        part = customer_id >> PART_BITS
        if part in parts:
            parts[part] &= ~(1 << (customer_id & PART - 1))
    return Candidates(parts, beside)


def parted(database: Database, those: Candidates) -> tuple[Candidates, Candidates, str] | None:
    """Part those who may have bought from those who had not by a moment, which is given too.

    None where very many bought since.
    """
    bought_upto: str = database.value(_BOUGHT_UPTO)
    if database.value(_SINCE, (bought_upto, MOST_SINCE)) >= MOST_SINCE:
        return None
    never = _met(database, _NEVER_BOUGHT)
    had_not = {part: bits & never.get(part, 0) for part, bits in those.parts.items()}
    may_have = {part: bits & ~never.get(part, 0) for part, bits in those.parts.items()}
    return Candidates(may_have, those.beside), Candidates(had_not, ()), bought_upto


def _met(database: Database, wanted: Wanted) -> dict[int, int]:
    if isinstance(wanted, str):
        return {part: _bits(members) for part, members in database.rows(_SET, (wanted,))}
    met = [_met(database, each) for each in wanted.of]
    keys = [set(each) for each in met]
    if isinstance(wanted, All):
        return _joined(met, and_, reduce(and_, keys))
    return _joined(met, or_, reduce(or_, keys))


def _joined(
    met: list[dict[int, int]], join: Callable[[int, int], int], parts: set[int]
) -> dict[int, int]:
    joined = {part: reduce(join, (each.get(part, 0) for each in met)) for part in parts}
    return {part: bits for part, bits in joined.items() if bits}


def _bits(members: bytes) -> int:
    return int.from_bytes(
        members if len(members) == _BYTES else _bytes(array("H", members)), "little"
    )


def _bytes(members: array[int]) -> bytes:
    bits = bytearray(_BYTES)
    for place in members:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)
