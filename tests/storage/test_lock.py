from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import StoreUnavailable, TillOpen
from app.storage.lock import ShopLock, holder
from app.storage.store import open_reader, open_store
from tests.storage.builders import FixedClock

OPEN = """
import sys
from pathlib import Path
from app.storage.store import open_store
from tests.storage.builders import FixedClock
store = open_store(Path(sys.argv[1]), FixedClock())
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@pytest.fixture
def other_till(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A till in another process that has the shop open."""
    child = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline().strip() == b"open"
    yield child
    child.stdin.close()
    child.wait()
    child.stdout.close()


def test_a_second_program_is_told_which_one_has_the_shop(
    other_till: subprocess.Popen[bytes], folder: Path, clock: FixedClock
) -> None:
    with pytest.raises(TillOpen, match="Close the till first") as refused:
        open_store(folder, clock)
    assert str(other_till.pid) in refused.value.advice
    assert holder(folder) == other_till.pid


def test_looking_needs_no_lock(
    other_till: subprocess.Popen[bytes], folder: Path, clock: FixedClock
) -> None:
    open_reader(folder, clock).close()


def test_the_lock_goes_with_a_killed_program(
    other_till: subprocess.Popen[bytes], folder: Path, clock: FixedClock
) -> None:
    other_till.kill()
    other_till.wait()
    store = open_store(folder, clock)
    assert holder(folder) == os.getpid()
    assert not store.ended_cleanly
    store.close()


def test_the_same_program_cannot_open_a_shop_twice(folder: Path, clock: FixedClock) -> None:
    store = open_store(folder, clock)
    with pytest.raises(TillOpen):
        open_store(folder, clock)
    store.close()
    open_store(folder, clock).close()


def test_a_lock_that_was_let_go_can_be_taken(folder: Path) -> None:
    ShopLock(folder).release()
    ShopLock(folder).release()


def test_nobody_holds_a_shop_that_was_never_opened(folder: Path) -> None:
    assert holder(folder) is None
    (folder / "shop.lock").write_text("not a number")
    assert holder(folder) is None


def test_a_refused_start_lets_the_lock_go(folder: Path, clock: FixedClock) -> None:
    (folder / "shop.db").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="empty"):
            open_store(folder, clock)


def test_a_file_system_that_cannot_lock_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("app.storage.lock.try_lock", refuse)
    with pytest.raises(StoreUnavailable, match="No locks available"):
        ShopLock(folder)
