"""What every command is handed: the shop's folder, the clock, who acts, and where to speak."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.domain.actor import LETTER, Actor
from app.domain.clock import Clock
from app.domain.errors import ShopError

if TYPE_CHECKING:
    from app.domain.ports import Store


@dataclass(slots=True)
class Inside:
    """Who was let in during one run of the program; a trial on a copy knows them as well."""

    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program. Results go to `out`, everything else a person reads to `err`."""

    folder: Path
    clock: Clock
    out: TextIO
    err: TextIO
    inside: Inside = field(default_factory=Inside)

    @property
    def by(self) -> Actor:
        """Give who was let in, else who stands at this shop's till without a PIN."""
        if self.inside.actor is None:
            from app.commands.letting_in import admitted, present

            letter = os.environ.get(LETTER)
            self.inside.actor = (
                admitted(self.folder, self.clock, letter)
                if letter
                else present(self.folder, self.clock)
            )
        return self.inside.actor

    def enter(self) -> None:
        """Let in whoever asks for what is the owner's: by a PIN where the shop has any.

        Raises WrongPin, NotAllowed and what opening the shop raises.
        """
        from app.commands.letting_in import enter, has_pins

        if has_pins(self.folder, self.clock):
            self.inside.actor = enter(self.folder, self.clock, self.err)

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
