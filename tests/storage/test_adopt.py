"""The old POS's database in each of its shapes, held against answers plain SQL gives of it."""

from __future__ import annotations

import logging
import os
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import NotAllowed, UnusableFile
from app.exchange.dump import is_dump, to_database
from app.storage.adopt.adoption import adopt, preview, put_back
from app.storage.adopt.draft import Stopped, Watch
from app.storage.adopt.looking import AlreadyOurs
from app.storage.adopt.report import Report
from app.storage.adopt.work import Wishes
from app.storage.adoption_record import NOTHING_TO_DO, REPORT_DRAFT
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST, create
from app.storage.store import open_reader, open_store
from tests.people import cashier, everyone
from tests.storage.builders import FixedClock, a_sale
from tests.storage.old_pos import SHAPES, old_tables, write_dump, write_sqlite

MANILA = ZoneInfo("Asia/Manila")
NO_NAMES = {"walk-in", "cash", "", "..."}
BY = everyone("Nena")
WISHES = Wishes(zone=MANILA)


@dataclass
class Buyer:
    """What one customer's sales come to, voided ones left out."""

    count: int = 0
    total: int = 0
    first: str = ""
    last: str = ""


def key_of(name: str | None) -> str:
    """The identity of a name, written anew: form, case and spacing do not tell people apart."""
    text = unicodedata.normalize("NFKC", name or "").casefold()
    key = " ".join(unicodedata.normalize("NFKC", text).split())
    return "" if key in NO_NAMES else key


