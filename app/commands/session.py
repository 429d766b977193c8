"""What every command is handed: the shop's folder, the clock, who acts, and where to speak."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from app.domain.actor import Actor, everyone
from app.domain.clock import Clock
from app.domain.errors import ShopError
from app.domain.ports import Store


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program. Results go to `out`, everything else a person reads to `err`."""

    folder: Path
    clock: Clock
    out: TextIO
    err: TextIO
    by: Actor = field(default_factory=everyone)

    def answer(self, text: str) -> None:
        """Give the result, or a part of it."""
        print(text, file=self.out)

    def tell(self, text: str) -> None:
        """Say something about the work that is not its result."""
        print(text, file=self.err)

    def refuse(self, error: ShopError) -> None:
        """Say why something was not done, and what to do about it."""
        self.tell(" ".join(filter(None, (error.message, error.advice))))

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the shop without taking it from the till."""
        from app.storage.store import open_reader

        store = open_reader(self.folder, self.clock)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Open the shop as the only writer. Raises TillOpen while the till has it."""
        from app.storage.store import open_store

        store = open_store(self.folder, self.clock, is_till=False)
        try:
            yield store
        finally:
            store.close()
