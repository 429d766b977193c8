"""A text file of mysqldump, turned into a SQLite file of the same tables.

Read as it comes, a piece at a time, so that memory does not grow with the file. Only tables and
their rows are taken; views, triggers, routines and locks are passed over.
"""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import InvalidInput, StoreUnavailable
from app.exchange.dump_text import DumpText, Token, unquoted
from app.exchange.dump_values import Column, read_column, value_of

_HEAD = 1 << 16
_MAGIC = b"SQLite format 3\0"
_SIGNS = (b"create table", b"insert into", b"mysqldump", b"mariadb dump", b"phpmyadmin")
_AT_ONCE = 500
_CONSTRAINTS = {
    "primary", "unique", "key", "index", "constraint", "fulltext", "spatial", "check", "foreign",
}  # fmt: skip


def is_dump(path: Path) -> bool:
    """Say whether a file reads like a dump, also packed with gzip or saved as UTF-16."""
    try:
        with _open(path) as file:
            head = file.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return False
    if head.startswith(_MAGIC):
        return False
    bare = head.replace(b"\0", b"").lower()
    return any(sign in bare for sign in _SIGNS)


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
        _Dump(DumpText(file, tell), made).read()
        made.execute("COMMIT")


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if is_packed else path.open("rb")  # type: ignore[return-value]


class _Dump:
    """Goes through the statements of one dump."""

    def __init__(self, text: DumpText, database: sqlite3.Connection) -> None:
        self._text = text
        self._database = database
        self._tables: dict[str, list[Column]] = {}

    def read(self) -> None:
        text = self._text
        while (first := text.next()) is not None:
            word = first.word
            if word == "delimiter":
                text.set_delimiter()
            elif word == "create":
                self._create()
            elif word in {"insert", "replace"}:
                self._insert()
            elif word == "set":
                self._set()
            elif not first.ends:
                text.skip_statement()
        if not self._tables:
            raise InvalidInput("There is no table in this dump.")

    def _set(self) -> None:
        """Heed in which character set the texts that follow are written."""
        text = self._text
        token = text.next()
        if token is not None and token.word == "names":
            named = text.next()
            if named is not None:
                text.set_charset(unquoted(named.text).decode("ascii", "replace"))
        text.skip_statement()

    def _create(self) -> None:
        text = self._text
        token = text.next()
        while token is not None and token.word in {"or", "temporary"}:
            token = text.next()
        if token is None or token.word != "table":
            text.skip_statement()
            return
        name = self._name_of_table()
        columns, key = self._columns(name)
        text.skip_statement()
        if name in self._tables:
            raise text.problem(f"The table {name} is made twice")
        self._tables[name] = columns
        self._make(name, columns, key)

    def _name_of_table(self) -> str:
        text = self._text
        token = text.needed()
        while token.word in {"if", "not", "exists", "into", "ignore", "delayed"}:
            token = text.needed()
        name = text.decoded(unquoted(token.text))
        if text.peek() == b".":  # the database's name stands before the table's
            text.needed()
            name = text.decoded(unquoted(text.needed().text))
        return name

    def _columns(self, table: str) -> tuple[list[Column], list[str]]:
        text = self._text
        if text.needed().text != b"(":
            raise text.problem(f"The columns of {table} do not begin with a bracket")
        columns: list[Column] = []
        key: list[str] = []
        for part in self._parts():
            if part[0].text[:1] != b"`" and part[0].word in _CONSTRAINTS:
                if part[0].word == "primary":
                    key = [text.decoded(unquoted(t.text)) for t in part if t.text[:1] == b"`"]
                continue
            name = text.decoded(unquoted(part[0].text))
            words = [token.word for token in part[1:]]
            columns.append(read_column(name, words))
            if "primary" in words:
                key = [name]
        if not columns:
            raise text.problem(f"The table {table} has no column")
        return columns, key

    def _parts(self) -> Iterator[list[Token]]:
        """Give what stands between the commas of a bracket, to its end."""
        text = self._text
        part: list[Token] = []
        depth = 0
        while True:
            token = text.needed()
            if token.text == b"(":
                depth += 1
            elif token.text == b")":
                if depth == 0:
                    break
                depth -= 1
            elif token.text == b"," and depth == 0:
                if part:
                    yield part
                part = []
                continue
            part.append(token)
        if part:
            yield part

    def _make(self, table: str, columns: list[Column], key: list[str]) -> None:
        kinds = {column.name: column for column in columns}
        is_rowid = len(key) == 1 and key[0] in kinds and kinds[key[0]].kind == "INTEGER"
        written = [
            f"{_quoted(column.name)} {column.kind}"
            + (" PRIMARY KEY" if is_rowid and column.name == key[0] else "")
            for column in columns
        ]
        try:
            self._database.execute(f"CREATE TABLE {_quoted(table)} ({', '.join(written)})")
        except sqlite3.Error as cause:
            raise self._text.problem(f"The table {table} cannot be made: {cause}") from cause

    def _insert(self) -> None:
        text = self._text
        table = self._name_of_table()
        columns = self._tables.get(table)
        if columns is None:
            raise text.problem(f"There are rows of {table}, which was not made")
        token = text.needed()
        if token.text == b"(":
            named = {column.name: column for column in columns}
            names = [text.decoded(unquoted(part[0].text)) for part in self._parts()]
            if unknown := [name for name in names if name not in named]:
                raise text.problem(f"{table} has no column {unknown[0]}")
            columns = [named[name] for name in names]
            token = text.needed()
        if token.word not in {"values", "value"}:
            raise text.problem(f"The rows of {table} do not begin with VALUES")
        marks = ", ".join("?" * len(columns))
        names_written = ", ".join(_quoted(column.name) for column in columns)
        insert = f"INSERT INTO {_quoted(table)} ({names_written}) VALUES ({marks})"  # noqa: S608
        self._insert_rows(table, insert, columns)

    def _insert_rows(self, table: str, insert: str, columns: list[Column]) -> None:
        text = self._text
        batch: list[list[object]] = []
        for raw in text.rows():
            if len(raw) != len(columns):
                raise text.problem(
                    f"A row of {table} has {len(raw)} values for {len(columns)} columns"
                )
            try:
                both = zip(raw, columns, strict=True)
                batch.append([value_of(value, column, text) for value, column in both])
            except ValueError as cause:
                raise text.problem(f"A value of {table} cannot be read") from cause
            if len(batch) == _AT_ONCE:
                self._write(insert, batch)
                batch = []
        self._write(insert, batch)

    def _write(self, insert: str, rows: list[list[object]]) -> None:
        try:
            self._database.executemany(insert, rows)
        except sqlite3.OperationalError:
            raise
        except sqlite3.Error as cause:
            raise self._text.problem(f"These rows cannot be kept: {cause}") from cause


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
