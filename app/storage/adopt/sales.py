"""The sales themselves: numbered anew, their old number beside it, and the days they make up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from app.storage.adopt.methods import ours
from app.storage.adopt.moments import Moments, local_day, moment_of_sale
from app.storage.adopt.report import Findings
from app.storage.adopt.values import as_typed, cents, code, free
from app.storage.old_pos import Shape

SOURCE = "old-pos:"
"""Begins the key of every sale that was brought along, before its old number."""

_VOIDED = ("void", "voided", "cancelled", "canceled", "refunded", "deleted")
_COMPLETED = ("", "completed", "complete", "paid", "active", "done", "success")

_SALES = """INSERT INTO main.sales (id, till_id, sale_key, fingerprint, sale_number, foreign_number,
    kind, customer_id, customer_name, has_nobody, item_count, subtotal, discount_amount, tax_amount,
    total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date,
    void_by)
SELECT id, 0, {key}, 'brought along',
    'I' || iif(number < 1000000, substr(1000000 + number, 2), number), nullif(foreign_number, ''),
    'sale', person, name, person IS NULL AND name <> '', {pieces},
    total + {off}, {off}, tax, total, method, cashier, at, day,
    iif(is_void, 'voided', 'completed'), iif(is_void, void_reason, ''),
    iif(is_void, coalesce(void_at, at), NULL), iif(is_void, void_by, '')
FROM ({rows}) WHERE id IS NOT NULL"""
_ROWS = """SELECT ?1 + {id} AS id, next_number() AS number,
    {old_id} AS old_id, {raw} AS raw, {number} AS foreign_number, {person} AS person,
    {name} AS name, coalesce({discount}, 0) AS discount, coalesce({tax}, 0) AS tax,
    coalesce({total}, 0) AS total, {method} AS method, {cashier} AS cashier, {moment} AS at,
    {day} AS day, {is_void} AS is_void, {void_reason} AS void_reason, {void_at} AS void_at,
    {void_by} AS void_by {of_lines}
FROM old.sales AS s {lines} {users}
WHERE {is_new} ORDER BY {id} LIMIT -1"""
_OF_LINES = """, sums.total AS line_total, coalesce(sums.discount, 0) AS line_discount,
    sums.pieces AS pieces, sums.lines AS lines"""
_LINES = "LEFT JOIN temp.sums ON sums.sale_id = ?1 + {id}"
_OFF = """(line_discount + CASE
        WHEN lines IS NULL THEN discount
        WHEN discount = 0 OR abs(total - line_total) <= 1 THEN 0
        WHEN abs(total - line_total + discount) <= 1 THEN discount
        WHEN tax <> 0 AND abs(total - line_total - tax) <= 1 THEN 0
        WHEN abs(total - line_total - tax + discount) <= 1 THEN discount
        ELSE 0 END)"""
_NO_MOMENT = "SELECT id FROM main.sales WHERE id > ? AND sale_date = '' ORDER BY id"
_MEND_MOMENT = """UPDATE main.sales SET sale_date = before, business_date = day_of_moment(before),
    void_date = iif(void_date = '', before, void_date)
FROM (SELECT coalesce((SELECT sale_date FROM main.sales
    WHERE id < ?1 AND id > ?2 ORDER BY id DESC LIMIT 1), ?3) AS before) WHERE id = ?1"""
_TIDY = """UPDATE main.sales SET
    has_nobody = has_nobody AND (SELECT tidy FROM temp.untidy WHERE name = customer_name) <> '',
    customer_name = (SELECT tidy FROM temp.untidy WHERE name = customer_name)
WHERE id > ? AND customer_name IN (SELECT name FROM temp.untidy)"""
_DAYS = """INSERT INTO main.sales_days
    (business_date, sale_count, return_count, total_amount, tax_amount)
