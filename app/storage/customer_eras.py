"""How long ago customers bought, as sets: the newest thousands of buyers, eight times as many, ...

Where very many may be meant only those among the newest are compared. Who bought since a set was
made is met on the way; whose last purchase moved otherwise is looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.storage.customer_sets import bits_of
from app.storage.database import Database

NEWEST = 8_000
TIMES_BITS = 3
"""An era holds eight times as many as the one before."""

MOST_SINCE = 2_000
"""With more who bought since the first era was made the eras are not asked."""

_ERA = "SELECT part, made, upto, since, members FROM customer_eras WHERE era = ?"
_MADE = "SELECT made FROM customer_eras WHERE era = ? LIMIT 1"
_SINCE = "SELECT count(*) FROM (SELECT 1 FROM customers WHERE last_purchase_date >= ? LIMIT ?)"


@dataclass(frozen=True, slots=True)
class Era:
    """All who had bought after `since` by the moment `upto`: bits by id. No `since`: ever."""

    made: int
    upto: str
    since: str
    parts: dict[int, int]

    def follows(self, newer: Era) -> bool:
        """Say whether all who bought after this was made are in the newer one, or since that."""
        return self.upto > newer.since or self.upto == newer.upto


def size_of(era: int) -> int:
    """Give how many newest buyers an era holds."""
    return NEWEST << TIMES_BITS * era


def era(database: Database, number: int) -> Era | None:
    """Give an era, None where it is not made; the last of them holds everybody who bought.

    Every keystroke asks for them, so they are kept until they are made anew.
    """
    kept: Era | None = database.eras.get(number)
    if kept is not None and database.value(_MADE, (number,)) == kept.made:
        return kept
    rows = database.rows(_ERA, (number,))
    if not rows:
        return None
    parts = {row[0]: bits_of(row[-1]) for row in rows}
    made, upto, since = rows[0][1:4]
    found = database.eras[number] = Era(made, upto, since, parts)
    return found


def is_recent(database: Database, upto: str) -> bool:
    """Say whether few have bought since."""
    return int(database.value(_SINCE, (upto, MOST_SINCE))) < MOST_SINCE
