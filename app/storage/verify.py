"""Recount everything from the sales, without trusting any figure that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from app.domain.money import Money
from app.domain.names import findable, name_key, phone_key
from app.domain.quantity import Quantity
from app.domain.verification import Discrepancy, VerifyReport
from app.storage.account_verify import account_discrepancies, money_differs
from app.storage.database import Database, Row
from app.storage.day_verify import day_discrepancies
from app.storage.product_rows import search_words
from app.storage.references import lost_references
from app.storage.till import NUMBER_SQL

_AT_ONCE = 10_000
_ROOM_KIB = 64_000

_CUSTOMERS = """WITH recount AS (
    SELECT customer_id, sum(total_amount) AS total, count(*) FILTER (WHERE kind = 'sale') AS sales,
        min(sale_date) FILTER (WHERE kind = 'sale') AS first,
        max(sale_date) FILTER (WHERE kind = 'sale') AS last
    FROM sales WHERE customer_id IS NOT NULL AND status = 'completed' GROUP BY customer_id)
SELECT id, name, total_purchases, coalesce(total, 0), transaction_count, coalesce(sales, 0),
    first_purchase_date, first, last_purchase_date, last
FROM customers LEFT JOIN recount ON customer_id = id
WHERE total_purchases <> coalesce(total, 0) OR transaction_count <> coalesce(sales, 0)
    OR first_purchase_date IS NOT first OR last_purchase_date IS NOT last ORDER BY id"""
# VAT inside = gross x rate / (100 % + rate), halves away from zero, once per rate and sale.
# What another system charged by a rule of its own lies on lines without a rate.
# What is left of a division falls towards zero, so half of the divisor goes away from it.
INSIDE = """((2 * gross * rate + iif(gross < 0, -1, 1) * (10000 + rate)) / (2 * (10000 + rate)))"""
# Lines lie in the order of their sales, so that they are summed on the way and nothing is kept.
# `gross` is what the only rate above nothing is on; several rates are asked for apart.
_SALES = f"""SELECT sale_number, till_id, total_amount, total, discount_amount, discount, paid,
    tax_amount, tax
FROM (
    SELECT id, till_id, sale_number, total_amount, total, sales.discount_amount, discount,
        coalesce((SELECT sum(amount) FROM payments WHERE sale_id = sales.id), 0) AS paid,
        tax_amount, iif(lowest IS nullif(rate, 0), {INSIDE}, (
            SELECT sum({INSIDE}) FROM (
                SELECT tax_rate_bp AS rate, sum(total_price) AS gross FROM sale_items
                WHERE sale_id = sales.id GROUP BY tax_rate_bp))) AS tax
    FROM (SELECT sale_id, sum(total_price) AS total, sum(discount_amount) AS discount,
            sum(iif(tax_rate_bp = 0, 0, total_price)) AS gross,
            min(nullif(tax_rate_bp, 0)) AS lowest, max(tax_rate_bp) AS rate
        FROM sale_items GROUP BY sale_id) CROSS JOIN sales ON sales.id = sale_id
    UNION ALL
    SELECT id, till_id, sale_number, total_amount, NULL, discount_amount, NULL, 0, tax_amount, 0
    FROM sales WHERE id NOT IN (SELECT sale_id FROM sale_items))
WHERE total_amount IS NOT total OR discount_amount IS NOT discount OR total_amount <> paid
    OR (tax_amount <> tax AND (till_id <> 0 OR tax <> 0))
ORDER BY id"""  # noqa: S608 - constants
# Sorted: the index of a product's moves leads all over the disk.
_STOCK = """SELECT name, coalesce(stock, 0), coalesce(moved, 0)
FROM products LEFT JOIN (
    SELECT product_id, sum(quantity) AS moved FROM stock_moves NOT INDEXED GROUP BY product_id)
