"""A shop that the first version left behind, brought to the newest step with real rows in it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.customer import CustomerRef
from app.domain.draft import cart_of
from app.domain.errors import UnusableFile
from app.domain.money import Money
from app.domain.quantity import ONE, Quantity
from app.domain.sale import Outcome, Sale
from app.domain.settings import ShopSettings
from app.domain.tender import METHODS
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST, STEPS, create, migrate
from app.storage.store import open_reader, open_store
from app.storage.writer import Writer
from tests.storage.builders import FixedClock, a_line, a_return

OLD = Path(__file__).with_name("old") / "shop_of_step_1.sql"
SCHEMA = """SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"""


def build(path: Path) -> None:
    """Make the file as it lay in the folder of a shop."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(OLD.read_text(encoding="utf-8"))
    finally:
        connection.close()


@pytest.fixture
def old(folder: Path) -> Path:
    path = folder / DATABASE_NAME
    build(path)
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def contents(path: Path) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """Give every table's columns and rows."""
    found = {}
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    for (table,) in rows(path, tables):
        columns = [
            str(row[0]) for row in rows(path, f"SELECT name FROM pragma_table_info('{table}')")
        ]
        found[str(table)] = (columns, rows(path, f"SELECT * FROM {table}"))
    return found


def test_the_kept_shop_is_what_the_first_step_makes(old: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    create(fresh, STEPS[:1])
    assert rows(old, SCHEMA) == rows(fresh, SCHEMA)
    assert all(
        content for table, (_, content) in contents(old).items() if table != "customer_aliases"
    )


def test_an_upgraded_file_is_a_fresh_one_column_for_column(
    old: Path, tmp_path: Path, clock: FixedClock
) -> None:
    fresh = tmp_path / "fresh.db"
    create(fresh)
    open_store(old.parent, clock).close()
    assert rows(old, "PRAGMA user_version") == [(NEWEST,)]
    assert rows(old, SCHEMA) == rows(fresh, SCHEMA)
    for (table,) in rows(fresh, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        about = f"SELECT * FROM pragma_table_xinfo('{table}')"
        assert rows(old, about) == rows(fresh, about)
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]
    assert rows(old, "PRAGMA foreign_key_check") == []


def test_every_row_is_as_it_was(old: Path, clock: FixedClock) -> None:
    before = contents(old)
    open_store(old.parent, clock, is_till=False).close()
    after = contents(old)
    for table, (columns, content) in before.items():
        names = ", ".join(columns)
        assert rows(old, f"SELECT {names} FROM {table}") == content
        assert after[table][0][: len(columns)] == columns


def test_what_is_new_means_what_it_always_meant(old: Path, clock: FixedClock) -> None:
    open_store(old.parent, clock).close()
    facts = "SELECT DISTINCT factor, listed_price, price_reason FROM sale_items"
    assert rows(old, facts) == [(1000, None, "")]
    assert rows(old, "SELECT DISTINCT has_nobody FROM sales") == [(0,)]
    shelf = "SELECT DISTINCT family, variant, lowest_price, to_check FROM products"
    assert rows(old, shelf) == [("", "", None, 0)]
    assert rows(old, "SELECT DISTINCT price, unit FROM product_barcodes") == [(None, "")]


def test_the_copy_from_before_is_the_old_shop_whole(
    old: Path, clock: FixedClock, tmp_path: Path
) -> None:
    before = contents(old)
    open_store(old.parent, clock).close()
    (copy,) = (old.parent / COPIES).glob("*.db")
    assert contents(copy) == before
    assert rows(copy, "PRAGMA user_version") == [(1,)]
    again = tmp_path / "again"
    again.mkdir()
    (again / DATABASE_NAME).write_bytes(copy.read_bytes())
    store = open_store(again, clock)
    assert contents(store.database.path)["sales"][1] == rows(old, "SELECT * FROM sales")
    store.close()


def test_a_shop_brought_up_to_date_goes_on_selling(
    old: Path, clock: FixedClock, owner: Actor
) -> None:
    store = open_store(old.parent, clock)
    assert store.verify(by=owner).discrepancies == ()
    assert store.settings.load(by=owner) == ShopSettings(
        "Nena's \u20b1 Store", theme="dark", text_scale=115
    )
    assert store.methods.methods(by=owner) == METHODS
    draft = store.drafts.kept(by=owner)
    assert draft is not None
    cart = cart_of(draft, ShopSettings(""))
    assert [(line.name, line.total) for line in cart.lines] == [
        ("Fresh eggs", Money(24_500)),
        ("Rice", Money(3_795)),
    ]
    record = store.sales.numbered("1", by=owner)
    assert [(line.name, line.factor) for line in record.lines] == [
        ("Piña juice 1L", ONE),
        ("Rice", ONE),
    ]
    back = a_line(8_950, "-1", "Piña juice 1L", product_id=1, sku="PINA", tax_rate_bp=0)
    store.sales.record(a_return([back], of=record.head.sale_id, at=clock.now()), by=owner)
    eggs = store.products.by_code("EGGBOX", by=owner)
    assert eggs is not None
    assert eggs.factor == Quantity.of(12)
    store.sales.change_customer([1], CustomerRef("Ben Cruz"), clock.now(), by=owner)
    reference = store.sales.with_reference("gcash", "1234567890123", by=owner)
    assert reference is not None
    assert reference.number == "000003"
    assert store.sales.unlinked_count(by=owner) == 1
    assert store.verify(by=owner).discrepancies == ()
    store.close()


def test_a_sale_in_doubt_across_the_upgrade_is_charged_once(
    old: Path, clock: FixedClock, owner: Actor
) -> None:
    """Its draft survived, its commit too: the same cart paid again is the same sale."""
    store = open_store(old.parent, clock)
    kept = store.sales.numbered("5", by=owner)
    sale = Sale("key-e", kept.lines, kept.payments, clock.now(), kept.business_date)
    assert store.sales.record(sale, by=owner).outcome is Outcome.ALREADY_RECORDED
    store.close()


def test_looking_at_an_older_file_says_what_to_do(old: Path, clock: FixedClock) -> None:
    bytes_before = old.read_bytes()
    with pytest.raises(UnusableFile, match="older Suki") as refused:
        open_reader(old.parent, clock)
    assert "Open the till once" in refused.value.advice
    assert old.read_bytes() == bytes_before


STATEMENTS = sum(len(step.statements) + 3 for step in STEPS[1:])
"""BEGIN, the statements, the step's number, COMMIT."""

KILLS = """
import os, shutil, signal, sys
from pathlib import Path
from app.storage import migrations
from app.storage.writer import Writer
from tests.storage.builders import FixedClock

source, target, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
for stop in range(count):
    folder = target / str(stop)
    folder.mkdir()
    path = Path(shutil.copy(source, folder))
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    seen = []
    def count_statements(sql):
        if sql.startswith("--"):
            return
        seen.append(sql)
        if len(seen) > stop:
            os.kill(os.getpid(), signal.SIGKILL)
    writer = Writer(path)
    writer._connection.set_trace_callback(count_statements)
    migrations.migrate(writer, FixedClock().now())
    os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children that were forked")
def test_a_kill_at_any_statement_leaves_the_old_shop_or_the_new_one(
    old: Path, tmp_path: Path, clock: FixedClock
) -> None:
    fresh = tmp_path / "fresh.db"
    create(fresh)
    schemas = {1: rows(old, SCHEMA), NEWEST: rows(fresh, SCHEMA)}
    target = tmp_path / "killed"
    target.mkdir()
    kills = STATEMENTS + 3
    subprocess.run(
        [sys.executable, "-c", KILLS, str(old), str(target), str(kills)], check=True, timeout=60
    )
    versions = []
    for stop in range(kills):
        path = target / str(stop) / DATABASE_NAME
        versions += [version for (version,) in rows(path, "PRAGMA user_version")]
        assert rows(path, SCHEMA) == schemas[int(str(versions[-1]))], f"killed at {stop}"
        assert rows(path, "SELECT count(*) FROM sale_items") == [(8,)]
    assert versions[0] == 1
    assert versions[-1] == NEWEST
    assert versions == sorted(versions, key=str)
    finish(target / "7" / DATABASE_NAME, clock)


def finish(path: Path, clock: FixedClock) -> None:
    writer = Writer(path)
    try:
        migrate(writer, clock.now())
        assert writer.value("PRAGMA user_version") == NEWEST
        assert writer.value("SELECT count(*) FROM payment_methods") == len(METHODS)
    finally:
        writer.close()
