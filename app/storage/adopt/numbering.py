"""Old rows without a number, or with one that cannot be used: numbered anew in a copy."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from app.domain.errors import UnusableFile
from app.storage.old_pos import (
    NUMBERED,
    NUMBERED_SALE,
    OF_A_SALE,
    Shape,
    quoted,
    read_only,
    read_shape,
)

_LARGEST = 1 << 53
_PRAGMAS = (
    "journal_mode = OFF", "synchronous = OFF", "ignore_check_constraints = ON",
    "legacy_alter_table = ON",
)  # fmt: skip
_NAMED = "SELECT name FROM main.sqlite_schema WHERE type = ?"
_NUMBERLESS = """SELECT m.name, m.sql FROM {0}.sqlite_schema AS m
JOIN pragma_table_list AS l ON l.schema = '{0}' AND l.name = m.name AND l.wr
WHERE m.type = 'table'"""
_WITHOUT = re.compile(r"\bWITHOUT\s+ROWID\b(?=[^)]*$)", re.IGNORECASE)
_BEFORE = "as it was made"
# Whole numbers in their order; what else tells rows apart goes by its time, after them.
_ANEW = """CREATE TABLE main."numbered anew" AS
SELECT row_number() OVER (ORDER BY typeof({id}) <> 'integer',
    iif(typeof({id}) = 'integer', {id}, NULL), {at}, {id}) AS {numbered}, s.*
FROM main.sales AS s"""
_OF_SALE = "SELECT {numbered} FROM main.sales AS s WHERE {id} = {table}.{column}"


class UnusableNumbers(Exception):
    """A table has no numbers of its rows, or those of sales are no whole ones from 1 to 2^53."""

    def __init__(self, *, are_of_sales: bool) -> None:
        super().__init__()
        self.are_of_sales = are_of_sales


def look_at_numbers(connection: sqlite3.Connection, shape: Shape) -> None:
    """Raises UnusableNumbers, and UnusableFile where two sales have the same number."""
    if not _are_usable(connection, shape):
        raise UnusableNumbers(are_of_sales=True)
    if any(connection.execute(_NUMBERLESS.format("old")).fetchall()):
        raise UnusableNumbers(are_of_sales=False)


def _are_usable(connection: sqlite3.Connection, shape: Shape) -> bool:
    column = shape.sql("sales", "id", "s")
    is_key = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('sales', 'old')"
        " WHERE pk = 1 AND upper(type) = 'INTEGER' AND name = ?)",
        (shape.facts["sales"]["id"],),
    ).fetchone()[0]
    bounds = connection.execute(
        f"SELECT coalesce((SELECT min({column}) FROM old.sales AS s), 1),"
        f" coalesce((SELECT max({column}) FROM old.sales AS s), 1)"
    ).fetchone()
    are_usable = all(isinstance(one, int) and 0 < one <= _LARGEST for one in bounds)
    if not is_key:
        rows, given, different, whole = connection.execute(
            f"SELECT count(*), count({column}), count(DISTINCT {column}),"
            f" count(*) FILTER (WHERE typeof({column}) = 'integer') FROM old.sales AS s"
        ).fetchone()
        if given != different:
            raise UnusableFile(
                "Two old sales have the same number of their row, so none was taken."
            )
        are_usable = are_usable and rows == given == whole
    return are_usable


def number_anew(source: Path, target: Path, *, sales: bool) -> int:
    """Write a copy of the old file in which every row has a number. With `sales` each of them has
    one beside its own, and whatever belongs to one names that; gives how many have another now.
    """
    with closing(sqlite3.connect(read_only(source), uri=True)) as old:
        old.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        for pragma in _PRAGMAS:
            made.execute(f"PRAGMA {pragma}").fetchall()
        shape = read_shape(made, "main")
        if shape is None:
            raise UnusableFile(f"{source.name} is not the old POS's database.")
        made.execute("BEGIN")
        for kind in ("trigger", "view"):
            for (name,) in made.execute(_NAMED, (kind,)).fetchall():
                made.execute(f"DROP {kind} {quoted(name)}")
        for name, statement in made.execute(_NUMBERLESS.format("main")).fetchall():
            _give_numbers(made, name, statement)
        count = _number(made, shape) if sales else 0
        made.execute("COMMIT")
    return count


def _give_numbers(made: sqlite3.Connection, table: str, statement: str) -> None:
    """Make a table once more, as it was made but for what keeps its rows from having numbers."""
    made.execute(f"ALTER TABLE main.{quoted(table)} RENAME TO {quoted(_BEFORE)}")
    made.execute(_WITHOUT.sub("", statement))
    columns = made.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,)).fetchall()
    names = ", ".join(quoted(name) for (name,) in columns)
    made.execute(
        f"INSERT INTO main.{quoted(table)} ({names}) SELECT {names} FROM {quoted(_BEFORE)}"
    )
    made.execute(f"DROP TABLE main.{quoted(_BEFORE)}")


def _number(made: sqlite3.Connection, shape: Shape) -> int:
    run, column = made.execute, shape.sql("sales", "id", "s")
    facts = {"id": column, "at": shape.sql("sales", "at", "s"), "numbered": quoted(NUMBERED)}
    run(_ANEW.format(**facts))
    run("DROP TABLE main.sales")
    run('ALTER TABLE main."numbered anew" RENAME TO sales')
    own = quoted(shape.facts["sales"]["id"])
    run(f"CREATE INDEX main.own_number ON sales ({own})")
    run(f"CREATE UNIQUE INDEX main.given_number ON sales ({quoted(NUMBERED)})")
    for table in OF_A_SALE:
        if shape.has(table, "sale_id"):
            here = quoted(shape.facts[table]["sale_id"])
            run(f"ALTER TABLE main.{table} ADD COLUMN {quoted(NUMBERED_SALE)} INTEGER")
            sale = _OF_SALE.format(**facts, table=table, column=here)
            run(f"UPDATE main.{table} SET {quoted(NUMBERED_SALE)} = ({sale})")
    changed = f"SELECT count(*) FROM main.sales AS s WHERE {column} IS NOT {quoted(NUMBERED)}"
    return int(run(changed).fetchone()[0])
