from __future__ import annotations

import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.errors import SaleRefused, StoreUnavailable
from app.storage import writer as writing
from app.storage.classify import DATABASE_NAME
from app.storage.database import Reader, is_open_here
from app.storage.store import open_reader, open_store
from app.storage.writer import Writer
from tests.storage.builders import FixedClock, a_sale


@pytest.fixture
def path(folder: Path, clock: FixedClock) -> Path:
    """The file of a new shop, closed."""
    open_store(folder, clock).close()
    return folder / DATABASE_NAME


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    opened = Writer(path)
    yield opened
    opened.close()


@pytest.fixture
def reader(path: Path, writer: Writer) -> Iterator[Reader]:
    opened = Reader(path)
    yield opened
    opened.close()


def put(writer: Writer, key: str = "k") -> None:
    with writer.write("save"):
        writer.run("INSERT INTO settings (key, value) VALUES (?, '1')", (key,))


def keys(database: Reader | Writer) -> list[str]:
    return [row[0] for row in database.rows("SELECT key FROM settings WHERE key LIKE 'k%'")]


def test_the_writer_keeps_what_power_loss_must_not_take(writer: Writer) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert {name: writer.value(f"PRAGMA {name}") for name in wanted} == wanted


@pytest.mark.parametrize("pragma", ["synchronous", "journal_mode", "no_such_pragma"])
def test_a_setting_that_is_not_taken_refuses_to_start(
    path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str
) -> None:
    monkeypatch.setitem(writing._WRITER_PRAGMAS, pragma, "full")
    with pytest.raises(StoreUnavailable, match="does not take the setting"):
        Writer(path)


def test_a_write_is_seen_by_a_reader_once_it_is_committed(writer: Writer, reader: Reader) -> None:
    with writer.write("save"):
        writer.run("INSERT INTO settings (key, value) VALUES ('k', '1')")
        assert keys(reader) == []
    assert keys(reader) == ["k"]


def test_a_refusal_inside_takes_everything_back(writer: Writer) -> None:
    def save() -> None:
        with writer.write("save"):
            writer.run("INSERT INTO settings (key, value) VALUES ('k', '1')")
            raise SaleRefused

    with pytest.raises(SaleRefused):
        save()
    assert keys(writer) == []
    put(writer, "k2")
    assert keys(writer) == ["k2"]


def test_a_bug_stays_a_bug_and_takes_everything_back(writer: Writer) -> None:
    put(writer)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), writer.write("save"):
        writer.run_many("INSERT INTO settings (key, value) VALUES (?, '1')", [("k2",), ("k",)])
    assert keys(writer) == ["k"]


def test_a_transaction_inside_a_transaction_is_a_bug(writer: Writer) -> None:
    def save() -> None:
        with writer.write("save"):
            put(writer)

    with pytest.raises(RuntimeError, match="one transaction"):
        save()
    assert keys(writer) == []


def test_nothing_is_written_outside_a_transaction(writer: Writer, reader: Reader) -> None:
    for database in (writer, reader):
        with pytest.raises(StoreUnavailable):
            database.run("DELETE FROM settings")
        with pytest.raises(StoreUnavailable):
            database.insert("INSERT INTO settings VALUES ('k', '1')")
        with pytest.raises(StoreUnavailable):
            database.run_many("INSERT INTO settings VALUES (?, '1')", [("k",)])
    assert keys(reader) == []


def test_a_reader_is_for_looking(reader: Reader, path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"Could not save the sale: .* reading only"):
        reader.write("save the sale")
    with pytest.raises(StoreUnavailable):
        reader.savepoint()
    with pytest.raises(StoreUnavailable):
        _ = reader.peewee
    with pytest.raises(StoreUnavailable, match="read-only"):
        reader.rows("DELETE FROM settings")


def test_a_reader_changes_no_byte_even_as_the_last_to_close(path: Path) -> None:
    writer = Writer(path)
    put(writer)
    log = path.with_name(f"{path.name}-wal")
    copy, copied_log = path.with_name("copy.db"), path.with_name("copy.db-wal")
    shutil.copy(path, copy)
    shutil.copy(log, copied_log)
    before = copy.read_bytes(), copied_log.read_bytes()
    assert before[1]
    reader = Reader(copy)
    assert keys(reader) == ["k"]
    reader.checkpoint()
    reader.close()
    assert (copy.read_bytes(), copied_log.read_bytes()) == before
    writer.close()


