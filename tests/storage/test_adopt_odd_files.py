"""Old files as real shops have them: written by hand, half filled, and with odd values in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.storage.adopt.adoption import adopt
from app.storage.adopt.report import Report
from app.storage.adopt.work import Wishes
from app.storage.classify import DATABASE_NAME
from app.storage.store import open_reader
from tests.people import everyone
from tests.storage.builders import FixedClock

BY = everyone("Nena")
WISHES = Wishes(zone=ZoneInfo("Asia/Manila"))
PLAIN = (
    "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT)",
    """CREATE TABLE sales (total REAL, voided_at TEXT, created_at TEXT, customer_name TEXT,
        id INTEGER PRIMARY KEY, sale_number TEXT)""",
    """INSERT INTO sales VALUES (10.5, NULL, '2025-01-01 08:00:00', 'Ana', 1, 'S-1'),
        (20, NULL, '2025-01-02 08:00:00', 'ana', 2, 'S-2'),
        ('30.25', NULL, '2025-01-03 08:00:00', NULL, 3, 'S-3')""",
)
"""The least that is an old POS: sales with a name, and one table beside them."""


def made(place: Path, *statements: str) -> Path:
    old = place / "old.db"
    with closing(sqlite3.connect(old)) as connection, connection:
        for statement in (*PLAIN, *statements):
            connection.execute(statement)
    return old


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        return connection.execute(sql).fetchall()


def brought(old: Path, folder: Path, clock: FixedClock) -> Report:
    """Bring it along and look that it adds up."""
    report = adopt(old, folder, clock, WISHES, by=BY)
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == ()
    return report


@pytest.mark.parametrize("number", ["1e300", "-1e300", "9e999", "1e18"])
def test_a_number_beyond_any_amount_is_listed_and_ends_nothing(
    number: str, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path, f"UPDATE sales SET total = {number} WHERE id = 2")
    report = brought(old, folder, clock)
    assert rows(folder, "SELECT total_amount FROM sales ORDER BY id") == [(1050,), (0,), (3025,)]
    assert report.look_at["amount that is no whole centavo"] == 1


@pytest.mark.parametrize(
    ("moment", "status"),
    [("''", "completed"), ("' '", "completed"), ("'0000-00-00 00:00:00'", "completed"),
     ("NULL", "completed"), ("'2025-01-04 09:00:00'", "voided")],
)  # fmt: skip
def test_a_sale_is_voided_only_where_a_time_says_when(
    moment: str, status: str, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    brought(made(tmp_path, f"UPDATE sales SET voided_at = {moment}"), folder, clock)
    assert rows(folder, "SELECT DISTINCT status FROM sales") == [(status,)]
