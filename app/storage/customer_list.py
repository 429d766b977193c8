"""The list of customers: pages by key in every order, and suggestions while a name is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from app.domain.clock import from_utc_text, utc_text
from app.domain.customer import Customer, Sort
from app.domain.money import Money
from app.domain.names import findable
from app.storage import keyset
from app.storage.customer_eras import Era, era, is_recent
from app.storage.customer_sets import Candidates, are_made, candidates
from app.storage.database import Database, Row
from app.storage.search import Condition, beginning_of_name

CUSTOMER_COLUMNS = (
    "id, name, phone, email, address, notes,"
    " total_purchases, transaction_count, first_purchase_date, last_purchase_date"
)
_SELECT = f"SELECT {CUSTOMER_COLUMNS} FROM "  # noqa: S608 - constants
_PAGE = f"{_SELECT} customers WHERE "
_BEGINNING = f"""{_PAGE} name_folded >= ? AND name_folded < ? ORDER BY name_folded, id LIMIT ?"""
# The inner query reads one index alone and hands out a few ids.
_NEWEST = f"""{_PAGE} id IN (
    SELECT id FROM customers INDEXED BY customers_by_last WHERE %s
    ORDER BY last_purchase_date DESC, id DESC LIMIT ?)
ORDER BY last_purchase_date DESC, id DESC"""  # noqa: S608 - constants
_AMONG_NEWEST = f"""{_PAGE} id IN (
    SELECT id FROM (SELECT id, name_folded, phone_key FROM customers INDEXED BY customers_by_last
        ORDER BY last_purchase_date DESC, id DESC LIMIT ?) WHERE %s LIMIT ?)
ORDER BY last_purchase_date DESC, id DESC"""  # noqa: S608 - constants
_AMONG = f"""{_PAGE} id IN (
    SELECT id FROM (SELECT value AS candidate FROM json_each(?))
        CROSS JOIN customers ON id = candidate WHERE %s
    ORDER BY last_purchase_date DESC, id DESC LIMIT ?)
ORDER BY last_purchase_date DESC, id DESC"""  # noqa: S608 - constants
# The next buyers after an era.
_FURTHER = f"""{_PAGE} id IN (
    SELECT id FROM (SELECT id, name_folded, phone_key FROM customers INDEXED BY customers_by_last
        WHERE last_purchase_date <= ? ORDER BY last_purchase_date DESC, id DESC LIMIT ?)
    WHERE %s LIMIT ?)
ORDER BY last_purchase_date DESC, id DESC"""  # noqa: S608 - constants
# Who bought since the eras were made.
_SINCE = f"""{_PAGE} id IN (
    SELECT id FROM customers INDEXED BY customers_by_last WHERE last_purchase_date >= ? AND %s
    ORDER BY last_purchase_date DESC, id DESC LIMIT ?)"""  # noqa: S608 - constants
_NEVER_BOUGHT = f"""{_SELECT} (SELECT value AS candidate FROM json_each(?))
    CROSS JOIN customers ON id = candidate
