"""Files keep their names for a while where somebody has them open, and addresses of every kind."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from app.domain.errors import StoreUnavailable
from app.storage import backup_files, moves
from app.storage.file_uri import file_uri, uri_of
from tests.storage.open_files import forbid_moving_open_files

Change = Callable[..., None]


def in_use(patch: pytest.MonkeyPatch, name: str, times: int) -> list[float]:
    """Refuse a change the first times, as while somebody looks at the file; gives the pauses."""
    change, left = getattr(os, name), [None] * times
    pauses: list[float] = []

    def refused(*paths: Any, **more: Any) -> None:
        if left:
            left.pop()
            raise PermissionError(errno.EACCES, "Access is denied")
        change(*paths, **more)

    patch.setattr(os, name, refused)
    patch.setattr("app.storage.moves.time.sleep", pauses.append)
    return pauses


def test_a_file_somebody_looks_at_is_moved_when_they_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, target = tmp_path / "draft", tmp_path / "target"
    draft.write_bytes(b"new")
    target.write_bytes(b"old")
    monkeypatch.setattr(moves, "WAIT_SECONDS", 60.0)
    pauses = in_use(monkeypatch, "replace", 3)
    moves.move(draft, target)
    assert target.read_bytes() == b"new"
    assert len(pauses) == 3


def test_a_file_somebody_looks_at_is_removed_when_they_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "left").touch()
    monkeypatch.setattr(moves, "WAIT_SECONDS", 60.0)
    in_use(monkeypatch, "unlink", 2)
    moves.remove(tmp_path / "left")
    moves.remove(tmp_path / "never there")
    assert not list(tmp_path.iterdir())


def test_who_never_lets_a_file_go_is_waited_for_only_so_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "left").touch()
    monkeypatch.setattr(moves, "WAIT_SECONDS", 0.0)
    pauses = in_use(monkeypatch, "unlink", 5)
    with pytest.raises(PermissionError):
        moves.remove(tmp_path / "left")
    assert pauses == []


def test_the_program_may_not_move_what_it_has_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs a system that says which files a process has open")
    forbid_moving_open_files(monkeypatch)
    shop, draft = tmp_path / "shop.db", tmp_path / "draft.db"
    draft.touch()
    with closing(sqlite3.connect(shop)) as connection:
        connection.execute("CREATE TABLE held (id)")
        with pytest.raises(PermissionError):
            moves.remove(shop)
        with pytest.raises(PermissionError):
            moves.move(draft, shop)
        with pytest.raises(PermissionError):
            moves.move(shop, draft)
    moves.move(draft, shop)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/nena/shop 1.db"), "file:///home/nena/shop%201.db"),
        (PureWindowsPath("C:\\Users\\Nena\\shop#1.db"), "file:///C:/Users/Nena/shop%231.db"),
        (PureWindowsPath("\\\\SERVER\\pos\\old.db"), "file:////SERVER/pos/old.db"),
    ],
)
def test_an_address_names_no_server(path: PurePosixPath | PureWindowsPath, address: str) -> None:
    assert uri_of(path) == address
    assert uri_of(path, "mode=ro") == f"{address}?mode=ro"


@pytest.mark.skipif(sys.platform == "win32", reason="there it would be another computer's")
def test_sqlite_understands_an_address_with_a_share(tmp_path: Path) -> None:
    """Two slashes begin a path here as well; a server's name would be refused."""
    shop = tmp_path / "shop.db"
    four = file_uri(shop, "mode=rwc").replace("file://", "file:///", 1)
    with closing(sqlite3.connect(four, uri=True)) as connection:
        connection.execute("CREATE TABLE held (id)")
    assert shop.stat().st_size > 0
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect("file://SERVER/pos/old.db?mode=ro", uri=True)


class ErrorOfWindows(OSError):
    """An error as Windows gives it, with its own number beside that of C."""

    def __init__(self, number: int, code: int) -> None:
        super().__init__(code, "as Windows says it")
        self.winerror = number


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        (32, errno.EACCES, "another program has a file open"),
        (33, errno.EACCES, "another program has a file open"),
        (21, errno.EACCES, "is not there"),
        (53, errno.ENOENT, "is not there"),
        (1167, errno.EINVAL, "is not there"),
        (112, errno.ENOSPC, "the disk is full"),
    ],
)
def test_what_windows_says_of_a_drive_is_told_in_plain_words(
    number: int, code: int, sentence: str
) -> None:
    with (
        pytest.raises(StoreUnavailable, match=sentence),
        backup_files.plain_faults("copy the shop", Path("E:/copies")),
    ):
        raise ErrorOfWindows(number, code)


def test_on_windows_a_refused_file_may_also_be_open_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.storage.backup_files.sys.platform", "win32")
    with (
        pytest.raises(StoreUnavailable, match="read-only, or another program has a file open"),
        backup_files.plain_faults("copy the shop", Path("E:/copies")),
    ):
        raise PermissionError(errno.EACCES, "Permission denied")
