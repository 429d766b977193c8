"""Customers whose name looks like one that was typed."""

from __future__ import annotations

from app.domain.customer import Customer
from app.domain.likeness import looks_like
from app.domain.names import typed_words
from app.storage import customer_list
from app.storage.database import Database
from app.storage.search import Condition

_MOST = 400
"""Newest buyers looked at; who bought last is likelier to stand at the counter again."""

_BEGINNING = 2


def lookalikes(database: Database, name: str, limit: int) -> list[Customer]:
    """Give the likeliest first, of equals who bought last; the same name is none."""
    beginnings = {f" {word[:_BEGINNING]}" for word in typed_words(name)}
    if not beginnings or limit < 1:
        return []
    shared = " + ".join(["(instr(name_folded, ?) > 0)"] * len(beginnings))
    condition = Condition(f"{shared} >= {min(2, len(beginnings))}", tuple(sorted(beginnings)))
    found = customer_list.newest_buyers(database, condition, _MOST)
    rated = ((looks_like(name, each.name), each) for each in found)
    alike = sorted(((points, each) for points, each in rated if points), key=lambda one: -one[0])
    return [each for _, each in alike[:limit]]
