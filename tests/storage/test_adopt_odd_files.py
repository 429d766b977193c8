"""Old files as real shops have them: written by hand, half filled, and with odd values in them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.adopt import adoption, looking
from app.storage.adopt.adoption import adopt, preview, put_back
from app.storage.adopt.draft import begin_draft
from app.storage.adopt.report import Report
from app.storage.adopt.work import Wishes, Work
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


LINES = (
    """CREATE TABLE sale_items (total_price REAL, product_name TEXT, sale_id INT, quantity REAL)""",
    """INSERT INTO sale_items VALUES (4, 'Bigas', 1, 1), (6.5, 'Asin', 1, 2), (20, 'Suka', 2, 1),
        (30.25, 'Toyo', 3, 1)""",
    """CREATE TABLE payment_splits (sale_id INT, amount REAL, payment_method TEXT)""",
    """INSERT INTO payment_splits VALUES (2, 5, 'CASH'), (2, 15, 'GCASH')""",
)
WITH_KEY_AS_TEXT = (
    """CREATE TABLE other AS SELECT total, voided_at, created_at, customer_name,
        CAST(id AS TEXT) AS id, sale_number FROM sales""",
    "DROP TABLE sales",
    "ALTER TABLE other RENAME TO sales",
)


def renumbered(numbers: dict[int, object]) -> list[str]:
    """Give a sale another number everywhere."""
    return [
        f"UPDATE {table} SET {column} = {number!r} WHERE {column} = {old}"
        for old, number in numbers.items()
        for table, column in (
            ("sales", "id"), ("sale_items", "sale_id"), ("payment_splits", "sale_id"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "statements",
    [
        renumbered({1: 0}),
        renumbered({1: -7, 2: -3}),
        renumbered({3: (1 << 53) + 1}),
        renumbered({1: -(1 << 63), 3: (1 << 63) - 1}),
        [*WITH_KEY_AS_TEXT, *renumbered({1: "8f0c-11", 2: "0a2b-77", 3: "zz-1"})],
        [*WITH_KEY_AS_TEXT, *renumbered({1: 1.5})],
    ],
)
def test_sales_whose_rows_have_unusable_numbers_come_along_with_all_that_is_theirs(
    statements: list[str], tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path, *LINES, *statements)
    before = old.read_bytes()
    foreseen = preview(old, folder, clock, WISHES, by=BY)
    report = brought(old, folder, clock)
    assert foreseen.text() == report.text()
    assert report.look_at["numbers of rows that cannot be used, given anew"] == 1
    assert old.read_bytes() == before
    assert rows(
        folder,
        "SELECT foreign_number, sale_items.name, total_price FROM sale_items"
        " JOIN sales ON id = sale_id ORDER BY foreign_number, line_no",
    ) == [("S-1", "Bigas", 400), ("S-1", "Asin", 650), ("S-2", "Suka", 2000), ("S-3", "Toyo", 3025)]
    assert rows(
        folder,
        "SELECT method, amount FROM payments JOIN sales ON id = sale_id"
        " WHERE foreign_number = 'S-2' ORDER BY line_no",
    ) == [("cash", 500), ("gcash", 1500)]
    assert rows(folder, "SELECT name, total_purchases FROM customers") == [("Ana", 3050)]
    assert rows(folder, "SELECT sale_number FROM sales ORDER BY id") == [
        ("I000001",), ("I000002",), ("I000003",),
    ]  # fmt: skip
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert adopt(old, folder, clock, WISHES, by=BY).is_nothing_new
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == files


def test_sales_without_any_number_are_known_again_by_the_number_of_their_row(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path, "UPDATE sales SET sale_number = NULL", "UPDATE sales SET id = id - 2")
    brought(old, folder, clock)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO sales (id, total, customer_name) VALUES (-9, 7, 'Ben')")
    report = brought(old, folder, clock)
    assert (report.sales, report.known_sales) == (1, 3)
    assert rows(folder, "SELECT sale_key FROM sales ORDER BY 1") == [
        ("old-pos:#-1",), ("old-pos:#-9",), ("old-pos:#0",), ("old-pos:#1",),
    ]  # fmt: skip


def test_sales_without_a_number_of_their_row_come_along_without_lines(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    numberless = [each.replace("CAST(id AS TEXT)", "NULL") for each in WITH_KEY_AS_TEXT]
    brought(made(tmp_path, *LINES, *numberless), folder, clock)
    assert rows(folder, "SELECT DISTINCT name FROM sale_items") == [("Items not on record",)]
    assert rows(folder, "SELECT sum(total_amount) FROM sales") == [(6075,)]


def test_a_sale_is_counted_once_also_when_its_number_is_used_again_later(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path)
    brought(old, folder, clock)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "INSERT INTO sales (id, total, sale_number, created_at)"
            " VALUES (9, 7, 'S-2', '2025-01-09 08:00:00')"
        )
    report = brought(old, folder, clock)
    assert (report.sales, report.known_sales) == (1, 3)
    assert rows(folder, "SELECT sale_key FROM sales ORDER BY id DESC LIMIT 1") == [
        ("old-pos:S-2#9",)
    ]


def test_what_the_old_file_works_out_itself_is_read_like_any_column(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(
        tmp_path,
        "ALTER TABLE sales RENAME TO written",
        "CREATE TABLE sales (id INTEGER PRIMARY KEY, net REAL, tax REAL, customer_name TEXT,"
        " total_amount REAL AS (net + tax) VIRTUAL, created_at TEXT)",
        "INSERT INTO sales (id, net, tax, customer_name) VALUES (5, 100, 12, 'Ana')",
    )
    brought(old, folder, clock)
    assert rows(folder, "SELECT total_amount FROM sales") == [(11_200,)]


def test_a_file_nobody_lets_us_read_is_not_said_to_be_something_else(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, real = made(tmp_path), Path.open

    def refuse(path: Path, *how: Any, **more: Any) -> Any:
        if path == old:
            raise PermissionError(13, "Permission denied")
        return real(path, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnusableFile, match=r"old\.db cannot be read: Permission denied"):
        adopt(old, folder, clock, WISHES, by=BY)


def test_a_log_that_cannot_be_read_where_it_lies_is_to_be_copied_with_its_file(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, log = made(tmp_path), tmp_path / "old.db-wal"
    with closing(sqlite3.connect(old)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE sales SET customer_name = 'Only in the log'")
        writer.commit()
        kept = log.read_bytes()
    log.write_bytes(kept)
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    monkeypatch.setattr(looking, "read_only", lambda path: f"file:{path}/none?mode=ro")
    with pytest.raises(UnusableFile, match="its log lie in a folder") as refused:
        adopt(old, folder, clock, WISHES, by=BY)
    assert "also old.db-wal" in refused.value.advice


def test_what_was_turned_from_another_file_is_named_as_that(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path, "DROP TABLE sales")
    wishes = Wishes(zone=WISHES.zone, name="all-of-it.sql")
    with pytest.raises(UnusableFile, match=r"all-of-it\.sql is not the old POS's database"):
        adopt(old, folder, clock, wishes, by=BY)


@pytest.mark.parametrize(("head", "ending"), [(b"-- MySQL", ".sql"), (b"\x1f\x8b..", ".sql.gz")])
def test_a_dump_in_the_shops_place_is_kept_beside_it_and_can_be_put_back(
    head: bytes, ending: str, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    """The one who turned it into a database says which file that was."""
    dump = folder / DATABASE_NAME
    dump.write_bytes(head)
    wishes = Wishes(zone=WISHES.zone, name=DATABASE_NAME, dump=dump)
    report = adopt(made(tmp_path), folder, clock, wishes, by=BY)
    assert report.kept_as == f"old-pos-2026-03-02{ending}"
    assert (folder / report.kept_as).read_bytes() == head
    assert rows(folder, "SELECT count(*) FROM sales") == [(3,)]
    put_back(folder, clock, by=BY)
    assert dump.read_bytes() == head


def test_another_file_in_the_shops_place_is_not_taken_for_the_dump(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    (folder / DATABASE_NAME).write_bytes(b"-- MySQL")
    other = tmp_path / "other.sql"
    other.write_bytes(b"-- MySQL")
    wishes = Wishes(zone=WISHES.zone, dump=other)
    with pytest.raises(UnusableFile, match="is not a shop"):
        adopt(made(tmp_path), folder, clock, wishes, by=BY)
    assert (folder / DATABASE_NAME).read_bytes() == b"-- MySQL"


NUMBERLESS = (
    """CREATE TABLE sale_items (sale_id INT, line INT,
        product_name TEXT DEFAULT 'x (without rowid)', total_price REAL,
        PRIMARY KEY (sale_id, line)) WITHOUT ROWID""",
    "INSERT INTO sale_items VALUES (1, 1, 'Bigas', 4), (1, 2, 'Asin', 6.5), (2, 1, 'Suka', 20)",
    """CREATE TABLE other (id INTEGER PRIMARY KEY, total REAL, created_at TEXT, customer_name TEXT,
        twice REAL AS (2 * total) STORED, sale_number TEXT) without
        rowid""",
    "INSERT INTO other SELECT id, total, created_at, customer_name, sale_number FROM sales",
    "DROP TABLE sales",
    "ALTER TABLE other RENAME TO sales",
)


@pytest.mark.parametrize("more", [[], ["UPDATE sales SET id = -1 WHERE id = 3"]])
def test_tables_whose_rows_have_no_number_come_along_like_others(
    more: list[str], tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = made(tmp_path, *NUMBERLESS, *more)
    before = old.read_bytes()
    brought(old, folder, clock)
    assert old.read_bytes() == before
    assert rows(
        folder,
        "SELECT foreign_number, name FROM sale_items JOIN sales ON id = sale_id"
        " ORDER BY foreign_number, line_no",
    ) == [("S-1", "Bigas"), ("S-1", "Asin"), ("S-2", "Suka"), ("S-3", "Items not on record")]


def test_tables_without_numbers_are_read_in_another_encoding_too(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    text = "UPDATE sales SET customer_name = CAST(x'4e69f16f' AS TEXT) WHERE id = 1"
    brought(made(tmp_path, *NUMBERLESS, text), folder, clock)
    assert rows(folder, "SELECT customer_name FROM sales WHERE foreign_number = 'S-1'") == [
        ("Niño",)
    ]


def test_a_full_disk_is_named_by_the_place_that_needs_room(
    tmp_path: Path, folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(place: Path, copy_of: Path | None) -> Path:
        draft = begin_draft(place, copy_of)
        with closing(sqlite3.connect(draft)) as made:
            pages = made.execute("PRAGMA page_count").fetchone()[0]
        monkeypatch.setattr(
            adoption, "Work", lambda connection, *rest: limited(connection, pages, *rest)
        )
        return draft

    def limited(connection: sqlite3.Connection, pages: int, *rest: Any) -> Work:
        connection.execute(f"PRAGMA main.max_page_count = {pages}").fetchall()
        return Work(connection, *rest)

    many = """INSERT INTO sales (total, created_at, customer_name)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)
        SELECT 5, '2025-01-01 08:00:00', 'Name ' || i FROM n"""
    monkeypatch.setattr(adoption, "begin_draft", small)
    with pytest.raises(StoreUnavailable, match="the disk is full") as refused:
        adopt(made(tmp_path, many), folder, clock, WISHES, by=BY)
    assert str(folder) in refused.value.advice
    assert [path.name for path in folder.iterdir()] == ["shop.lock"]


def test_columns_of_the_old_file_may_have_the_names_of_ours(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    ours = ("sale_date", "business_date", "void_date", "fingerprint", "till_id", "status", "kind")
    old = made(
        tmp_path,
        *(f"ALTER TABLE sales ADD COLUMN {name} TEXT" for name in ours),
        "UPDATE sales SET status = 'voided', sale_date = '2025-01-05 09:00:00' WHERE id = 2",
    )
    brought(old, folder, clock)
    assert rows(folder, "SELECT status, void_date FROM sales ORDER BY id") == [
        ("completed", None),
        ("voided", "2025-01-05T01:00:00.000Z"),
        ("completed", None),
    ]
