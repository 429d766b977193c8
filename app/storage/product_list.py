"""The list of products: pages by key in the order of names, and what each list counts."""

from __future__ import annotations

from app.domain.product import Product, Stocked
from app.storage.database import Database
from app.storage.product_reading import PRODUCT_COLUMNS, product_of
from app.storage.product_rows import search_words
from app.storage.product_search import products_found

_WHICH = {
    Stocked.ALL: "is_active = 1",
    Stocked.LOW: "is_active = 1 AND stock <= min_stock",
    Stocked.OUT: "is_active = 1 AND stock <= 0",
    Stocked.TO_CHECK: "to_check = 1 AND is_active = 1",
    Stocked.ARCHIVED: "is_active = 0",
}
"""What is out and has a minimum is low, too: both have to be ordered."""

_PAGE = f"""SELECT {PRODUCT_COLUMNS} FROM products
WHERE (name_folded, products.id) > (?, ?) AND %s AND %s
ORDER BY name_folded, products.id LIMIT ? OFFSET ?"""  # noqa: S608 - constants
_COUNT = "SELECT count(*) FROM products WHERE %s AND %s"
_FAMILY = f"""SELECT {PRODUCT_COLUMNS} FROM products
WHERE family = (SELECT family FROM products WHERE id = ?1) AND family <> '' AND is_active = 1
ORDER BY variant, products.name, products.id"""  # noqa: S608 - constants


def page(
    database: Database,
    search: str,
    which: Stocked,
    after: Product | None,
    limit: int,
    *,
    skip: int = 0,
) -> list[Product]:
    """Give the next products by name; a page costs the same however deep it lies."""
    condition = products_found(database, search)
    key = ("", 0) if after is None else (search_words(after.name, after.variant), after.id)
    sql = _PAGE % (_WHICH[which], condition.sql)
    rows = database.rows(sql, (*key, *condition.values, limit, skip))
    return [product_of(row) for row in rows]


def counts(database: Database, search: str) -> dict[Stocked, int]:
    """Count what each list would show."""
    condition = products_found(database, search)
    return {
        which: int(database.value(_COUNT % (where, condition.sql), condition.values))
        for which, where in _WHICH.items()
    }


def family(database: Database, product_id: int) -> list[Product]:
    """Give the active products of one family, by variant; none where there is no family."""
    return [product_of(row) for row in database.rows(_FAMILY, (product_id,))]
