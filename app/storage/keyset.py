"""Pages of a list in any order: what follows a row, so that no page is dearer than the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.storage.database import Database, Row
from app.storage.search import Condition

_PASSED = "SELECT count(*) FROM (SELECT 1 FROM %s)"


@dataclass(frozen=True, slots=True)
class Order:
    """An order by a column, equal ones by id. Where the column may be NULL those come last.

    `open_is_up` is the order of the ids of those; None where the column is never NULL.
    """

    column: str
    is_up: bool
    id_is_up: bool
    open_is_up: bool | None = None


class After(NamedTuple):
    """The row that a page follows: its value in the column of the order, and its id."""

    value: str | int | None
    id: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of an order that one index walk reads: the rest of a tie, what follows, the NULLs."""

    where: str
    order: str
    values: tuple[object, ...] = ()


def page(
    database: Database,
    columns: str,
    source: tuple[str, Sequence[object]],
    condition: Condition,
    order: Order,
    after: After | None,
    limit: int,
    skip: int = 0,
) -> list[Row]:
    """Give the rows that follow the one given, after so many more; None begins the list.

    `source` is what stands behind FROM, with its values. An order is walked in stretches, so
    that a page costs the same however deep it lies and however many rows are equal in it.
    """
    tables, known = source
    found: list[Row] = []
    for stretch in _stretches(order, after):
        if len(found) >= limit:
            break
        where = f"{stretch.where} AND {condition.sql} ORDER BY {stretch.order} LIMIT ? OFFSET ?"
        rest = f"{tables} WHERE {where}"
        values = (*known, *stretch.values, *condition.values)
        rows = database.rows(
            f"SELECT {columns} FROM {rest}",  # noqa: S608 - constants
            (*values, limit - len(found), skip),
        )
        if skip:
            skip -= skip if rows else database.value(_PASSED % rest, (*values, skip, 0))
        found += rows
    return found


def _stretches(order: Order, after: After | None) -> Iterator[_Stretch]:
    column, (way, beyond), (id_way, beyond_id) = (
        order.column,
        _way(is_up=order.is_up),
        _way(is_up=order.id_is_up),
    )
    whole = f"{column}{way}, id{id_way}"
    if after is None:
        yield _Stretch(f"{column} IS NOT NULL", whole)
    elif after.value is not None:
        tie = f"{column} = ? AND id {beyond_id} ?"
        yield _Stretch(tie, f"id{id_way}", (after.value, after.id))
        yield _Stretch(f"{column} {beyond} ?", whole, (after.value,))
    if order.open_is_up is None:
        return
    open_way, beyond_open = _way(is_up=order.open_is_up)
    if after is None or after.value is not None:
        yield _Stretch(f"{column} IS NULL", f"id{open_way}")
    else:
        yield _Stretch(f"{column} IS NULL AND id {beyond_open} ?", f"id{open_way}", (after.id,))


def _way(*, is_up: bool) -> tuple[str, str]:
    return ("", ">") if is_up else (" DESC", "<")
