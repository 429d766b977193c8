"""Texts of an old file that are not in the encoding every SQLite file says it has."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from app.storage.adopt.draft import Watch
from app.storage.old_pos import OLD, Shape, quoted, read_only, read_shape

_SAYS = ("Could not decode to UTF-8", "user-defined function raised exception")
_STEP = 5_000


_NO_TEXTS = re.compile("INT|REAL|FLOA|DOUB|DEC|NUM|DATE|TIME")
"""Types of columns that a function reads anyway, when there is a text in them."""
_KINDS = "SELECT name, upper(type) FROM pragma_table_xinfo(?, 'old')"
_READ_ANYWAY = ("customer_name", "method")


class _Recoded(str):
    """A text that was no UTF-8, read as Windows in the West writes it."""

    __slots__ = ()


def is_about_texts(error: sqlite3.Error) -> bool:
    """Say whether a statement ended because a text could not be read."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith(_SAYS)


def look_at_texts(connection: sqlite3.Connection, shape: Shape) -> None:
    """Raise what `is_about_texts` knows when a text of the attached file cannot be read; SQLite
    itself would hand it on as it is.
    """
    connection.create_function("is_unread", -1, lambda *_texts: 0)
    for table, facts in shape.facts.items():
        kinds = dict(connection.execute(_KINDS, (table,)).fetchall())
        asked = {
            quoted(column)
            for fact, column in facts.items()
            if not _NO_TEXTS.search(kinds[column])
            and not (table == "sales" and fact in _READ_ANYWAY)
        }
        if asked:
            connection.execute(
                f"SELECT count(*) FROM {OLD}.{quoted(table)}"
                f" WHERE is_unread({', '.join(sorted(asked))})"
            ).fetchone()


def recode(source: Path, target: Path, watch: Watch) -> dict[str, int]:
    """Write a copy of the old file in which every text can be read; gives the rows it was about,
    by table. Raises Stopped.
    """
    with closing(sqlite3.connect(read_only(source), uri=True)) as old:
        old.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        made.text_factory = _read
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "ignore_check_constraints = ON"):
            made.execute(f"PRAGMA {pragma}").fetchall()
        for (name,) in _names(made, "trigger"):
            made.execute(f"DROP TRIGGER {quoted(name)}")
        shape = read_shape(made, "main")
        made.execute("BEGIN")
        found = {
            name: _recode_table(made, name, watch)
            for (name,) in _names(made, "table")
            if shape is not None and shape.has(name.lower())
        }
        made.execute("COMMIT")
    return {table: count for table, count in found.items() if count}


def _recode_table(made: sqlite3.Connection, table: str, watch: Watch) -> int:
    count, reading = 0, made.cursor()
    reading.execute(f"SELECT rowid, * FROM {quoted(table)} ORDER BY rowid")
    columns = [quoted(column[0]) for column in reading.description[1:]]
    for number, (row, *values) in enumerate(reading):
        if number % _STEP == 0:
            watch.step(number)
        odd = {
            column: value
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, _Recoded)
        }
        if odd:
            named = ", ".join(f"{column} = ?" for column in odd)
            texts = [str(value) for value in odd.values()]
            made.execute(f"UPDATE {quoted(table)} SET {named} WHERE rowid = ?", (*texts, row))
            count += 1
    return count


def _names(made: sqlite3.Connection, kind: str) -> list[tuple[str]]:
    return made.execute(
        "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite%'", (kind,)
    ).fetchall()


def _read(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return _Recoded(text.decode("cp1252", "replace"))