WHERE last_purchase_date IS NULL AND %s ORDER BY id DESC LIMIT ?"""  # noqa: S608 - constants
_FEW = "(SELECT value AS candidate FROM json_each(?)) CROSS JOIN customers ON id = candidate"

_AT_A_GLANCE = 150
"""Of so many newest buyers a common beginning has enough."""
_COMPARED = 200
"""Of so many candidates each is compared; of more those first who bought lately."""
_MOST_LISTED = 1_500
_FURTHER_ON = 5_000
_MOST_AT_ONCE = 400
_FEWEST_TO_LIST = 5_000
"""A list of fewer candidates is put in order whole."""

_COUNT = "SELECT count(*) FROM %s WHERE %s"

_COLUMN = {
    Sort.TOTAL: "total_purchases",
    Sort.COUNT: "transaction_count",
    Sort.LAST: "last_purchase_date",
    Sort.NAME: "name_folded",
}


def customer_row(row: Row) -> Customer:
    """Read the columns of CUSTOMER_COLUMNS, in that order."""
    customer_id, name, phone, email, address, notes, total, sales, first, last = row
    return Customer(
        *(customer_id, name, phone, email, address, notes),
        total_purchases=Money(total),
        transaction_count=sales,
        first_purchase=None if first is None else from_utc_text(first),
        last_purchase=None if last is None else from_utc_text(last),
    )


def page(
    database: Database,
    condition: Condition,
    sort: Sort,
    after: Customer | None,
    limit: int,
    *,
    reverse: bool,
    skip: int = 0,
) -> list[Customer]:
    """Give the customers that follow the one given; those who never bought come last."""
    rows = keyset.page(
        database,
        CUSTOMER_COLUMNS,
        _source(database, condition),
        condition,
        _order(sort, reverse=reverse),
        None if after is None else keyset.After(_key(sort, after), after.id),
        limit,
        skip,
    )
    return list(map(customer_row, rows))


def count(database: Database, condition: Condition) -> int:
    """Count the customers who meet the condition."""
    source, known = _source(database, condition)
    return int(database.value(_COUNT % (source, condition.sql), (*known, *condition.values)))


def newest_buyers(database: Database, condition: Condition, limit: int) -> list[Customer]:
    """Give those who meet the condition, who bought last first."""
    sql, values = condition.sql, condition.values
    if condition.wanted is None or not are_made(database):
        return _customers(database, _NEWEST % sql, (*values, limit))
    found = _customers(database, _AMONG_NEWEST % sql, (_AT_A_GLANCE, *values, limit))
    if len(found) == limit:
        return found
    those = candidates(database, condition.wanted)
    if those is None:
        return _customers(database, _NEWEST % sql, (*values, limit))
    if len(those) > _COMPARED:
        met = _by_eras(database, condition, those, limit)
        if met is not None:
            return met
    return _among(database, condition, those, limit)


def _by_eras(
    database: Database, condition: Condition, those: Candidates, limit: int
) -> list[Customer] | None:
    """Compare who bought lately before the others, era by era; None where eras are not made.

    Whoever bought after the beginning of an era is in it, or bought since, or is beside.
    """
    newest = era(database, 0)
    if newest is None or not is_recent(database, newest.upto):
        return None
    met = _among(database, condition, Candidates({}, those.beside), limit)
    met += _customers(database, _SINCE % condition.sql, (newest.upto, *condition.values, limit))
    reached, number, before = newest, 0, ""
    seen: dict[int, int] = {}
    while True:
        lately = those.within(reached.parts, seen)
        if number and len(lately) > _MOST_LISTED:  # so many are soon met by walking on
            values = (before, _FURTHER_ON, *condition.values, limit)
            further = _customers(database, _FURTHER % condition.sql, values)
            if len(further) == limit:
                return _first([*met, *further], limit)
        met = _first([*met, *_among(database, condition, lately, limit)], limit)
        if len(met) == limit and _newest_first(met[-1])[0] > reached.since:
            return met
        if not reached.since:
            return _first([*met, *_never_bought(database, condition, those, reached, limit)], limit)
        number += 1
        larger = era(database, number)
        if larger is None or not larger.follows(reached):
            return None
        reached, seen, before = larger, reached.parts, reached.since


def _never_bought(
    database: Database, condition: Condition, those: Candidates, ever: Era, limit: int
) -> list[Customer]:
    """Give those in sets who never bought, the newest in the book first."""
    found: list[Customer] = []
    others, at_once = those.last_first(ever.parts), limit
    while len(found) < limit and (some := list(islice(others, at_once))):
        values = (str(some), *condition.values, limit - len(found))
        found += _customers(database, _NEVER_BOUGHT % condition.sql, values)
        at_once = min(at_once * 4, _MOST_AT_ONCE)
    return found


def _first(met: list[Customer], limit: int) -> list[Customer]:
    once = {each.id: each for each in met}
    return sorted(once.values(), key=_newest_first, reverse=True)[:limit]


def _newest_first(customer: Customer) -> tuple[str, int]:
    last = customer.last_purchase
    return "" if last is None else utc_text(last), customer.id


def _among(
    database: Database, condition: Condition, those: Candidates, limit: int
) -> list[Customer]:
    return _customers(database, _AMONG % condition.sql, (_listed(those), *condition.values, limit))


def _source(database: Database, condition: Condition) -> tuple[str, tuple[str, ...]]:
    """Say where to look: among few candidates, else everywhere."""
    if condition.wanted is not None:
        those = candidates(database, condition.wanted)
        if those is not None and len(those) < _FEWEST_TO_LIST:
            return _FEW, (_listed(those),)
    return "customers", ()


def _listed(those: Candidates) -> str:
    return f"[{','.join(map(str, those))}]"


def beginning(database: Database, text: str, limit: int) -> list[Customer]:
    """Give those whose whole name begins with the text, by name."""
    ends = beginning_of_name(text)
    return [] if ends is None else _customers(database, _BEGINNING, (*ends, limit))


def _customers(database: Database, sql: str, values: Sequence[object]) -> list[Customer]:
    return [customer_row(row) for row in database.rows(sql, values)]


def _order(sort: Sort, *, reverse: bool) -> keyset.Order:
    """Equal names go up with the names; of equal figures, largest first, the older record leads."""
    is_up = (sort is Sort.NAME) is not reverse
    id_is_up = is_up is (sort is Sort.NAME)
    return keyset.Order(_COLUMN[sort], is_up, id_is_up, id_is_up if sort is Sort.LAST else None)


def _key(sort: Sort, customer: Customer) -> str | int | None:
    """Give the value of the sorted column as it stood when the customer was read."""
    if sort is Sort.TOTAL:
        return customer.total_purchases.minor
    if sort is Sort.COUNT:
        return customer.transaction_count
    if sort is Sort.NAME:
        return findable(customer.name)
    return None if customer.last_purchase is None else utc_text(customer.last_purchase)
