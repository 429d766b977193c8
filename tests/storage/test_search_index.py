"""The text index finds what a search without it finds, whatever happened since it was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.customer import Contact, Customer
from app.domain.errors import NameTaken
from app.storage import customer_list, search_index
from app.storage.search import Condition, customers_matching
from app.storage.search_index import index_some, usable_index
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
    monkeypatch.setattr(search_index, "SMALLEST_SHOP", 1)


@pytest.fixture
def shop(small: None, tmp_path: Path) -> Iterator[WriterStore]:
    store = open_store(tmp_path, FixedClock())
    yield store
    store.close()


def _finish(store: WriterStore, batch: int = 3) -> None:
    for _ in range(1_000):
        if not index_some(store.database, batch):
            return
    raise AssertionError("it never comes to an end")


def _with_and_without(store: WriterStore, text: str) -> tuple[list[Customer], list[Customer]]:
    condition = customers_matching(text)
    plain = Condition(condition.sql, condition.values)
    return tuple(  # type: ignore[return-value]
        customer_list.newest_buyers(store.database, each, 4) for each in (condition, plain)
    )


moves = st.one_of(
    st.tuples(st.just("buy"), st.sampled_from(NAMES), st.integers(-3, 3)),
    st.tuples(st.just("add"), st.sampled_from(NAMES), st.integers(0, len(PHONES) - 1)),
    st.tuples(st.just("phone"), st.sampled_from(NAMES), st.integers(0, len(PHONES) - 1)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.integers(0, 9)),
    st.tuples(st.just("void"), st.just(""), st.integers(1, 9)),
    st.tuples(st.just("index"), st.just(""), st.integers(1, 4)),
    st.tuples(st.just("finish"), st.just(""), st.just(0)),
)


def _do(store: WriterStore, what: str, name: str, number: int) -> None:
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
        index_some(store.database, number)
    elif what == "finish":
        _finish(store)


def _is_voidable(store: WriterStore, sale_id: int) -> bool:
    sql = "SELECT 1 FROM sales WHERE id = ? AND status = 'completed'"
    return bool(store.database.value(sql, (sale_id,)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=25))
def test_it_finds_what_a_search_without_it_finds(
    small: None, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("shop"), FixedClock())
    try:
        for step in (("buy", NAMES[0], 0), ("finish", "", 0), *steps):
            _do(store, *step)
            for text in TEXTS:
                indexed, plain = _with_and_without(store, text)
                assert indexed == plain, (step, text)
        _finish(store)
        assert store.database.value("SELECT count(*) FROM customers_to_index") == 0
        count = "SELECT count(*) FROM customer_words"
        customers = store.database.value("SELECT count(*) FROM customers")
        assert store.database.value(count) == customers
    finally:
        store.close()


def test_no_sale_writes_the_text_index_or_its_queue(shop: WriterStore) -> None:
    for name in NAMES:
        shop.sales.record(a_sale(name), by=BY)
    _finish(shop)
    tables = ["customer_words_data", "customer_words_content", "customer_ranks", "search_state",
              "customers_to_index"]  # fmt: skip
    before = [shop.database.rows(f"SELECT * FROM {table}") for table in tables]
    shop.sales.record(a_sale(NAMES[0], at=MANILA_NOON + timedelta(days=1)), by=BY)
    assert [shop.database.rows(f"SELECT * FROM {table}") for table in tables] == before
    assert shop.customers.suggest("s", 1, by=BY)[0].name == NAMES[0]


def test_the_newest_buyers_come_first_and_an_exact_name_before_them(shop: WriterStore) -> None:
    for days, name in enumerate(["Maria", "Maria Santos", "Maria Cruz"]):
        shop.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=days)), by=BY)
    _finish(shop)
    assert usable_index(shop.database) is not None
    found = shop.customers.suggest("maria", 2, by=BY)
    assert [each.name for each in found] == ["Maria", "Maria Cruz"]


def test_a_small_shop_keeps_no_text_index(tmp_path: Path) -> None:
    store = open_store(tmp_path, FixedClock())
    store.sales.record(a_sale("Maria"), by=BY)
    assert not index_some(store.database)
    assert store.database.rows("SELECT * FROM search_state") == []
    assert store.database.rows("SELECT * FROM customers_to_index") == []
    store.close()


def test_with_too_many_out_of_place_the_table_itself_is_searched(shop: WriterStore) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop)
    crowd(shop.database, search_index._MOST_BESIDE + 1, first_id=100)
    assert usable_index(shop.database) is None
    indexed, plain = _with_and_without(shop, "santos")
    assert indexed == plain
    _finish(shop, 200)
    assert usable_index(shop.database) is not None


def test_many_who_bought_in_one_moment_all_have_a_place(shop: WriterStore) -> None:
    for number in range(12):
        shop.sales.record(a_sale(f"Maria {number}"), by=BY)
    clash = search_index._TIES
    with shop.database.write("make two of one rank"):
        shop.database.run(
            "INSERT INTO customers (id, name, name_key, name_folded, transaction_count,"
            " first_purchase_date, last_purchase_date, created_at, updated_at)"
            " SELECT id + ?, name || 'x', name_key || 'x', name_folded || 'x', 1,"
            " last_purchase_date, last_purchase_date, created_at, updated_at FROM customers",
            (clash,),
        )
    _finish(shop, 5)
    assert shop.database.value("SELECT count(*) FROM customer_words") == 24
    assert usable_index(shop.database) is not None


def test_the_index_answers_without_walking_a_table(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop)
    steps = Plans(shop.database, monkeypatch).of(lambda: shop.customers.suggest("mar", 6, by=BY))
    small = ("VIRTUAL TABLE", "customers_to_index", "CONSTANT ROW", "(subquery")
    scans = [step for step in steps if step.startswith("SCAN")]
    assert [step for step in scans if not any(word in step for word in small)] == []


def test_an_idle_shop_makes_its_index_bit_by_bit(shop: WriterStore) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    assert usable_index(shop.database) is None
    turns = sum(1 for _ in iter(shop.checkpoint, False))
    assert turns > 1
    assert usable_index(shop.database) is not None
