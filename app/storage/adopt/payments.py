"""How the old sales were paid, in parts where the old file knows them."""

from __future__ import annotations

import sqlite3

from app.storage.adopt.methods import ACCOUNT, OTHER, keep_unknown_ways, ours
from app.storage.adopt.old_sales import OldSales
from app.storage.adopt.report import Findings
from app.storage.adopt.sales import Figures
from app.storage.adopt.values import cents, free
from app.storage.old_pos import Shape

_PARTS = """INSERT INTO main.payments (sale_id, line_no, method, amount, reference)
SELECT sale_id, line_no, method, amount, iif(method = '{account}', coalesce(code, ''), reference)
FROM (SELECT ?1 + {sale} AS sale_id,
        row_number() OVER (PARTITION BY {sale} ORDER BY {order}) AS line_no,
        {method} AS method, coalesce({amount}, 0) AS amount, {reference} AS reference
    FROM old.payment_splits AS p JOIN old.sales AS s ON {sale_id} = {sale} WHERE {is_new})
LEFT JOIN temp.sale_accounts USING (sale_id) ORDER BY sale_id, line_no"""
_PAID = """CREATE TEMP TABLE paid AS
SELECT sale_id, sum(amount) AS amount, count(*) AS parts, count(DISTINCT method) AS ways
FROM main.payments WHERE sale_id > {offset} GROUP BY sale_id"""
_DIFFERING = """SELECT 'sale ' || coalesce(foreign_number, sale_number),
    printf('%.2f paid of %.2f', amount / 100.0, total_amount / 100.0)
FROM temp.paid JOIN main.sales ON sales.id = sale_id WHERE amount <> total_amount"""
_REST = f"""INSERT INTO main.payments (sale_id, line_no, method, amount)
SELECT sales.id, parts + 1, '{OTHER}', total_amount - amount
FROM temp.paid JOIN main.sales ON sales.id = sale_id WHERE total_amount <> amount"""
_SPLIT = """UPDATE main.sales SET payment_method = iif(ways > 1, 'split',
    (SELECT method FROM main.payments WHERE payments.sale_id = sales.id LIMIT 1))
FROM temp.paid WHERE paid.sale_id = sales.id AND total_amount = amount"""
_NOTHING = "UPDATE main.sales SET payment_method = 'none' WHERE id > ? AND total_amount = 0"
_WHOLE = f"""INSERT INTO main.payments (sale_id, line_no, method, amount, tendered, reference)
SELECT sales.id, 1, iif(sales.payment_method = 'split', '{OTHER}', sales.payment_method),
    sales.total_amount,
    {{tendered}}, {{reference}}
FROM main.sales {{joins}} WHERE sales.id > ?1 AND sales.total_amount <> 0 {{is_unpaid}}"""
_TENDERED = """iif(sales.payment_method = 'cash' AND {given} >= sales.total_amount
    AND {given} <= 100000000000000, {given}, NULL)"""
_CODE = f"iif(sales.payment_method = '{ACCOUNT}', coalesce(code, ''), {{reference}})"
_OF_ACCOUNT = "LEFT JOIN temp.sale_accounts ON sale_id = sales.id"
_UNPAID = "AND NOT EXISTS (SELECT 1 FROM temp.paid WHERE paid.sale_id = sales.id)"
_UNKNOWN_ACCOUNT = f"""SELECT 'sale ' || coalesce(foreign_number, sale_number), customer_name
FROM main.payments JOIN main.sales ON sales.id = sale_id
WHERE method = '{ACCOUNT}' AND reference = '' AND sale_id > ?"""


def bring_payments(
    connection: sqlite3.Connection,
    shape: Shape,
    sales: OldSales,
    figures: Figures,
    findings: Findings,
) -> None:
    """Write the payments of the sales that were brought along; they come to its total, always."""
    run, offset = connection.execute, (sales.offset,)
    has_parts = _bring_parts(connection, shape, sales, findings)
    run(_whole(connection, sales, has_parts=has_parts), offset)
    if figures.for_nothing:
        run(_NOTHING, offset)
    keep_unknown_ways(connection)
    findings.add_all("on account, and the account is not known", _UNKNOWN_ACCOUNT, offset)


def _bring_parts(
    connection: sqlite3.Connection, shape: Shape, sales: OldSales, findings: Findings
) -> bool:
    """Write how sales were paid in parts; says whether any were."""
    if not (shape.has("payment_splits", "sale_id") and shape.has("payment_splits", "amount")):
        return False
    if not connection.execute(_parts(shape, sales), (sales.offset,)).rowcount:
        return False
    connection.execute(_PAID.format(offset=sales.offset))
    connection.execute("CREATE UNIQUE INDEX temp.paid_sale ON paid (sale_id)")
    findings.add_all("payments that do not come to the total, the rest is other", _DIFFERING)
    connection.execute(_REST)
    connection.execute(_SPLIT)
    return True


def _parts(shape: Shape, sales: OldSales) -> str:
    def fact(name: str) -> str:
        return shape.sql("payment_splits", name, "p")

    return _PARTS.format(
        account=ACCOUNT,
        sale=fact("sale_id"),
        order=fact("id") if shape.has("payment_splits", "id") else "p.rowid",
        method=ours(fact("method")),
        amount=cents(fact("amount")),
        reference=free(fact("reference"), 80),
        sale_id=sales.id,
        is_new=sales.is_new,
    )


def _whole(connection: sqlite3.Connection, sales: OldSales, *, has_parts: bool) -> str:
    given, reference = cents(sales.fact("given")), free(sales.fact("reference"), 80)
    joins = []
    if (given, reference) != ("NULL", "''"):
        joins.append(f"JOIN old.sales AS s ON {sales.id} = sales.id - ?1")
    if connection.execute("SELECT EXISTS (SELECT 1 FROM temp.sale_accounts)").fetchone()[0]:
        joins.append(_OF_ACCOUNT)
        reference = _CODE.format(reference=reference)
    return _WHOLE.format(
        tendered="NULL" if given == "NULL" else _TENDERED.format(given=given),
        reference=reference,
        joins=" ".join(joins),
        is_unpaid=_UNPAID if has_parts else "",
    )
