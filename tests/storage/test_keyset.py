"""Pages by key in an order with ties and, where the column may be NULL, with those at the end."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.database import Database
from app.storage.keyset import After, Order, page
from app.storage.search import Condition

VALUES = (5, 3, None, 5, 1, None, 3, 5, None, 2, 5)
ORDERS = [
    Order("value", *ways) for ways in itertools.product((True, False), (True, False), (True, False))
]
EVERYTHING = Condition("1", ())


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Database]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value INTEGER)")
    connection.executemany("INSERT INTO things (value) VALUES (?)", [(each,) for each in VALUES])
    opened = Database(tmp_path / "none", connection)
    yield opened
    opened.close()


def in_order(order: Order) -> list[tuple[int, int | None]]:
    """Sort as Python does: by id, then by value, and those without one behind."""
    rows = list(enumerate(VALUES, 1))
    known = sorted((row for row in rows if row[1] is not None), reverse=not order.id_is_up)
    known.sort(key=lambda row: row[1] or 0, reverse=not order.is_up)
    rest = sorted((row for row in rows if row[1] is None), reverse=not order.open_is_up)
    return known + ([] if order.open_is_up is None else rest)


def read(
    table: Database, order: Order, after: tuple[int, int | None] | None, limit: int, skip: int = 0
) -> list[tuple[int, int | None]]:
    mark = None if after is None else After(after[1], after[0])
    rows = page(table, "id, value", ("things", ()), EVERYTHING, order, mark, limit, skip)
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("order", [*ORDERS, Order("value", is_up=True, id_is_up=False)], ids=str)
@pytest.mark.parametrize("limit", [1, 3, len(VALUES)])
def test_page_after_page_gives_every_row_once_in_its_place(
    table: Database, order: Order, limit: int
) -> None:
    wanted, found = in_order(order), read(table, order, None, limit)
    while rows := read(table, order, found[-1], limit):
        found += rows
    assert found == wanted


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_rows_are_passed_over_from_wherever_a_page_begins(table: Database, order: Order) -> None:
    wanted = in_order(order)
    for begin, skip in itertools.product(range(len(wanted)), range(len(wanted))):
        following = wanted[begin + 1 :][skip : skip + 4]
        assert read(table, order, wanted[begin], 4, skip) == following


def test_a_page_has_only_what_meets_the_condition(table: Database) -> None:
    order, above = Order("value", is_up=True, id_is_up=True), Condition("value > 2", ())
    source = ("(SELECT * FROM things WHERE id < ?) AS things", (5,))
    rows = page(table, "id", source, above, order, None, 9)
    assert [row[0] for row in rows] == [2, 1, 4]
