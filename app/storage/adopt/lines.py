"""What was sold, line by line, in the words it was sold under."""

from __future__ import annotations

import sqlite3

from app.storage.adopt.values import cents, free, thousandths, words
from app.storage.old_pos import Shape
from app.storage.product_rows import LONGEST_CODE, LONGEST_NAME

NOT_ON_RECORD = "Items not on record"
DISCOUNT = "Discount on the whole sale"
VAT_ON_TOP = "VAT on top of the prices"
ROUNDING = "Rounding"
DIFFERENCE = "Difference to the total"

_LINES = """INSERT INTO main.sale_items (sale_id, line_no, product_id, sku, barcode, name, unit,
    quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost)
SELECT sale_id, line_no, product_id, sku, barcode, name, unit, quantity,
    CASE WHEN price IS NULL OR (gross - total) * sign(quantity) < 0
        THEN iif(quantity = 0, 0, (2 * abs(total) * 1000 + abs(quantity)) / (2 * abs(quantity)))
        ELSE price END,
    iif(price IS NULL OR (gross - total) * sign(quantity) < 0, 0, gross - total),
    total, 'V', rate, cost
FROM (
    SELECT *, coalesce(given, gross - discount) AS total FROM (
        SELECT *, sign(quantity * price) * ((2 * abs(quantity * price) + 1000) / 2000) AS gross
        FROM ({rows})))
ORDER BY sale_id, line_no"""
_ROWS = """SELECT ?1 + {sale} AS sale_id,
    row_number() OVER (PARTITION BY {sale} ORDER BY {order}) AS line_no,
    goods.id AS product_id,
    coalesce(nullif({sku}, ''), goods.sku, '') AS sku,
    coalesce(nullif({barcode}, ''), goods.barcode, '') AS barcode,
    coalesce(nullif({name}, ''), goods.name, nullif({sku}, ''), 'Item no longer on record') AS name,
    coalesce(nullif({unit}, ''), goods.unit, 'pc') AS unit,
    coalesce({quantity}, 1000) AS quantity, {price} AS price,
    coalesce({discount}, 0) AS discount, coalesce({total}, iif({price} IS NULL, 0, NULL)) AS given,
    coalesce({cost}, goods.cost) AS cost, {rate} AS rate
FROM old.sale_items AS i JOIN old.sales AS s ON {sale_id} = {sale}
LEFT JOIN temp.goods ON goods.old_id = {product} WHERE {is_new}"""
_SUMS = """CREATE TEMP TABLE sums (
    sale_id INTEGER PRIMARY KEY, total INTEGER, discount INTEGER, pieces INTEGER, lines INTEGER)"""
_ADD_UP = """INSERT INTO temp.sums
SELECT sale_id, sum(total_price), sum(discount_amount),
    sum(iif(quantity % 1000, 1, abs(quantity) / 1000)), count(*)
FROM main.sale_items WHERE sale_id > ? GROUP BY sale_id"""
_EXTRA = """INSERT INTO main.sale_items (sale_id, line_no, sku, barcode, name, unit, quantity,
    unit_price, discount_amount, total_price, tax_code, tax_rate_bp)"""
_WHOLE = f"""{_EXTRA}
SELECT id, 1, '', '', '{NOT_ON_RECORD}', 'pc', iif(total_amount < 0, -1000, 1000),
    abs(subtotal), discount_amount, total_amount, 'V', {{rate}}
FROM main.sales WHERE id > ?1"""
_WITHOUT_LINES = " AND NOT EXISTS (SELECT 1 FROM temp.sums WHERE sale_id = sales.id)"
# What the total has beyond the lines: the sale's own discount, VAT put on top, and what is left.
_REST = """CREATE TEMP TABLE rest AS
SELECT id, lines, off, iif(tax <> 0 AND abs(beyond + off - tax) <= 1, tax, 0) AS vat,
    beyond + off AS more, rate
FROM (SELECT sales.id, sums.lines, discount_amount - sums.discount AS off,
        total_amount - sums.total AS beyond, tax_amount AS tax, {rate} AS rate
    FROM temp.sums JOIN main.sales ON sales.id = sums.sale_id
    WHERE total_amount <> sums.total OR discount_amount <> sums.discount)"""
_OFF = f"""{_EXTRA}
SELECT id, lines + 1, '', '', '{DISCOUNT}', 'pc', 1000, 0, off, -off, 'V', rate
FROM temp.rest WHERE off <> 0"""
_VAT = f"""{_EXTRA}
SELECT id, lines + 1 + (off <> 0), '', '', '{VAT_ON_TOP}', 'pc', 1000, vat, 0, vat, 'V', rate
FROM temp.rest WHERE vat <> 0"""
_LEFT = f"""{_EXTRA}
SELECT id, lines + 1 + (off <> 0) + (vat <> 0), '', '',
    iif(abs(more - vat) <= 1, '{ROUNDING}', '{DIFFERENCE}'), 'pc', sign(more - vat) * 1000,
    abs(more - vat), 0, more - vat, 'V', rate
FROM temp.rest WHERE more <> vat"""


def vat_rate(total: str, tax: str, rate_bp: int) -> str:
    """Write the rate by which exactly this tax is inside this total; 0 where none is."""
    half = 10_000 + rate_bp
    inside = f"((2 * {total} * {rate_bp} + iif({total} < 0, {-half}, {half})) / {2 * half})"
    return f"iif(coalesce({tax}, 0) <> 0 AND {tax} = {inside}, {rate_bp}, 0)"


def bring_lines(
    connection: sqlite3.Connection, shape: Shape, offset: int, is_new: str, rate_bp: int
) -> int:
    """Write the lines of the sales that are new, and add them up; gives how many.

    `offset` is added to an old sale's id. A line without its product keeps what is known of it.
    """
    connection.execute(_SUMS)
    if not shape.has("sale_items", "sale_id"):
        return 0

    def fact(name: str) -> str:
        return shape.sql("sale_items", name, "i")

    of_sale = [cents(shape.sql("sales", name, "s")) for name in ("total", "tax")]
    rows = _ROWS.format(
        sale=fact("sale_id"),
        sale_id=shape.sql("sales", "id", "s"),
        order=fact("id") if shape.has("sale_items", "id") else "i.rowid",
        product=fact("product_id"),
        sku=words(fact("sku"), LONGEST_CODE),
        barcode=words(fact("barcode"), LONGEST_CODE),
        name=free(fact("name"), LONGEST_NAME),
        unit=words(fact("unit"), 20),
        quantity=thousandths(fact("quantity")),
        price=cents(fact("price")),
        discount=cents(fact("discount")),
        total=cents(fact("total")),
        cost=cents(fact("cost")),
        rate=vat_rate(of_sale[0], of_sale[1], rate_bp),
        is_new=is_new,
    )
    written = connection.execute(_LINES.format(rows=rows), (offset,)).rowcount
    connection.execute(_ADD_UP, (offset,))
    return written


def fill_up(connection: sqlite3.Connection, offset: int, rate_bp: int) -> None:
    """Give every sale lines that come to its total, those of no record one; after the sales."""
    rate = vat_rate("total_amount", "tax_amount", rate_bp)
    has_lines = connection.execute("SELECT EXISTS (SELECT 1 FROM temp.sums)").fetchone()[0]
    whole = _WHOLE.format(rate=rate) + (_WITHOUT_LINES if has_lines else "")
    connection.execute(whole, (offset,))
    connection.execute(_REST.format(rate=rate))
    for statement in (_OFF, _VAT, _LEFT):
        connection.execute(statement)
