"""Names among the new customers that look alike: for review, never merged."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from app.domain.likeness import likeness_keys, looks_like

MOST_NAMES = 3_000
"""Comparing takes some 25 µs a pair; those who bought most are looked at."""
MOST_PAIRS = 500
_MOST_OF_A_KEY = 12

_MADE = """SELECT name FROM main.customers WHERE id >= ?
ORDER BY total_purchases DESC, id LIMIT ?"""


def alike_names(connection: sqlite3.Connection, first_new: int) -> tuple[tuple[str, str], ...]:
    """Give pairs of names, the likeliest first."""
    names = [name for (name,) in connection.execute(_MADE, (first_new, MOST_NAMES)).fetchall()]
    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        digits = "".join(filter(str.isdigit, name))  # Table 5 and Table 6 are not one
        for key in likeness_keys(name):
            sharing[key, digits].append(name)
    pairs = {
        (one, other)
        for group in sharing.values()
        for place, one in enumerate(group[:_MOST_OF_A_KEY])
        for other in group[place + 1 : _MOST_OF_A_KEY]
    }
    rated = ((looks_like(*pair), pair) for pair in sorted(pairs))
    found = sorted(((points, pair) for points, pair in rated if points), key=lambda one: -one[0])
    return tuple(pair for _, pair in found[:MOST_PAIRS])
