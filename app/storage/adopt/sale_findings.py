"""What was decided of an old sale and could have been meant otherwise, row by row."""

from __future__ import annotations

import sqlite3

from app.storage.adopt.old_sales import VOIDED, OldSales
from app.storage.adopt.report import Findings
from app.storage.adopt.sales import Figures
from app.storage.adopt.values import cents
from app.storage.old_pos import Shape

_COMPLETED = ("", "completed", "complete", "paid", "active", "done", "success")

_LEFT_OVER = """SELECT 'sale ' || coalesce(foreign_number, sale_number),
    printf('%.2f beside its lines', (more - vat) / 100.0)
FROM temp.rest JOIN main.sales ON sales.id = rest.id WHERE abs(more - vat) > 1"""
_BELOW_ZERO = """SELECT 'sale ' || coalesce(foreign_number, sale_number),
    printf('%.2f', total_amount / 100.0)
FROM main.sales WHERE id > ? AND total_amount < 0"""
_WRONG_TOTALS = """SELECT 'sale ' || {number}, printf(
    'subtotal %.2f, discount %.2f, tax %.2f, total %.2f, lines %.2f',
    wrong.subtotal / 100.0, wrong.discount / 100.0, wrong.tax / 100.0, wrong.total / 100.0,
    (SELECT sums.total / 100.0 FROM temp.sums WHERE sale_id = {offset} + wrong.old_id))
FROM (SELECT {id} AS old_id, {subtotal} AS subtotal, {total} AS total,
        coalesce({tax}, 0) AS tax, coalesce({discount}, 0) AS discount
    FROM old.sales AS s WHERE {is_new} AND {may_be_wrong} LIMIT -1) AS wrong
JOIN old.sales AS s ON {id} = wrong.old_id
WHERE abs(wrong.subtotal + wrong.tax - wrong.total) > 1
    AND abs(wrong.subtotal + wrong.tax - wrong.discount - wrong.total) > 1"""


def note_sales(
    shape: Shape,
    sales: OldSales,
    figures: Figures,
    findings: Findings,
) -> None:
    """List totals, states and numbers that did not speak for themselves."""
    if shape.has("sales", "subtotal"):
        findings.add_all("totals that do not add up, the total was kept", _wrong_totals(sales))
    findings.add_all("lines that do not come to the total", _LEFT_OVER)
    if shape.has("sales", "status"):
        status = sales.fact("status")
        findings.add_all(
            "neither completed nor voided, taken as completed",
            f"SELECT 'sale ' || {sales.number}, {status} FROM old.sales AS s WHERE {sales.is_new}"
            f" AND coalesce(lower({status}), '') NOT IN {(*VOIDED, *_COMPLETED)}",
        )
    if sales.has_numbers_used_twice:
        findings.add_all(
            "number used twice",
            f"SELECT 'sale ' || {sales.number}, 'row ' || {sales.own_id} FROM old.sales AS s"
            f" WHERE {sales.is_new} AND {sales.number} <> ''"
            f" AND {sales.raw} IN (SELECT number FROM temp.number_used_twice)",
        )
    if figures.below_zero:
        findings.add_all("below zero", _BELOW_ZERO, (sales.offset,))


def note_differing(
    connection: sqlite3.Connection,
    sales: OldSales,
    differing: set[tuple[object, str]],
    findings: Findings,
) -> None:
    """List the sales whose customer's id and name tell of two customers."""
    if not differing:
        return
    connection.execute("CREATE TEMP TABLE differing (id, name, PRIMARY KEY (id, name))")
    connection.executemany("INSERT INTO temp.differing VALUES (?, ?)", differing)
    customer, name = sales.fact("customer_id"), sales.fact("customer_name")
    findings.add_all(
        "id and name differ, the id was taken",
        f"SELECT 'sale ' || {sales.number},"
        f" {name} || ' / ' || coalesce(row_name({customer}), '')"
        f" FROM old.sales AS s WHERE {sales.is_new}"
        f" AND ({customer}, {name}) IN (SELECT id, name FROM temp.differing)",
    )


def _wrong_totals(sales: OldSales) -> str:
    """Look at the plain numbers first, for the exact look takes its time."""
    fact = sales.fact
    plus = f"{fact('subtotal')} + coalesce({fact('tax')}, 0) - {fact('total')}"
    less = f"{plus} - coalesce({fact('discount')}, 0)"
    names = ("subtotal", "total", "tax", "discount")
    return _WRONG_TOTALS.format(
        id=sales.id,
        number=sales.number,
        offset=sales.offset,
        is_new=sales.is_new,
        may_be_wrong=f"({plus} NOT BETWEEN -0.015 AND 0.015"
        f" AND {less} NOT BETWEEN -0.015 AND 0.015)",
        **{name: cents(fact(name)) for name in names},
    )