def centavos(value: object) -> int:
    return int((Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def utc(text: str) -> str:
    local = datetime.fromisoformat(text).replace(tzinfo=MANILA)
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def dicts(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    return [dict(row) for row in found]


def buyer_keys(old: Path) -> list[tuple[dict[str, Any], str]]:
    """Every old sale with the key of whoever bought: the id wins, then the name."""
    people = {row["id"]: row["customer_name"] for row in dicts(old, "customers")}
    found = []
    for sale in dicts(old, "sales"):
        linked = sale.get("customer_id")
        name = people[linked] if linked in people else sale["customer_name"]
        found.append((sale, key_of(name)))
    return found


def expected(old: Path) -> dict[str, Buyer]:
    answers: dict[str, Buyer] = defaultdict(Buyer)
    for sale, key in buyer_keys(old):
        if not key:
            continue
        buyer, at = answers[key], utc(sale["created_at"])
        if sale.get("status") == "voided":
            continue
        buyer.count += 1
        buyer.total += centavos(sale["total_amount"])
        buyer.first = min(buyer.first or at, at)
        buyer.last = max(buyer.last, at)
    return dict(answers)


def found(shop: Path) -> dict[str, Buyer]:
    return {
        key_of(name): Buyer(count, total, first or "", last or "")
        for name, count, total, first, last in rows(
            shop,
            "SELECT name, transaction_count, total_purchases, first_purchase_date,"
            " last_purchase_date FROM customers WHERE id IN (SELECT customer_id FROM sales)",
        )
    }


Maker = Callable[[str], Path]


@pytest.fixture(params=["sqlite", "dump"])
def old_of(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    """Makes an old database of a shape, straight or by way of a dump."""

    def make(shape: str) -> Path:
        tables, old = old_tables(SHAPES[shape]), tmp_path / "old.db"
        if request.param == "sqlite":
            return write_sqlite(old, tables, SHAPES[shape].money)
        text = write_dump(tmp_path / "old.sql", tables)
        assert is_dump(text)
        to_database(text, old)
        return old

    return make


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_sqlite(tmp_path / "old.db", old_tables(SHAPES["tracking"]))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_comes_along_with_the_figures_plain_sql_gives(
    shape: str, old_of: Maker, folder: Path, clock: FixedClock
) -> None:
    old = old_of(shape)
    foreseen = preview(old, folder, clock, WISHES, by=BY)
    assert not (folder / DATABASE_NAME).exists()
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop, answers = folder / DATABASE_NAME, expected(old)
    assert found(shop) == answers
    sales = buyer_keys(old)
    assert report.sales == len(sales)
    assert report.linked_sales == report.named_sales == sum(1 for _, key in sales if key)
    assert report.linked_customers == len(answers)
    assert report.voided_sales == sum(1 for s, _ in sales if s.get("status") == "voided")
    known = {key_of(row["customer_name"]) for row in dicts(old, "customers")}
    assert report.customers_new == len(set(answers) - known)
    assert foreseen.text() == [line for line in report.text() if "kept as" not in line]
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_sale_keeps_its_number_time_total_and_lines(
    shape: str, old_of: Maker, folder: Path, clock: FixedClock
) -> None:
    old = old_of(shape)
    adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    kept = rows(
        shop,
        "SELECT foreign_number, total_amount, sale_date, business_date, status, cashier"
        " FROM sales ORDER BY id",
    )
    cashiers = {1: "Ana Cruz", 2: "ben"}
    assert kept == [
        (
            sale["sale_number"],
            centavos(sale["total_amount"]),
            utc(sale["created_at"]),
            sale["created_at"][:10],
            sale.get("status", "completed"),
            cashiers[sale["cashier_id"]],
        )
        for sale in dicts(old, "sales")
    ]
    numbers = [number for (number,) in rows(shop, "SELECT sale_number FROM sales ORDER BY id")]
    assert numbers == [f"I{n:06d}" for n in range(1, len(kept) + 1)]
    lines = rows(
        shop,
        "SELECT foreign_number, quantity, unit_price, total_price FROM sale_items"
        " JOIN sales ON sales.id = sale_id WHERE name LIKE 'Item%' AND name NOT LIKE 'Items %'"
        " ORDER BY sale_id, line_no",
    )
    assert lines == [
        (number, count * 1000, centavos(price), centavos(total))
        for number, count, price, total in rows(
            old,
            "SELECT sale_number, quantity, unit_price, total_price FROM sale_items AS i"
            " JOIN sales ON sales.id = i.sale_id ORDER BY i.sale_id, i.id",
        )
    ]


@pytest.mark.parametrize("shape", [name for name in SHAPES if SHAPES[name].accounts != "none"])
def test_accounts_show_the_balance_the_old_screen_showed(
    shape: str, old_of: Maker, folder: Path, clock: FixedClock
) -> None:
    report = adopt(old_of(shape), folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    balances = dict(rows(shop, "SELECT code, balance FROM customer_accounts"))
    assert (balances["C-001"], balances["C-006"]) == (15_000, 0)
    entries = rows(
        shop,
        "SELECT kind, amount, balance_after FROM ar_transactions JOIN customer_accounts AS c"
        " ON c.id = account_id WHERE code = 'C-001' ORDER BY ar_transactions.id",
    )
    assert entries == [
        ("charge", 10_000, 10_000),
        ("payment", -13_000, -3_000),
        ("charge", 15_000, 12_000),
        ("correction", 3_000, 15_000),
    ]
    assert report.look_at["account balance corrected"] == 1
    assert rows(
        shop,
        "SELECT kind, amount FROM ar_transactions JOIN customer_accounts AS c"
        " ON c.id = account_id WHERE code = 'C-006' ORDER BY ar_transactions.id",
    ) == [("charge", 8_000), ("adjustment", -8_000)]
    assert rows(
        shop,
        "SELECT customers.name FROM account_customers JOIN customers ON customers.id = customer_id"
        " JOIN customer_accounts AS c ON c.id = account_id WHERE code = 'C-001'",
    ) == [("Maria Santos",)]


def test_a_table_of_accounts_left_beside_merged_ones_stays_in_the_old_file(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["merged"]))
    changed(
        old,
        "CREATE TABLE customer_accounts (id INTEGER PRIMARY KEY, customer_name TEXT,"
        " customer_code TEXT, current_balance DECIMAL(10,2))",
        "INSERT INTO customer_accounts VALUES (51, 'Maria Santos', 'C-001', 1)",
    )
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    balances = dict(rows(shop, "SELECT code, balance FROM customer_accounts"))
    assert balances == {"C-001": 15_000, "C-006": 0}
    assert rows(shop, "SELECT count(*) FROM ar_transactions") == [(6,)]
    assert ("customer_accounts", 1) in report.homeless


def test_who_has_entries_has_an_account_also_where_no_column_speaks_of_any(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    tables = old_tables(SHAPES["before tracking"])
    entries = old_tables(SHAPES["merged"])["ar_transactions"]
    old = write_sqlite(tmp_path / "old.db", tables | {"ar_transactions": entries})
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    assert rows(
        shop,
        "SELECT c.code, c.name, kind, amount, balance_after FROM customer_accounts AS c"
        " JOIN ar_transactions ON account_id = c.id",
    ) == [
        ("OLD-0001", "Maria Santos", "charge", 10_000, 10_000),
        ("OLD-0001", "Maria Santos", "payment", -13_000, -3_000),
        ("OLD-0001", "Maria Santos", "charge", 15_000, 12_000),
        ("OLD-0001", "Maria Santos", "correction", 3_000, 15_000),
    ]
    assert report.look_at["entry of an account that is not there"] == 2  # of number 6


def test_who_has_an_account_and_never_bought_is_no_customer_in_the_merged_shape(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["merged"]))
    adopt(old, folder, clock, WISHES, by=BY)
    names = {name for (name,) in rows(folder / DATABASE_NAME, "SELECT name FROM customers")}
    assert "Sari-Sari Corner" not in names
    assert "Never Bought" in names  # a row of the old list without an account is not lost
    assert "Walk-in" not in names


def test_it_happens_by_itself_when_the_old_file_lies_in_the_shops_place(
    folder: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    shop = write_sqlite(folder / DATABASE_NAME, old_tables(SHAPES["half migrated"]))
    before = shop.read_bytes()
    assert classify(shop, NEWEST) is FileState.OLD_POS
    with pytest.raises(UnusableFile, match="your old POS"):
        open_reader(folder, clock)
    with caplog.at_level(logging.INFO, "app.story"):
        open_store(folder, clock).close()
    told = [record.getMessage() for record in caplog.records if record.name == "app.story"]
    assert [line.split()[0] for line in told] == ["Migrations", "The", "Linked"]
    sales, linked = rows(shop, "SELECT count(*), count(customer_id) FROM sales")[0]
    assert told[2].startswith(f"Linked {linked} of {sales} sales to ")
    kept = folder / "old-pos-2026-03-02.db"
    assert kept.read_bytes() == before
    assert told[2] in (folder / "adoption-2026-03-02.txt").read_text(encoding="utf-8")
    caplog.clear()
    with caplog.at_level(logging.INFO, "app.story"):
        open_store(folder, clock, is_till=False).close()
    assert [record.getMessage() for record in caplog.records] == [NOTHING_TO_DO]


def test_what_came_along_since_the_program_started_was_told_by_it_then(
    old: Path, folder: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    started = clock.now()
    adopt(old, folder, clock, WISHES, by=BY)
    caplog.clear()
    with caplog.at_level(logging.INFO, "app.story"):
        open_store(folder, clock, started=started).close()
        assert NOTHING_TO_DO not in caplog.messages
        open_store(folder, clock, started=clock.advance(minutes=1)).close()
    assert NOTHING_TO_DO in caplog.messages


@pytest.mark.parametrize("shape", SHAPES)
def test_a_second_run_writes_nothing(
    shape: str, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES[shape]), SHAPES[shape].money)
    if SHAPES[shape].accounts == "merged":
        changed(old, "UPDATE customers SET credit_limit = 300 WHERE id = 2")  # and no code
        changed(old, "UPDATE customers SET customer_code = 'C-001' WHERE id IN (3, 4)")
    adopt(old, folder, clock, WISHES, by=BY)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    clock.advance(days=1)
    report = adopt(old, folder, clock, WISHES, by=BY)
    assert report.is_nothing_new
    assert report.known_sales == 120
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == files


def test_a_later_file_adds_what_is_new_only(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    tables = old_tables(SHAPES["tracking"])
    adopt(write_sqlite(tmp_path / "one.db", tables), folder, clock, WISHES, by=BY)
    later = list(tables["sales"].rows[-1])
    later[0], later[1], later[2], later[3] = 4_000, "SALE-later", None, "Somebody New"
    tables["sales"].rows.append(tuple(later))
    report = adopt(write_sqlite(tmp_path / "two.db", tables), folder, clock, WISHES, by=BY)
    assert (report.sales, report.known_sales, report.customers_new) == (1, 120, 1)
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == ()


def test_entries_of_another_old_pos_are_not_taken_for_known_ones(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    tables = old_tables(SHAPES["tracking"])
    first = adopt(write_sqlite(tmp_path / "one.db", tables), folder, clock, WISHES, by=BY)
    other = write_sqlite(tmp_path / "two.db", tables)
    changed(other, "UPDATE customer_accounts SET customer_code = 'B-' || customer_code")
    changed(other, "UPDATE sales SET sale_number = 'B-' || sale_number")
    second = adopt(other, folder, clock, WISHES, by=BY)
    assert first.entries
    assert second.entries == first.entries
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == ()


def test_the_new_file_has_the_schema_of_a_fresh_one(
    old: Path, folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    adopt(old, folder, clock, WISHES, by=BY)
    create(tmp_path / "fresh.db")
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    assert rows(folder / DATABASE_NAME, schema) == rows(tmp_path / "fresh.db", schema)
    for pragma in ("application_id", "user_version", "journal_mode"):
        asked = f"PRAGMA {pragma}"
        assert rows(folder / DATABASE_NAME, asked) == rows(tmp_path / "fresh.db", asked)


def test_a_shop_with_sales_is_copied_added_to_and_can_be_put_back(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    store = open_store(folder, clock)
    store.sales.record(a_sale("maria santos"), by=BY)
    store.close()
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    assert rows(shop, "SELECT count(*) FROM sales") == [(121,)]
    assert rows(shop, "SELECT count(*) FROM customers WHERE name_key = 'maria santos'") == [(1,)]
    with closing(open_reader(folder, clock)) as reader:
        assert reader.verify(by=BY).discrepancies == ()
    assert (folder / report.kept_as).is_file()
    kept = put_back(folder, clock, by=BY)
    assert rows(shop, "SELECT count(*) FROM sales") == [(1,)]
    assert rows(folder / kept, "SELECT count(*) FROM sales") == [(121,)]


def test_the_old_file_goes_back_as_long_as_nothing_was_sold_since(
    folder: Path, clock: FixedClock
) -> None:
    shop = write_sqlite(folder / DATABASE_NAME, old_tables(SHAPES["real"]))
    before = shop.read_bytes()
    open_store(folder, clock).close()
    put_back(folder, clock, by=BY)
    assert shop.read_bytes() == before
    store = open_store(folder, clock)
    store.sales.record(a_sale("Ana"), by=BY)
    store.close()
    with pytest.raises(UnusableFile, match="sold since"):
        put_back(folder, clock, by=BY)


def test_a_shop_of_ours_is_never_brought_into_itself(folder: Path, clock: FixedClock) -> None:
    store = open_store(folder, clock)
    store.sales.record(a_sale("Ana"), by=BY)
    store.close()
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(AlreadyOurs):
        adopt(folder / DATABASE_NAME, folder, clock, WISHES, by=BY)
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_another_programs_database_is_refused_in_one_sentence(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    other = tmp_path / "music.db"
    with closing(sqlite3.connect(other)) as made, made:
        made.execute("CREATE TABLE sales (id INTEGER, amount REAL)")
    with pytest.raises(UnusableFile, match="not the old POS's database"):
        adopt(other, folder, clock, WISHES, by=BY)
    with pytest.raises(UnusableFile, match="no file"):
        adopt(tmp_path / "nowhere.db", folder, clock, WISHES, by=BY)
    assert list(folder.glob("shop.db*")) == []


def test_it_needs_the_right_to_import(old: Path, folder: Path, clock: FixedClock) -> None:
    with pytest.raises(NotAllowed):
        adopt(old, folder, clock, WISHES, by=cashier())
    with pytest.raises(NotAllowed):
        preview(old, folder, clock, WISHES, by=cashier())


@pytest.mark.parametrize("stage", ["products", "sales", "indexes", "checks"])
def test_stopped_at_any_stage_nothing_was_changed(
    stage: str, folder: Path, clock: FixedClock
) -> None:
    shop = write_sqlite(folder / DATABASE_NAME, old_tables(SHAPES["tracking"]))
    before, met = shop.read_bytes(), []
    watch = Watch(lambda at, _done, _of: met.append(at), lambda: stage in met)
    with pytest.raises(Stopped):
        adopt(shop, folder, clock, Wishes(zone=MANILA, watch=watch), by=BY)
    assert shop.read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == [DATABASE_NAME, "shop.lock"]


def changed(old: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(old)) as made, made:
        for statement in statements:
            made.execute(statement)
    return old


def listed(folder: Path, report: Report) -> str:
    return (folder / report.saved_as).read_text(encoding="utf-8")


def test_money_that_is_no_whole_centavo_is_rounded_and_listed(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(
        old,
        "UPDATE sales SET total_amount = 10.12500001 WHERE id = 2",
        "UPDATE sales SET total_amount = 10.120000001 WHERE id = 4",
        "UPDATE sales SET total_amount = 'ten' WHERE id = 6",
    )
    report = adopt(old, folder, clock, WISHES, by=BY)
    totals = rows(folder / DATABASE_NAME, "SELECT total_amount FROM sales ORDER BY id LIMIT 3")
    assert totals == [(1013,), (1012,), (0,)]
    said = listed(folder, report)
    assert "sales row 2 (total 10.12500001)" in said
    assert "sales row 4" not in said
    assert "sales row 6 (total ten)" in said


def test_totals_written_with_commas_add_up_on_both_sides(
    tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["decimals as text"]), "TEXT")
    changed(old, "UPDATE sales SET total_amount = '1,234.50' WHERE id = 2")
    adopt(old, folder, clock, WISHES, by=BY)
    totals = rows(folder / DATABASE_NAME, "SELECT total_amount FROM sales WHERE id = 2")
    assert totals == [(123_450,)]


def test_a_sale_without_a_total_is_what_its_lines_come_to_and_is_listed(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    with_lines = "SELECT sale_id, sum(total_price) FROM sale_items GROUP BY 1 ORDER BY 1 LIMIT 1"
    sale, total = rows(old, with_lines)[0]
    changed(old, f"UPDATE sales SET total_amount = NULL WHERE id = {sale}")
    report = adopt(old, folder, clock, WISHES, by=BY)
    kept = rows(folder / DATABASE_NAME, f"SELECT total_amount FROM sales WHERE id = {sale}")
    assert kept == [(centavos(total),)]
    assert report.look_at["sale without a total, its lines were added up"] == 1
    assert f"({kept[0][0] / 100:.2f})" in listed(folder, report)


NINO = "CAST(x'4e69f16f' AS TEXT)"


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (
            f"UPDATE sales SET customer_name = {NINO}, customer_id = NULL WHERE id = 2",
            "SELECT name FROM customers WHERE name LIKE 'Ni%'",
        ),
        (
            f"UPDATE products SET name = {NINO} WHERE id = 1",
            "SELECT name FROM products WHERE id = 1",
        ),
        (
            f"UPDATE customers SET customer_name = {NINO} WHERE id = 4",
            "SELECT name FROM customers WHERE name LIKE 'Ni%'",
        ),
        (f"UPDATE users SET full_name = {NINO}", "SELECT DISTINCT cashier FROM sales"),
        (f"UPDATE sales SET sale_number = {NINO}", "SELECT DISTINCT foreign_number FROM sales"),
        (f"UPDATE sales SET status = {NINO} WHERE id = 4", "SELECT 'Niño'"),
    ],
)
def test_texts_in_the_wrong_encoding_are_read_as_windows_writes_them_and_listed(
    statement: str, shown: str, old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, statement)
    before = old.read_bytes()
    foreseen = preview(old, folder, clock, WISHES, by=BY)
    report = adopt(old, folder, clock, WISHES, by=BY)
    assert rows(folder / DATABASE_NAME, shown) == [("Niño",)]
    assert foreseen.text() == report.text()
    assert old.read_bytes() == before
    assert report.look_at["texts that are no UTF-8, read as Windows writes them"] == 1


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (
            (
                "CREATE TABLE twice AS SELECT * FROM sales",
                "INSERT INTO twice SELECT * FROM sales",
                "DROP TABLE sales",
                "ALTER TABLE twice RENAME TO sales",
            ),
            "same number of their row",
        ),
        (
            (
                "CREATE TABLE twice AS SELECT * FROM users",
                "INSERT INTO twice SELECT * FROM users",
                "DROP TABLE users",
                "ALTER TABLE twice RENAME TO users",
            ),
            "contradict each other",
        ),
    ],
)
def test_rows_that_cannot_be_told_apart_are_refused_in_one_sentence(
    statements: tuple[str, ...], sentence: str, old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, *statements)
    with pytest.raises(UnusableFile, match=sentence):
        adopt(old, folder, clock, WISHES, by=BY)
    assert [path.name for path in folder.iterdir()] == ["shop.lock"]


@pytest.mark.parametrize("table", ["products", "customers", "customer_accounts", "sale_items"])
def test_rows_without_a_number_and_twice_come_along_once(
    table: str, old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(
        old,
        f"CREATE TABLE twice AS SELECT * FROM {table}",
        f"INSERT INTO twice SELECT * FROM {table} LIMIT 1",
        "UPDATE twice SET id = NULL WHERE rowid = 3",
        f"DROP TABLE {table}",
        f"ALTER TABLE twice RENAME TO {table}",
    )
    assert adopt(old, folder, clock, WISHES, by=BY).sales == 120
    with closing(open_reader(folder, clock)) as store:
        assert store.verify(by=BY).discrepancies == ()


def test_a_damaged_old_file_is_named_and_not_the_shop(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    data = bytearray(old.read_bytes())
    page = rows(old, "SELECT rootpage FROM sqlite_schema WHERE name = 'sales'")[0][0]
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    old.write_bytes(data)
    with pytest.raises(UnusableFile, match=r"old\.db is damaged"):
        adopt(old, folder, clock, WISHES, by=BY)
    assert [path.name for path in folder.iterdir()] == ["shop.lock"]


def test_a_file_left_in_the_middle_of_a_change_is_not_read_as_if_it_were_whole(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    (old.parent / "old.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504))
    with pytest.raises(UnusableFile, match="in the middle of a change"):
        adopt(old, folder, clock, WISHES, by=BY)
    assert [path.name for path in folder.iterdir()] == ["shop.lock"]


def test_an_id_wins_over_another_name_and_is_listed(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, "UPDATE sales SET customer_id = 2, customer_name = 'Pedro' WHERE id = 2")
    report = adopt(old, folder, clock, WISHES, by=BY)
    assert rows(
        folder / DATABASE_NAME,
        "SELECT customers.name, customer_name FROM sales"
        " JOIN customers ON customers.id = customer_id WHERE sales.id = 2",
    ) == [("Juan dela Cruz", "Pedro")]
    assert "(Pedro / Juan dela Cruz)" in listed(folder, report)


def test_names_that_count_as_none_can_be_kept(old: Path, folder: Path, clock: FixedClock) -> None:
    adopt(old, folder, clock, Wishes(zone=MANILA, no_names=()), by=BY)
    names = {name for (name,) in rows(folder / DATABASE_NAME, "SELECT name FROM customers")}
    assert {"Walk-in", "cash"} <= names


def test_a_time_nobody_can_read_is_that_of_the_sale_before(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, "UPDATE sales SET created_at = '0000-00-00 00:00:00' WHERE id = 4")
    report = adopt(old, folder, clock, WISHES, by=BY)
    one, other = rows(
        folder / DATABASE_NAME, "SELECT sale_date, business_date FROM sales WHERE id IN (2, 4)"
    )
    assert one == other
    assert "sales row 4 (0000-00-00 00:00:00)" in listed(folder, report)


@pytest.mark.parametrize(
    ("zone", "local", "moment"),
    [
        ("Asia/Manila", "2025-07-01 10:30:15", "2025-07-01T02:30:15.000Z"),
        ("Europe/Berlin", "2025-07-01 10:30:15", "2025-07-01T08:30:15.000Z"),
        ("Europe/Berlin", "2025-01-01 10:30:15", "2025-01-01T09:30:15.000Z"),
        ("Asia/Kolkata", "2025-07-01 10:30:15", "2025-07-01T05:00:15.000Z"),
        ("Asia/Kolkata", "2025-07-01", "2025-06-30T18:30:00.000Z"),
        ("Asia/Manila", "2025-07-01T10:30:15Z", "2025-07-01T10:30:15.000Z"),
    ],
)
def test_times_without_zone_are_in_the_zone_that_was_said(
    zone: str, local: str, moment: str, old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, f"UPDATE sales SET created_at = '{local}'")
    adopt(old, folder, clock, Wishes(zone=ZoneInfo(zone)), by=BY)
    shop = folder / DATABASE_NAME
    assert rows(shop, "SELECT DISTINCT sale_date FROM sales") == [(moment,)]
    assert rows(shop, "SELECT DISTINCT business_date FROM sales") == [("2025-07-01",)] or (
        local < "2025-02"
    )


def test_sales_without_any_table_of_lines_come_along_by_their_totals(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(old, "DROP TABLE sale_items", "DROP TABLE payment_splits")
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    assert (report.sales, report.lines) == (120, 0)
    assert found(shop) == expected(old)
    assert rows(shop, "SELECT DISTINCT name FROM sale_items") == [("Items not on record",)]


def test_what_was_handed_over_and_the_reference_of_a_sale_come_along(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    changed(
        old,
        "DELETE FROM payment_splits",
        "ALTER TABLE sales ADD COLUMN amount_tendered DECIMAL(10,2)",
        "ALTER TABLE sales ADD COLUMN reference_number TEXT",
        "UPDATE sales SET total_amount = 70.25, amount_tendered = 100, payment_method = 'CASH',"
        " reference_number = 'R-1' WHERE id = 2",
        "UPDATE sales SET total_amount = 70.25, amount_tendered = 100, payment_method = 'GCASH',"
        " reference_number = 'G-9' WHERE id = 4",
        "UPDATE sales SET total_amount = 70.25, amount_tendered = 50, payment_method = 'CASH'"
        " WHERE id = 6",
    )
    adopt(old, folder, clock, WISHES, by=BY)
    assert rows(
        folder / DATABASE_NAME,
        "SELECT method, amount, tendered, reference FROM payments WHERE sale_id IN (2, 4, 6)",
    ) == [
        ("cash", 7025, 10_000, "R-1"),
        ("gcash", 7025, None, "G-9"),
        ("cash", 7025, None, ""),
    ]


def test_products_come_along_with_their_stock_and_what_is_twice_is_listed(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    report = adopt(old, folder, clock, WISHES, by=BY)
    shop = folder / DATABASE_NAME
    assert (report.products, report.products_added) == (7, 7)
    kept = rows(shop, "SELECT sku, price, cost, stock, category FROM products ORDER BY id LIMIT 4")
    assert kept == [
        ("SKU1", 1025, 700, 3000, "Tools"),
        ("SKU2", 2025, 1400, 6000, "Food"),
        ("SKU3", 3025, 2100, 9000, "Tools"),
        ("SKU3-4", 4025, 2800, 12000, "Food"),
    ]
    assert report.look_at["SKU used twice"] == 1
    assert report.look_at["barcode used twice"] == 2


def test_what_has_no_place_here_is_counted(old: Path, folder: Path, clock: FixedClock) -> None:
    report = preview(old, folder, clock, WISHES, by=BY)
    assert report.homeless == (("expenses", 1), ("shifts", 1), ("suppliers", 1))


def test_where_a_file_cannot_have_two_names_the_old_one_is_copied(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    shop = write_sqlite(folder / DATABASE_NAME, old_tables(SHAPES["tracking"]))
    before = shop.read_bytes()
    report = adopt(shop, folder, clock, WISHES, by=BY)
    assert (folder / report.kept_as).read_bytes() == before
    assert classify(shop, NEWEST) is FileState.OK


def test_an_old_file_with_its_log_beside_it_comes_along_whole(
    folder: Path, clock: FixedClock
) -> None:
    shop = write_sqlite(folder / DATABASE_NAME, old_tables(SHAPES["tracking"]))
    writer = sqlite3.connect(shop)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE sales SET customer_name = 'Only in the log', customer_id = NULL")
    writer.commit()
    log = (folder / "shop.db-wal").read_bytes()
    writer.close()
    (folder / "shop.db-wal").write_bytes(log)
    adopt(shop, folder, clock, WISHES, by=BY)
    assert rows(shop, "SELECT DISTINCT customer_name FROM sales") == [("Only in the log",)]
    assert not (folder / "shop.db-wal").exists()


def test_a_file_from_elsewhere_is_read_with_its_log_and_both_stay_as_they_are(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    log = old.with_name("old.db-wal")
    with closing(sqlite3.connect(old)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE sales SET customer_name = 'Only in the log', customer_id = NULL")
        writer.commit()
        before = old.read_bytes(), log.read_bytes()
        adopt(old, folder, clock, WISHES, by=BY)
        assert (old.read_bytes(), log.read_bytes()) == before
    names = rows(folder / DATABASE_NAME, "SELECT DISTINCT customer_name FROM sales")
    assert names == [("Only in the log",)]


def test_a_report_that_a_power_cut_left_without_its_name_gets_it_at_the_next_start(
    old: Path, folder: Path, clock: FixedClock
) -> None:
    report = adopt(old, folder, clock, WISHES, by=BY)
    (folder / report.saved_as).rename(folder / REPORT_DRAFT)
    open_store(folder, clock).close()
    assert "Linked" in (folder / report.saved_as).read_text(encoding="utf-8")


def test_who_brought_it_along_is_written_down(old: Path, folder: Path, clock: FixedClock) -> None:
    report = adopt(old, folder, clock, WISHES, by=BY)
    assert rows(folder / DATABASE_NAME, "SELECT person, act, subject, new FROM audit_log") == [
        ("Nena", "old database brought along", "old.db", report.linked)
    ]


def test_no_number_of_a_card_comes_along(old: Path, folder: Path, clock: FixedClock) -> None:
    card, grouped = "4111111111111111", "4111 1111 1111 1111"
    changed(
        old,
        f"UPDATE sales SET customer_name = 'Ana {card}', customer_id = NULL WHERE id = 2",
        f"UPDATE sales SET void_reason = '{grouped}' WHERE id = 8",
        f"UPDATE customers SET notes = 'pays with {grouped}', address = '{card}' WHERE id = 1",
        "ALTER TABLE payment_splits ADD COLUMN reference_number TEXT",
        f"UPDATE payment_splits SET reference_number = '{card}'",
        "ALTER TABLE ar_transactions ADD COLUMN notes TEXT",
        f"UPDATE ar_transactions SET notes = 'card {card}'",
    )
    adopt(old, folder, clock, WISHES, by=BY)
    for path in folder.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            assert card.encode() not in kept
            assert grouped.encode() not in kept
    names = rows(folder / DATABASE_NAME, "SELECT customer_name FROM sales WHERE id = 2")
    assert names == [("Ana ...1111",)]


def test_no_password_comes_along(old: Path, folder: Path, clock: FixedClock) -> None:
    adopt(old, folder, clock, WISHES, by=BY)
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"$2y$10$secret" not in path.read_bytes()
