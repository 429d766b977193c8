"""The list of customers: pages by key in every order, and suggestions while a name is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.clock import from_utc_text, utc_text
from app.domain.customer import Customer, Sort
from app.domain.money import Money
from app.domain.names import findable
from app.storage.database import Database, Row
from app.storage.search import Condition, beginning_of_name
from app.storage.search_index import usable_index

CUSTOMER_COLUMNS = (
    "id, name, phone, email, address, notes,"
    " total_purchases, transaction_count, first_purchase_date, last_purchase_date"
)
_PAGE = f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE "  # noqa: S608 - constants
_BEGINNING = f"""{_PAGE} name_folded >= ? AND name_folded < ? ORDER BY name_folded, id LIMIT ?"""
# The inner query reads one index alone and hands out a few ids.
_NEWEST = f"""{_PAGE} id IN (
    SELECT id FROM customers INDEXED BY customers_by_last WHERE %s
    ORDER BY last_purchase_date DESC, id DESC LIMIT ?)
ORDER BY last_purchase_date DESC, id DESC"""  # noqa: S608 - constants
# Beside the text index: who bought since it was brought up to date, and who waits to be indexed.
_SINCE = f"""{_PAGE} id IN (
    SELECT id FROM customers INDEXED BY customers_by_last
    WHERE last_purchase_date > ? AND %s
    ORDER BY last_purchase_date DESC, id DESC LIMIT ?)"""  # noqa: S608 - constants
_WAITING = f"""{_PAGE} id IN (SELECT customer_id FROM customers_to_index) AND %s"""  # noqa: S608
_INDEXED = f"""{_PAGE} id IN (
    SELECT customers.id FROM customer_words CROSS JOIN customers
        ON customers.id = customer_words.customer_id
    WHERE customer_words MATCH ? AND coalesce(last_purchase_date, '') <= ?
        AND NOT EXISTS (SELECT 1 FROM customers_to_index
            WHERE customers_to_index.customer_id = customers.id)
        AND %s
    ORDER BY customer_words.rowid DESC LIMIT ?)"""  # noqa: S608 - constants
_COUNT = "SELECT count(*) FROM customers WHERE "
_PASSED = "SELECT count(*) FROM (SELECT 1 FROM customers WHERE %s)"

_COLUMN = {
    Sort.TOTAL: "total_purchases",
    Sort.COUNT: "transaction_count",
    Sort.LAST: "last_purchase_date",
    Sort.NAME: "name_folded",
}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of an order that one index walk reads: the rest of a tie, what follows, the NULLs."""

    where: str
    order: str
    values: tuple[object, ...] = ()


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
    """Give the customers that follow the one given; those who never bought come last.

    An order is walked in stretches, so that a page costs the same however deep it lies and
    however many customers are equal in it.
    """
    found: list[Row] = []
    for stretch in _stretches(sort, after, reverse=reverse):
        if len(found) >= limit:
            break
        where = f"{stretch.where} AND {condition.sql} ORDER BY {stretch.order} LIMIT ? OFFSET ?"
        values = (*stretch.values, *condition.values)
        rows = database.rows(_PAGE + where, (*values, limit - len(found), skip))
        if skip:
            skip -= skip if rows else database.value(_PASSED % where, (*values, skip, 0))
        found += rows
    return [customer_row(row) for row in found]


def count(database: Database, condition: Condition) -> int:
    """Count the customers who meet the condition."""
    return int(database.value(_COUNT + condition.sql, condition.values))


def newest_buyers(database: Database, condition: Condition, limit: int) -> list[Customer]:
    """Give those who meet the condition, who bought last first."""
    index = usable_index(database) if condition.match else None
    if index is None:
        return _customers(database, _NEWEST % condition.sql, (*condition.values, limit))
    sql, values, upto = condition.sql, condition.values, index.upto
    found = {
        row[0]: row
        for row in (
            *database.rows(_SINCE % sql, (upto, *values, limit)),
            *database.rows(_WAITING % sql, values),
            *database.rows(_INDEXED % sql, (condition.match, upto, *values, limit)),
        )
    }
    newest_first = sorted(found.values(), key=lambda row: (row[-1] or "", row[0]), reverse=True)
    return [customer_row(row) for row in newest_first[:limit]]


def beginning(database: Database, text: str, limit: int) -> list[Customer]:
    """Give those whose whole name begins with the text, by name."""
    ends = beginning_of_name(text)
    return [] if ends is None else _customers(database, _BEGINNING, (*ends, limit))


def _customers(database: Database, sql: str, values: Sequence[object]) -> list[Customer]:
    return [customer_row(row) for row in database.rows(sql, values)]


def _stretches(sort: Sort, after: Customer | None, *, reverse: bool) -> Iterator[_Stretch]:
    column = _COLUMN[sort]
    is_up = (sort is Sort.NAME) is not reverse
    way, id_way = ("", " DESC") if is_up else (" DESC", "")
    if sort is Sort.NAME:
        id_way = way
    beyond_id = ">" if id_way == "" else "<"
    key = None if after is None else _key(sort, after)
    order = f"{column}{way}, id{id_way}"
    if after is None:
        yield _Stretch(f"{column} IS NOT NULL", order)
    elif key is not None:
        yield _Stretch(f"{column} = ? AND id {beyond_id} ?", f"id{id_way}", (key, after.id))
        yield _Stretch(f"{column} {'>' if is_up else '<'} ?", order, (key,))
    if sort is not Sort.LAST:
        return
    if after is None or key is not None:
        yield _Stretch(f"{column} IS NULL", f"id{id_way}")
    else:
        yield _Stretch(f"{column} IS NULL AND id {beyond_id} ?", f"id{id_way}", (after.id,))


def _key(sort: Sort, customer: Customer) -> str | int | None:
    """Give the value of the sorted column as it stood when the customer was read."""
    if sort is Sort.TOTAL:
        return customer.total_purchases.minor
    if sort is Sort.COUNT:
        return customer.transaction_count
    if sort is Sort.NAME:
        return findable(customer.name)
    return None if customer.last_purchase is None else utc_text(customer.last_purchase)
