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
_LOST = "product_id IS NOT NULL AND product_id NOT IN (SELECT id FROM products)"
_VAT = "(tax_amount <> ({0}) AND (till_id <> 0 OR ({0}) <> 0))"
_OF_ONE = verify.INSIDE.replace("gross", "total_price").replace("rate", "tax_rate_bp")
_COUNTS = """SELECT (SELECT count(*) FROM sales), (SELECT count(*) FROM sale_items),
    (SELECT count(*) FROM payments)"""
# Where no sale has two lines or two payments, the three tables are walked together once.
_ONE_EACH = f"""SELECT count(*), count(amount), coalesce(sum(
    items.line_no <> 1 OR coalesce(payments.line_no, 1) <> 1
    OR total_amount <> total_price OR sales.discount_amount <> items.discount_amount
    OR total_amount <> coalesce(amount, 0) OR (total_amount = 0 AND amount IS NOT NULL)
    OR {_LOST} OR {_VAT.format(_OF_ONE)}), 0)
FROM sale_items AS items CROSS JOIN sales ON sales.id = items.sale_id
LEFT JOIN payments ON payments.sale_id = items.sale_id"""
# A sale with several rates is left to `verify`; an imported one without any is what it was.
_OF_LINES = f"""SELECT count(*), coalesce(sum(lines), 0), coalesce(sum(
    total_amount <> gross OR sales.discount_amount <> discount OR lost <> 0 OR rate <> highest
    OR {_VAT.format(verify.INSIDE)}), 0)
FROM (SELECT sale_id, count(*) AS lines, sum(total_price) AS gross,
        sum(discount_amount) AS discount, min(tax_rate_bp) AS rate, max(tax_rate_bp) AS highest,
        sum({_LOST}) AS lost
    FROM sale_items GROUP BY sale_id) AS summed CROSS JOIN sales ON sales.id = sale_id"""
_OF_PARTS = """SELECT coalesce(sum(total_amount <> 0), 0), coalesce(sum(parts), 0),
    coalesce(sum(total_amount <> amount), 0)
FROM (SELECT sale_id, count(*) AS parts, sum(amount) AS amount FROM payments GROUP BY sale_id)
    AS paid CROSS JOIN sales ON sales.id = sale_id"""
_DAYS = """SELECT business_date, sum(kind = 'sale'), sum(kind = 'return'), sum(total_amount),
    sum(tax_amount)
FROM sales WHERE status = 'completed' GROUP BY business_date"""
_WITH_TOTAL = "SELECT count(*) FROM sales WHERE total_amount <> 0"
_KEPT_DAYS = """SELECT business_date, sale_count, return_count, total_amount, tax_amount
FROM sales_days"""
_CUSTOMERS = """WITH recount AS MATERIALIZED (
    SELECT customer_id, sum(total_amount) AS total, count(*) FILTER (WHERE kind = 'sale') AS sales,
        min(sale_date) FILTER (WHERE kind = 'sale') AS first,
        max(sale_date) FILTER (WHERE kind = 'sale') AS last
    FROM sales WHERE customer_id IS NOT NULL AND status = 'completed' GROUP BY customer_id)
SELECT (SELECT count(*) FROM customers LEFT JOIN recount ON customer_id = id
    WHERE total_purchases <> coalesce(total, 0) OR transaction_count <> coalesce(sales, 0)
        OR first_purchase_date IS NOT first OR last_purchase_date IS NOT last)
    + (SELECT count(*) FROM (
        SELECT DISTINCT customer_id FROM sales WHERE customer_id IS NOT NULL)
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
    yield _days_add_up(database)
    yield _parts_add_up(database)
    yield not database.value(_CUSTOMERS)
    yield not database.value(_NUMBERS)
    yield _references_hold(database)
    yield not any(verify.of_goods(database))
    yield not any(account_discrepancies(database))
    yield not any(verify.found_by(database))


def _days_add_up(database: Database) -> bool:
    kept, counted = (
        {day: tuple(figures) for day, *figures in database.rows(sql)} for sql in (_KEPT_DAYS, _DAYS)
    )
    nothing = (0, 0, 0, 0)
    return all(
        kept.get(day, nothing) == counted.get(day, nothing) for day in kept.keys() | counted.keys()
    )


def _parts_add_up(database: Database) -> bool:
    """Compare every sale with its lines and its payments."""
    sales, lines, paid = database.row(_COUNTS) or (0, 0, 0)
    if lines == sales and database.row(_ONE_EACH) == (sales, paid, 0):
        return True
    with_total = database.value(_WITH_TOTAL)
    return database.row(_OF_LINES) == (sales, lines, 0) and (
        database.row(_OF_PARTS) == (with_total, paid, 0)
    )


def _references_hold(database: Database) -> bool:
    """Ask each table for rows whose parent is gone; the large ones were, beside their sums."""
    references = set(database.rows(_REFERENCES))
    tables = {table for table, column in references if (table, column) not in _SEEN}
    lost = any(database.rows(f'PRAGMA foreign_key_check("{table}")') for table in sorted(tables))
    return not lost and not database.value(_RETURNS)
