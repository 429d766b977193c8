"""Sets of products that share a beginning very many have, in the order of names.

All sets together leave a few, the first by name first, and nothing is put in order. Beginnings
that few products have are in no set: an index leads to those.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.storage.database import Database

COMMON = 250
"""A beginning that more products have has a set."""

BLOCK = 512
"""So many places share a row of `product_places`."""

MOST_MOVED = 1_000
"""With more who are not where the sets say they are not asked."""

_GENERATION = "SELECT generation FROM product_shelf WHERE generation > 0"
_MOVED = "SELECT DISTINCT product_id FROM products_moved LIMIT ?"
_SET = "SELECT members FROM product_sets WHERE generation = ? AND word = ?"
_PLACES = "SELECT products FROM product_places WHERE generation = ? AND block = ?"
_NOT_EMPTY = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sets as they stand, and who is not where they say."""

    database: Database
    generation: int
    moved: frozenset[int]

    def members(self, word: str) -> int | None:
        """Give the places of all products with this beginning, a bit each; None without a set."""
        members = self.database.value(_SET, (self.generation, word))
        return None if members is None else _bits(members)

    def beginning(self, word: str) -> int | None:
        """Give at least those with this beginning, by the longest part of it that has a set."""
        for end in range(len(word) - 1, 0, -1):
            members = self.members(word[:end])
            if members is not None:
                return members
        return None

    def products(self, places: Sequence[int]) -> list[int] | None:
        """Give who stands in these places but for those moved; None when the sets are gone."""
        blocks: dict[int, array[int]] = {}
        found = []
        for place in places:
            number, at = divmod(place, BLOCK)
            block = blocks.get(number)
            if block is None:
                row = self.database.row(_PLACES, (self.generation, number))
                if row is None:
                    return None
                block = blocks[number] = array("q", row[0])
            if block[at] not in self.moved:
                found.append(block[at])
        return found


def shelf(database: Database) -> Shelf | None:
    """Give the sets; None where none are made, or too much has moved since.

    Who has moved is read first: whoever leaves them is in the sets read later.
    """
    moved = frozenset(each for (each,) in database.rows(_MOVED, (MOST_MOVED,)))
    generation = database.value(_GENERATION)
    if generation is None or len(moved) >= MOST_MOVED:
        return None
    return Shelf(database, generation, moved)


def places_in(bits: int) -> Iterator[int]:
    """Give the places of the bits, lowest first."""
    whole = bits.to_bytes(bits.bit_length() + 7 >> 3, "little")
    for found in _NOT_EMPTY.finditer(whole):
        first = found.start() << 3
        for bit in _BITS[found[0][0]]:
            yield first + bit


def packed(members: array[int], places: int) -> bytes:
    """Write a set down the shorter way: as places, or as a bit for each place."""
    size = places + 7 >> 3
    if len(members) * members.itemsize < size - 1:
        return b"p" + members.tobytes()
    return b"b" + _bytes(members, size)


def _bits(members: bytes) -> int:
    if members[:1] == b"b":
        return int.from_bytes(members[1:], "little")
    places = array("I", members[1:])
    return int.from_bytes(_bytes(places, (places[-1] >> 3) + 1), "little")


def _bytes(members: array[int], size: int) -> bytes:
    bits = bytearray(size)
    for place in members:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)
