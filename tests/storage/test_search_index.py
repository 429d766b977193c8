"""The sets find what a search without them finds, whatever happened since they were made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.customer import Contact, Customer, Sort
from app.domain.errors import NameTaken
from app.storage import customer_list, customer_sets, search_index
from app.storage.search import Condition, customers_matching
from app.storage.search_index import SearchIndex
from app.storage.store import WriterStore, open_store
from tests.people import everyone
from tests.storage.builders import MANILA_NOON, FixedClock, a_sale
from tests.storage.crowd import crowd
from tests.storage.test_search_plans import Plans

BY = everyone()
NAMES = ["Maria Santos", "Mario Cruz", "Ana Maria", "Peña", "O’Brien", 'Ben "Boy" Lim', "Santos 9"]
PHONES = ["", "0917 555 0142", "9175550177", "02 81", "555"]
TEXTS = ["m", "ma", "mari", "maria s", "s m", "o", "brien", "pena", "0917", "9", "02", "555",
         '"boy', "santos 9", "ñ", "zz", "maria 0917"]  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every shop counts as a very large one."""
    for name, value in {"SMALLEST_SHOP": 1, "MOST_NEW": 2, "MOST_CALLED_ANEW": 1,
                        "MOST_BUYERS": 3}.items():  # fmt: skip
        monkeypatch.setattr(search_index, name, value)
    for name in ("_AT_A_GLANCE", "_AT_MOST", "_COMPARED", "_FEWEST_TO_LIST"):
        monkeypatch.setattr(customer_list, name, 2)
    monkeypatch.setattr(customer_sets, "_SPARSE", 2)


@pytest.fixture
def shop(small: None, tmp_path: Path) -> Iterator[WriterStore]:
    store = open_store(tmp_path, FixedClock())
    yield store
    store.close()


def _finish(store: WriterStore, index: SearchIndex, batch: int = 3) -> None:
    for _ in range(10_000):
        if not index.go_on(store.database, batch):
            return
    raise AssertionError("it never comes to an end")


def _with_and_without(store: WriterStore, text: str) -> tuple[list[Customer], list[Customer]]:
    condition = customers_matching(text)
    plain = Condition(condition.sql, condition.values)
    return tuple(  # type: ignore[return-value]
        customer_list.newest_buyers(store.database, each, 4) for each in (condition, plain)
    )


def _candidates(store: WriterStore, text: str) -> customer_sets.Candidates | None:
    wanted = customers_matching(text).wanted
    assert wanted is not None
    return customer_sets.candidates(store.database, wanted)


moves = st.one_of(
    st.tuples(st.just("buy"), st.sampled_from(NAMES), st.integers(-3, 3)),
    st.tuples(st.just("add"), st.sampled_from(NAMES), st.integers(0, len(PHONES) - 1)),
    st.tuples(st.just("phone"), st.sampled_from(NAMES), st.integers(0, len(PHONES) - 1)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.integers(0, 9)),
    st.tuples(st.just("void"), st.just(""), st.integers(1, 9)),
    st.tuples(st.just("index"), st.just(""), st.integers(1, 4)),
    st.tuples(st.just("finish"), st.just(""), st.just(0)),
)


def _do(store: WriterStore, index: SearchIndex, what: str, name: str, number: int) -> None:
    known = store.customers.named(name, by=BY) if name else None
    if what == "buy":
        store.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=number)), by=BY)
    elif what == "add" and known is None:
        store.customers.add(Contact(name, PHONES[number]), by=BY)
    elif what == "phone" and known is not None:
        store.customers.edit(known.id, Contact(name, PHONES[number]), by=BY)
    elif what == "rename" and known is not None:
        try:
            store.customers.edit(known.id, Contact(f"{name} {number}"), by=BY)
        except NameTaken:
            return
    elif what == "void" and _is_voidable(store, number):
        store.sales.void(number, "typed twice", MANILA_NOON, by=BY)
    elif what == "index":
        index.go_on(store.database, number)
    elif what == "finish":
        _finish(store, index)


def _is_voidable(store: WriterStore, sale_id: int) -> bool:
    sql = "SELECT 1 FROM sales WHERE id = ? AND status = 'completed'"
    return bool(store.database.value(sql, (sale_id,)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=25))
