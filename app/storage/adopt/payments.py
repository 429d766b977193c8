"""How the old sales were paid, in parts where the old file knows them."""

from __future__ import annotations

import sqlite3

from app.storage.adopt.methods import ACCOUNT, OTHER, keep_unknown_ways, ours
from app.storage.adopt.report import Findings
from app.storage.adopt.sales import OldSales
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
_REST = f"""INSERT INTO main.payments (sale_id, line_no, method, amount)
SELECT sales.id, parts + 1, '{OTHER}', total_amount - amount
FROM temp.paid JOIN main.sales ON sales.id = sale_id WHERE total_amount <> amount"""
_SPLIT = """UPDATE main.sales SET payment_method = iif(ways > 1, 'split',
    (SELECT method FROM main.payments WHERE payments.sale_id = sales.id LIMIT 1))
FROM temp.paid WHERE paid.sale_id = sales.id AND total_amount = amount"""
_NOTHING = "UPDATE main.sales SET payment_method = 'none' WHERE id > ? AND total_amount = 0"
_WHOLE = f"""INSERT INTO main.payments (sale_id, line_no, method, amount, tendered, reference)
SELECT id, 1, iif(payment_method = 'split', '{OTHER}', payment_method), total_amount,
    iif(payment_method = 'cash' AND given >= total_amount AND given <= 100000000000000, given,
        NULL),
    iif(payment_method = '{ACCOUNT}', coalesce(code, ''), reference)
FROM (SELECT sales.id, sales.payment_method, sales.total_amount, {{given}} AS given,
        {{reference}} AS reference FROM main.sales {{joins}} WHERE sales.id > ?1)
LEFT JOIN temp.sale_accounts ON sale_id = id
WHERE total_amount <> 0 AND NOT EXISTS (SELECT 1 FROM temp.paid WHERE paid.sale_id = id)"""


def bring_payments(
    connection: sqlite3.Connection, shape: Shape, sales: OldSales, findings: Findings
) -> None:
    """Write the payments of the sales that were brought along; they come to its total, always."""
    if shape.has("payment_splits", "sale_id") and shape.has("payment_splits", "amount"):
        connection.execute(_parts(shape, sales), (sales.offset,))
    connection.execute(_PAID.format(offset=sales.offset))
    connection.execute("CREATE UNIQUE INDEX temp.paid_sale ON paid (sale_id)")
    findings.add_all(
        "payments that do not come to the total, the rest is other",
        "SELECT 'sale ' || coalesce(foreign_number, sale_number),"
        " printf('%.2f paid of %.2f', amount / 100.0, total_amount / 100.0)"
        " FROM temp.paid JOIN main.sales ON sales.id = sale_id WHERE amount <> total_amount",
    )
    connection.execute(_REST)
    connection.execute(_SPLIT)
    connection.execute(_whole(sales), (sales.offset,))
    connection.execute(_NOTHING, (sales.offset,))
    keep_unknown_ways(connection)
    findings.add_all(
        "on account, and the account is not known",
        "SELECT 'sale ' || coalesce(foreign_number, sale_number), customer_name"
        f" FROM main.payments JOIN main.sales ON sales.id = sale_id WHERE method = '{ACCOUNT}'"
        " AND reference = '' AND sale_id > ?",
        (sales.offset,),
    )


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


def _whole(sales: OldSales) -> str:
    given, reference = sales.fact("given"), sales.fact("reference")
    is_asked = (given, reference) != ("NULL", "NULL")
    joins = f"JOIN old.sales AS s ON {sales.id} = sales.id - ?1" if is_asked else ""
    return _WHOLE.format(given=cents(given), reference=free(reference, 80), joins=joins)
