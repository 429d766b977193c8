"""Products with their barcodes and stock, and the words old lines take from them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from app.domain.product import barcode_key
from app.storage.adopt.report import Findings
from app.storage.adopt.values import cents, free, thousandths, words
from app.storage.old_pos import Shape
from app.storage.product_rows import LARGEST_STOCK, LONGEST_CODE, LONGEST_NAME, search_words

_GOODS = """CREATE TEMP TABLE goods (
    old_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, sku TEXT NOT NULL, barcode TEXT NOT NULL,
    name TEXT NOT NULL, unit TEXT NOT NULL, cost INTEGER)"""
_INSERT = """INSERT INTO main.products (sku, name, name_folded, brand, category, unit, price, cost,
    stock, min_stock, is_active, created_at, updated_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_MOVE = """INSERT INTO main.stock_moves (product_id, reason, quantity, moved_at)
VALUES (?, 'import', ?, ?)"""
_BARCODE = "INSERT OR IGNORE INTO main.product_barcodes (barcode, product_id) VALUES (?, ?)"
_INACTIVE = ("inactive", "archived", "deleted", "discontinued", "0", "no", "false")


@dataclass(slots=True)
class _Shelf:
    """What is taken already, and what came of the old shelf."""

    known: dict[str, int]
    taken: set[str] = field(default_factory=set)
    added: int = 0


def bring_goods(
    connection: sqlite3.Connection, shape: Shape, now: str, findings: Findings
) -> tuple[int, int]:
    """Add the products the shop does not have by their SKU; gives how many there were, and added.

    What is in the shop already stays as it is.
    """
    connection.execute(_GOODS)
    if not (shape.has("products", "id") and shape.has("products", "name")):
        return 0, 0
    shelf = _Shelf(dict(connection.execute("SELECT sku, id FROM main.products").fetchall()))
    rows = connection.execute(_old_rows(shape)).fetchall()
    for row in rows:
        _bring_one(connection, shelf, row, now, findings)
    return len(rows), shelf.added


def _bring_one(
    connection: sqlite3.Connection,
    shelf: _Shelf,
    row: tuple[object, ...],
    now: str,
    findings: Findings,
) -> None:
    old_id, sku, barcode, name, brand, category, unit, price, cost, stock, least, is_on = row
    key = barcode_key(str(barcode))
    code = str(sku) or key or f"OLD-{old_id}"
    shown = str(name) or code
    if code in shelf.taken:
        findings.add("SKU used twice", shown, f"{code} became {code}-{old_id}")
        code = f"{code}-{old_id}"
    product = shelf.known.get(code)
    if product is None:
        kept = _bounded(stock)
        facts = (
            brand,
            category,
            unit or "pc",
            _price(price),
            None if cost is None else _price(cost),
        )
        product = connection.execute(
            _INSERT,
            (code, shown, search_words(shown, ""), *facts, kept, _bounded(least), is_on, now, now),
        ).lastrowid
        if kept:
            connection.execute(_MOVE, (product, kept, now))
        if key and not connection.execute(_BARCODE, (key, product)).rowcount:
            findings.add("barcode used twice", shown, f"{key} is another product's")
        if isinstance(price, int) and price < 0:
            findings.add("price below zero", shown, "taken as 0.00")
        shelf.added += 1
    shelf.taken.add(code)
    connection.execute(
        "INSERT OR IGNORE INTO temp.goods VALUES (?, ?, ?, ?, ?, ?, ?)",
        (old_id, product, code, key, shown, unit or "pc", cost),
    )


def _price(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _bounded(value: object) -> int | None:
    if not isinstance(value, int):
        return None
    return max(-LARGEST_STOCK, min(LARGEST_STOCK, value))


def _old_rows(shape: Shape) -> str:
    def fact(name: str) -> str:
        return shape.sql("products", name, "p")

    category = free(fact("category"), 80)
    if shape.has("categories", "name") and shape.has("products", "category_id"):
        named = free(shape.sql("categories", "name", "c"), 80)
        same = f"{shape.sql('categories', 'id', 'c')} = {fact('category_id')}"
        category = f"coalesce((SELECT {named} FROM old.categories AS c WHERE {same}), {category})"
    stock, least = thousandths(fact("stock")), thousandths(fact("min_stock"))
    if shape.has("inventory", "product_id"):
        here = f"{shape.sql('inventory', 'product_id', 'i')} = {fact('id')}"
        counted = thousandths(shape.sql("inventory", "stock", "i"))
        stock = f"coalesce((SELECT sum({counted}) FROM old.inventory AS i WHERE {here}), {stock})"
        wanted = thousandths(shape.sql("inventory", "min_stock", "i"))
        least = f"coalesce((SELECT max({wanted}) FROM old.inventory AS i WHERE {here}), {least})"
    columns = (
        fact("id"), words(fact("sku"), LONGEST_CODE), words(fact("barcode"), LONGEST_CODE),
        free(fact("name"), LONGEST_NAME), free(fact("brand"), 80), category,
        words(fact("unit"), 20), cents(fact("price")), cents(fact("cost")), stock, least,
        is_active(shape, "products", "p"),
    )  # fmt: skip
    gone = f" WHERE typeof({fact('id')}) = 'integer' ORDER BY 1"
    return f"SELECT {', '.join(columns)} FROM old.products AS p{gone}"


def is_active(shape: Shape, table: str, alias: str) -> str:
    """Write 1 for what is in use, 0 for what was put away, by whichever column says it."""
    flags = [
        f"coalesce(lower({shape.sql(table, fact, alias)}), '') NOT IN {_INACTIVE}"
        for fact in ("is_active", "status")
        if shape.has(table, fact)
    ]
    if shape.has(table, "deleted_at"):
        flags.append(f"{shape.sql(table, 'deleted_at', alias)} IS NULL")
    return f"iif({' AND '.join(flags)}, 1, 0)" if flags else "1"
