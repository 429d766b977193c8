"""The goods on keys of their own, in the order the shop gave them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import InvalidInput
from app.domain.names import one_line
from app.domain.product import QuickKey
from app.storage.database import Database
from app.storage.fit import fits, typed
from app.storage.product_reading import PRODUCT_COLUMNS, product_of

LONGEST_LABEL = 40
MOST_KEYS = 200

_ALL = f"""SELECT {PRODUCT_COLUMNS}, label FROM quick_keys
JOIN products ON products.id = product_id WHERE is_active = 1
ORDER BY position"""  # noqa: S608 - constants
_PUT = """INSERT INTO quick_keys (position, product_id, label)
SELECT ?1, id, ?3 FROM products WHERE id = ?2"""


def quick_keys(database: Database) -> list[QuickKey]:
    """Give the keys in their order, without archived products."""
    return [QuickKey(product_of(row), row[-1]) for row in database.rows(_ALL)]


def set_quick_keys(database: Database, keys: Sequence[QuickKey]) -> None:
    """Write the keys down inside a transaction; a product that is gone has no key."""
    if len(keys) > MOST_KEYS:
        raise InvalidInput(f"There can be at most {MOST_KEYS} quick keys.")
    database.run("DELETE FROM quick_keys")
    rows = [
        (place, key.product.id, typed(one_line(key.label))[:LONGEST_LABEL])
        for place, key in enumerate(keys, 1)
        if fits(key.product.id)
    ]
    database.run_many(_PUT, rows)
