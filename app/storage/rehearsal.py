"""What would come of imported sales, found out by looking only, as many times as is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.actor import Actor, Right
from app.domain.clock import Clock
from app.domain.errors import InvalidName
from app.domain.imported import ImportCounts, ImportedSale, LaidOutSale
from app.domain.names import clean_name, name_key
from app.storage.database import Database
from app.storage.import_rows import ImportRows, differs, import_rows, known_content
from app.storage.linking import find_customer
from app.storage.rights import guarded, require
from app.storage.sales import SaleRepository
from app.storage.store import ReaderStore, open_reader


@guarded
class RehearsedSales(SaleRepository):
    """Counts what `bring_in` would do, over all that was rehearsed before; writes nothing.

    A copy of the shop to try it on would take minutes where the shop is large. A million sales
    are held as about 150 MB of numbers.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        """Look at an open shop."""
        super().__init__(database, clock)
        self._content: dict[int, int] = {}
        self._people: set[int] = set()

    def bring_in(self, sales: Sequence[ImportedSale | LaidOutSale], *, by: Actor) -> ImportCounts:
        """Say what would come of a batch. Raises what bringing it in would raise."""
        require(by, Right.IMPORT)
        added = new_customers = 0
        differing: list[str] = []
        entries = [import_rows(each) for each in sales]
        for entry in entries:
            if (is_same := self._is_same(entry)) is None:
                self._content[hash(entry.key)] = hash(entry.fingerprint)
                added += 1
                new_customers += self._is_new_customer(entry.typed_name)
            elif not is_same and entry.foreign_number:
                differing.append(entry.foreign_number)
        return ImportCounts(added, len(entries) - added, new_customers, tuple(differing))

    def _is_same(self, entry: ImportRows) -> bool | None:
        """Say whether a known sale has this content; None where it is not known."""
        rehearsed = self._content.get(hash(entry.key))
        if rehearsed is not None:
            return rehearsed == hash(entry.fingerprint) or not differs(entry, "")
        content = known_content(self._database, entry.key)
        return None if content is None else not differs(entry, content)

    def _is_new_customer(self, name: str) -> bool:
        key = hash(name_key(name)) if name else None
        if key is None or key in self._people:
            return False
        self._people.add(key)
        return find_customer(self._database, name) is None and _can_be_kept(name)


class RehearsalStore(ReaderStore):
    """A shop open for looking, of which `sales.bring_in` says what would come of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take over an open file."""
        super().__init__(database, clock)
        self.sales = RehearsedSales(database, clock)


def open_rehearsal(folder: Path, clock: Clock) -> RehearsalStore:
    """Open the shop in a folder for rehearsing imports; takes no lock. Raises UnusableFile."""
    return RehearsalStore(open_reader(folder, clock).database, clock)


def _can_be_kept(name: str) -> bool:
    try:
        clean_name(name)
    except InvalidName:
        return False
    return True
