"""The statements of a dump, as tables and rows of a SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from app.domain.errors import InvalidInput
from app.exchange.dump_text import CUT_OFF, DumpText, Token, unquoted
from app.exchange.dump_values import Column, read_column, value_of

_AT_ONCE = 500
_CONSTRAINTS = {
    "primary", "unique", "key", "index", "constraint", "fulltext", "spatial", "check", "foreign",
}  # fmt: skip


class Dump:
    """Goes through the statements of one dump."""

    def __init__(self, text: DumpText, database: sqlite3.Connection) -> None:
        self._text = text
        self._database = database
        self._schema = ""
        self._tables: dict[tuple[str, str], list[Column]] = {}

    def read(self) -> None:
        """Raises InvalidInput, also when there are no tables, or those of several shops."""
        text = self._text
        begins: dict[str, Callable[[], None]] = {
            "delimiter": text.set_delimiter,
            "create": self._create,
            "insert": self._insert,
            "replace": self._insert,
            "set": self._set,
            "use": self._use,
            "drop": self._drop,
        }
        while (first := text.next()) is not None:
            if begin := begins.get(first.word):
                begin()
            elif not first.ends:
                text.skip_statement()
        if not self._tables:
            raise InvalidInput("There is no table in this dump.")
        if text.is_cut_off():
            raise InvalidInput(f"{CUT_OFF}.")
        self._keep_one_schema()

    def _use(self) -> None:
        """Heed which database the tables that follow belong to."""
        text = self._text
        self._schema = text.decoded(unquoted(text.needed().text))
        text.skip_statement()

    def _drop(self) -> None:
        """Forget a table that is made a second time, or stood in for a view."""
        text = self._text
        token = text.next()
        if token is not None and token.word == "table":
            place = (self._schema, self._name_of_table())
            if self._tables.pop(place, None) is not None:
                self._database.execute(f"DROP TABLE {_stored(*place)}")
        text.skip_statement()

    def _keep_one_schema(self) -> None:
        """Give the tables of the one database with sales their names; others are not needed."""
        found = dict.fromkeys(schema for schema, _ in self._tables)
        shops = [each for each in found if (each, "sales") in self._tables] or list(found)[:1]
        if len(shops) > 1:
            names = ", ".join(each or "one without a name" for each in shops)
            raise InvalidInput(f"There is more than one shop in this dump: {names}. Dump just one.")
        for schema, table in self._tables:
            if schema not in shops:
                self._database.execute(f"DROP TABLE {_stored(schema, table)}")
            elif schema:
                stored = _stored(schema, table)
                self._database.execute(f"ALTER TABLE {stored} RENAME TO {_quoted(table)}")

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
        if (self._schema, name) in self._tables:
            raise text.problem(f"The table {name} is made twice")
        self._tables[self._schema, name] = columns
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
            stored = _stored(self._schema, table)
            self._database.execute(f"CREATE TABLE {stored} ({', '.join(written)})")
        except sqlite3.Error as cause:
            raise self._text.problem(f"The table {table} cannot be made: {cause}") from cause

    def _insert(self) -> None:
        text = self._text
        table = self._name_of_table()
        columns = self._tables.get((self._schema, table))
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
        stored = _stored(self._schema, table)
        insert = f"INSERT INTO {stored} ({names_written}) VALUES ({marks})"  # noqa: S608
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


def _stored(schema: str, table: str) -> str:
    """Write the name a table has until the dump is read."""
    return _quoted(f"{schema}.{table}" if schema else table)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
