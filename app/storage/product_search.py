"""Finding products by words in a shelf of any length.

A rare word leads to its few products, common words to those in all their sets. Until a long
shelf has sets, common words are met by walking it in the order of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import and_

from app.domain.names import findable, typed_words
from app.domain.product import Product
from app.storage.database import Database
from app.storage.product_reading import PRODUCT_COLUMNS, product_of
from app.storage.product_rows import search_words
from app.storage.product_sets import Shelf, places_in, shelf
from app.storage.search import AFTER_EVERY_TEXT, Condition, products_matching

FEW = 500
"""Up to so many products of a word are looked at one by one."""
MANY = 20_000
"""So many are still sooner put in order than a long shelf is walked to its end."""

_SEARCH = f"""SELECT {PRODUCT_COLUMNS} FROM products WHERE is_active = 1 AND %s AND %s
ORDER BY name_folded, products.id LIMIT ?"""  # noqa: S608 - constants
_AMONG = f"""SELECT {PRODUCT_COLUMNS} FROM products
WHERE products.id IN (SELECT value FROM json_each(?)) AND is_active = 1 AND %s AND %s
ORDER BY name_folded, products.id LIMIT ?"""  # noqa: S608 - constants
_SEARCH_NEAR = f"""SELECT {PRODUCT_COLUMNS} FROM products WHERE products.id IN (
    SELECT id FROM (SELECT id FROM products ORDER BY name_folded, id LIMIT 250))
AND is_active = 1 AND %s AND %s ORDER BY name_folded, products.id LIMIT ?"""  # noqa: S608
_BEGINS = "name_folded >= ? AND name_folded < ?"
_BEGINS_NOT = "(name_folded < ? OR name_folded >= ?)"
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


_MOST_AT_ONCE = 400


def search(database: Database, text: str, limit: int) -> list[Product]:
    """Give those on sale whose name begins with the text, by name, then the others it finds."""
    found = _by_name(database, _SEARCH, products_matching(text), text, limit, begins=True)
    rest = limit - len(found)
    if not rest:
        return found
    sets = shelf(database)
    more = None if sets is None else _by_sets(sets, text, rest)
    return found + (_by_walking(database, text, rest) if more is None else more)


def _by_sets(sets: Shelf, text: str, limit: int) -> list[Product] | None:
    """Give those in the sets of all words, and those who moved; None where no set helps."""
    words = typed_words(text)
    members = [sets.members(word) for word in words]
    if None in members:
        rare = [word for word, each in zip(words, members, strict=True) if each is None]
        few = fewest(sets.database, text, FEW, rare)
        if few is not None:
            return _by_name(sets.database, _SEARCH, few, text, limit)
        at_least = zip(members, words, strict=True)
        members = [sets.beginning(word) if each is None else each for each, word in at_least]
    known = [each for each in members if each is not None]
    if not known:
        return None
    found = _standing(sets, places_in(reduce(and_, known)), text, limit)
    if found is None or not sets.moved:
        return found
    found += _listed(sets.database, list(sets.moved), text, limit)
    return sorted(found, key=_by_words)[:limit]


def _standing(sets: Shelf, places: Iterator[int], text: str, limit: int) -> list[Product] | None:
    """Give the first of those in these places whom the text finds."""
    found: list[Product] = []
    at_once = limit
    while len(found) < limit and (some := list(islice(places, at_once))):
        products = sets.products(some)
        if products is None:
            return None
        found += _listed(sets.database, products, text, limit - len(found))
        at_once = min(at_once * 4, _MOST_AT_ONCE)
    return found


def _listed(database: Database, products: list[int], text: str, limit: int) -> list[Product]:
    whole = products_matching(text)
    listed = Condition(whole.sql, (str(products), *whole.values))
    return _by_name(database, _AMONG, listed, text, limit)


def _by_words(product: Product) -> tuple[str, int]:
    return search_words(product.name, product.variant), product.id


def _by_walking(database: Database, text: str, limit: int) -> list[Product]:
    few = fewest(database, text, FEW)
    if few is not None:
        return _by_name(database, _SEARCH, few, text, limit)
    whole = products_matching(text)  # a common word is soon met by walking, or never
    met = _by_name(database, _SEARCH_NEAR, whole, text, limit)
    if len(met) == limit:
        return met
    whole = fewest(database, text, MANY) or whole
    return _by_name(database, _SEARCH, whole, text, limit)


def _by_name(
    database: Database, sql: str, asked: Condition, text: str, limit: int, *, begins: bool = False
) -> list[Product]:
    """Two walks in the order of names, those that begin so and the others, sort nothing."""
    words = findable(text)
    values = (*asked.values, words, f"{words}{AFTER_EVERY_TEXT}", limit)
    sql %= (asked.sql, _BEGINS if begins else _BEGINS_NOT)
    return [product_of(row) for row in database.rows(sql, values)]


def products_found(database: Database, text: str) -> Condition:
    """Ask what `products_matching` asks, by the shorter way to the answer."""
    return fewest(database, text, FEW) or products_matching(text)


def fewest(
    database: Database, text: str, most: int, words: Sequence[str] | None = None
) -> Condition | None:
    """Ask the same among the products that these words of it together leave, else all its words.

    None where these are more. A word that begins very many barcodes leaves all of them, and is
    not asked for here.
    """
    asked = typed_words(text) if words is None else words
    rare = [word for word in asked if _is_rare(database, word)]
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