SELECT business_date, count(*), 0, sum(total_amount), sum(tax_amount) FROM main.sales
WHERE id > ? AND status = 'completed' GROUP BY business_date
ON CONFLICT (business_date) DO UPDATE SET sale_count = sale_count + excluded.sale_count,
    total_amount = total_amount + excluded.total_amount,
    tax_amount = tax_amount + excluded.tax_amount"""
_MEND_DAYS = """UPDATE main.sales SET business_date = day_of_moment(sale_date)
WHERE id > ? AND date(business_date) IS NOT business_date"""
_SERIES = "UPDATE main.sale_series SET last_number = last_number + ? WHERE till_id = 0"


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
        self._raw = f"coalesce({shape.sql('sales', 'number', 's')}, '')"
        connection.execute("CREATE TEMP TABLE number_used_twice (number PRIMARY KEY, first)")
        if shape.has("sales", "number") and not self._numbers_are_unique():
            connection.execute(
                f"INSERT INTO temp.number_used_twice SELECT {self._raw}, min({self.own_id})"
                " FROM old.sales AS s GROUP BY 1 HAVING count(*) > 1"
            )
        self._has_twice = bool(self._value("SELECT EXISTS (SELECT 1 FROM temp.number_used_twice)"))
        self.key = self._key(self._raw, self.own_id)
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
            f"{twice if self._has_twice else ''} ELSE '{SOURCE}' || {number} END"
        )

    def bring(self, moments: Moments, numbers: Iterator[int]) -> int:
        """Write them down, and find or make the customer of each; gives how many.

        `numbers` gives each its number.
        """
        has_lines = bool(self._value("SELECT EXISTS (SELECT 1 FROM temp.sums)"))
        statement = _SALES.format(
            key=self._key("raw", "old_id"),
            rows=self._rows(has_lines=has_lines),
            off=_OFF if has_lines else "discount",
            pieces="coalesce(pieces, 0)" if has_lines else "0",
        )
        self._connection.create_function("next_number", 0, numbers.__next__)
        count = self._connection.execute(statement, (self.offset,)).rowcount
        self._connection.execute(_SERIES, (count,))
        if moments.unreadable:
            self._mend_moments(moments.now)
        return count

    def _mend_moments(self, now: str) -> None:
        """Give each sale whose time cannot be read that of the one before it."""
        run = self._connection.execute
        for (sale,) in run(_NO_MOMENT, (self.offset,)).fetchall():
            run(_MEND_MOMENT, (sale, self.offset, now))
        run(_MEND_DAYS, (self.offset,))

    def tidy_names(self, untidy: dict[str, str]) -> None:
        """Write names on one line, and keep no card's number that was typed as one."""
        if untidy:
            self._connection.execute("CREATE TEMP TABLE untidy (name TEXT PRIMARY KEY, tidy TEXT)")
            self._connection.executemany("INSERT INTO temp.untidy VALUES (?, ?)", untidy.items())
            self._connection.execute(_TIDY, (self.offset,))

    def add_days_up(self) -> None:
        """Write the days they make up."""
        self._connection.execute(_DAYS, (self.offset,))

    def note_findings(self, findings: Findings, differing: set[tuple[object, str]]) -> None:
        """List what was decided and could have been meant otherwise."""
        self._note_totals(findings)
        self._note_states(findings)
        if differing:
            run = self._connection.execute
            run("CREATE TEMP TABLE differing (id, name, PRIMARY KEY (id, name))")
            self._connection.executemany("INSERT INTO temp.differing VALUES (?, ?)", differing)
            customer, name = self.fact("customer_id"), self.fact("customer_name")
            findings.add_all(
                "id and name differ, the id was taken",
                f"SELECT 'sale ' || {self.number},"
                f" {name} || ' / ' || coalesce(row_name({customer}), '')"
                f" FROM old.sales AS s WHERE {self.is_new}"
                f" AND ({customer}, {name}) IN (SELECT id, name FROM temp.differing)",
            )

    def fact(self, name: str) -> str:
        """Write a column of the old sales."""
        return self._shape.sql("sales", name, "s")

    def _buyer(self) -> str:
        customer, name = self.fact("customer_id"), self.fact("customer_name")
        by_name = f"buyer_named({name})"
        if customer == "NULL":
            return by_name
        return f"iif({customer} IS NULL, {by_name}, buyer_of({customer}, {name}))"

    def _rows(self, *, has_lines: bool) -> str:
        fact = self.fact
        users, cashier, voider = self._people()
        total = cents(fact("total"))
        at, void_at = self._at(), fact("voided_at")
        return _ROWS.format(
            id=self.id,
            old_id=self.own_id,
            raw=self._raw,
            number=self.number,
            person=self._buyer(),
            name=as_typed(fact("customer_name"), 400),
            discount=cents(fact("discount")),
            tax=cents(fact("tax")),
            total=f"coalesce({total}, sums.total)" if has_lines else total,
            method=ours(fact("method")),
            cashier=cashier,
            moment=moment_of_sale(at),
            day=local_day(at),
            is_void=self.is_void(),
            void_reason=free(fact("void_reason"), 400),
            void_at=f"moment_or_null({void_at})" if void_at != "NULL" else "NULL",
            void_by=voider,
            users=users,
            of_lines=_OF_LINES if has_lines else "",
            lines=_LINES.format(id=self.id) if has_lines else "",
            is_new=self.is_new,
        )

    def _at(self) -> str:
        """Write the time of a sale; where it is not known, that of the row."""
        first, other = self.fact("at"), self.fact("at_else")
        if other in ("NULL", first):
            return first
        return f"iif({first} IS NULL OR {first} LIKE '0000%', {other}, {first})"

    def is_void(self) -> str:
        """Write whether a sale was voided, by its status or by when that was."""
        marks = []
        if self._shape.has("sales", "status"):
            marks.append(f"coalesce(lower({self.fact('status')}), '') IN {_VOIDED}")
        if self._shape.has("sales", "voided_at"):
            voided_at = self.fact("voided_at")
            marks.append(f"(trim({voided_at}) <> '' AND {voided_at} NOT LIKE '0000%')")
        return f"coalesce({' OR '.join(marks)}, 0)" if marks else "0"

    def _people(self) -> tuple[str, str, str]:
        """Write the joins to the old users, and the names of who sold and who voided."""
        joins, names = [], []
        for fact, alias in (("cashier_id", "u"), ("voided_by", "v")):
            column = self.fact(fact)
            if self._shape.has("users", "id") and column != "NULL":
                key = self._shape.sql("users", "id", alias)
                joins.append(f"LEFT JOIN old.users AS {alias} ON {key} = {column}")
                names.append(
                    f"coalesce(nullif({user_name(self._shape, alias)}, ''), {free(column, 80)})"
                )
            else:
                names.append(free(column, 80))
        if self.fact("cashier_id") == "NULL":
            names[0] = free(self.fact("cashier"), 80)
        return " ".join(joins), names[0], names[1]

    def _note_totals(self, findings: Findings) -> None:
        subtotal, total = cents(self.fact("subtotal")), cents(self.fact("total"))
        tax, discount = cents(self.fact("tax")), cents(self.fact("discount"))
        if subtotal != "NULL":
            findings.add_all(
                "totals that do not add up, the total was kept",
                f"""SELECT 'sale ' || {self.number}, printf(
                    'subtotal %.2f, discount %.2f, tax %.2f, total %.2f, lines %.2f',
                    wrong.subtotal / 100.0, wrong.discount / 100.0, wrong.tax / 100.0,
                    wrong.total / 100.0, (
                        SELECT sums.total / 100.0 FROM temp.sums
                        WHERE sale_id = {self.offset} + wrong.old_id))
                FROM (SELECT {self.id} AS old_id, {subtotal} AS subtotal, {total} AS total,
                        coalesce({tax}, 0) AS tax, coalesce({discount}, 0) AS discount
                    FROM old.sales AS s WHERE {self.is_new} AND {self._may_not_add_up()} LIMIT -1)
                    AS wrong
                JOIN old.sales AS s ON {self.id} = wrong.old_id
                WHERE abs(wrong.subtotal + wrong.tax - wrong.total) > 1 AND
                    abs(wrong.subtotal + wrong.tax - wrong.discount - wrong.total) > 1""",
            )
        findings.add_all(
            "lines that do not come to the total",
            "SELECT 'sale ' || coalesce(foreign_number, sale_number),"
            " printf('%.2f beside its lines', (more - vat) / 100.0)"
            " FROM temp.rest JOIN main.sales ON sales.id = rest.id WHERE abs(more - vat) > 1",
        )

    def _may_not_add_up(self) -> str:
        """Write a quick look at the plain numbers, for the exact one takes its time."""
        plus = f"{self.fact('subtotal')} + coalesce({self.fact('tax')}, 0) - {self.fact('total')}"
        less = f"{plus} - coalesce({self.fact('discount')}, 0)"
        return f"({plus} NOT BETWEEN -0.015 AND 0.015 AND {less} NOT BETWEEN -0.015 AND 0.015)"

    def _note_states(self, findings: Findings) -> None:
        if self._shape.has("sales", "status"):
            status = self.fact("status")
            findings.add_all(
                "neither completed nor voided, taken as completed",
                f"SELECT 'sale ' || {self.number}, {status} FROM old.sales AS s WHERE {self.is_new}"
                f" AND coalesce(lower({status}), '') NOT IN {(*_VOIDED, *_COMPLETED)}",
            )
        findings.add_all(
            "number used twice",
            f"SELECT 'sale ' || {self.number}, 'row ' || {self.own_id} FROM old.sales AS s"
            f" WHERE {self.is_new} AND {self.number} <> ''"
            f" AND {self._raw} IN (SELECT number FROM temp.number_used_twice)"
            if self._value("SELECT count(*) FROM temp.number_used_twice")
            else "SELECT '', '' WHERE 0",
        )
        findings.add_all(
            "below zero",
            "SELECT 'sale ' || coalesce(foreign_number, sale_number), printf('%.2f',"
            " total_amount / 100.0) FROM main.sales WHERE id > ? AND total_amount < 0",
            (self.offset,),
        )

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
