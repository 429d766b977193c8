"""The list of customers: every order, every page, whatever the ties."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.customer import Contact, Customer, Sort
from app.domain.names import fold
from app.domain.ports_customers import CustomerBook
from app.storage.database import Database
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import MANILA_NOON, FixedClock, a_sale
from tests.storage.crowd import crowd

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def _sorted(people: list[Customer], sort: Sort, *, reverse: bool) -> list[Customer]:
    """Say in plain Python what the list promises."""
    keys: dict[Sort, Callable[[Customer], tuple[object, ...]]] = {
        Sort.TOTAL: lambda c: (-c.total_purchases.minor, c.id),
        Sort.COUNT: lambda c: (-c.transaction_count, c.id),
        Sort.LAST: lambda c: (-((c.last_purchase or BEFORE_ALL) - BEFORE_ALL), c.id),
        Sort.NAME: lambda c: (fold(c.name), c.id),
    }
    in_order = sorted(people, key=keys[sort], reverse=reverse)
    if sort is not Sort.LAST:
        return in_order
    never = [each for each in in_order if each.last_purchase is None]
    return [each for each in in_order if each.last_purchase is not None] + never


def _pages(
    book: CustomerBook, search: str, sort: Sort, size: int, by: Actor, *, reverse: bool
) -> list[Customer]:
    found: list[Customer] = []
    while True:
        after = found[-1] if found else None
        page = book.page(search, sort, after, size, by=by, reverse=reverse)
        assert len(page) <= size
        if not page:
            return found
        found += page


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("size", [1, 7, 1_000])
@pytest.mark.parametrize("search", ["", "mar", "0917"])
def test_pages_are_the_sorted_list_cut_in_pieces(
    store: WriterStore,
    owner: Actor,
    database: Database,
    sort: Sort,
    size: int,
    search: str,
    *,
    reverse: bool,
) -> None:
    people = crowd(database, 120, random.Random(f"{sort}{reverse}{size}"))
    if search == "mar":
        people = [each for each in people if " mar" in f" {fold(each.name)}"]
    found = _pages(store.customers, search, sort, size, owner, reverse=reverse)
    assert found == _sorted(people, sort, reverse=reverse)
    assert store.customers.count(search, by=owner) == len(people)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(), size=st.integers(1, 9))
def test_any_crowd_is_listed_whole_and_once(
    tmp_path_factory: pytest.TempPathFactory, seed: int, size: int
) -> None:
    store = open_store(tmp_path_factory.mktemp("shop"), FixedClock())
    try:
        people = crowd(store.database, 25, random.Random(seed))
        for sort in Sort:
            for reverse in (False, True):
                found = _pages(store.customers, "", sort, size, everyone(), reverse=reverse)
                assert found == _sorted(people, sort, reverse=reverse)
    finally:
        store.close()


def test_nobody_is_shown_twice_while_only_others_change(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    people = crowd(database, 40)
    before = _sorted(people, Sort.LAST, reverse=False)
    first = store.customers.page("", Sort.LAST, None, 20, by=owner)
    buyer = before[30]
    store.sales.record(a_sale(buyer.name, at=MANILA_NOON + timedelta(days=99)), by=owner)
    rest = store.customers.page("", Sort.LAST, first[-1], 99, by=owner)
    assert [each.id for each in rest] == [each.id for each in before[20:] if each != buyer]


def test_names_are_listed_as_a_person_looks_them_up(store: WriterStore, owner: Actor) -> None:
    for name in ["Zoë", "Ánde", "andy", "Andrea", "O’Brien", "obama", "Öde"]:
        store.customers.add(Contact(name), by=owner)
    listed = store.customers.page("", Sort.NAME, None, 99, by=owner)
    assert [each.name for each in listed] == [
        *("Ánde", "Andrea", "andy", "O’Brien", "obama", "Öde", "Zoë"),
    ]


def test_accents_apart_equal_names_keep_the_order_of_their_ids(
    store: WriterStore, owner: Actor
) -> None:
    ids = [store.customers.add(Contact(name), by=owner).id for name in ("Peña", "Pena", "Péna")]
    for size in (1, 2, 3):
        found = _pages(store.customers, "", Sort.NAME, size, owner, reverse=False)
        assert [each.id for each in found] == ids
