"""Finding products by words in a shelf of any length: a rare word leads to its few products.

A word that very many products have is quicker found by walking the shelf in its order.
"""

from __future__ import annotations

from app.domain.names import typed_words
from app.storage.database import Database
from app.storage.search import AFTER_EVERY_TEXT, Condition, products_matching

FEW = 500
"""Up to so many products of a word are looked at one by one."""
MANY = 20_000
"""So many are still sooner put in order than a long shelf is walked to its end."""

_BY_CODE = """SELECT product_id FROM product_barcodes WHERE barcode >= ? AND barcode < ?
UNION ALL SELECT product_id FROM product_barcodes WHERE barcode >= ? AND barcode < ?"""
_CODES = f"SELECT count(*) FROM (SELECT 1 FROM ({_BY_CODE}) LIMIT {FEW + 1})"  # noqa: S608
_BY_WORDS = """SELECT rowid FROM product_words WHERE product_words MATCH ?
UNION ALL SELECT product_id FROM products_to_index"""
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM (%s) LIMIT ?)"
_KEEP = (
    "DELETE FROM product_words WHERE rowid IN (SELECT product_id FROM products_to_index)",
    """INSERT INTO product_words (rowid, name_folded, sku) SELECT id, name_folded, sku
FROM products WHERE id IN (SELECT product_id FROM products_to_index)""",
    "DELETE FROM products_to_index",
)


def products_found(database: Database, text: str) -> Condition:
    """Ask what `products_matching` asks, by the shorter way to the answer."""
    return fewest(database, text, FEW) or products_matching(text)


def fewest(database: Database, text: str, most: int) -> Condition | None:
    """Ask the same among the products that all words together leave; None where these are more.

    A word that begins very many barcodes leaves all of them, and is not asked for here.
    """
    rare = [word for word in typed_words(text) if _is_rare(database, word)]
    if not rare:
        return None
    sql = _BY_WORDS + f" UNION ALL {_BY_CODE}" * len(rare)
    values = (" AND ".join(_beginning(word) for word in rare), *sum(map(_codes, rare), ()))
    if int(database.value(_COUNT % sql, (*values, most + 1))) > most:
        return None
    whole = products_matching(text)
    return Condition(f"products.id IN ({sql}) AND {whole.sql}", (*values, *whole.values))


def _is_rare(database: Database, word: str) -> bool:
    """Say whether the index holds the word for certain, and few barcodes begin with it."""
    if not any(c.isascii() and c.isalnum() for c in word):
        return False
    return int(database.value(_CODES, _codes(word))) <= FEW


def keep_words(database: Database) -> None:
    """Put the products that were written into the index, inside the caller's transaction."""
    for sql in _KEEP:
        database.run(sql)


def _beginning(word: str) -> str:
    """Give the beginning of a word, or of words that punctuation parts."""
    quoted = word.replace('"', '""')
    return f'"{quoted}" *'


def _codes(word: str) -> tuple[str, ...]:
    """Give the ends of the barcodes that begin so, with and without a zero before."""
    return (word, f"{word}{AFTER_EVERY_TEXT}", f"0{word}", f"0{word}{AFTER_EVERY_TEXT}")
