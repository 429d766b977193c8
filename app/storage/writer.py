"""The one connection that writes: transactions, what is checked around them, and mending."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

from app.domain.errors import StoreUnavailable
from app.storage.database import Database, Pragmas, identity, set_up
from app.storage.faults import damaged, is_damage, moved, needs_reopening, raise_plain
from app.storage.file_uri import file_uri

if TYPE_CHECKING:
    from peewee import SqliteDatabase

log = logging.getLogger(__name__)

CHECKPOINT_PAGES = 10_000
"""The log folds itself only when nobody did it while idle: at about 40 MB."""

_SMALL_LOG = 1 << 20
"""Folding costs two flushes of the disk, which some hundred sales may share."""

_WRITER_PRAGMAS: Pragmas = {
    "busy_timeout": 5_000,
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: power loss takes no paid sale
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,  # what was overwritten is gone; a system's SQLite has it, others do not
    "wal_autocheckpoint": CHECKPOINT_PAGES,
    "journal_size_limit": 1 << 24,
}


class Writer(Database):
    """The one connection that writes. Only in the process that holds the shop's lock."""

    def __init__(self, path: Path) -> None:
        """Open what is there; never creates a file."""
        self._peewee = _peewee_database(path)
        self._faults = _faults()
        self._log_path = path.with_name(f"{path.name}-wal")
        self._paths = (str(path), str(self._log_path))
        super().__init__(path, self._open("open the shop"))
        self._identity = self._find_identity()

    @property
    def peewee(self) -> SqliteDatabase:
        """Give peewee's side of this connection, for the models of what is not hot."""
        return self._peewee

    def write(self, what: str) -> AbstractContextManager[None]:
        """Do everything inside or nothing, as one BEGIN IMMEDIATE; `what` completes "Could not".

        Inside, sqlite3 errors come as they are. They leave as StoreUnavailable, with `in_doubt`
        when the commit itself failed; bugs (constraints, wrong SQL) leave as sqlite3 errors.
        """
        return _Transaction(self, what)

    def _begin(self, what: str) -> None:
        if self.is_writing:
            raise RuntimeError("one transaction at a time")
        if self._is_broken:
            self._mend(what)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._give_up(error, what)
        self.is_writing = True

    def _end(self, what: str) -> None:
        is_committing = False
        try:
            self._check(what)
            is_committing = True
            self._commit()
        except BaseException as error:
            self._roll_back()
            if isinstance(error, self._faults):
                self._give_up(error, what, is_committing=is_committing)
            raise
        finally:
            self.is_writing = False

    def _leave(self, error: BaseException, what: str) -> None:
        self._roll_back()
        self.is_writing = False
        if isinstance(error, self._faults):
            self._give_up(error, what)

    def _give_up(self, error: Exception, what: str, *, is_committing: bool = False) -> NoReturn:
        self._is_broken |= is_committing or needs_reopening(error)
        raise_plain(error, what, in_doubt=is_committing)

    def _commit(self) -> None:
        self._connection.execute("COMMIT")

    def _roll_back(self) -> None:
        """Take back what was not committed; a full disk may have done so already.

        What led here is the fault to tell. When taking back fails too, nothing is believed
        until the file was opened again.
        """
        if not self._connection.in_transaction:
            return
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._is_broken = True

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what is inside when it raises; the transaction around it goes on.

        What is caught around it must be narrow, and `must_be_writing` must follow. Peewee's own
        savepoint costs five times as much.
        """
        return _Savepoint(self._connection)

    def is_whole(self) -> bool:
        """Look through the file's structure, but for what indexes say of their tables."""
        try:
            return bool(self._connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return False
            raise_plain(error, "look through the shop's file")

    def checkpoint(self) -> None:
        """Fold the log into the file as far as no reader needs it; a small log may wait."""
        if self._is_broken or self._log_size() < _SMALL_LOG:
            return
        try:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error as error:
            self._is_broken = needs_reopening(error)
            raise_plain(error, "tidy the shop's file")

    def _log_size(self) -> int:
        try:
            return self._log_path.stat().st_size
        except OSError:
            return 0

    def close(self) -> None:
        """Let the file go; the last connection folds the log into it."""
        self._peewee.close()
        self._forget()

    def _open(self, what: str) -> sqlite3.Connection:
        from peewee import PeeweeException

        try:
            self._peewee.connect()
            connection: sqlite3.Connection = self._peewee.connection()  # type: ignore[no-untyped-call]
            set_up(connection, _WRITER_PRAGMAS)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # makes the log
            return connection
        except (sqlite3.Error, PeeweeException, StoreUnavailable) as error:
            self._peewee.close()
            raise_plain(error, what)

    def _mend(self, what: str) -> None:
        """After a fault of the disk believe nothing: open again and look at the file first."""
        log.warning("opening the shop's file again after a fault")
        if identity(self.path) != self._identity[0]:
            raise moved(what)
        self._peewee.close()
        self._connection = self._open(what)
        self._identity = self._find_identity()
        if not self.is_whole():
            raise damaged(what)
        self._is_broken = False

    def _check(self, what: str) -> None:
        """WAL goes on writing into a deleted or replaced file, so ask the path before a commit."""
        self.must_be_writing()
        if self._find_identity() != self._identity:
            raise moved(what)

    def _find_identity(self) -> tuple[tuple[int, int], tuple[int, int]]:
        file, log_file = self._paths
        return identity(file), identity(log_file)


class _Transaction:
    """What `write` gives; like the savepoint's no generator, as every sale pays for it."""

    __slots__ = ("_what", "_writer")

    def __init__(self, writer: Writer, what: str) -> None:
        self._writer = writer
        self._what = what

    def __enter__(self) -> None:
        self._writer._begin(self._what)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._writer._end(self._what)
        else:
            self._writer._leave(error, self._what)


class _Savepoint:
    """Every sale has one: a generator for it would cost more than the savepoint itself."""

    __slots__ = ("_run",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def __enter__(self) -> None:
        self._run("SAVEPOINT step")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._run("ROLLBACK TO step")
        self._run("RELEASE step")


def _faults() -> tuple[type[Exception], ...]:
    from peewee import PeeweeException

    return (sqlite3.Error, PeeweeException)


def _peewee_database(path: Path) -> SqliteDatabase:
    """Peewee is imported here, on the writer's first use: long after the first paint."""
    import peewee

    if vars(peewee)["sqlite3"] is not sqlite3:  # it prefers a pysqlite3 that happens to be there
        raise StoreUnavailable("Suki needs the SQLite that comes with Python.")
    return peewee.SqliteDatabase(
        file_uri(path, "mode=rw"),
        uri=True,
        autoconnect=False,
        thread_safe=False,
        lock_type="IMMEDIATE",
    )
