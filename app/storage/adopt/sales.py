"""The sales themselves: numbered anew, their old number beside it, and the days they make up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from app.storage.adopt.methods import ours
from app.storage.adopt.moments import Moments, local_day, moment_of_sale
from app.storage.adopt.old_sales import OldSales, user_name
from app.storage.adopt.people import People
from app.storage.adopt.values import as_typed, cents, free, mostly_nothing
from app.storage.old_pos import Shape

_SALES = """INSERT INTO main.sales (id, till_id, sale_key, fingerprint, sale_number, foreign_number,
    kind, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount,
    total_amount, payment_method, cashier, sale_date, business_date)
SELECT ?1 + id, 0, sale_key, 'brought along', printf('I%06d', number), nullif(foreign_number, ''),
    'sale', person, name, {pieces}, total + {off}, {off}, tax, total, method, cashier, at, day
FROM ({rows}) {order}"""
_ROWS = """SELECT {id} AS id, {key} AS sale_key, next_number() AS number,
    {number} AS foreign_number, {person} AS person, {name} AS name,
    coalesce({discount}, 0) AS discount, coalesce({tax}, 0) AS tax, coalesce({total}, 0) AS total,
    {method} AS method, {cashier} AS cashier, {moment} AS at, {day} AS day {of_lines}
FROM old.sales AS s {lines} {users}
WHERE {is_new} {once}"""
_OF_LINES = """, sums.total AS line_total, coalesce(sums.discount, 0) AS line_discount,
    sums.pieces AS pieces, sums.lines AS lines"""
_LINES = "LEFT JOIN temp.sums ON sums.sale_id = ?1 + {id}"
_ONCE = "ORDER BY {id} LIMIT -1"
"""Keeps SQLite from working an amount out again at every place it is named; it copies all texts
instead, so that it is not worth it where nothing is named twice but the total.
"""
_OFF = """(line_discount + CASE
        WHEN lines IS NULL THEN discount
        WHEN discount = 0 OR abs(total - line_total) <= 1 THEN 0
        WHEN abs(total - line_total + discount) <= 1 THEN discount
        WHEN tax <> 0 AND abs(total - line_total - tax) <= 1 THEN 0
        WHEN abs(total - line_total - tax + discount) <= 1 THEN discount
        ELSE 0 END)"""
_NOBODY = """UPDATE main.sales SET has_nobody = 1
WHERE id > ? AND customer_id IS NULL AND customer_name <> ''"""
_VOID = """UPDATE main.sales SET status = 'voided', void_reason = {reason}, void_by = {by},
    void_date = coalesce({at}, sales.sale_date)
FROM old.sales AS s {users} WHERE sales.id = ?1 + {id} AND {is_new} AND {is_void}"""
_NO_MOMENT = "SELECT id FROM main.sales WHERE id > ? AND sale_date = '' ORDER BY id"
_MEND_MOMENT = """UPDATE main.sales SET sale_date = before, business_date = day_of_moment(before)
FROM (SELECT coalesce((SELECT sale_date FROM main.sales
    WHERE id < ?1 AND id > ?2 ORDER BY id DESC LIMIT 1), ?3) AS before) WHERE id = ?1"""
_MEND_DAYS = """UPDATE main.sales SET business_date = day_of_moment(sale_date)
WHERE id > ? AND date(business_date) IS NOT business_date"""
_TIDY = """UPDATE main.sales SET
    has_nobody = has_nobody AND (SELECT tidy FROM temp.untidy WHERE name = customer_name) <> '',
    customer_name = (SELECT tidy FROM temp.untidy WHERE name = customer_name)
WHERE id > ? AND customer_name IN (SELECT name FROM temp.untidy)"""
_SERIES = "UPDATE main.sale_series SET last_number = last_number + ? WHERE till_id = 0"
_DAYS = """CREATE TEMP TABLE days AS
SELECT business_date AS day, count(*) AS sales, count(customer_id) AS linked,
    sum(has_nobody) AS nobody, sum(total_amount) AS everything, sum(total_amount < 0) AS below,
    sum(total_amount = 0) AS for_nothing, count(*) {counted} AS completed,
    sum(total_amount) {counted} AS total, sum(tax_amount) {counted} AS tax
FROM main.sales WHERE id > {offset} GROUP BY business_date"""
_COUNTED = "FILTER (WHERE status = 'completed')"
_ADD_DAYS = """INSERT INTO main.sales_days
    (business_date, sale_count, return_count, total_amount, tax_amount)
SELECT day, completed, 0, total, tax FROM temp.days WHERE completed > 0
ON CONFLICT (business_date) DO UPDATE SET sale_count = sale_count + excluded.sale_count,
    total_amount = total_amount + excluded.total_amount,
    tax_amount = tax_amount + excluded.tax_amount"""
_FIGURES = """SELECT sum(sales), sum(linked), sum(nobody), sum(sales - completed), sum(below),
    sum(for_nothing), sum(everything), sum(total) FROM temp.days"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was written: numbers of sales, and sums in centavos of all and of those not voided."""

    sales: int
    linked: int
    nobody: int
    voided: int
    below_zero: int
    for_nothing: int
    everything: int
    total: int


