"""A shop of a million customers and a million sales, written by a few statements.

Its figures are those of its sales: a recount finds nothing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.storage.store import open_store
from tests.storage.builders import FixedClock

SIZE = 1_000_000
_BULK = 20_000
GOODS = 100_000
REGULAR = 1
"""This customer has every tenth sale: a history of 100,000."""
FREQUENT = 7
"""This one has every two hundredth, with eight lines each: a history of 5,000."""

_GIVEN = [
    "Maria",
    "Jose",
    "Ana",
    "Mark",
    "Ramon",
    "Zenaida",
    "Inigo",
    "Lucia",
    "Marisol",
    "Ben",
    "Carlos",
    "Diana",
    "Elena",
    "Felipe",
    "Grace",
    "Hector",
    "Isabel",
    "Joel",
    "Karen",
    "Liza",
]
_SURNAMES = [
    "Santos",
    "Reyes",
    "Cruz",
    "Garcia",
    "Lim",
    "Marquez",
    "Bautista",
    "Ocampo",
    "Tan",
    "Uy",
    "Villanueva",
    "Aquino",
    "Ramos",
    "Mendoza",
    "Torres",
    "Flores",
    "Castillo",
    "Navarro",
    "Salazar",
    "Domingo",
    "Ignacio",
    "Pascual",
    "Quizon",
    "Zamora",
    "Yap",
]
_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
_MOMENT = "strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', ((i * 7919) % 1000003) || ' minutes')"
_TOTAL = "12500 + i % 777"
_BUYS_NOTHING = f"(i % 10 = 0 OR (i % 200 = {FREQUENT} AND i > {FREQUENT}))"
_TAX = f"(({_TOTAL}) * 1200 * 2 + 11200) / (11200 * 2)"
_CUSTOMERS = f"""{_NUMBERS}, named AS (
    SELECT i, g.name || ' ' || s.name || ' ' || i AS name, {_MOMENT} AS at
    FROM n JOIN given AS g ON g.rowid = 1 + i % 20 JOIN surnames AS s ON s.rowid = 1 + i / 20 % 25)
INSERT INTO customers (id, name, name_key, name_folded, phone, phone_key, total_purchases,
    transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at)
SELECT i, name, lower(name), ' ' || lower(name), '09' || (170000000 + i * 13 % 99999999),
    '09' || (170000000 + i * 13 % 99999999), iif({_BUYS_NOTHING}, 0, {_TOTAL}),
    NOT {_BUYS_NOTHING}, iif({_BUYS_NOTHING}, NULL, at), iif({_BUYS_NOTHING}, NULL, at),
    '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z' FROM named"""
_SALES = f"""{_NUMBERS}
INSERT INTO sales (id, till_id, sale_key, fingerprint, sale_number, kind, customer_id,
    customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount,
    payment_method, sale_date, business_date)
SELECT i, 1, 'large-' || i, 'none', printf('%06d', i), 'sale',
    CASE WHEN i % 10 = 0 THEN {REGULAR} WHEN i % 200 = {FREQUENT} THEN {FREQUENT} ELSE i END,
    'Somebody', 1, {_TOTAL}, 0, {_TAX}, {_TOTAL},
    'cash', {_MOMENT}, substr({_MOMENT}, 1, 10) FROM n"""
_ITEMS = f"""{_NUMBERS}
INSERT INTO sale_items (sale_id, line_no, sku, barcode, name, unit, quantity, unit_price,
    discount_amount, total_price, tax_code, tax_rate_bp)
SELECT i, 1, 'RICE', '', 'Rice', 'pc', 1000, {_TOTAL}, 0, {_TOTAL}, 'V', 1200 FROM n"""
_BASKETS = f"""INSERT INTO sale_items (sale_id, line_no, product_id, sku, barcode, name, unit,
    quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp)
SELECT sales.id, n.i + 1, 1 + (sales.id / 200 * n.i * n.i) % 80, '', '', 'Goods', 'pc', 1000,
    0, 0, 0, 'V', 1200
FROM sales JOIN (SELECT value AS i FROM json_each('[1,2,3,4,5,6,7]')) AS n
WHERE customer_id = {FREQUENT}"""
_PAYMENTS = f"""{_NUMBERS}
INSERT INTO payments (sale_id, line_no, method, amount) SELECT i, 1, 'cash', {_TOTAL} FROM n"""
_DAYS = """INSERT INTO sales_days (business_date, sale_count, total_amount, tax_amount,
    cash_amount)
SELECT business_date, count(*), sum(total_amount), sum(tax_amount), sum(total_amount) FROM sales
GROUP BY business_date"""
_FIGURES = f"""UPDATE customers SET (total_purchases, transaction_count, first_purchase_date,
    last_purchase_date) = (SELECT sum(total_amount), count(*), min(sale_date), max(sale_date)
    FROM sales WHERE customer_id = customers.id) WHERE id IN ({REGULAR}, {FREQUENT})"""
_PRODUCTS = f"""{_NUMBERS}
INSERT INTO products (id, sku, name, name_folded, price, created_at, updated_at)
SELECT i, 'LARGE' || i, g.name || ' ' || s.name || ' ' || i,
    ' ' || lower(g.name || ' ' || s.name || ' ' || i), 1000 + i,
    '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'
FROM n JOIN given AS g ON g.rowid = 1 + i % 20 JOIN surnames AS s ON s.rowid = 1 + i / 20 % 25"""
_PRODUCT_WORDS = """INSERT INTO product_words (rowid, name_folded, sku)
SELECT id, name_folded, sku FROM products"""
_BARCODES = f"""{_NUMBERS}
INSERT INTO product_barcodes (barcode, product_id) SELECT printf('480%010d', i), i FROM n"""


def make_large_shop(folder: Path, *, customers: int = SIZE, sales: int = SIZE) -> None:
    """Write it all: indexes last, nothing flushed; about a minute and a gigabyte for a million."""
    open_store(folder, FixedClock()).close()
    with closing(sqlite3.connect(folder / "shop.db", isolation_level=None)) as file:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            file.execute(f"PRAGMA {pragma}").fetchall()
        file.execute("BEGIN")
        file.execute("CREATE TEMP TABLE given (name TEXT)")
        file.execute("CREATE TEMP TABLE surnames (name TEXT)")
        file.executemany("INSERT INTO given VALUES (?)", [(name,) for name in _GIVEN])
        file.executemany("INSERT INTO surnames VALUES (?)", [(name,) for name in _SURNAMES])
        later = file.execute(
            "SELECT type, name, sql FROM sqlite_schema"
            " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name, _ in later:
            file.execute(f"DROP {kind} {name}")
        for sql, count in (
            (_CUSTOMERS, customers),
            (_SALES, sales),
            (_ITEMS, sales),
            (_PAYMENTS, sales),
            (_PRODUCTS, GOODS),
            (_BARCODES, GOODS),
        ):
            file.execute(sql, (count,))
        file.execute("UPDATE sale_series SET last_number = ? WHERE till_id = 1", (sales,))
        for _, _, sql in later:
            file.execute(sql)
        for sql in (_PRODUCT_WORDS, _DAYS, _BASKETS, _FIGURES):
            file.execute(sql)
        file.execute("COMMIT")
        file.execute("PRAGMA journal_mode = WAL").fetchall()


def prepare_searches(folder: Path) -> None:
    """Write what searches are made by, in large steps as nobody waits."""
    store = open_store(folder, FixedClock())
    while store.prepare_searches(_BULK):
        pass
    store.close()
