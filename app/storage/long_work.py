"""A long work that is done a little at a time, so that a sale that comes meanwhile goes first."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from app.storage.database import Database


class LongWork(ABC):
    """What is half done is kept from one turn to the next, in memory only."""

    def __init__(self) -> None:
        """Nothing is read before it is asked to go on."""
        self._steps: Iterator[None] | None = None
        self._batch = 0

    def go_on(self, database: Database, batch: int) -> bool:
        """Do a little, `batch` being a measure of it; says whether there is more."""
        if self._steps is None:
            self._steps = self._begun(database)
            if self._steps is None:
                return False
        self._batch = batch
        if next(self._steps, self) is self:
            self._steps = None
        return True

    @abstractmethod
    def _begun(self, database: Database) -> Iterator[None] | None:
        """Give the steps, each a turn long at most; None where nothing is due."""