def test_it_finds_what_a_search_without_it_finds(
    small: None, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    store, index = open_store(tmp_path_factory.mktemp("shop"), FixedClock()), SearchIndex()
    try:
        for step in (("buy", NAMES[0], 0), ("finish", "", 0), *steps):
            _do(store, index, *step)
            for text in TEXTS:
                indexed, plain = _with_and_without(store, text)
                assert indexed == plain, (step, text)
                _same_list(store, text)
    finally:
        store.close()


def _same_list(store: WriterStore, text: str) -> None:
    condition = customers_matching(text)
    plain = Condition(condition.sql, condition.values)
    lists = [
        customer_list.page(store.database, each, Sort.LAST, None, 9, reverse=False, skip=1)
        for each in (condition, plain)
    ]
    assert lists[0] == lists[1]
    counts = [customer_list.count(store.database, each) for each in (condition, plain)]
    assert counts[0] == counts[1]


def test_no_sale_writes_what_is_searched_by(shop: WriterStore) -> None:
    for name in NAMES:
        shop.sales.record(a_sale(name), by=BY)
    _finish(shop, SearchIndex())
    tables = ["customer_sets", "customer_parts", "customers_called_anew", "search_state"]
    before = [shop.database.rows(f"SELECT * FROM {table}") for table in tables]
    for name in (NAMES[0], "Somebody New"):
        shop.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=1)), by=BY)
    assert [shop.database.rows(f"SELECT * FROM {table}") for table in tables] == before
    assert shop.customers.suggest("somebody", 1, by=BY)[0].name == "Somebody New"


def test_the_newest_buyers_come_first_and_an_exact_name_before_them(shop: WriterStore) -> None:
    for days, name in enumerate(["Maria", "Maria Santos", "Maria Cruz"]):
        shop.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=days)), by=BY)
    _finish(shop, SearchIndex())
    assert _candidates(shop, "maria") is not None
    found = shop.customers.suggest("maria", 2, by=BY)
    assert [each.name for each in found] == ["Maria", "Maria Cruz"]


def test_a_small_shop_keeps_no_sets(tmp_path: Path) -> None:
    store = open_store(tmp_path, FixedClock())
    store.sales.record(a_sale("Maria"), by=BY)
    assert not SearchIndex().go_on(store.database)
    assert store.database.rows("SELECT * FROM search_state") == []
    store.customers.edit(1, Contact("Mario"), by=BY)
    assert store.database.rows("SELECT * FROM customers_called_anew") == []
    store.close()


def test_with_too_many_in_no_set_the_table_itself_is_searched(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop, SearchIndex())
    monkeypatch.setattr(customer_sets, "MOST_BESIDE", 50)
    crowd(shop.database, 51, first_id=100)
    assert _candidates(shop, "santos") is None
    indexed, plain = _with_and_without(shop, "santos")
    assert indexed == plain
    _finish(shop, SearchIndex(), 200)
    assert _candidates(shop, "santos") is not None


def test_customers_of_several_parts_are_all_found(shop: WriterStore) -> None:
    for first_id in (1, customer_sets.PART - 5, 3 * customer_sets.PART - 5):
        crowd(shop.database, 40, first_id=first_id)
    _finish(shop, SearchIndex(), 30)
    assert shop.database.value("SELECT count(*) FROM customer_parts") == 4
    for text in ("mar", "santos", "maria santos", "0917", f"{customer_sets.PART}", "ma re 1"):
        indexed, plain = _with_and_without(shop, text)
        assert indexed == plain, text


def test_who_never_bought_and_is_brought_an_old_sale_is_found_in_their_place(
    shop: WriterStore,
) -> None:
    for number in range(4):
        shop.customers.add(Contact(f"Maria Never {number}"), by=BY)
        shop.sales.record(a_sale(f"Maria {number}"), by=BY)
    _finish(shop, SearchIndex())
    shop.sales.record(a_sale("Maria Never 1", at=MANILA_NOON - timedelta(days=9)), by=BY)
    indexed, plain = _with_and_without(shop, "maria")
    assert indexed == plain
    assert shop.customers.suggest("maria", 5, by=BY)[-1].name == "Maria Never 1"


def test_what_was_half_made_when_the_program_ended_is_begun_anew(shop: WriterStore) -> None:
    crowd(shop.database, 30)
    half = SearchIndex()
    for _ in range(8):
        half.go_on(shop.database, 5)
    shop.customers.edit(1, Contact("Zoila Abad"), by=BY)
    assert _candidates(shop, "zoila") is None or len(shop.customers.suggest("zoila", 3, by=BY)) == 1
    _finish(shop, SearchIndex(), 5)
    assert [each.id for each in shop.customers.suggest("zoila", 3, by=BY)] == [1]


def test_the_index_answers_without_walking_a_table(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop, SearchIndex())
    steps = Plans(shop.database, monkeypatch).of(lambda: shop.customers.suggest("mar", 6, by=BY))
    small = ("VIRTUAL TABLE", "customers_called_anew", "customer_parts", "search_state",
             "(subquery", "COVERING INDEX customers_by_last")  # fmt: skip
    scans = [step for step in steps if step.startswith("SCAN")]
    assert [step for step in scans if not any(word in step for word in small)] == []


def test_an_idle_shop_makes_its_sets_bit_by_bit(shop: WriterStore) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    assert _candidates(shop, "maria") is None
    turns = sum(1 for _ in iter(shop.checkpoint, False))
    assert turns > 1
    assert _candidates(shop, "maria") is not None
