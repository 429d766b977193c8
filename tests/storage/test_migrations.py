from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.classify import APPLICATION_ID, CREATING, DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST, STEPS, Step, create, migrate
from app.storage.store import open_reader, open_store
from app.storage.writer import Writer
from tests.storage.builders import FixedClock, a_sale

NEXT = Step(
    NEWEST + 1,
    "9.2.0",
    (
        "ALTER TABLE customers ADD COLUMN nickname TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT",
        "INSERT INTO notes (note) SELECT name FROM customers",
        "CREATE INDEX notes_by_note ON notes (note)",
    ),
)


@pytest.fixture
def shop(folder: Path, clock: FixedClock, owner: Actor) -> Path:
    """A closed shop with one sale, at the newest step."""
    store = open_store(folder, clock)
    store.sales.record(a_sale("Ana"), by=owner)
    store.close()
    return folder / DATABASE_NAME


def plain(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_a_new_shop_carries_its_mark_and_its_step(shop: Path) -> None:
    assert plain(shop, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert plain(shop, "PRAGMA user_version") == [(NEWEST,)]
    assert APPLICATION_ID.to_bytes(4) == b"Suki"


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in STEPS] == list(range(1, NEWEST + 1))


def test_every_table_is_strict(shop: Path) -> None:
    loose = plain(
        shop,
        "SELECT name FROM pragma_table_list"
        " WHERE strict = 0 AND schema = 'main' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE 'customer_words%'"  # the text indexes make their own tables
        " AND name NOT LIKE 'product_words%'",
    )
    assert loose == []


def test_a_newest_file_is_neither_copied_nor_changed(shop: Path, clock: FixedClock) -> None:
    writer = Writer(shop)
    try:
        assert migrate(writer, clock.now()) is None
    finally:
        writer.close()
    assert not (shop.parent / "backups").exists()


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(
    shop: Path, clock: FixedClock
) -> None:
    writer = Writer(shop)
    try:
        copy = migrate(writer, clock.now(), (*STEPS, NEXT))
    finally:
        writer.close()
    assert copy is not None
    assert plain(shop, "PRAGMA user_version") == [(NEWEST + 1,)]
    assert plain(shop, "SELECT note FROM notes") == [("Ana",)]
    assert plain(copy, "PRAGMA user_version") == [(NEWEST,)]
    assert plain(copy, "SELECT count(*) FROM sales") == [(1,)]
    assert plain(copy, "PRAGMA application_id") == [(APPLICATION_ID,)]


@pytest.mark.parametrize("broken", range(len(NEXT.statements) + 1))
def test_a_step_that_fails_anywhere_leaves_the_step_before(
    shop: Path, clock: FixedClock, broken: int
) -> None:
    before = plain(shop, "SELECT sql FROM sqlite_schema ORDER BY rowid")
    statements = list(NEXT.statements)
    statements.insert(broken, "INSERT INTO nowhere VALUES (1)")
    writer = Writer(shop)
    try:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(writer, clock.now(), (*STEPS, Step(NEXT.number, NEXT.since, tuple(statements))))
    finally:
        writer.close()
    assert plain(shop, "PRAGMA user_version") == [(NEWEST,)]
    assert plain(shop, "SELECT sql FROM sqlite_schema ORDER BY rowid") == before


CHILD = """
import os, signal, sys
from pathlib import Path
from app.storage import migrations
from app.storage.writer import Writer
from tests.storage.builders import FixedClock
from tests.storage.test_migrations import NEXT

path, stop = Path(sys.argv[1]), int(sys.argv[2])
writer = Writer(path)
seen = []
def count(sql):
    seen.append(sql)
    if len(seen) > stop:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
writer._connection.set_trace_callback(count)
migrations.migrate(writer, FixedClock().now(), (*migrations.STEPS, NEXT))
"""


@pytest.mark.parametrize("stop", range(8))
def test_a_kill_at_any_statement_of_a_step_leaves_one_step_or_the_other(
    shop: Path, clock: FixedClock, stop: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(shop), str(stop)], check=False, capture_output=True
    )
    version = plain(shop, "PRAGMA user_version")[0][0]
    notes = plain(shop, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'notes%'")[0][0]
    columns = plain(
        shop, "SELECT count(*) FROM pragma_table_info('customers') WHERE name = 'nickname'"
    )[0][0]
    assert (version, notes, columns) in {(NEWEST, 0, 0), (NEWEST + 1, 2, 1)}, done.stderr
    assert plain(shop, "PRAGMA integrity_check") == [("ok",)]
    writer = Writer(shop)
    try:
        migrate(writer, clock.now(), (*STEPS, NEXT))
        assert writer.value("SELECT count(*) FROM notes") == 1
    finally:
        writer.close()


def test_without_a_whole_copy_no_step_is_taken(
    shop: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    different = iter(range(9))
    monkeypatch.setattr("app.storage.backup.sale_count", lambda _: next(different))
    writer = Writer(shop)
    try:
        with pytest.raises(StoreUnavailable, match="not whole"):
            migrate(writer, clock.now(), (*STEPS, NEXT))
    finally:
        writer.close()
    assert plain(shop, "PRAGMA user_version") == [(NEWEST,)]


def test_a_copy_that_cannot_be_made_is_said_and_no_step_is_taken(
    shop: Path, clock: FixedClock
) -> None:
    (shop.parent / "backups").write_text("a file where the folder should be")
    writer = Writer(shop)
    try:
        with pytest.raises(StoreUnavailable, match="Could not make a copy"):
            migrate(writer, clock.now(), (*STEPS, NEXT))
    finally:
        writer.close()
    assert plain(shop, "PRAGMA user_version") == [(NEWEST,)]


def test_a_file_of_a_newer_version_is_refused_untouched(shop: Path, clock: FixedClock) -> None:
    plain(shop, f"PRAGMA user_version = {NEWEST + 1}")
    bytes_before = shop.read_bytes()
    with pytest.raises(UnusableFile, match="newer"):
        open_store(shop.parent, clock)
    assert shop.read_bytes() == bytes_before


def test_a_file_of_a_newer_version_says_which_version_it_needs(
    shop: Path, clock: FixedClock
) -> None:
    writer = Writer(shop)
    migrate(writer, clock.now(), (*STEPS, NEXT))
    for is_open in (True, False):  # looked at beside its log, and alone
        with pytest.raises(
            UnusableFile, match=r"newer Suki before: it needs Suki 9\.2\.0 or newer"
        ):
            open_reader(shop.parent, clock)
        if is_open:
            writer.close()
    bytes_before = shop.read_bytes()
    with pytest.raises(UnusableFile, match=r"it needs Suki 9\.2\.0"):
        open_store(shop.parent, clock)
    assert shop.read_bytes() == bytes_before
    assert not shop.with_name("shop.db-wal").exists()


@pytest.mark.parametrize("kept", ["7", '"soon"', "{", '"1; install this"', '"' + "9" * 40 + '"'])
def test_a_version_that_is_none_is_not_told(shop: Path, clock: FixedClock, kept: str) -> None:
    connection = sqlite3.connect(shop)
    connection.execute("UPDATE settings SET value = ? WHERE key = 'identity.needs'", (kept,))
    connection.commit()
    connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.close()
    with pytest.raises(UnusableFile, match=r"^This shop was opened by a newer Suki before\.$"):
        open_reader(shop.parent, clock)


def test_every_step_says_since_which_version_it_is_known() -> None:
    versions = [[int(part) for part in step.since.split(".")] for step in STEPS]
    assert versions == sorted(versions)
    assert versions[-1] <= [int(part) for part in re.findall(r"\d+", __version__)]


def test_a_shop_whose_making_was_killed_is_made_again(folder: Path, clock: FixedClock) -> None:
    for ending in ("", "-wal", "-shm"):
        (folder / f"{CREATING}{ending}").write_bytes(b"half")
    open_store(folder, clock).close()
    assert sorted(each.name for each in folder.iterdir()) == [DATABASE_NAME, "shop.lock"]
    assert classify(folder / DATABASE_NAME, NEWEST) is FileState.OK


def test_a_shop_that_cannot_be_made_is_no_shop(folder: Path) -> None:
    with pytest.raises(StoreUnavailable, match="Could not create"):
        create(folder / "nowhere" / DATABASE_NAME)
    with pytest.raises(sqlite3.OperationalError):
        create(folder / DATABASE_NAME, (Step(1, "", ("CREATE TABLE broken (",)),))
    assert not (folder / DATABASE_NAME).exists()


MAKE = """
import os, signal, sqlite3, sys
from pathlib import Path
from app.storage import migrations
stop, seen = int(sys.argv[2]), []
def count(sql):
    seen.append(sql)
    if len(seen) > stop:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
class Watched(sqlite3.Connection):
    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.set_trace_callback(count)
connect = sqlite3.connect
sqlite3.connect = lambda *args, **more: connect(*args, factory=Watched, **more)
migrations.create(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("stop", [0, 3, 10, 25, 1_000])
def test_a_kill_while_a_shop_is_made_leaves_none_or_a_whole_one(
    folder: Path, clock: FixedClock, stop: int
) -> None:
    path = folder / DATABASE_NAME
    subprocess.run([sys.executable, "-c", MAKE, str(path), str(stop)], check=False)
    assert classify(path, NEWEST) in {FileState.MISSING, FileState.OK}
    assert (classify(path, NEWEST) is FileState.OK) == (stop == 1_000)
    open_store(folder, clock).close()
    assert plain(path, "PRAGMA user_version") == [(NEWEST,)]
