"""A text file of mysqldump, turned into a SQLite file of the same tables.

Read as it comes, a piece at a time, so that memory does not grow with the file. Only tables and
their rows are taken; views, triggers, routines and locks are passed over.
"""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import InvalidInput, StoreUnavailable
from app.exchange.dump_tables import Dump
from app.exchange.dump_text import DumpText

_HEAD = 1 << 16
_PIECE = 1 << 9
_MAGIC = b"SQLite format 3\0"
_SIGNS = (b"create table", b"insert into", b"mysqldump", b"mariadb dump", b"phpmyadmin")


def is_dump(path: Path) -> bool:
    """Say whether a file reads like a dump, also packed with gzip or saved as UTF-16."""
    try:
        with _open(path) as file:
            head = b"".join(_pieces(file))
    except OSError:
        return False
    if head.startswith(_MAGIC):
        return False
    bare = head.replace(b"\0", b"").lower()
    return any(sign in bare for sign in _SIGNS)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Give the head of a file, as far as a packed one that is cut off can be unpacked."""
    with suppress(EOFError, zlib.error):
        for _ in range(_HEAD // _PIECE):
            yield file.read(_PIECE)


def to_database(
    path: Path, database: Path, tell: Callable[[int], None] = lambda _bytes: None
) -> None:
    """Write the tables of a dump into a new file; `tell` hears how many bytes are read.

    Raises InvalidInput with the line where something cannot be read, and StoreUnavailable when
    there is no room for the tables.
    """
    try:
        _write_tables(path, database, tell)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InvalidInput(f"{path.name} is cut off or damaged; pack the dump again.") from error
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(
            f"Could not read the dump: {error}.",
            advice=f"Free some space on the disk of {database.parent}, then try again.",
        ) from error


def _write_tables(path: Path, database: Path, tell: Callable[[int], None]) -> None:
    with _open(path) as file, closing(sqlite3.connect(database, isolation_level=None)) as made:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000"):
            made.execute(f"PRAGMA {pragma}").fetchall()
        made.execute("BEGIN")
        Dump(DumpText(file, tell), made).read()
        made.execute("COMMIT")


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if is_packed else path.open("rb")  # type: ignore[return-value]
