"""Which row is which, so that a file imported again counts each row once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from app.exchange.rows import Row


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


def digest_of(header: Sequence[str], row: Row) -> str:
    """Name the whole row, in whatever order its columns stand and whatever they are taken for."""
    pairs = (f"{name}\x1e{cell}" for name, cell in zip(header, row.cells, strict=False) if cell)
    return blake2b("\x1f".join(sorted(pairs)).encode(), digest_size=16).hexdigest()
