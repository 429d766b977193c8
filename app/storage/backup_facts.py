"""What a file says of its shop, asked in words that every schema since the first understands."""

from __future__ import annotations

import json
import platform
import sqlite3

from app.domain.backup import Figures, Origin
from app.domain.clock import from_utc_text
from app.domain.money import Money
from app.storage.till import SHOP_KEY, TILL_KEY, number_text

_FIGURES = """SELECT (SELECT count(*) FROM sales), (SELECT count(*) FROM customers),
    (SELECT count(*) FROM products),
    (SELECT coalesce(sum(total_amount), 0) FROM sales WHERE status = 'completed'),
    (SELECT max(sale_date) FROM sales),
    (SELECT last_number FROM sale_series WHERE till_id = ?)"""
_SETTING = "SELECT value FROM settings WHERE key = ?"


def sale_count(connection: sqlite3.Connection) -> int:
    """Count the sales: no sale is ever taken away."""
    return int(connection.execute("SELECT count(*) FROM sales").fetchone()[0])


def figures_in(connection: sqlite3.Connection) -> Figures:
    """Count and add up."""
    till = origin_of(connection).till
    row = connection.execute(_FIGURES, (till,)).fetchone()
    sales, customers, products, total, last_at, last_number = row
    return Figures(
        sales,
        customers,
        products,
        Money(total),
        number_text(till, last_number) if last_number else "",
        None if last_at is None else from_utc_text(last_at),
    )


def origin_of(connection: sqlite3.Connection) -> Origin:
    """Read which shop and till this is."""
    shop, name = _setting(connection, SHOP_KEY), _setting(connection, "shop.shop_name")
    till = _setting(connection, TILL_KEY)
    return Origin(
        shop if isinstance(shop, str) else "",
        till if isinstance(till, int) else 1,
        name if isinstance(name, str) else "",
        platform.node(),
    )


def tills_in(connection: sqlite3.Connection) -> set[int]:
    """Give the tills whose numbers it knows of."""
    return {till for (till,) in connection.execute("SELECT till_id FROM sale_series").fetchall()}


def _setting(connection: sqlite3.Connection, key: str) -> object:
    row = connection.execute(_SETTING, (key,)).fetchone()
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:
        return None
