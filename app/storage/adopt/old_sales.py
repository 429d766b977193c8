"""Which sales an old file has, how each is told from the others, and which are new here."""

from __future__ import annotations

import sqlite3

from app.storage.adopt.values import code, free
from app.storage.old_pos import Shape

SOURCE = "old-pos:"
"""Begins the key of every sale that was brought along, before its old number."""
VOIDED = ("void", "voided", "cancelled", "canceled", "refunded", "deleted")


class OldSales:
    """How the sales of one old file are told from each other, and which are new here."""

    def __init__(self, connection: sqlite3.Connection, shape: Shape) -> None:
        """Look at the numbers: one used twice is told apart by the row's id."""
        self._connection = connection
        self._shape = shape
        self.id = shape.sql("sales", "id", "s")
        self.own_id = shape.sql("sales", "own_id", "s")
        if self.own_id != self.id:
            self.own_id = f"coalesce({self.own_id}, 'none, ' || {self.id})"
        self.number = code(shape.sql("sales", "number", "s"), 80)
        self.raw = f"coalesce({shape.sql('sales', 'number', 's')}, '')"
        connection.execute("CREATE TEMP TABLE number_used_twice (number PRIMARY KEY, first)")
        if shape.has("sales", "number") and not self._numbers_are_unique():
            connection.execute(
                f"INSERT INTO temp.number_used_twice SELECT {self.raw}, min({self.own_id})"
                " FROM old.sales AS s GROUP BY 1 HAVING count(*) > 1"
            )
        self.has_numbers_used_twice = bool(
            self._value("SELECT EXISTS (SELECT 1 FROM temp.number_used_twice)")
        )
        self.key = self._key(self.raw, self.own_id)
        self.offset: int = self._value("SELECT coalesce(max(id), 0) FROM main.sales")
        self.is_new = "1"
        if self._value(f"SELECT EXISTS (SELECT 1 FROM main.sales WHERE sale_key LIKE '{SOURCE}%')"):
            self.is_new = f"NOT EXISTS (SELECT 1 FROM main.sales WHERE sale_key = {self.key})"
        self._mark_those_that_are_new()

    def _mark_those_that_are_new(self) -> None:
        """Decide before the first is written, since lines and payments ask the same afterwards."""
        if self.is_new == "1":
            return
        self._connection.execute("CREATE TEMP TABLE new_sales (id INTEGER PRIMARY KEY)")
        self._connection.execute(
            f"INSERT INTO temp.new_sales SELECT {self.id} FROM old.sales AS s WHERE {self.is_new}"
        )
        self.is_new = f"{self.id} IN (SELECT id FROM temp.new_sales)"

    def _key(self, number: str, old_id: str) -> str:
        """Write the key of a sale from its number, its row's where that does not do. The first
        of a number has the key it would have alone, as it was perhaps brought along alone.
        """
        twice = (
            " WHEN EXISTS (SELECT 1 FROM temp.number_used_twice AS twice"
            f" WHERE twice.number = {number} AND twice.first <> {old_id})"
            f" THEN '{SOURCE}' || {number} || '#' || {old_id}"
        )
        return (
            f"CASE WHEN {number} = '' THEN '{SOURCE}#' || {old_id}"
            f"{twice if self.has_numbers_used_twice else ''} ELSE '{SOURCE}' || {number} END"
        )

    def fact(self, name: str) -> str:
        """Write a column of the old sales."""
        return self._shape.sql("sales", name, "s")

    def is_void(self) -> str:
        """Write whether a sale was voided, by its status or by when that was."""
        marks = []
        if self._shape.has("sales", "status"):
            marks.append(f"coalesce(lower({self.fact('status')}), '') IN {VOIDED}")
        if self._shape.has("sales", "voided_at"):
            voided_at = self.fact("voided_at")
            marks.append(f"(trim({voided_at}) <> '' AND {voided_at} NOT LIKE '0000%')")
        return f"coalesce({' OR '.join(marks)}, 0)" if marks else "0"

    @property
    def has_voids(self) -> bool:
        """Say whether the old file can say of a sale that it was voided."""
        return self.is_void() != "0"

    def _numbers_are_unique(self) -> bool:
        """Believe an index of the old file before a million numbers are compared."""
        column = self._shape.facts["sales"]["number"]
        return bool(
            self._value(
                "SELECT EXISTS (SELECT 1 FROM pragma_index_list('sales', 'old') AS l"
                ' WHERE l."unique"'
                " AND (SELECT group_concat(name) FROM pragma_index_info(l.name, 'old')) = ?)",
                (column,),
            )
        )

    def _value(self, sql: str, parameters: tuple[object, ...] = ()) -> int:
        value: int = self._connection.execute(sql, parameters).fetchone()[0]
        return value


def user_name(shape: Shape, alias: str) -> str:
    """Write the name of an old user; the sign-in name where there is no other."""
    if shape.has("users", "name"):
        name = free(shape.sql("users", "name", alias), 80)
    else:
        first, last = (free(shape.sql("users", f, alias), 40) for f in ("first_name", "last_name"))
        name = f"trim({first} || ' ' || {last})"
    return f"coalesce(nullif({name}, ''), {free(shape.sql('users', 'login', alias), 80)})"
