"""Whether a new shop adds up, asked in few passes; `verify` tells what does not."""

from __future__ import annotations

from collections.abc import Iterator

from app.storage import verify
from app.storage.account_verify import account_discrepancies
from app.storage.database import Database
from app.storage.day_verify import day_discrepancies
from app.storage.references import lost_references

_VAT = "(tax_amount <> ({0}) AND (till_id <> 0 OR ({0}) <> 0))"
_OF_ONE = verify.INSIDE.replace("gross", "total_price").replace("rate", "tax_rate_bp")
_COUNTS = """SELECT (SELECT count(*) FROM sales), (SELECT count(*) FROM sale_items),
    (SELECT count(*) FROM payments)"""
# Where no sale has two lines or two payments, the three tables are walked together once.
_ONE_EACH = f"""SELECT count(*), count(amount), coalesce(sum(
    items.line_no <> 1 OR coalesce(payments.line_no, 1) <> 1
    OR total_amount <> total_price OR sales.discount_amount <> items.discount_amount
    OR total_amount <> coalesce(amount, 0) OR (total_amount = 0 AND amount IS NOT NULL)
    OR {_VAT.format(_OF_ONE)}), 0)
FROM sale_items AS items CROSS JOIN sales ON sales.id = items.sale_id
LEFT JOIN payments ON payments.sale_id = items.sale_id"""
# A sale with several rates is left to `verify`; an imported one without any is what it was.
_OF_LINES = f"""SELECT count(*), coalesce(sum(lines), 0), coalesce(sum(
    total_amount <> gross OR sales.discount_amount <> discount OR rate <> highest
    OR {_VAT.format(verify.INSIDE)}), 0)
FROM (SELECT sale_id, count(*) AS lines, sum(total_price) AS gross,
        sum(discount_amount) AS discount, min(tax_rate_bp) AS rate, max(tax_rate_bp) AS highest
    FROM sale_items GROUP BY sale_id) AS summed CROSS JOIN sales ON sales.id = sale_id"""
_OF_PARTS = """SELECT coalesce(sum(total_amount <> 0), 0), coalesce(sum(parts), 0),
    coalesce(sum(total_amount <> amount), 0)
FROM (SELECT sale_id, count(*) AS parts, sum(amount) AS amount FROM payments GROUP BY sale_id)
    AS paid CROSS JOIN sales ON sales.id = sale_id"""
_WITH_TOTAL = "SELECT count(*) FROM sales WHERE total_amount <> 0"
# Brought along numbers begin with I and have no till's mark, so that they are read faster.
_NUMBERS = """SELECT count(*) FROM sale_series AS series WHERE (last_number, last_number) IS NOT (
    SELECT count(*), coalesce(max(CAST(substr(sale_number, 2) AS INTEGER)), 0)
    FROM sales WHERE till_id = series.till_id)"""
_TILLS = "SELECT count(*) FROM (SELECT 1 FROM sales WHERE till_id > 0 LIMIT 1)"


def adds_up(database: Database) -> bool:
    """Say whether `verify` would find nothing; where that takes more than a pass, rather not.

    The sales of a till are never asked here, only those brought along, whose lines, payments and
    numbers can be asked with less; all else is looked at as `verify` does.
    """
    if database.value(_TILLS):
        return False
    return all(_answers(database))


def _answers(database: Database) -> Iterator[bool]:
    yield not any(day_discrepancies(database))
    yield _parts_add_up(database)
    yield not any(verify.of_customers(database))
    yield not database.value(_NUMBERS)
    yield not any(lost_references(database))
    yield not any(verify.of_goods(database))
    yield not any(account_discrepancies(database))
    yield not any(verify.found_by(database))


def _parts_add_up(database: Database) -> bool:
    """Compare every sale with its lines and its payments."""
    sales, lines, paid = database.row(_COUNTS) or (0, 0, 0)
    if lines == sales and database.row(_ONE_EACH) == (sales, paid, 0):
        return True
    with_total = database.value(_WITH_TOTAL)
    return database.row(_OF_LINES) == (sales, lines, 0) and (
        database.row(_OF_PARTS) == (with_total, paid, 0)
    )
