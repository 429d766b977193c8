from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.classify import DATABASE_NAME, FileState, classify, refusal
from app.storage.migrations import NEWEST
from app.storage.store import open_reader, open_store
from tests.storage.builders import FixedClock, a_sale


@pytest.fixture
def shop(folder: Path, clock: FixedClock, owner: Actor) -> Path:
    """A closed shop with some sales."""
    store = open_store(folder, clock)
    for number in range(20):
        store.sales.record(a_sale(f"Customer {number}"), by=owner)
    store.close()
    return folder / DATABASE_NAME


def make_missing(path: Path) -> None:
    path.unlink()


def make_leftovers(path: Path) -> None:
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"frames")


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_text(path: Path) -> None:
    path.write_text("date,total\n2026-01-01,12.00\n" * 500)


def make_short_text(path: Path) -> None:
    path.write_text("hello")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def make_other_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE orders (id INTEGER)")
    connection.execute("PRAGMA application_id = 77")
    connection.close()


def make_unmarked(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE sales (id INTEGER)")
    connection.close()


def make_other_with_log(path: Path) -> None:
    make_other_program(path)
    path.with_name(f"{path.name}-wal").write_bytes(b"7" * 4096)


def make_truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def make_cut_in_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def make_cut_in_the_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(50)


def make_damaged_schema(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 900)


def make_newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {NEWEST + 5}")
    connection.close()


def make_without_step(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


BAD: dict[Callable[[Path], None], FileState] = {
    make_leftovers: FileState.LEFTOVERS,
    make_empty: FileState.EMPTY,
    make_text: FileState.NOT_A_DATABASE,
    make_short_text: FileState.NOT_A_DATABASE,
    make_folder: FileState.NOT_A_DATABASE,
    make_zeros: FileState.NOT_A_DATABASE,
    make_other_program: FileState.OTHER_PROGRAM,
    make_unmarked: FileState.OTHER_PROGRAM,
    make_other_with_log: FileState.OTHER_PROGRAM,
    make_truncated: FileState.TRUNCATED,
    make_cut_in_a_page: FileState.TRUNCATED,
    make_cut_in_the_header: FileState.TRUNCATED,
    make_damaged_schema: FileState.DAMAGED,
    make_newer: FileState.NEWER,
    make_without_step: FileState.DAMAGED,
}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        each.name: each.read_bytes()
        for each in sorted(folder.iterdir())
        if each.is_file() and not each.name.endswith((".lock", "-shm"))
    }


def test_a_shop_in_order_is_ok(shop: Path) -> None:
    assert classify(shop, NEWEST) is FileState.OK


def test_a_shop_of_an_older_step_is_older(shop: Path) -> None:
    assert classify(shop, NEWEST + 1) is FileState.OLDER


def test_where_nothing_is_the_shop_is_missing(folder: Path) -> None:
    assert classify(folder / DATABASE_NAME, NEWEST) is FileState.MISSING


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_a_bad_file_is_recognised_refused_and_left_as_it_was(
    shop: Path, clock: FixedClock, make: Callable[[Path], None]
) -> None:
    make(shop)
    before = snapshot(shop.parent)
    assert classify(shop, NEWEST) is BAD[make]
    with pytest.raises(UnusableFile) as refused:
        open_store(shop.parent, clock)
    assert refused.value.message == refusal(BAD[make], shop).message
    with pytest.raises(UnusableFile):
        open_reader(shop.parent, clock)
    assert snapshot(shop.parent) == before


def test_damage_far_inside_is_found_when_a_till_opens_the_file(
    shop: Path, clock: FixedClock
) -> None:
    page = 4096
    with closing(sqlite3.connect(shop)) as plain:
        (root,) = plain.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'stock_moves'"
        ).fetchone()
    content = bytearray(shop.read_bytes())
    content[(root - 1) * page : (root - 1) * page + 200] = b"\xee" * 200
    shop.write_bytes(content)
    assert classify(shop, NEWEST) is FileState.OK
    with pytest.raises(StoreUnavailable, match="damaged"):
        open_store(shop.parent, clock)
    assert shop.read_bytes() == content


def test_every_state_that_is_refused_has_a_sentence_and_names_the_file(shop: Path) -> None:
    for state in FileState:
        if state is not FileState.OK:
            said = refusal(state, shop)
            assert said.message.endswith(".")
            assert str(shop) in said.advice


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE sale_series SET last_number = last_number")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held_by_another(shop: Path) -> Iterator[Path]:
    """A shop that another program keeps to itself."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shop)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline().strip() == b"held"
    yield shop
    child.stdin.close()
    child.wait()
    child.stdout.close()


def test_a_file_another_program_keeps_to_itself_is_locked(
    held_by_another: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.classify._LOOK_SECONDS", 0.01)
    assert classify(held_by_another, NEWEST) is FileState.LOCKED
    with pytest.raises(UnusableFile, match="Another program"):
        open_store(held_by_another.parent, clock)


LOOK = """
import os, sys
from pathlib import Path
from app.storage.classify import classify
classify(Path(sys.argv[1]), 1)  # what is imported late is imported now
os.setuid(65534)
print(classify(Path(sys.argv[1]), int(sys.argv[2])).name)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks about the owner of a file")
@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "state"),
    [(0o755, 0o444, "READ_ONLY"), (0o777, 0o444, "READ_ONLY"), (0o755, 0o600, "UNREADABLE")],
)
def test_a_file_one_may_not_write_or_read_is_told_apart(
    shop: Path, folder_mode: int, file_mode: int, state: str
) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    for parent in list(shop.parents)[:-1]:
        if parent != Path(parent.anchor) / "tmp":
            parent.chmod(parent.stat().st_mode | 0o055)
    shop.parent.chmod(folder_mode)
    shop.chmod(file_mode)
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(shop), str(NEWEST)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == state


def test_what_the_system_calls_read_only_is_refused_for_writing_alone(
    shop: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.classify.os.access", lambda *_: False)
    assert classify(shop, NEWEST) is FileState.READ_ONLY
    with pytest.raises(UnusableFile, match="read-only"):
        open_store(shop.parent, clock)
    open_reader(shop.parent, clock).close()


@pytest.mark.parametrize(
    "name",
    ["shop.db.bak", "old.sqlite", "shop.db-wal", "copy of shop.db", "backups/before.db", "pos"],
)
def test_no_shop_is_begun_beside_a_database_or_a_copy(
    shop: Path, tmp_path: Path, clock: FixedClock, name: str
) -> None:
    other = tmp_path / "other"
    (other / "backups").mkdir(parents=True)
    shutil.copy(shop, other / name)
    with pytest.raises(UnusableFile):
        open_store(other, clock)
    assert not (other / DATABASE_NAME).exists()


def test_a_shop_is_begun_beside_what_is_no_database(folder: Path, clock: FixedClock) -> None:
    (folder / "notes.txt").write_text("milk")
    (folder / "backups").mkdir()
    open_store(folder, clock).close()
    assert classify(folder / DATABASE_NAME, NEWEST) is FileState.OK


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(StoreUnavailable, match="folder"):
        open_store(tmp_path / "nowhere", clock)
    with pytest.raises(UnusableFile, match="no shop"):
        open_reader(tmp_path / "nowhere", clock)
