"""Every door of the store, found by walking it: who has no right, or no seal, is refused."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed, ShopError
from app.storage.store import ReaderStore, WriterStore, open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock
from tests.storage.cheap_pins import cheap_pins
from tests.storage.walking import Door, doors

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

NOBODY = allowed("Nobody", ())
FORGED = Actor("Mallory", frozenset(Right))
BORROWED = Actor("Mallory", frozenset(Right), None, NOBODY.seal)

OPEN_TO_ALL = {
    "store.checkpoint",
    "store.prepare_searches",
    "store.close",
    "people.has_pins",
    "people.seconds_to_wait",
    "people.begin_owner",
    "people.recover",
    "people.present",
    "people.enter",
    "people.admit",
    "audit.refused",
}
"""What needs no right: tidying, getting in, and telling that one was refused."""

COUNTS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@pytest.fixture
def reader(store: WriterStore, folder: Path, clock: FixedClock) -> Iterator[ReaderStore]:
    opened = open_reader(folder, clock)
    yield opened
    opened.close()


def guarded_doors(store: object) -> list[Door]:
    return [door for door in doors(store) if door.name not in OPEN_TO_ALL]


def is_refused(door: Door, by: Actor) -> bool:
    try:
        door.knock(by)
    except NotAllowed:
        return True
    return False


def everything(store: WriterStore, *, but: str = "") -> dict[str, list[tuple[object, ...]]]:
    tables = [name for (name,) in store.database.rows(COUNTS) if name != but]
    return {name: store.database.rows(f"SELECT * FROM {name}") for name in tables}


def test_the_walk_finds_the_doors_and_what_is_open_to_all_is_there(store: WriterStore) -> None:
    names = {door.name for door in doors(store)}
    assert names >= OPEN_TO_ALL
    assert names >= {"sales.record", "customers.page", "accounts.adjust", "people.set_pin"}
    assert len(names) > 80


@pytest.mark.parametrize("by", [NOBODY, FORGED, BORROWED], ids=["no rights", "unsealed", "forged"])
def test_every_door_refuses_who_may_not(
    store: WriterStore, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything(store, but="audit_log")
    caplog.set_level(logging.WARNING)
    for door in guarded_doors(store):
        assert door.asks_who, f"{door.name} does not ask who is there"
        caplog.clear()
        noted = len(store.database.rows("SELECT 1 FROM audit_log"))
        assert is_refused(door, by), f"{door.name} let {by.name} in"
        assert f"by {by.name}" in caplog.text, f"{door.name} did not log the refusal"
        rows = store.database.rows("SELECT act, person FROM audit_log ORDER BY id")
        assert len(rows) == noted + 1, f"{door.name} did not write the refusal down once"
        assert rows[-1] == ("refused", by.name)
    assert everything(store, but="audit_log") == before


def test_every_door_of_a_reader_refuses_as_well_and_logs_it(
    reader: ReaderStore, caplog: pytest.LogCaptureFixture, folder: Path
) -> None:
    before = (folder / "shop.db").read_bytes()
    for door in guarded_doors(reader):
        caplog.clear()
        assert is_refused(door, FORGED), f"{door.name} let an unsealed actor in"
        assert "by Mallory" in caplog.text, f"{door.name} did not log the refusal"
    assert (folder / "shop.db").read_bytes() == before


def test_a_seal_is_of_one_person_and_their_rights(store: WriterStore) -> None:
    ben = allowed("Ben", {Right.SELL})
    assert store.sales.last(by=ben) is None
    for other in (
        Actor("Ann", ben.rights, ben.person_id, ben.seal),
        Actor("Ben", frozenset(Right), ben.person_id, ben.seal),
        Actor("Ben", ben.rights, 7, ben.seal),
        Actor("Ben", ben.rights, ben.person_id, b""),
    ):
        with pytest.raises(NotAllowed):
            store.sales.last(by=other)


def test_whoever_holds_every_right_passes_every_door(store: WriterStore) -> None:
    """What is handed in may be refused for what it is, but nobody for who they are."""
    owner = allowed("Nena", Right)
    for door in guarded_doors(store):
        try:
            door.knock(owner)
        except NotAllowed:
            pytest.fail(f"{door.name} refused the owner")
        except ShopError:
            continue
