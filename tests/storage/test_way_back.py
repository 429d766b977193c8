"""The copy an adoption can be taken back with stays as long as that is offered."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.actor import Actor
from app.domain.backup import Reason
from app.domain.errors import UnusableFile, WrongPin
from app.storage.adopt.adoption import adopt, put_back, what_would_go_back
from app.storage.adopt.work import Wishes
from app.storage.backup_list import copies_in
from app.storage.backup_round import back_up, way_back
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.migrations import NEWEST
from app.storage.store import open_store
from tests.storage.builders import FixedClock, a_sale
from tests.storage.cheap_pins import cheap_pins
from tests.storage.old_pos import SHAPES, old_tables, write_sqlite

__all__ = ["cheap_pins"]


def names(folder: Path) -> set[str]:
    return {copy.name for copy in copies_in(folder / COPIES)}


def days_go_by(folder: Path, clock: FixedClock) -> None:
    """Two copies on each of twenty days: all but eight of them are thinned out again."""
    for _ in range(20):
        for hours in (20, 4):
            clock.advance(hours=hours)
            back_up(folder, Reason.TIMED, clock.now(), clock.local, newest=NEWEST)
    assert 8 <= len(names(folder)) <= 14


@pytest.fixture
def kept(folder: Path, clock: FixedClock, owner: Actor, tmp_path: Path) -> str:
    """Adopt into a shop with a sale; gives the name of the copy made before."""
    sell(folder, clock, owner)
    old = write_sqlite(tmp_path / "old.db", old_tables(SHAPES["real"]))
    report = adopt(old, folder, clock, Wishes(zone=ZoneInfo("Asia/Manila")), by=owner)
    assert report.kept_as.startswith(f"{COPIES}/")
    return Path(report.kept_as).name


def sell(folder: Path, clock: FixedClock, owner: Actor) -> None:
    with closing(open_store(folder, clock)) as store:
        store.sales.record(a_sale("Ana"), by=owner)


def test_while_it_is_offered_thinning_leaves_it(
    folder: Path, clock: FixedClock, owner: Actor, kept: str
) -> None:
    days_go_by(folder, clock)
    assert way_back(folder) == kept
    assert kept in names(folder)
    put_back(folder, clock, by=owner)
    with closing(open_store(folder, clock)) as store:
        assert store.database.value("SELECT count(*) FROM sales") == 1


def test_a_damaged_copy_is_not_put_back(
    folder: Path, clock: FixedClock, owner: Actor, kept: str
) -> None:
    shop, copy = folder / DATABASE_NAME, folder / COPIES / kept
    before, content = shop.read_bytes(), bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    with pytest.raises(UnusableFile, match="This copy is damaged"):
        put_back(folder, clock, by=owner)
    assert shop.read_bytes() == before


@pytest.mark.usefixtures("cheap_pins")
def test_putting_back_gives_no_free_guesses(
    folder: Path, clock: FixedClock, owner: Actor, kept: str
) -> None:
    with closing(open_store(folder, clock)) as store:
        store.people.begin_owner("Nena", "271828")
        for _ in range(2):
            with pytest.raises(WrongPin):
                store.people.enter("999998")
    put_back(folder, clock, by=owner)
    with closing(open_store(folder, clock)) as store:
        assert store.database.value("SELECT failed_tries FROM pin_gate") == 2
        assert store.ended_cleanly


def test_when_something_was_sold_it_goes_like_every_other(
    folder: Path, clock: FixedClock, owner: Actor, kept: str
) -> None:
    days_go_by(folder, clock)
    sell(folder, clock, owner)
    assert way_back(folder) == ""
    with pytest.raises(UnusableFile, match="sold since"):
        what_would_go_back(folder, by=owner)
    days_go_by(folder, clock)
    assert kept not in names(folder)


def test_a_shop_nothing_came_along_into_keeps_nothing_for_it(
    folder: Path, clock: FixedClock, owner: Actor
) -> None:
    sell(folder, clock, owner)
    assert way_back(folder) == ""
