"""Shops that earlier versions left behind, brought to the newest step with real rows in them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.backup import Reason
from app.domain.customer import CustomerRef
from app.domain.draft import cart_of
from app.domain.errors import UnusableFile
from app.domain.money import Money
from app.domain.quantity import ONE, Quantity
from app.domain.sale import Outcome, Sale
from app.domain.settings import ShopSettings
from app.domain.tender import METHODS, MethodKind
from app.storage import pins
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST, STEPS, create, migrate
from app.storage.restore_sides import look_at
from app.storage.store import open_reader, open_store
from app.storage.writer import Writer
from tests.storage import make_old, recount
from tests.storage.builders import FixedClock, a_line, a_return
from tests.storage.credits import an_account, on_account
from tests.storage.planted import BUGS

KEPT = Path(__file__).with_name("old")
EMPTY_WHEN_SMALL = {
    *("customer_aliases", "customer_ranks", "customer_words", "customers_to_index"),
    *("products_to_index", "search_state", "customer_eras", "customer_parts", "customer_sets"),
    *("customers_called_anew", "customers_moved_in_time", "product_places", "product_sets"),
    *("product_shelf", "products_moved"),
}
"""What a shop of a few customers has no row in."""
MADE_ANEW = ("customer_words", "customer_ranks", "customers_to_index", "search_state")
"""What customers are found by is no fact: a later step makes it another way."""
EVERY_STEP = pytest.mark.parametrize("step", [1, 2, 3], indirect=True)
ONLY_TODAYS = pytest.mark.parametrize("step", [NEWEST], indirect=True)
ONLY_STEP_1 = pytest.mark.parametrize("step", [1], indirect=True)
ONLY_STEP_2 = pytest.mark.parametrize("step", [2], indirect=True)
SCHEMA = """SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"""

OF_SQLITE = """SELECT type, name, tbl_name FROM sqlite_schema
WHERE name LIKE 'sqlite%' ORDER BY name"""
"""What SQLite makes by itself: indexes of keys, sequences, statistics."""


def build(path: Path, step: int) -> None:
    """Make the file as it lay in the folder of a shop of that step."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        kept = KEPT / f"shop_of_step_{step}.sql"
        connection.executescript(kept.read_text(encoding="utf-8"))
    finally:
        connection.close()


@pytest.fixture(params=[1, 2])
def step(request: pytest.FixtureRequest) -> int:
    """The step an old shop was left at."""
    return int(request.param)


@pytest.fixture
def old(folder: Path, step: int) -> Path:
    path = folder / DATABASE_NAME
    build(path, step)
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


