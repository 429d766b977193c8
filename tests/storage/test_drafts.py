from __future__ import annotations

from app.domain.actor import Actor
from app.domain.draft import Draft
from app.domain.ports import Store
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader, open_store
from tests.storage.builders import FixedClock, a_sale


def test_the_last_cart_that_was_kept_is_given_back(store: Store, owner: Actor) -> None:
    assert store.drafts.kept(by=owner) is None
    store.drafts.keep(Draft("one", '{"lines": []}'), by=owner)
    store.drafts.keep(Draft("two", '{"name": "Pe\u00f1a"}'), by=owner)
    assert store.drafts.kept(by=owner) == Draft("two", '{"name": "Pe\u00f1a"}')


def test_a_dropped_cart_is_gone(store: Store, owner: Actor) -> None:
    store.drafts.keep(Draft("one", "{}"), by=owner)
    store.drafts.drop(by=owner)
    store.drafts.drop(by=owner)
    assert store.drafts.kept(by=owner) is None


def test_a_cart_whose_key_became_a_sale_is_ignored(
    store: Store, owner: Actor, database: Database
) -> None:
    store.sales.record(a_sale(key="k"), by=owner)
    store.drafts.keep(Draft("k", "{}"), by=owner)  # a write that was on its way
    assert store.drafts.kept(by=owner) is None
    assert database.rows("SELECT * FROM cart_drafts") == []
    store.drafts.keep(Draft("next", "{}"), by=owner)
    store.drafts.keep(Draft("k", "{}"), by=owner)
    assert store.drafts.kept(by=owner) == Draft("next", "{}")


def test_a_cart_outlasts_a_restart(
    store: WriterStore, owner: Actor, clock: FixedClock, database: Database
) -> None:
    folder = database.path.parent
    store.drafts.keep(Draft("k", "{}"), by=owner)
    store.close()
    again = open_store(folder, clock)
    reader = open_reader(folder, clock)
    assert again.drafts.kept(by=owner) == reader.drafts.kept(by=owner) == Draft("k", "{}")
    reader.close()
    again.close()


def test_a_cart_with_half_a_character_is_kept_without_it(store: Store, owner: Actor) -> None:
    store.drafts.keep(Draft("k", "a\ud800b"), by=owner)
    assert store.drafts.kept(by=owner) == Draft("k", "ab")
