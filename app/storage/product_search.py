"""Finding products by words in a shelf of any length: a rare word leads to its few products.

A word that very many products have is quicker found by walking the shelf in its order.
"""

from __future__ import annotations

from app.domain.names import typed_words
from app.storage.database import Database
from app.storage.search import AFTER_EVERY_TEXT, Condition, products_matching

FEW = 500
"""Up to so many products of a word are looked at one by one."""

_CANDIDATES = """SELECT rowid FROM product_words WHERE product_words MATCH ?
UNION ALL SELECT product_id FROM product_barcodes WHERE barcode >= ? AND barcode < ?
UNION ALL SELECT product_id FROM product_barcodes WHERE barcode >= ? AND barcode < ?
UNION ALL SELECT product_id FROM products_to_index"""
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM ({_CANDIDATES}) LIMIT {FEW + 1})"  # noqa: S608
_KEEP = (
    "DELETE FROM product_words WHERE rowid IN (SELECT product_id FROM products_to_index)",
    """INSERT INTO product_words (rowid, name_folded, sku) SELECT id, name_folded, sku
FROM products WHERE id IN (SELECT product_id FROM products_to_index)""",
    "DELETE FROM products_to_index",
)


def products_found(database: Database, text: str) -> Condition:
    """Ask what `products_matching` asks, by the shorter way to the answer."""
    whole = products_matching(text)
    counted = []
    for word in typed_words(text):
        if any(c.isascii() and c.isalnum() for c in word):  # what the index holds for certain
            values = _values(word)
            counted.append((int(database.value(_COUNT, values)), values))
    count, values = min(counted, default=(FEW + 1, ()))
    if count > FEW:
        return whole
    return Condition(f"products.id IN ({_CANDIDATES}) AND {whole.sql}", (*values, *whole.values))


def keep_words(database: Database) -> None:
    """Put the products that were written into the index, inside the caller's transaction."""
    for sql in _KEEP:
        database.run(sql)


def _values(word: str) -> tuple[str, ...]:
    """Give the beginning of a word, or of words that punctuation parts, and of a barcode."""
    quoted = word.replace('"', '""')
    ends = (word, f"{word}{AFTER_EVERY_TEXT}", f"0{word}", f"0{word}{AFTER_EVERY_TEXT}")
    return (f'"{quoted}" *', *ends)
