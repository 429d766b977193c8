"""How the file is asked, and the connections that only ask."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import StoreUnavailable
from app.storage.faults import raise_plain
from app.storage.file_uri import file_uri

if TYPE_CHECKING:
    from peewee import SqliteDatabase

Row = tuple[Any, ...]
Pragmas = dict[str, int | str]

_BUSY_MS = 1_000
"""Nobody keeps a reader waiting but another program; the screen waits with it."""

_READER_PRAGMAS: Pragmas = {
    "busy_timeout": _BUSY_MS,
    "query_only": 1,
    "trusted_schema": 0,
}
_open_here: Counter[tuple[int, int]] = Counter()


class Database:
    """Reading, the same on every connection. Use it in the thread that opened it.

    Outside a transaction every fault of disk or file comes out as StoreUnavailable.
    """

    is_writing = False
    till: int | None = None
    """The number of this till, once it was asked for; see `till_of`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over an open connection to the file at `path`."""
        self.path = path
        self._connection = connection
        self._file = identity(path)
        self._is_broken = False
        self.eras: dict[int, Any] = {}
        """What `customer_eras` keeps from one keystroke to the next."""
        _open_here[self._file] += 1

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Run a query and fetch it to the end, so that no read is left open."""
        if self._is_broken and not self.is_writing:
            self._mend("read the shop's file")
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            if self.is_writing:
                raise
            raise_plain(error, "read the shop's file")

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """Give the first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:  # noqa: ANN401
        """Give the first column of the first row, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def write(self, what: str) -> AbstractContextManager[None]:
        """Refuse: only the writer writes."""
        raise StoreUnavailable(f"Could not {what}: the shop is open for reading only.")

    def savepoint(self) -> AbstractContextManager[None]:
        """Refuse: only the writer writes."""
        raise StoreUnavailable("The shop is open for reading only.")

    @property
    def peewee(self) -> SqliteDatabase:
        """Give peewee's side of the writer, for the models of what is not hot."""
        raise StoreUnavailable("The shop is open for reading only.")

    def must_be_writing(self) -> None:
        """Raise outside `write`, and when SQLite ended the transaction, as on a full disk."""
        if not self._connection.in_transaction:
            raise StoreUnavailable

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Change rows inside `write`; gives how many."""
        self.must_be_writing()
        return self._connection.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Insert one row inside `write`; gives its id.

        Raises IntegrityError when no row came of it, as the id would be that of another.
        """
        self.must_be_writing()
        cursor = self._connection.execute(sql, parameters)
        if cursor.rowcount != 1:
            raise sqlite3.IntegrityError("the row was not inserted")
        return cursor.lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows inside `write`."""
        self.must_be_writing()
        self._connection.executemany(sql, rows)

    def checkpoint(self) -> None:
        """Do nothing: readers never write."""

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()
        self._forget()

    def _mend(self, what: str) -> None:
        """Do nothing: what only reads is not broken by a fault."""

    def _forget(self) -> None:
        _open_here[self._file] -= 1


class Reader(Database):
    """A connection that cannot write, checkpoint or remove the log, even at its end."""

    def __init__(self, path: Path) -> None:
        """Open what is there; never creates a file."""
        super().__init__(path, _looking_at(path))


def _looking_at(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(file_uri(path, "mode=ro"), uri=True, isolation_level=None)
        try:
            set_up(connection, _READER_PRAGMAS)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise_plain(error, "open the shop")
    return connection


def identity(path: Path | str) -> tuple[int, int]:
    """Give the device and inode a path leads to, zeros when it leads nowhere."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - asked twice for every sale, and twice as fast
    except OSError:
        return 0, 0
    return stat.st_dev, stat.st_ino


def is_open_here(path: Path) -> bool:
    """Say whether this process has the file open.

    Then nobody may open and close it as a plain file: that drops SQLite's locks on it, as the
    system forgets all locks of a process on a file when any of its descriptors closes.
    """
    return _open_here[identity(path)] > 0


def set_up(connection: sqlite3.Connection, pragmas: Pragmas) -> None:
    """Set each pragma and read it back: a refused or misspelt one says nothing by itself."""
    for name, wanted in pragmas.items():
        connection.execute(f"PRAGMA {name} = {wanted}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != wanted:
            raise StoreUnavailable(f"The shop's file does not take the setting {name} = {wanted}.")
