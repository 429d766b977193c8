"""The contract of ParkedDrawer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.draft import Draft
from app.domain.errors import NotAllowed, NotFound
from app.domain.money import Money
from app.domain.parked import ParkedSale
from app.domain.ports import Store
from app.storage.database import Database
from app.storage.store import WriterStore, open_store
from tests.people import allowed
from tests.storage.builders import MANILA_NOON, FixedClock

ONE = ParkedSale(Draft("one", '{"a": 1}'), "Ana", 3, Money(1250), "blue bag", MANILA_NOON)
TWO = ParkedSale(
    Draft("two", '{"b": "\u00f1"}'), "", 1, Money(5), "", MANILA_NOON + timedelta(minutes=2)
)


def test_parked_carts_come_back_oldest_first(store: Store, owner: Actor) -> None:
    assert store.parked.parked(by=owner) == []
    store.parked.park(TWO, by=owner)
    store.parked.park(ONE, by=owner)
    assert store.parked.parked(by=owner) == [ONE, TWO]
    assert store.parked.count(by=owner) == 2


def test_parking_takes_the_cart_off_the_counter(store: Store, owner: Actor) -> None:
    store.drafts.keep(ONE.draft, by=owner)
    store.parked.park(ONE, by=owner)
    assert store.drafts.kept(by=owner) is None
    store.drafts.keep(TWO.draft, by=owner)
    store.parked.park(replace(ONE, note="red bag"), by=owner)
    assert store.drafts.kept(by=owner) == TWO.draft
    assert [each.note for each in store.parked.parked(by=owner)] == ["red bag"]


def test_a_recalled_cart_is_the_open_one(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    store.parked.park(ONE, by=owner)
    assert store.parked.recall("one", None, by=owner) == ONE.draft
    assert store.parked.count(by=owner) == 0
    store.close()
    again = open_store(folder, clock)
    assert again.drafts.kept(by=owner) == ONE.draft
    again.close()


def test_recalling_over_a_cart_parks_that_one_first(store: Store, owner: Actor) -> None:
    store.parked.park(ONE, by=owner)
    store.drafts.keep(TWO.draft, by=owner)
    assert store.parked.recall("one", TWO, by=owner) == ONE.draft
    assert store.parked.parked(by=owner) == [TWO]
    assert store.drafts.kept(by=owner) == ONE.draft


def test_a_cart_that_is_not_parked_is_not_recalled_and_nothing_is_lost(
    store: Store, owner: Actor
) -> None:
    store.drafts.keep(TWO.draft, by=owner)
    for key in ("one", "", "\ud800"):
        with pytest.raises(NotFound, match="not there any more"):
            store.parked.recall(key, TWO, by=owner)
        with pytest.raises(NotFound):
            store.parked.discard(key, by=owner)
    assert store.drafts.kept(by=owner) == TWO.draft
    assert store.parked.count(by=owner) == 0


def test_a_recall_that_fails_leaves_both_carts_where_they_were(
    store: Store, owner: Actor, database: Database
) -> None:
    store.parked.park(ONE, by=owner)
    store.drafts.keep(TWO.draft, by=owner)
    with database.write("plant"):
        database.run(
            "CREATE TEMP TRIGGER no BEFORE DELETE ON parked_carts"
            " BEGIN SELECT RAISE(ABORT, 'planted'); END"
        )
    with pytest.raises(Exception, match="planted"):
        store.parked.recall("one", TWO, by=owner)
    assert store.parked.parked(by=owner) == [ONE]
    assert store.drafts.kept(by=owner) == TWO.draft


def test_a_discarded_cart_is_gone(store: Store, owner: Actor) -> None:
    store.parked.park(ONE, by=owner)
    store.parked.park(TWO, by=owner)
    store.parked.discard("one", by=owner)
    assert store.parked.parked(by=owner) == [TWO]


def test_parking_asks_for_the_right_to_sell(store: Store) -> None:
    nobody = allowed("Temp", frozenset())
    for ask in (
        lambda: store.parked.park(ONE, by=nobody),
        lambda: store.parked.parked(by=nobody),
        lambda: store.parked.count(by=nobody),
        lambda: store.parked.recall("one", None, by=nobody),
        lambda: store.parked.discard("one", by=nobody),
    ):
        with pytest.raises(NotAllowed):
            ask()
