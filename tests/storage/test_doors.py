"""Every door of the store, found by walking it: who has no right, or no seal, is refused."""

from __future__ import annotations

import contextlib
import inspect
import logging
from collections.abc import Iterator
from dataclasses import replace
from inspect import signature
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed, ShopError
from app.storage.store import ReaderStore, WriterStore, open_reader, open_store
from tests.people import allowed, cashier
from tests.storage.builders import FixedClock
from tests.storage.cheap_pins import cheap_pins
from tests.storage.walking import Door, as_door, doors, functions_of_the_room, ways_in

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
    "people.vouch",
    "audit.refused",
}
"""What needs no right: tidying, getting in, and telling that one was refused."""

AT_THE_COUNTER_OPEN = {
    f"{book}.{name}"
    for book, names in {
        "accounts": "account ageing coded customers_of entry find ledger of_customer promise "
        "statement take_payment unpaid with_reference",
        "customers": "beginning customer history lookalikes months named often_buys suggest "
        "summary",
        "drafts": "drop keep kept",
        "methods": "methods",
        "parked": "count discard park parked recall",
        "people": "approvals approve people",
        "products": "by_code count family make_at_counter packs product quick_keys search",
        "sales": "change_customer changes last link_unlinked numbered record sale undo_change "
        "unlinked unlinked_count with_reference",
        "settings": "load",
    }.items()
    for name in names.split()
}
"""What a sale, its customer and an account payment need, one at a time; lists are the owner's."""

NEEDS_NO_RIGHT = {
    *("back_up", "copy_to_file", "copies_in", "damaged_in", "begin_place"),
    *("way_back", "record_anew"),
    *("open_store", "open_reader", "open_rehearsal", "of_the_store", "sides"),
    *("classify", "refusal", "check_folder_is_free", "raise_plain", "file_uri", "laid_out"),
    *("is_old_pos", "begins_as_database"),
}
"""Copies are made unasked; what a store or a file gives asks, or says only what it is."""

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


def test_the_counter_passes_the_doors_that_are_the_counters_and_no_other(
    store: WriterStore,
) -> None:
    """Without a PIN only what is named here opens; a new door is the owner's until it is added."""
    ben = cashier()
    open_doors = {door.name for door in guarded_doors(store) if not is_refused_or_odd(door, ben)}
    assert open_doors == AT_THE_COUNTER_OPEN


def is_refused_or_odd(door: Door, by: Actor) -> bool:
    """What is handed in may be odd; then somebody was let in all the same."""
    try:
        return is_refused(door, by)
    except ShopError:
        return False


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


# Doors that are functions: what works on a folder


def asks_for_a_right(function: object) -> bool:
    """Say whether a function asks itself, by looking at what it calls."""
    return "require" in inspect.unwrap(function).__code__.co_names  # type: ignore[arg-type]


def folder_doors() -> list[Door]:
    return [as_door(way) for way in ways_in().values() if "by" in signature(way).parameters]


def test_the_walk_finds_every_way_into_the_storage_room() -> None:
    ways = ways_in()
    asked = {name for name, way in ways.items() if "by" in signature(way).parameters}
    assert asked >= {"app.storage.restore.restore", "app.storage.adopt.adoption.put_back"}
    assert {name.rpartition(".")[2] for name in set(ways) - asked} == NEEDS_NO_RIGHT


def test_every_function_that_asks_for_a_right_is_a_way_in_or_behind_one() -> None:
    """Who writes another such function has to make it a door, or ask behind a guarded one."""
    ways = {inspect.unwrap(way) for way in ways_in().values()}
    asking = {each for each in functions_of_the_room() if asks_for_a_right(each)}
    assert {inspect.unwrap(each) for each in asking} <= ways
    assert len(asking) >= len(folder_doors()) > 4


@pytest.mark.parametrize("by", [NOBODY, FORGED, BORROWED], ids=["no rights", "unsealed", "forged"])
@pytest.mark.parametrize("door", folder_doors(), ids=lambda door: door.name)
def test_every_door_of_a_folder_refuses_who_may_not_and_writes_it_down(
    folder: Path, clock: FixedClock, door: Door, by: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    open_store(folder, clock).close()
    here = replace(door, arguments=door.arguments | {"folder": folder})
    assert is_refused(here, by)
    assert caplog.text.count(f"refused: {door.name} by {by.name}") == 1
    store = open_store(folder, clock)
    rows = store.database.rows("SELECT act, person, subject FROM audit_log")
    assert rows == [("refused", by.name, door.name)]
    caplog.clear()
    assert is_refused(here, by), "while the till has the shop"
    assert caplog.text.count(f"refused: {door.name} by {by.name}") == 1
    store.close()


@pytest.mark.parametrize("door", folder_doors(), ids=lambda door: door.name)
def test_where_no_shop_is_a_refusal_makes_none(
    folder: Path, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    here = replace(door, arguments=door.arguments | {"folder": folder})
    assert is_refused(here, NOBODY)
    assert "by Nobody" in caplog.text
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("door", folder_doors(), ids=lambda door: door.name)
def test_whoever_holds_every_right_passes_every_door_of_a_folder(
    folder: Path, clock: FixedClock, door: Door
) -> None:
    open_store(folder, clock).close()
    with contextlib.suppress(ShopError):
        assert not is_refused(replace(door, arguments=door.arguments | {"folder": folder}),
                              allowed("Nena", Right))  # fmt: skip