ON product_id = id WHERE coalesce(stock, 0) <> coalesce(moved, 0) ORDER BY id"""
# A line moves its quantity times the stock units of one, rounded half away as when it was sold.
# Goods that lie on several lines of a sale have several moves: the sum of them is compared.
_SOLD = """(SELECT -sum(sign(quantity) * ((2 * abs(quantity) * factor + 1000) / 2000))
    FROM sale_items WHERE sale_id = move.sale_id AND product_id = move.product_id)"""
_AT_SALE = "sale_id IS NOT NULL AND reason IN ('sale', 'return')"
_MOVES = f"""WITH doubtful AS (
    SELECT DISTINCT sale_id, product_id FROM stock_moves AS move
    WHERE {_AT_SALE} AND quantity IS NOT {_SOLD}),
summed AS (
    SELECT sale_id, product_id, (
        SELECT sum(quantity) FROM stock_moves
        WHERE {_AT_SALE} AND sale_id = move.sale_id AND product_id = move.product_id) AS kept,
        {_SOLD} AS counted
    FROM doubtful AS move)
SELECT sale_number, name, kept, coalesce(counted, 0) FROM summed
JOIN sales ON sales.id = sale_id JOIN products ON products.id = product_id
WHERE kept IS NOT counted ORDER BY sale_id, product_id"""  # noqa: S608 - constants
_OWNERS = """WITH newest AS (
    SELECT sale_id, max(change_id) AS change_id FROM customer_change_sales
    JOIN customer_changes ON customer_changes.id = change_id
    WHERE undone_at IS NULL GROUP BY sale_id)
SELECT sale_number, coalesce(customers.name, 'nobody'), iif(to_name = '', 'nobody', to_name)
FROM newest JOIN customer_changes ON customer_changes.id = newest.change_id
JOIN sales ON sales.id = newest.sale_id LEFT JOIN customers ON customers.id = customer_id
WHERE customer_id IS NOT to_customer_id OR has_nobody <> (to_name = '') ORDER BY newest.sale_id"""
_NUMBERS = f"""SELECT till_id, last_number, (
    SELECT count(*) FROM sales WHERE till_id = series.till_id)
