"""Which row is which, so that a file imported again counts each row once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from app.exchange.amounts import same_number
from app.exchange.rows import REASON, Row, unguarded

_MIDNIGHT = " 00:00:00"
_SIGNS = "0123456789+-(.\N{MINUS SIGN}\N{PESO SIGN}$\N{EURO SIGN}\N{POUND SIGN}pPuU"


class Occurrences:
    """Counts how often the same row came by; a million different rows cost about 70 MB."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._again: dict[int, int] = {}

    def next_of(self, digest: str) -> int:
        """Count one more; the first is 1."""
        short = int(digest[:15], 16)
        if short not in self._seen:
            self._seen.add(short)
            return 1
        self._again[short] = self._again.get(short, 1) + 1
        return self._again[short]


def digest_of(header: Sequence[str], row: Row, date: str) -> str:
    """Name the whole row, in whatever order its columns stand and whatever they are taken for.

    `date` is the one way to write the row's date. So a row is the same in a CSV file and in a
    workbook. The reason why it was left out once is no part of it.
    """
    dated = {row.places.get("date"), row.places.get("time")}
    pairs = [f"\x1e{date}"]
    for place, (name, cell) in enumerate(zip(header, row.cells, strict=False)):
        if place not in dated and name != REASON and (text := unguarded(cell).strip()):
            pairs.append(f"{name}\x1e{_same(text)}")
    return blake2b("\x1f".join(sorted(pairs)).encode(), digest_size=16).hexdigest()


def _same(text: str) -> str:
    return same_number(text.removesuffix(_MIDNIGHT)) if text[0] in _SIGNS else text
