"""Rows to be looked at: what had to be bent, and what the old file says that its sales do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from app.storage.adopt.old_sales import OldSales
from app.storage.adopt.report import Findings
from app.storage.adopt.values import cents
from app.storage.old_pos import Shape, quoted

ODD = "temp.odd"
_NUMBERS = {
    "sales": ("subtotal", "discount", "tax", "total", "given"),
    "sale_items": ("quantity", "price", "discount", "total", "cost"),
    "payment_splits": ("amount",),
    "products": ("price", "cost", "stock", "min_stock"),
    "inventory": ("stock", "min_stock"),
    "customers": ("limit", "balance"),
    "customer_accounts": ("limit", "balance"),
    "ar_transactions": ("amount", "balance_after"),
}


def keep_odd_numbers(connection: sqlite3.Connection, numbers: Collection[object]) -> None:
    """Write down which values had to be bent, to find their rows by."""
    connection.execute(f"CREATE TABLE {ODD} (value)")
    connection.executemany(f"INSERT INTO {ODD} VALUES (?)", [(value,) for value in numbers])


def note_odd_numbers(connection: sqlite3.Connection, shape: Shape, findings: Findings) -> None:
    """List every row with an amount that is no whole centavo, or no amount at all."""
    if not connection.execute(f"SELECT EXISTS (SELECT 1 FROM {ODD})").fetchone()[0]:
        return
    for table, facts in _NUMBERS.items():
        for fact in facts:
            if not shape.has(table, fact):
                continue
            column = shape.sql(table, fact, "t")
            findings.add_all(
                "amount that is no whole centavo",
                f"SELECT '{table} row ' || {_row(shape, table)},"
                f" '{fact} ' || iif(typeof({column}) = 'blob', hex({column}), {column})"
                f" FROM old.{quoted(table)} AS t WHERE {column} IN (SELECT value FROM {ODD})",
            )


def note_unreadable_times(
    connection: sqlite3.Connection, shape: Shape, findings: Findings, texts: Collection[object]
) -> None:
    """List the sales and entries whose time is that of the row before."""
    if not texts:
        return
    connection.execute("CREATE TEMP TABLE no_time (text)")
    connection.executemany("INSERT INTO temp.no_time VALUES (?)", [(text,) for text in texts])
    for table in ("sales", "ar_transactions"):
        if shape.has(table, "at"):
            column = shape.sql(table, "at", "t")
            findings.add_all(
                "time that cannot be read, that of the row before was taken",
                f"SELECT '{table} row ' || {_row(shape, table)}, coalesce({column}, 'no time')"
                f" FROM old.{quoted(table)} AS t"
                f" WHERE {column} IS NULL OR {column} IN (SELECT text FROM temp.no_time)",
            )


def note_missing_totals(findings: Findings, sales: OldSales) -> None:
    """List the sales that say no total of their own."""
    findings.add_all(
        "sale without a total, its lines were added up",
        f"SELECT 'sale ' || coalesce(nullif({sales.number}, ''), 'row ' || {sales.own_id}),"
        f" printf('%.2f', main.sales.total_amount / 100.0) FROM old.sales AS s"
        f" JOIN main.sales ON main.sales.id = {sales.offset} + {sales.id}"
        f" WHERE {sales.fact('total')} IS NULL AND {sales.is_new}",
    )


def note_stored_totals(shape: Shape, findings: Findings, first_new: int) -> None:
    """List the customers whose stored total is not what their sales come to."""
    if not shape.has("customers", "kept_total"):
        return
    kept, key = cents(shape.sql("customers", "kept_total", "c")), shape.sql("customers", "id", "c")
    findings.add_all(
        "stored total that is not the sum of the sales",
        f"SELECT m.name, printf('%.2f stored, %.2f by the sales', ({kept}) / 100.0,"
        " m.total_purchases / 100.0) FROM old.customers AS c"
        f" JOIN main.customers AS m ON m.id = row_person({key})"
        f" WHERE m.id >= ? AND coalesce({kept}, 0) <> m.total_purchases",
        (first_new,),
    )


def note_lost_lines(shape: Shape, findings: Findings) -> None:
    """List the lines, and parts of payments, of sales that are not there."""
    key = shape.sql("sales", "id", "s")
    for table in ("sale_items", "payment_splits"):
        if not shape.has(table, "sale_id"):
            continue
        column = shape.sql(table, "sale_id", "t")
        findings.add_all(
            "line of a sale that is not there",
            f"SELECT '{table} row ' || {_row(shape, table)}, 'sale ' || coalesce({column}, 'none')"
            f" FROM old.{quoted(table)} AS t"
            f" WHERE NOT EXISTS (SELECT 1 FROM old.sales AS s WHERE {key} = {column})",
        )


def _row(shape: Shape, table: str) -> str:
    for fact in ("own_id", "id", "product_id"):
        if shape.has(table, fact):
            return f"coalesce({shape.sql(table, fact, 't')}, 'without a number')"
    return "t.rowid"
