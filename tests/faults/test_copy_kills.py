"""Killed at any instant, a backup or a restore leaves the shop whole and no half copy that counts.

The child ends itself, without a word to anybody, at the n-th thing it does to a file: every open,
rename, removal and connection is such an instant, and so is every step of SQLite between them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.backup import Reason
from app.domain.settings import ShopSettings
from app.storage.backup import make_copy
from app.storage.backup_list import copies_in
from app.storage.backup_round import back_up
from app.storage.backup_second import begin_place
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST
from app.storage.restore import restore
from app.storage.restore_sides import look_at
from app.storage.store import open_store
from tests.people import everyone
from tests.storage.builders import FixedClock, a_sale

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")

BY = everyone("Nena")
KILLED = 77
EVENTS = ("open", "os.", "sqlite3.", "shutil.", "fcntl.")
MOST_INSTANTS = 400
OLD = ["Ana", "Ben", "Cora"]
CLOCK = FixedClock()


def ends_at(instant: int, work: Callable[[], object]) -> bool:
    """Fork, do the work, end at the instant given; says whether it got that far."""
    child = os.fork()
    if child == 0:
        _die_at(instant)
        try:
            work()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, KILLED}
    return code == KILLED


def _die_at(instant: int) -> None:
    seen = 0

    def watch(event: str, _arguments: object) -> None:
        nonlocal seen
        if event.startswith(EVENTS) and not event.startswith("os.listdir"):
            seen += 1
            if seen == instant:
                os._exit(KILLED)

    sys.addaudithook(watch)
    plain = sqlite3.connect

    def traced(*arguments: object, **more: object) -> sqlite3.Connection:
        connection = plain(*arguments, **more)  # type: ignore[call-overload]
        connection.set_trace_callback(lambda _sql: sys.audit("sqlite3.statement"))
        return connection  # type: ignore[no-any-return]

    sqlite3.connect = traced  # type: ignore[assignment]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A till killed while selling: three sales, one only in the log; a copy of the first."""
    folder = tmp_path / "shop"
    folder.mkdir()
    drive = tmp_path / "drive"
    drive.mkdir()
    begin_place(drive, folder)
    store = open_store(folder, CLOCK)
    store.settings.save(replace(ShopSettings("Nena's"), second_place=str(drive)), by=BY)
    store.sales.record(a_sale("Ana", key="a"), by=BY)
    copy_of(folder, Reason.ASKED)
    store.sales.record(a_sale("Cora", key="c"), by=BY)
    store.close()
    child = os.fork()
    if child == 0:
        open_store(folder, CLOCK).sales.record(a_sale("Ben", key="b"), by=BY)
        os._exit(KILLED)
    os.waitpid(child, 0)
    assert (folder / f"{DATABASE_NAME}-wal").stat().st_size > 0
    return folder


def copy_of(folder: Path, reason: Reason) -> Path:
    made = make_copy(folder / DATABASE_NAME, folder / COPIES, reason, CLOCK.now(), newest=NEWEST)
    return folder / COPIES / made.name


def sold_in(folder: Path) -> list[str]:
    """Open the shop as the next start does, recount it, say whose sales are in it."""
    store = open_store(folder, CLOCK)
    try:
        assert store.verify(by=BY).discrepancies == ()
        return [name for (name,) in store.database.rows("SELECT customer_name FROM sales")]
    finally:
        store.close()


def every_instant(tmp_path: Path, shop: Path, work: Callable[[Path], object]) -> list[Path]:
    """Do the work over a fresh shop again and again, ended one instant later each time."""
    ended = []
    for instant in range(1, MOST_INSTANTS):
        folder = tmp_path / str(instant) / "shop"
        shutil.copytree(shop, folder)
        got_there = ends_at(instant, lambda folder=folder: work(folder))  # type: ignore[misc]
        ended.append(folder)
        if not got_there:
            return ended
    raise AssertionError("it never came to its end")


def test_a_backup_killed_at_any_instant_leaves_only_copies_that_are_whole(
    tmp_path: Path, shop: Path
) -> None:
    drive = tmp_path / "drive"
    counts = set()

    def work(folder: Path) -> None:
        back_up(folder, Reason.TIMED, CLOCK.now(), CLOCK.local, newest=NEWEST)

    ended = every_instant(tmp_path, shop, work)
    for folder in ended:
        found = copies_in(folder / COPIES)
        counts.add(len(found))
        for copy in found:
            assert look_at(folder / COPIES / copy.name) == copy
        assert sorted(sold_in(folder)) == OLD
    there = copies_in(drive)
    assert there
    assert all(look_at(drive / copy.name) == copy for copy in there)
    assert counts == {1, 2}
    assert len(ended) > 40
    work(ended[0])  # the next round clears away what was left
    assert not list((ended[0] / COPIES).glob("unfinished*"))
    assert not list(drive.glob("unfinished*"))


def test_a_restore_killed_at_any_instant_leaves_the_old_shop_or_the_restored_one(
    tmp_path: Path, shop: Path
) -> None:
    (copy,) = copies_in(shop / COPIES)

    def work(folder: Path) -> None:
        path = folder / COPIES / copy.name
        restore(path, folder, CLOCK.now(), newest=NEWEST, by=BY)

    ended = every_instant(tmp_path, shop, work)
    outcomes = [sorted(sold_in(folder)) for folder in ended]
    assert outcomes[0] == OLD
    assert outcomes[-1] == ["Ana"]
    turned = outcomes.index(["Ana"])
    assert outcomes == [OLD] * turned + [["Ana"]] * (len(ended) - turned)
    assert len(ended) > 40
    for folder in ended[turned:]:  # the way back was there before the shop was replaced
        kept = [each for each in copies_in(folder / COPIES) if each.reason is Reason.RESTORE]
        assert [each.figures.sales for each in kept] == [3]
    for folder in ended:
        assert all(
            look_at(folder / COPIES / each.name) == each for each in copies_in(folder / COPIES)
        )