@EVERY_STEP
def test_the_kept_shop_is_what_its_steps_make(old: Path, step: int, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    create(fresh, STEPS[:step])
    assert rows(old, SCHEMA) == rows(fresh, SCHEMA)
    for table, (_, content) in contents(old).items():
        assert content or table.startswith(tuple(EMPTY_WHEN_SMALL)), table


def test_an_upgraded_file_is_a_fresh_one_column_for_column(
    old: Path, tmp_path: Path, clock: FixedClock
) -> None:
    fresh = tmp_path / "fresh.db"
    create(fresh)
    open_store(old.parent, clock).close()
    assert rows(old, "PRAGMA user_version") == [(NEWEST,)]
    assert rows(old, SCHEMA) == rows(fresh, SCHEMA)
    assert rows(old, OF_SQLITE) == rows(fresh, OF_SQLITE)
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
        if table.startswith(MADE_ANEW):
            continue
        names = ", ".join(columns)
        kept = rows(old, f"SELECT {names} FROM {table}")
        # The new way to pay stands beside those of the shop, what the file needs beside its name.
        if table in ("payment_methods", "settings"):
            kept = [row for row in kept if row in content]
        assert kept == content
        assert set(columns) <= set(after[table][0])


@ONLY_STEP_1
def test_what_is_new_means_what_it_always_meant(old: Path, clock: FixedClock) -> None:
    open_store(old.parent, clock).close()
    facts = "SELECT DISTINCT factor, listed_price, price_reason FROM sale_items"
    assert rows(old, facts) == [(1000, None, "")]
    assert rows(old, "SELECT DISTINCT has_nobody FROM sales") == [(0,)]
    shelf = "SELECT DISTINCT family, variant, lowest_price, to_check FROM products"
    assert rows(old, shelf) == [("", "", None, 0)]
    assert rows(old, "SELECT DISTINCT price, unit FROM product_barcodes") == [(None, "")]


def test_the_copy_from_before_is_the_old_shop_whole(
    old: Path, step: int, clock: FixedClock, tmp_path: Path
) -> None:
    before = contents(old)
    open_store(old.parent, clock).close()
    (copy,) = (old.parent / COPIES).glob("*.db")
    assert contents(copy) == before
    assert rows(copy, "PRAGMA user_version") == [(step,)]
    record = look_at(copy)  # compares every byte with the record beside it
    assert (record.reason, record.schema) == (Reason.UPGRADE, step)
    assert record.figures.sales == len(before["sales"][1])
    again = tmp_path / "again"
    again.mkdir()
    (again / DATABASE_NAME).write_bytes(copy.read_bytes())
    store = open_store(again, clock)
    assert contents(store.database.path)["sales"][1] == rows(old, "SELECT * FROM sales")
    store.close()


def cash_by_hand(path: Path) -> list[tuple[object, ...]]:
    """Add up what came in as cash, from the payments alone."""
    return rows(
        path,
        "SELECT business_date, sum(amount) FROM sales JOIN payments ON sale_id = sales.id"
        " WHERE status = 'completed' AND till_id <> 0 AND method IN ('cash', 'petty')"
        " GROUP BY business_date ORDER BY 1",
    )


def test_the_cash_of_every_day_is_known(old: Path, clock: FixedClock) -> None:
    open_store(old.parent, clock).close()
    kept = "SELECT business_date, cash_amount FROM sales_days WHERE cash_amount <> 0 ORDER BY 1"
    expected = [day for day in cash_by_hand(old) if day[1]]
    assert rows(old, kept) == expected != []


def test_putting_on_account_is_a_way_to_pay(old: Path, clock: FixedClock) -> None:
    methods = "SELECT code, letter, kind, is_shown FROM payment_methods ORDER BY position"
    open_store(old.parent, clock).close()
    assert rows(old, methods)[-1] == ("account", "A", "account", 1)


@ONLY_STEP_2
def test_a_way_to_pay_of_the_shops_own_called_account_stays_what_it_is(
    old: Path, clock: FixedClock, owner: Actor
) -> None:
    connection = sqlite3.connect(old)
    connection.execute(
        "INSERT INTO payment_methods VALUES ('account', 9, 'a', 'bank', 'Account', 0, '', 0, 1)"
    )
    connection.commit()
    connection.close()
    store = open_store(old.parent, clock)
    own, new = store.methods.methods(by=owner)[-2:]
    assert (own.code, own.kind, own.letter) == ("account", MethodKind.BANK, "a")
    assert (new.code, new.kind, new.letter) == ("on-account", MethodKind.ACCOUNT, "")
    account = an_account(store, owner)
    sale = on_account(account.code, 700)
    parts = (replace(sale.payments[0], method="on-account"),)
    store.sales.record(replace(sale, payments=parts), by=owner)
    assert store.accounts.account(account.id, by=owner).balance == Money(700)
    assert store.verify(by=owner).discrepancies == ()
    store.close()


@ONLY_STEP_2
def test_a_shop_of_step_2_goes_on_as_it_was(old: Path, clock: FixedClock, owner: Actor) -> None:
    moves = rows(old, "SELECT * FROM stock_moves ORDER BY id")
    store = open_store(old.parent, clock)
    assert store.verify(by=owner).discrepancies == ()
    names = [method.name for method in store.methods.methods(by=owner)]
    assert names == ["", "Debit", "", "", "", "Maya", "Petty cash", ""]
    assert rows(old, "SELECT * FROM stock_moves ORDER BY id") == [
        (*row[:5], "", "", row[5]) for row in moves
    ]
    draft, (parked,) = store.drafts.kept(by=owner), store.parked.parked(by=owner)
    assert draft is not None
    for kept in (draft, parked.draft):
        assert cart_of(kept, ShopSettings("")).rider is None
    box = store.products.by_code("14800016641500", by=owner)
    assert box is not None
    assert (box.price, box.factor) == (Money(16_500), Quantity.of(12))
    assert [key.label for key in store.products.quick_keys(by=owner)] == ["Water", ""]
    dina = store.customers.named("Dina Lim", by=owner)
    assert dina is not None
    assert dina.total_purchases == Money(5_000)
    (change,) = store.sales.changes(9, by=owner)
    store.sales.undo_change(change.id, clock.now(), by=owner)
    account = an_account(store, owner, "Dina Lim", 500_000, dina.id)
    store.sales.record(on_account(account.code, 900, customer="Dina Lim"), by=owner)
    assert store.verify(by=owner).discrepancies == ()
    store.close()


@ONLY_STEP_1
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


@ONLY_STEP_1
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


@ONLY_TODAYS
def test_a_shop_of_todays_step_is_opened_as_it_is(
    old: Path, clock: FixedClock, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "TIME_COST", 1)
    monkeypatch.setattr(pins, "MEMORY_KIB", 64)
    before = contents(old)
    store = open_store(old.parent, clock, is_till=False)
    assert contents(old) == before
    assert not (old.parent / COPIES).exists()
    assert store.verify(by=owner).discrepancies == ()
    assert store.people.enter(make_old.PIN).name == "Nena"
    cashier = store.people.enter(make_old.CASHIERS_PIN)
    assert cashier.name == "Joy"
    account = store.accounts.coded("AR-0001", by=cashier)
    assert account is not None
    store.sales.record(on_account(account.code, 900, customer="Dina Lim"), by=cashier)
    (_, entry) = store.accounts.with_reference("gcash", "GC 77", by=cashier) or (None, None)
    assert entry is not None
    store.accounts.reverse(entry.id, "slip", clock.now(), by=owner)
    assert store.verify(by=owner).discrepancies == ()
    assert recount.differences(old) == {}
    store.close()


@ONLY_TODAYS
def test_a_shop_of_todays_step_holds_entries_of_every_kind(old: Path) -> None:
    kinds = {kind for (kind,) in rows(old, "SELECT DISTINCT kind FROM ar_transactions")}
    assert {"charge", "payment", "deposit", "adjustment", "reversal", "correction"} == kinds
    reasons = {reason for (reason,) in rows(old, "SELECT DISTINCT reason FROM stock_moves")}
    assert {"sale", "return", "count", "receive"} <= reasons


KILLS = """
import os, shutil, signal, sys
from functools import partial
from pathlib import Path
from app.storage import migrations
from app.storage.writer import Writer
from tests.storage import planted
from tests.storage.builders import FixedClock

source, target, bug = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
migrate = partial(planted.migrate, bug) if bug else migrations.migrate
stop, finished = -1, 0
while finished < 3:
    stop += 1
    folder = target / str(stop)
    folder.mkdir()
    path = Path(shutil.copy(source, folder))
    child = os.fork()
    if child:
        finished += os.WIFEXITED(os.waitpid(child, 0)[1])
        continue
    seen = []
    def count_statements(sql):
        if sql.startswith("--"):
            return
        seen.append(sql)
        if len(seen) > stop:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    writer = Writer(path)
    writer._connection.set_trace_callback(count_statements)
    migrate(writer, FixedClock().now())
    os._exit(0)
"""
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children that were forked")


def killed_everywhere(old: Path, target: Path, bug: str = "") -> list[Path]:
    """Give what lies on disk after a kill at the first statement of an upgrade, the second, ..."""
    target.mkdir()
    subprocess.run(
        [sys.executable, "-c", KILLS, str(old), str(target), bug], check=True, timeout=120
    )
    return [target / str(stop) / DATABASE_NAME for stop in range(len(list(target.iterdir())))]


def schemas_from(step: int, tmp_path: Path) -> dict[object, list[tuple[object, ...]]]:
    schemas: dict[object, list[tuple[object, ...]]] = {}
    for number in range(step, NEWEST + 1):
        fresh = tmp_path / f"{number}.db"
        create(fresh, STEPS[:number])
        schemas[number] = rows(fresh, SCHEMA)
    return schemas


@FORKS
def test_a_kill_at_any_statement_leaves_the_old_shop_or_the_new_one(
    old: Path, step: int, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = schemas_from(step, tmp_path)
    sold = rows(old, "SELECT * FROM sale_items")
    versions: list[object] = []
    killed = killed_everywhere(old, tmp_path / "killed")
    assert len(killed) > sum(len(each.statements) for each in STEPS[step:])
    for stop, path in enumerate(killed):
        versions += [version for (version,) in rows(path, "PRAGMA user_version")]
        assert rows(path, SCHEMA) == schemas[versions[-1]], f"killed at {stop}"
        assert len(rows(path, "SELECT * FROM sale_items")) == len(sold)
    assert versions[0] == step
    assert versions[-1] == NEWEST
    assert versions == sorted(versions, key=str)
    finish(killed[7], clock)
    monkeypatch.setattr("app.storage.migrations.copy_before", lambda path, _: path)
    for stop, path in enumerate(killed):
        finish(path, clock)
        assert rows(path, SCHEMA) == schemas[NEWEST], f"killed at {stop}, then opened again"


@FORKS
@ONLY_STEP_2
@pytest.mark.parametrize("bug", BUGS)
def test_a_step_taken_in_a_wrong_way_is_found_by_the_kills(
    old: Path, step: int, tmp_path: Path, bug: str
) -> None:
    """What the test before asks of every kill is not so for each of three easy mistakes."""
    schemas = schemas_from(step, tmp_path)
    third_states = 0
    killed = killed_everywhere(old, tmp_path / "killed", bug)
    for path in killed:
        ((version,),) = rows(path, "PRAGMA user_version")
        third_states += rows(path, SCHEMA) != schemas[version]
    assert rows(killed[-1], SCHEMA) == schemas[NEWEST], "without a kill nobody would see it"
    assert third_states


def finish(path: Path, clock: FixedClock) -> None:
    writer = Writer(path)
    try:
        migrate(writer, clock.now())
        assert writer.value("PRAGMA user_version") == NEWEST
        assert writer.value("SELECT count(*) FROM payment_methods WHERE kind = 'account'") == 1
    finally:
        writer.close()