FROM sale_series AS series WHERE (last_number, last_number) IS NOT (
    SELECT count(*), coalesce(max({NUMBER_SQL}), 0) FROM sales
    WHERE till_id = series.till_id) ORDER BY till_id"""  # noqa: S608 - constants
_FOUND_BY = ("name key", "search name", "phone digits")
_KEYS = """SELECT id, name, name_key, name_folded, phone, phone_key FROM customers
WHERE id > ? ORDER BY id LIMIT ?"""
_SHELF = "SELECT name, variant, name_folded FROM products ORDER BY id"
_BOTH = """SELECT customers.name, name_key FROM customers JOIN customer_aliases USING (name_key)"""
_COUNTS = """SELECT (SELECT count(*) FROM sales), (SELECT count(*) FROM customers),
    (SELECT count(*) FROM sales INDEXED BY sales_unlinked
     WHERE customer_id IS NULL AND customer_name <> '' AND has_nobody = 0)"""


def verify(database: Database, *, is_fresh: bool = False) -> VerifyReport:
    """Compare what is kept with what the sales say; changes nothing.

    In a file written just now (`is_fresh`) indexes are not held against their tables, of which
    they were made: that is half of the work. VACUUM INTO makes none, it copies them as they lie.
    """
    sales, customers, unlinked = database.row(_COUNTS) or (0, 0, 0)
    found = (*damage(database, is_fresh=is_fresh), *recount(database))
    return VerifyReport(sales, customers, unlinked, found)


def damage(database: Database, *, is_fresh: bool = False) -> Iterator[Discrepancy]:
    """Tell what is wrong with the file itself: its structure, and rows that lead nowhere."""
    with nullcontext() if is_fresh else _room(database):
        yield from file_faults(database, "quick_check" if is_fresh else "integrity_check")
        yield from lost_references(database)


def recount(database: Database) -> Iterator[Discrepancy]:
    """Tell which figures differ from what the sales say; the file itself is not looked at."""
    yield from of_customers(database)
    yield from _sold(database)
    yield from account_discrepancies(database)
    yield from found_by(database)


def of_customers(database: Database) -> Iterator[Discrepancy]:
    """Compare what is kept of each customer with their sales."""
    for row in database.rows(_CUSTOMERS):
        yield from _customer(row)


@contextmanager
def _room(database: Database) -> Iterator[None]:
    """Keep more of the file at hand while indexes are looked up, which leads all over it.

    Only then: a sort takes as much memory as there is room, and more time.
    """
    kept = database.value("PRAGMA cache_size")
    database.rows(f"PRAGMA cache_size = -{_ROOM_KIB}")
    try:
        yield
    finally:
        database.rows(f"PRAGMA cache_size = {kept}")


def _sold(database: Database) -> Iterator[Discrepancy]:
    rows = database.rows(_SALES)
    for row in rows:
        yield from _sale(row)
    for row in rows:
        yield from _tax(row)
    yield from day_discrepancies(database)
    yield from of_goods(database)
    for till, kept, counted in database.rows(_NUMBERS):
        yield Discrepancy(f"till {till}", "sale numbers given", str(kept), str(counted))


def of_goods(database: Database) -> Iterator[Discrepancy]:
    """Compare stock with its moves, and sales given to others with those changes."""
    for name, kept, moved in database.rows(_STOCK):
        yield Discrepancy(f"product {name}", "stock", str(Quantity(kept)), str(Quantity(moved)))
    for number, name, kept, counted in database.rows(_MOVES):
        figure = f"stock moved of {name}"
        yield Discrepancy(f"sale {number}", figure, str(Quantity(kept)), str(Quantity(counted)))
    for number, kept, given_to in database.rows(_OWNERS):
        yield Discrepancy(f"sale {number}", "customer", kept, given_to)


def found_by(database: Database) -> Iterator[Discrepancy]:
    """Compare what customers and products are found by."""
    for row in customer_keys(database):
        yield from _keys(row)
    for name, variant, folded in database.rows(_SHELF):
        if folded != (words := search_words(name, variant)):
            yield Discrepancy(f"product {name}", "search name", folded, words)
    for name, key in database.rows(_BOTH):
        yield Discrepancy(f"customer {name}", "merged name", key, "already a customer's own")


def file_faults(database: Database, check: str) -> Iterator[Discrepancy]:
    """Ask SQLite for faults of the file; `check` is the pragma that does."""
    for (verdict,) in database.rows(f"PRAGMA {check}(20)"):
        if verdict != "ok":
            yield Discrepancy("the file", "structure", verdict, "ok")


def _customer(row: Row) -> Iterator[Discrepancy]:
    _, name, total, real_total, count, real_count, first, real_first, last, real_last = row
    subject = f"customer {name}"
    if total != real_total:
        yield money_differs(subject, "total purchases", total, real_total)
    for figure, kept, counted in (
        ("number of sales", count, real_count),
        ("first purchase", first, real_first),
        ("last purchase", last, real_last),
    ):
        if kept != counted:
            yield Discrepancy(subject, figure, _shown(kept), _shown(counted))


def _sale(row: Row) -> Iterator[Discrepancy]:
    number, _, total, lines, discount, line_discounts, paid, _, _ = row
    subject = f"sale {number}"
    if lines is None:
        yield Discrepancy(subject, "lines", str(Money(total)), "none")
        return
    if total != lines:
        yield money_differs(subject, "total of the lines", total, lines)
    if discount != line_discounts:
        yield money_differs(subject, "discounts", discount, line_discounts)
    if total != paid:
        yield money_differs(subject, "payments", total, paid)


def _tax(row: Row) -> Iterator[Discrepancy]:
    number, till, *_, kept, counted = row
    if kept != counted and (till or counted):
        yield money_differs(f"sale {number}", "VAT", kept, counted)


def customer_keys(database: Database) -> Iterator[Row]:
    """Give id, name, name key, search name, phone and its digits of all, a few thousand at a time.

    A million customers at once would take half a gigabyte.
    """
    last = 0
    while rows := database.rows(_KEYS, (last, _AT_ONCE)):
        yield from rows
        last = rows[-1][0]


def _keys(row: Row) -> Iterator[Discrepancy]:
    _, name, *kept, phone, digits = row
    kept.append(digits)
    made = [name_key(name), findable(name), phone_key(phone)]
    if kept != made:  # asked of all at once, as it is of a million
        for figure, stored, recounted in zip(_FOUND_BY, kept, made, strict=True):
            if stored != recounted:
                yield Discrepancy(f"customer {name}", figure, stored, recounted)


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
