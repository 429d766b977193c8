"""Whether a new shop adds up, asked in few passes; `verify` tells what does not."""

from __future__ import annotations

from collections.abc import Iterator

from app.storage import verify
from app.storage.account_verify import account_discrepancies
from app.storage.database import Database

# What each pass below says of the tables that are large; another reference is asked for apart.
_SEEN = {
    ("sales", "customer_id"), ("sales", "original_sale_id"), ("sale_items", "sale_id"),
    ("sale_items", "product_id"), ("payments", "sale_id"),
}  # fmt: skip
_REFERENCES = """SELECT m.name, f."from" FROM sqlite_schema AS m
JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'"""
_RETURNS = """SELECT count(*) FROM sales AS back WHERE original_sale_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sales WHERE id = back.original_sale_id)"""
_HIGHEST = "SELECT count(*), max(line_no) FROM {table}"
_ONE_LINE = """SELECT sale_id, 1 AS lines, total_price AS total, discount_amount AS discount,
    tax_rate_bp AS rate, tax_rate_bp AS highest,
    product_id IS NOT NULL AND product_id NOT IN (SELECT id FROM products) AS lost
FROM sale_items"""
_LINES = """SELECT sale_id, count(*) AS lines, sum(total_price) AS total,
    sum(discount_amount) AS discount, min(tax_rate_bp) AS rate, max(tax_rate_bp) AS highest,
    sum(product_id IS NOT NULL AND product_id NOT IN (SELECT id FROM products)) AS lost
FROM sale_items GROUP BY sale_id"""
# A sale with several rates is left to `verify`; an imported one without any is what it was.
_OF_LINES = """SELECT count(*), coalesce(sum(lines), 0), coalesce(sum(
    total_amount <> total OR sales.discount_amount <> discount OR lost <> 0 OR rate <> highest
    OR (tax_amount <> {inside} AND (till_id <> 0 OR {inside} <> 0))), 0)
FROM ({lines}) AS summed CROSS JOIN sales ON sales.id = sale_id"""
_ONE_PART = "SELECT sale_id, 1 AS parts, amount FROM payments"
_PARTS = "SELECT sale_id, count(*) AS parts, sum(amount) AS amount FROM payments GROUP BY sale_id"
_OF_PARTS = """SELECT coalesce(sum(total_amount <> 0), 0), coalesce(sum(parts), 0),
    coalesce(sum(total_amount <> amount), 0)
FROM ({parts}) AS paid CROSS JOIN sales ON sales.id = sale_id"""
_DAYS = """SELECT business_date, count(*) FILTER (WHERE status = 'completed' AND kind = 'sale'),
    count(*) FILTER (WHERE status = 'completed' AND kind = 'return'),
    coalesce(sum(total_amount) FILTER (WHERE status = 'completed'), 0),
    coalesce(sum(tax_amount) FILTER (WHERE status = 'completed'), 0),
    count(*), count(*) FILTER (WHERE total_amount <> 0)
FROM sales GROUP BY business_date"""
_KEPT_DAYS = """SELECT business_date, sale_count, return_count, total_amount, tax_amount
FROM sales_days"""
_CUSTOMERS = """WITH recount AS MATERIALIZED (
    SELECT customer_id, sum(total_amount) FILTER (WHERE status = 'completed') AS total,
        count(*) FILTER (WHERE kind = 'sale' AND status = 'completed') AS sales,
        min(sale_date) FILTER (WHERE kind = 'sale' AND status = 'completed') AS first,
        max(sale_date) FILTER (WHERE kind = 'sale' AND status = 'completed') AS last
    FROM sales WHERE customer_id IS NOT NULL GROUP BY customer_id)
SELECT (SELECT count(*) FROM customers LEFT JOIN recount ON customer_id = id
    WHERE total_purchases <> coalesce(total, 0) OR transaction_count <> coalesce(sales, 0)
        OR first_purchase_date IS NOT first OR last_purchase_date IS NOT last)
    + (SELECT count(*) FROM recount
    WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = customer_id))"""
# Brought along numbers begin with I and have no till's mark, so that they are read faster.
_NUMBERS = """SELECT count(*) FROM sale_series AS series WHERE (last_number, last_number) IS NOT (
    SELECT count(*), coalesce(max(CAST(substr(sale_number, 2) AS INTEGER)), 0)
    FROM sales WHERE till_id = series.till_id)"""
_TILLS = "SELECT count(*) FROM (SELECT 1 FROM sales WHERE till_id > 0 LIMIT 1)"


def adds_up(database: Database) -> bool:
    """Say whether `verify` would find nothing; where that takes more than a pass, rather not.

    The sales of a till are never asked here, only those brought along. The file and what is
    small are looked at as `verify` does.
    """
    if database.value(_TILLS):
        return False
    return all(_answers(database))


def _answers(database: Database) -> Iterator[bool]:
    sales, with_total, days = _days(database)
    kept = {row[0]: row[1:] for row in database.rows(_KEPT_DAYS)}
    nothing = (0, 0, 0, 0)
    yield all(kept.get(day, nothing) == days.get(day, nothing) for day in kept.keys() | days)
    yield _lines_add_up(database, sales)
    yield _parts_add_up(database, with_total)
    yield not database.value(_CUSTOMERS)
    yield not database.value(_NUMBERS)
    yield _references_hold(database)
    yield not any(verify.of_goods(database))
    yield not any(account_discrepancies(database))
    yield not any(verify.found_by(database))


def _days(database: Database) -> tuple[int, int, dict[str, tuple[int, ...]]]:
    """Give how many sales there are, how many have a total, and what each day comes to."""
    rows = database.rows(_DAYS)
    days = {row[0]: tuple(row[1:5]) for row in rows}
    return sum(row[5] for row in rows), sum(row[6] for row in rows), days


def _lines_add_up(database: Database, sales: int) -> bool:
    count, highest = database.row(_HIGHEST.format(table="sale_items")) or (0, 0)
    inside = verify.INSIDE.replace("gross", "total")
    lines = _ONE_LINE if highest == 1 else _LINES
    statement = _OF_LINES.format(inside=f"({inside})", lines=lines)
    return database.row(statement) == (sales, count, 0)


def _parts_add_up(database: Database, with_total: int) -> bool:
    count, highest = database.row(_HIGHEST.format(table="payments")) or (0, 0)
    parts = _ONE_PART if highest == 1 else _PARTS
    return database.row(_OF_PARTS.format(parts=parts)) == (with_total, count, 0)


def _references_hold(database: Database) -> bool:
    """Ask each table for rows whose parent is gone; the large ones were, beside their sums."""
    references = set(database.rows(_REFERENCES))
    tables = {table for table, column in references if (table, column) not in _SEEN}
    lost = any(database.rows(f'PRAGMA foreign_key_check("{table}")') for table in sorted(tables))
    return not lost and not database.value(_RETURNS)
