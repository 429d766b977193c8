"""Sets of customers who share beginnings of words or digits: what many ask for, met in a moment.

A word typed is looked for by its beginning; all sets together leave a few who are then compared
letter by letter. A set may hold more than it should, never less.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from app.storage.database import Database

PART_BITS = 16
PART = 1 << PART_BITS
"""So many customers, by id, share a row of each set."""

MOST_BESIDE = 2_000
"""With more who are in no set yet, or called anew, the whole table is searched instead."""

_BYTES = PART // 8
_SPARSE = 512
"""Up to so many members are kept one by one, more as a bit each."""

_PICKED = 12

_OF_LETTERS, _OF_DIGITS = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4)
"""How long the beginnings are that have a set."""

_INNER, _FIRST = "#", "^"
"""What stands before three digits inside a phone number, and before its first digits."""

_STATE = "SELECT upto FROM search_state"
_BESIDE = """SELECT customer_id FROM (SELECT customer_id FROM customers_called_anew LIMIT ?2)
UNION SELECT customer_id FROM (SELECT customer_id FROM customers_moved_in_time LIMIT ?2)
UNION SELECT id FROM (SELECT id FROM customers WHERE id > ?1 LIMIT ?2)"""
_SET = """SELECT customer_parts.part, members FROM customer_parts CROSS JOIN customer_sets
ON customer_sets.part = customer_parts.part AND word = ?"""
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

_Members = int | frozenset[int]
"""Some of a part: a bit each, or one by one."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be meant: `parts` are bits by id, `beside` are in no set."""

    parts: dict[int, int]
    beside: tuple[int, ...]

    def __len__(self) -> int:
        return sum(bits.bit_count() for bits in self.parts.values()) + len(self.beside)

    def within(self, parts: dict[int, int], but: dict[int, int]) -> Candidates:
        """Give those who are in these parts, too, and not in the others; nobody from beside."""
        both = {part: bits & parts.get(part, 0) for part, bits in self.parts.items()}
        new = {part: bits & ~but.get(part, 0) for part, bits in both.items() if bits}
        return Candidates(new, ())

    def last_first(self, but: dict[int, int]) -> Iterator[int]:
        """Give those in sets who are not in these parts, by id, the last first."""
        for part, bits in sorted(self.parts.items(), reverse=True):
            others = list(_places(bits & ~but.get(part, 0)))
            yield from ((part << PART_BITS) + place for place in reversed(others))

    def __iter__(self) -> Iterator[int]:
        yield from self.beside
        for part, bits in self.parts.items():
            first = part << PART_BITS
            for place in _places(bits):
                yield first + place


def word_set(word: str) -> str:
    """Name the set of all who have a word with this beginning, and perhaps of some more."""
    lengths = _OF_DIGITS if word[0].isdigit() else _OF_LETTERS
    return word[: max(length for length in lengths if length <= len(word))]


def inner_sets(digits: str, most: int) -> All:
    """Name some sets of all whose phone number holds these digits, three or more."""
    last = len(digits) - 3
    telling = sorted({*range(0, last, 2), last})[-most:]  # many begin alike
    return All(tuple(_INNER + digits[at : at + 3] for at in telling))


def first_set(digits: str) -> str:
    """Name the set of all whose phone number begins so, by three digits at most."""
    return _FIRST + digits[:3]


def sets_of(name_folded: str, phone_key: str) -> set[str]:
    """Name every set a customer belongs to."""
    names = {_FIRST + phone_key[:length] for length in (1, 2, 3) if len(phone_key) >= length}
    names.update(_INNER + phone_key[at : at + 3] for at in range(len(phone_key) - 2))
    for word in name_folded.split():
        lengths = _OF_DIGITS if word[0].isdigit() else _OF_LETTERS
        names.update(word[:length] for length in lengths if length <= len(word))
    return names


def packed(members: array[int], sparse: int = _SPARSE) -> bytes:
    """Write the members of one part down, up to so many one by one."""
    return members.tobytes() if len(members) <= sparse else _bytes(members)


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


def _met(database: Database, wanted: Wanted) -> dict[int, int]:
    return {part: _dense(those) for part, those in _members(database, wanted).items()}


def _members(database: Database, wanted: Wanted) -> dict[int, _Members]:
    if isinstance(wanted, str):
        return {part: _unpacked(members) for part, members in database.rows(_SET, (wanted,))}
    met = [_members(database, each) for each in wanted.of]
    join, meet = (_both, and_) if isinstance(wanted, All) else (_any, or_)
    joined = {
        part: reduce(join, [each[part] for each in met if part in each])
        for part in reduce(meet, [set(each) for each in met])
    }
    return {part: those for part, those in joined.items() if those}


def _both(one: _Members, other: _Members) -> _Members:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one & other
    return _dense(one) & _dense(other)


def _any(one: _Members, other: _Members) -> _Members:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one | other
    return _dense(one) | _dense(other)


def _unpacked(members: bytes) -> _Members:
    """Read what `packed` wrote; few are sooner compared one by one than as bits."""
    if len(members) == _BYTES:
        return int.from_bytes(members, "little")
    return frozenset(array("H", members))


def _dense(those: _Members) -> int:
    return those if isinstance(those, int) else int.from_bytes(_bytes(those), "little")


def _places(bits: int) -> Iterator[int]:
    """Give the places of the bits, lowest first: a few are picked out, many are met."""
    if bits.bit_count() <= _PICKED:
        while bits:
            yield (bits & -bits).bit_length() - 1
            bits &= bits - 1
        return
    for found in _NOT_EMPTY.finditer(bits.to_bytes(_BYTES, "little")):
        for bit in _BITS[found[0][0]]:
            yield (found.start() << 3) + bit


def bits_of(members: bytes) -> int:
    """Read what `packed` wrote, a bit each."""
    return _dense(_unpacked(members))


def _bytes(members: Iterable[int]) -> bytes:
    bits = bytearray(_BYTES)
    for place in members:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)
