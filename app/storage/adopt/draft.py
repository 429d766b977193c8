"""The file in which the new shop is put together; nobody else knows it until it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.domain.errors import ShopError
from app.storage.backup_files import SIDECARS, flush
from app.storage.classify import ADOPTING
from app.storage.database import Database
from app.storage.file_uri import file_uri
from app.storage.migrations import create
from app.storage.moves import remove
from app.storage.old_pos import OLD, read_only

# What a row may hold is asked at the end, by quick_check, instead of a million times.
_PRAGMAS = (
    "journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF",
    "main.locking_mode = EXCLUSIVE", "ignore_check_constraints = ON", "temp_store = FILE",
    "cache_size = -4000", "trusted_schema = 0",
    "secure_delete = ON",
)  # fmt: skip
_STEPS_BETWEEN_LOOKS = 50_000
"""Of SQLite's machine: some ten milliseconds."""


class Stopped(ShopError):
    """Stopped. Nothing was changed."""


class Watch:
    """Says how far the work is, and hears whether it is still wanted."""

    def __init__(
        self,
        tell: Callable[[str, int, int], None] = lambda _stage, _done, _of: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """`tell` gets the stage, how many rows of it are done, and of how many (0: unknown)."""
        self._tell = tell
        self._is_stopped = is_stopped
        self._stage, self._of = "", 0
        self.done: Callable[[], int] = lambda: 0
        self.was_stopped = False

    def begin(self, stage: str, of: int = 0, done: Callable[[], int] = lambda: 0) -> None:
        """Enter the next stage. Raises Stopped."""
        self._stage, self._of, self.done = stage, of, done
        self._tell(stage, 0, of)
        if self.look():
            raise Stopped

    def step(self, done: int) -> None:
        """Tell how far a stage is that SQLite has no part in. Raises Stopped."""
        self.done = lambda: done
        if self.look():
            raise Stopped

    def look(self) -> bool:
        """Tell how far it is; SQLite asks now and then, and true ends its statement."""
        if self._of:
            self._tell(self._stage, self.done(), self._of)
        self.was_stopped = self.was_stopped or self._is_stopped()
        return self.was_stopped


def begin_draft(folder: Path, copy_of: Path | None) -> Path:
    """Make an empty shop, or a copy of ours; what an earlier try left behind is removed."""
    draft = folder / ADOPTING
    remove_draft(folder)
    if copy_of is None:
        create(draft)
    else:
        with closing(sqlite3.connect(read_only(copy_of), uri=True)) as ours:
            ours.execute("VACUUM INTO ?", (str(draft),))
    return draft


def remove_draft(folder: Path) -> None:
    """Forget a draft that did not become a shop."""
    for ending in ("", *SIDECARS):
        remove(folder / (ADOPTING + ending))


@contextmanager
def working_on(
    draft: Path, old: Path, watch: Watch
) -> Iterator[tuple[sqlite3.Connection, Database]]:
    """Open the draft with the old file beside it, fast and without a net: it is made again
    from the beginning should this end anywhere. Raises Stopped.
    """
    connection = sqlite3.connect(file_uri(draft), uri=True, isolation_level=None)
    database = Database(draft, connection)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute(f"ATTACH ? AS {OLD}", (read_only(old),))
        connection.set_progress_handler(watch.look, _STEPS_BETWEEN_LOOKS)
        yield connection, database
    except sqlite3.OperationalError as error:
        if watch.was_stopped:
            raise Stopped from error
        raise
    finally:
        database.close()


@contextmanager
def without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Fill tables first and index them last, in the order a new shop has."""
    indexes = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        " ORDER BY rowid"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX main."{name}"')
    yield
    for _, sql in indexes:
        connection.execute(sql)


def finish(draft: Path) -> None:
    """Give the file the log of a shop and make it outlast a power cut."""
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL").fetchall()
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    finally:
        connection.close()
    flush(draft)
