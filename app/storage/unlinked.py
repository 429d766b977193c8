"""The sales that have a name and no customer, because their customer step failed."""

from __future__ import annotations

import logging
import sqlite3

from app.domain.errors import ShopError, StoreUnavailable
from app.domain.sale_customer import UnlinkedSale
from app.storage.database import Database
from app.storage.faults import is_environment
from app.storage.linking import find_customer, insert_customer, recount
from app.storage.reading import HISTORY_COLUMNS, history_row

log = logging.getLogger(__name__)

IS_UNLINKED = "customer_id IS NULL AND customer_name <> '' AND has_nobody = 0"

_COUNT = f"SELECT count(*) FROM sales INDEXED BY sales_unlinked WHERE {IS_UNLINKED}"  # noqa: S608
_LIST = f"""SELECT {HISTORY_COLUMNS}, customer_name FROM sales INDEXED BY sales_unlinked
WHERE {IS_UNLINKED} ORDER BY sales.id LIMIT ?"""  # noqa: S608 - constants
_NAMES = f"""SELECT customer_name FROM sales INDEXED BY sales_unlinked
WHERE {IS_UNLINKED} GROUP BY customer_name ORDER BY min(id)"""  # noqa: S608 - constants
_LINK = f"""UPDATE sales SET customer_id = ?1
WHERE {IS_UNLINKED} AND customer_name = ?2"""  # noqa: S608 - constants


def unlinked_count(database: Database) -> int:
    """Count them."""
    return int(database.value(_COUNT))


def unlinked(database: Database, limit: int) -> list[UnlinkedSale]:
    """Give them, oldest first."""
    return [UnlinkedSale(history_row(row), row[-1]) for row in database.rows(_LIST, (limit,))]


def link_unlinked(database: Database, at: str) -> int:
    """Link every sale that has a name and no customer, name by name; gives how many sales.

    A name that still cannot be written stays as it is and stops no other.
    """
    count = 0
    for (name,) in database.rows(_NAMES):
        with database.write("link the sales that had no customer"):
            count += _link_name(database, name, at)
    if count:
        log.info("%s sales linked to their customers", count)
    return count


def _link_name(database: Database, name: str, at: str) -> int:
    linked = 0
    try:
        with database.savepoint():
            customer_id = find_customer(database, name) or insert_customer(database, name, at)
            linked = database.run(_LINK, (customer_id, name))
            recount(database, customer_id)
    except StoreUnavailable:
        raise
    except (sqlite3.IntegrityError, sqlite3.DataError, ShopError) as error:
        if isinstance(error, sqlite3.Error) and is_environment(error):
            raise
        linked = 0
    database.must_be_writing()
    return linked