def test_a_reader_never_makes_a_file(folder: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Reader(folder / "nothing.db")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Writer(folder / "nothing.db")
    assert list(folder.iterdir()) == []


def test_a_folder_may_have_any_name(tmp_path: Path, clock: FixedClock, owner: Actor) -> None:
    question = "" if sys.platform == "win32" else "?"  # no name there has one
    odd = tmp_path / f"Tindahan ni Nena #1{question} 100% \u20b1"
    odd.mkdir()
    store = open_store(odd, clock)
    store.sales.record(a_sale("Ana"), by=owner)
    reader = open_reader(odd, clock)
    assert reader.customers.count(by=owner) == 1
    reader.close()
    store.close()


def move_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def delete(path: Path) -> None:
    path.unlink()


def replace_with_a_copy(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.replace(path)


def delete_the_log(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


@pytest.mark.parametrize(
    "harm", [move_away, delete, replace_with_a_copy, delete_the_log, move_the_folder]
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_nothing_is_saved_into_a_file_that_is_no_longer_there(
    folder: Path, clock: FixedClock, owner: Actor, harm: Callable[[Path], None]
) -> None:
    store = open_store(folder, clock)
    store.sales.record(a_sale("Ana"), by=owner)
    harm(folder / DATABASE_NAME)
    with pytest.raises(StoreUnavailable, match="moved, deleted or replaced") as said:
        store.sales.record(a_sale("Ben"), by=owner)
    assert said.value.advice
    assert not said.value.in_doubt
    assert [row[0] for row in store.database.rows("SELECT name FROM customers")] == ["Ana"]
    store.close()


def test_a_full_disk_has_its_sentence(writer: Writer) -> None:
    pages = writer.value("PRAGMA page_count")
    writer.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable) as said, writer.write("save the sale"):
        writer.run_many(
            "INSERT INTO settings VALUES (?, ?)", [(f"k{n}", "1" * 900) for n in range(99)]
        )
    assert said.value.message == "Could not save the sale: the disk is full."
    assert "Free some space" in said.value.advice
    assert keys(writer) == []
    writer.rows("PRAGMA max_page_count = 100000")
    put(writer)


def test_a_writer_that_is_kept_waiting_has_its_sentence(path: Path, writer: Writer) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writer.rows("PRAGMA busy_timeout = 10")
    with pytest.raises(StoreUnavailable, match="another program is using"):
        put(writer)
    other.execute("ROLLBACK")
    other.close()
    put(writer)
    assert keys(writer) == ["k"]


def test_a_file_that_may_not_be_written_has_its_sentence(writer: Writer) -> None:
    writer.rows("PRAGMA query_only = 1")
    with pytest.raises(StoreUnavailable, match="read-only"):
        put(writer)


def test_damage_has_its_sentence_when_reading(path: Path) -> None:
    page = 4096
    content = bytearray(path.read_bytes())
    for start in range(page, len(content), page):
        content[start : start + page] = b"\xee" * page
    path.write_bytes(content)
    reader = Reader(path)
    with pytest.raises(StoreUnavailable, match="damaged") as said:
        reader.rows("SELECT * FROM sales")
    reader.close()
    assert "restore the last backup" in said.value.advice


def failing_flush() -> None:
    """Say what a disk says whose flush fails."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    raise error


def test_a_commit_that_fails_is_in_doubt_and_the_file_is_opened_again(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = writer._connection
    with monkeypatch.context() as disk:
        disk.setattr(writer, "_commit", failing_flush)
        with pytest.raises(StoreUnavailable, match="cannot be charged twice") as said:
            put(writer)
    assert said.value.in_doubt
    assert "Check the disk" in said.value.advice
    with caplog.at_level(logging.WARNING):
        put(writer, "k2")
    assert writer._connection is not before
    assert keys(writer) == ["k2"]
    assert "again after a fault" in caplog.text


def test_a_file_that_cannot_be_opened_again_is_said_until_it_can(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(writer, "_commit", failing_flush)
        with pytest.raises(StoreUnavailable, match="Not confirmed"):
            put(writer)
    with monkeypatch.context() as disk:
        disk.setattr(writer.peewee, "connect", failing_flush)
        with pytest.raises(StoreUnavailable, match="Could not save: the disk"):
            put(writer)
        with pytest.raises(StoreUnavailable, match="Could not read"):
            keys(writer)
    assert keys(writer) == []
    put(writer)
    assert keys(writer) == ["k"]


def test_damage_found_after_a_fault_stops_the_selling(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(writer, "_commit", failing_flush)
        with pytest.raises(StoreUnavailable):
            put(writer)
    with monkeypatch.context() as disk:
        disk.setattr(Writer, "is_whole", lambda _: False)
        with pytest.raises(StoreUnavailable, match="damaged"):
            put(writer)


CHILD = """
import resource, sys
from pathlib import Path
from app.domain.errors import StoreUnavailable
from app.storage.writer import Writer
path = Path(sys.argv[1])
writer = Writer(path)
log = path.with_name(path.name + "-wal")
for number in range(3):
    with writer.write("save"):
        writer.run("INSERT INTO settings VALUES (?, ?)", (f"k{number}", "1" * 300))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 2000, hard))
try:
    with writer.write("save"):
        writer.run("INSERT INTO settings VALUES ('k-lost', ?)", ("1" * 30000,))
except StoreUnavailable as error:
    print(error.message, error.in_doubt)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
with writer.write("save"):
    writer.run("INSERT INTO settings VALUES ('k9', '1')")
print(*[row[0] for row in writer.rows("SELECT key FROM settings WHERE key LIKE 'k%'")])
writer.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_disk_that_fails_while_writing_is_said_and_survived(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], check=True, capture_output=True, text=True
    )
    said, rows = done.stdout.splitlines()
    assert "cannot be charged twice" in said or "disk" in said
    assert rows == "k0 k1 k2 k9"


def test_a_connection_belongs_to_its_thread(writer: Writer) -> None:
    seen: list[BaseException] = []

    def use() -> None:
        try:
            writer.rows("SELECT 1")
        except sqlite3.ProgrammingError as error:
            seen.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(seen) == 1


def test_a_file_is_known_to_be_open_while_any_connection_has_it(path: Path) -> None:
    assert not is_open_here(path)
    writer = Writer(path)
    reader = Reader(path)
    writer.close()
    assert is_open_here(path)
    reader.close()
    assert not is_open_here(path)


def test_the_log_is_folded_when_asked_and_not_by_a_sale(
    folder: Path, clock: FixedClock, owner: Actor
) -> None:
    store = open_store(folder, clock)
    path = folder / DATABASE_NAME
    before = path.read_bytes()
    store.checkpoint()  # nothing worth a flush yet
    for _ in range(300):
        store.sales.record(a_sale("Ana"), by=owner)
    assert path.read_bytes() == before
    store.checkpoint()
    assert path.read_bytes() != before
    store.close()


def test_peewee_waits_for_the_writer() -> None:
    code = "import sys; from app.storage import store; assert 'peewee' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
