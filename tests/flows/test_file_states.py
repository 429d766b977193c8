"""What the till says and leaves alone when the shop's file cannot be opened, and second starts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import __version__
from app.storage import classify
from app.ui import notices
from tests.flows.conftest import OpenCounter
from tests.flows.counter import RICE, Counter, other_hand
from tests.flows.program import running


def keep(folder: Path) -> None:
    """Leave the file as it is."""


def write_something_else(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"Dear diary, " * 1000)


def empty(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"")


def give_to_another_program(folder: Path) -> None:
    (folder / "shop.db").unlink()
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


def make_newer(folder: Path) -> None:
    with other_hand(folder) as connection:
        connection.execute("PRAGMA user_version = 999")


def damage(folder: Path) -> None:
    path = folder / "shop.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * 8192 + whole[12288:])


def cut_short(folder: Path) -> None:
    path = folder / "shop.db"
    path.write_bytes(path.read_bytes()[: 4096 * 3])


def leave_only_the_log(folder: Path) -> None:
    (folder / "shop.db").unlink()
    (folder / "shop.db-wal").write_bytes(b"log")


def leave_only_a_copy(folder: Path) -> None:
    (folder / "shop.db").rename(folder / "copy of shop.db")


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "not a database": (write_something_else, "The file shop.db is not a shop."),
    "empty": (empty, "The file shop.db is empty."),
    "another program's": (give_to_another_program, "The file shop.db belongs to another program."),
    "newer": (make_newer, ("This shop was opened by a newer Suki before: "
                          f"it needs Suki {__version__} or newer.")),
    "damaged": (damage, "The shop's file is damaged."),
    "cut short": (cut_short, "The end of the shop's file is missing."),
    "only its log": (leave_only_the_log,
                     "The shop's file is gone, but parts of it are still in the folder."),
    "only a copy": (leave_only_a_copy,
                    "There is no shop.db in this folder, but there is copy of shop.db."),
    "read-only": (keep, "The shop's file or its folder is read-only."),
}  # fmt: skip


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read every file but the lock, which is there to stay."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "shop.lock"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the notices say; nobody is there to close them."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(notices, "tell", lambda title, detail: said.append((title, detail)))

    def offered(title: str, detail: str, _way: str) -> bool:
        said.append((title, detail))
        return False

    monkeypatch.setattr(notices, "offer", offered)
    return said


def run(counter: Counter, application: QApplication) -> int:
    """Run the program until its own end; gives the exit code."""
    counter.till.start()
    return application.exec()


@pytest.mark.parametrize("state", STATES)
def test_a_file_that_is_no_shop_is_named_in_one_sentence_and_left_as_it_is(
    state: str,
    shop_folder: Path,
    make_counter: OpenCounter,
    told: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
) -> None:
    spoil, sentence = STATES[state]
    spoil(shop_folder)
    if state == "read-only":
        monkeypatch.setattr(classify, "_may_write", lambda path: False)
    before = bytes_of(shop_folder)
    counter = make_counter(shop_folder)
    assert run(counter, qapp) == 1
    ((title, advice),) = told
    assert title == sentence
    assert advice
    assert not counter.window.isVisible()
    counter.close()
    assert bytes_of(shop_folder) == before


def test_the_program_itself_ends_with_one(shop_folder: Path) -> None:
    write_something_else(shop_folder)
    with running(shop_folder) as program:
        assert program.end() == 1
        (notice,) = program.said
        assert notice.startswith("notice: The file shop.db is not a shop. | Another file has this")


def test_a_second_start_brings_the_first_window_forward_and_ends(
    counter: Counter, shop_folder: Path
) -> None:
    counter.scan(RICE)
    counter.window.showMinimized()
    with running(shop_folder) as program:
        counter.until(lambda: not counter.window.isMinimized())
        assert program.end() == 0
        assert program.said == []
    counter.until(counter.window.isActiveWindow)
    assert counter.is_ready
    assert counter.lines == [("RICE5", "1")]


def test_a_second_start_says_so_when_the_first_does_not_answer(
    counter: Counter, shop_folder: Path, make_counter: OpenCounter, told: list[tuple[str, str]],
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("app.ui.doorbell.ring", lambda folder: False)
    second = make_counter(shop_folder)
    assert run(second, qapp) == 1
    assert told[0][0] == "The till has this shop open. Close the till first."
    counter.window.come_forward()
    counter.until(counter.window.isActiveWindow)
    counter.scan(RICE)
    counter.pay_exactly()