def bring_sales(
    connection: sqlite3.Connection,
    shape: Shape,
    sales: OldSales,
    people: People,
    moments: Moments,
    numbers: Iterator[int],
) -> Figures:
    """Write them down with the days they make up, and find or make the customer of each.

    `numbers` gives each its number.
    """
    run, offset = connection.execute, (sales.offset,)
    connection.create_function("next_number", 0, numbers.__next__)
    run(_SERIES, (run(_statement(connection, shape, sales), offset).rowcount,))
    if moments.unreadable:
        _mend_moments(connection, sales.offset, moments.now)
    if people.has_met_nobody:
        run(_NOBODY, offset)
    if sales.has_voids:
        run(_voiding(shape, sales), offset)
    if people.untidy:
        run("CREATE TEMP TABLE untidy (name TEXT PRIMARY KEY, tidy TEXT)")
        connection.executemany("INSERT INTO temp.untidy VALUES (?, ?)", people.untidy.items())
        run(_TIDY, offset)
    counted = _COUNTED if sales.has_voids else ""
    run(_DAYS.format(counted=counted, offset=sales.offset))
    run(_ADD_DAYS)
    return Figures(*(figure or 0 for figure in run(_FIGURES).fetchone()))


def _mend_moments(connection: sqlite3.Connection, offset: int, now: str) -> None:
    """Give each sale whose time cannot be read that of the one before it."""
    for (sale,) in connection.execute(_NO_MOMENT, (offset,)).fetchall():
        connection.execute(_MEND_MOMENT, (sale, offset, now))
    connection.execute(_MEND_DAYS, (offset,))


def _statement(connection: sqlite3.Connection, shape: Shape, sales: OldSales) -> str:
    has_lines = connection.execute("SELECT EXISTS (SELECT 1 FROM temp.sums)").fetchone()[0]
    total, at = cents(sales.fact("total")), _at(sales)
    users, cashier = _user(shape, sales.fact("cashier_id"))
    if sales.fact("cashier_id") == "NULL":
        cashier = free(sales.fact("cashier"), 80)
    rows = _ROWS.format(
        id=sales.id,
        key=sales.key,
        number=sales.number,
        person=_buyer(sales),
        name=as_typed(sales.fact("customer_name"), 400),
        discount=mostly_nothing(sales.fact("discount")),
        tax=cents(sales.fact("tax")),
        total=f"coalesce({total}, sums.total)" if has_lines else total,
        method=ours(sales.fact("method")),
        cashier=cashier,
        moment=moment_of_sale(at),
        day=local_day(at),
        users=users,
        of_lines=_OF_LINES if has_lines else "",
        lines=_LINES.format(id=sales.id) if has_lines else "",
        is_new=sales.is_new,
        once=_ONCE.format(id=sales.id) if has_lines else "",
    )
    return _SALES.format(
        rows=rows,
        order="" if has_lines else "ORDER BY id",
        off=_OFF if has_lines else "discount",
        pieces="coalesce(pieces, 0)" if has_lines else "0",
    )


def _voiding(shape: Shape, sales: OldSales) -> str:
    at = sales.fact("voided_at")
    users, voider = _user(shape, sales.fact("voided_by"))
    return _VOID.format(
        id=sales.id,
        reason=free(sales.fact("void_reason"), 400),
        by=voider,
        at=f"moment_or_null({at})" if at != "NULL" else "NULL",
        users=users,
        is_new=sales.is_new,
        is_void=sales.is_void(),
    )


def _buyer(sales: OldSales) -> str:
    customer, name = sales.fact("customer_id"), sales.fact("customer_name")
    by_name = f"buyer_named({name})"
    if customer == "NULL":
        return by_name
    return f"iif({customer} IS NULL, {by_name}, buyer_of({customer}, {name}))"


def _at(sales: OldSales) -> str:
    """Write the time of a sale; where it is not known, that of the row."""
    first, other = sales.fact("at"), sales.fact("at_else")
    if other in ("NULL", first):
        return first
    return f"iif({first} IS NULL OR {first} LIKE '0000%', {other}, {first})"


def _user(shape: Shape, column: str) -> tuple[str, str]:
    """Write the join to the old users by a column, and the name of who it names."""
    if column == "NULL" or not shape.has("users", "id"):
        return "", free(column, 80)
    join = f"LEFT JOIN old.users AS u ON {shape.sql('users', 'id', 'u')} = {column}"
    return join, f"coalesce(nullif({user_name(shape, 'u')}, ''), {free(column, 80)})"
