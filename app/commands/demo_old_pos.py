"""A made-up year as the POS before this one would have kept it: a database to bring along."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.commands.demo import SHOP
from app.commands.demo_year import demo_year
from app.domain.product import Product
from app.domain.resources import resource
from app.domain.sale import Kind, Sale
from app.exchange.products import ProductsFile

_TABLES = """
CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT);
CREATE TABLE products (id INTEGER PRIMARY KEY, sku TEXT, name TEXT, price DECIMAL(10,2));
CREATE TABLE customers (id INTEGER PRIMARY KEY, customer_name TEXT, phone TEXT, address TEXT);
CREATE TABLE sales (id INTEGER PRIMARY KEY, sale_number TEXT, customer_name TEXT,
    cashier_id INTEGER, subtotal DECIMAL(10,2), discount_amount DECIMAL(10,2),
    tax_amount DECIMAL(10,2), total_amount DECIMAL(10,2), payment_method TEXT, created_at TEXT,
    status TEXT);
CREATE TABLE sale_items (id INTEGER PRIMARY KEY, sale_id INTEGER, product_id INTEGER,
    quantity DECIMAL(10,3), unit_price DECIMAL(10,2), total_price DECIMAL(10,2));
CREATE TABLE shifts (id INTEGER PRIMARY KEY, opened_at TEXT);
INSERT INTO users VALUES (1, 'counter');
INSERT INTO shifts (opened_at) VALUES ('2025-01-01 08:00:00');
"""
_SALE = "INSERT INTO sales VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)"
_LINE = """INSERT INTO sale_items (sale_id, product_id, quantity, unit_price, total_price)
VALUES (?, ?, ?, ?, ?)"""
_METHODS = {"cash": "CASH", "gcash": "GCASH", "card": "CREDIT_CARD"}
_EVERY_VOID, _EVERY_WALK_IN = 90, 7


def make_old_pos(path: Path, *, seed: int, now: datetime) -> int:
    """Write it into a new file; gives how many sales it has. `now` is aware, its zone the shop's.

    As in the old POS, sales know a name and no customer, and some names stand for nobody.
    """
    rows = ProductsFile(resource("demo", "products.csv")).read()
    products = [row for row in rows if isinstance(row, Product)]
    year = demo_year(products, SHOP, seed=seed, now=now)
    sales = [sale for sale in year.sales if sale.kind is Kind.SALE]
    ids = {product.sku: number for number, product in enumerate(products, 1)}
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(_TABLES)
        made.executemany(
            "INSERT INTO products VALUES (?, ?, ?, ?)",
            ((ids[each.sku], each.sku, each.name, str(each.price)) for each in products),
        )
        made.executemany(
            "INSERT INTO customers (customer_name, phone, address) VALUES (?, ?, ?)",
            ((each.name, each.phone, each.address) for each in year.people if each.phone),
        )
        made.executemany(_SALE, _heads(sales, now))
        made.executemany(_LINE, _lines(sales, ids))
    return len(sales)


def _heads(sales: Sequence[Sale], now: datetime) -> Iterator[tuple[object, ...]]:
    for number, sale in enumerate(sales, 1):
        at = sale.sold_at.astimezone(now.tzinfo)
        name = sale.customer.name if sale.customer else None
        if name is None and number % _EVERY_WALK_IN == 0:
            name = "Walk-in"
        amounts = (sale.total - sale.tax, sale.discount, sale.tax, sale.total)
        yield (
            number,
            f"SALE-{int(at.timestamp() * 1000)}-{number % 10}",
            name,
            *map(str, amounts),
            _METHODS.get(sale.method, "CASH"),
            f"{at:%Y-%m-%d %H:%M:%S}",
            "completed" if number % _EVERY_VOID else "voided",
        )


def _lines(sales: Sequence[Sale], ids: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for number, sale in enumerate(sales, 1):
        for line in sale.lines:
            amounts = (str(line.quantity), str(line.unit_price), str(line.total))
            yield number, ids.get(line.sku), *amounts
