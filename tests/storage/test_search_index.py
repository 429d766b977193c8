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
from app.storage import customer_eras, customer_list, customer_sets, era_index, search_index
from app.storage.database import Database
from app.storage.era_index import EraIndex
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
    for name, value in {"SMALLEST_SHOP": 1, "MOST_NEW": 2, "MOST_CALLED_ANEW": 1}.items():
        monkeypatch.setattr(search_index, name, value)
    monkeypatch.setattr(era_index, "MOST_BUYERS", 3)
    monkeypatch.setattr(era_index, "MOST_MOVED", 3)
    monkeypatch.setattr(customer_eras, "NEWEST", 2)
    monkeypatch.setattr(customer_eras, "TIMES_BITS", 1)
    for name in ("_AT_A_GLANCE", "_COMPARED", "_FEWEST_TO_LIST", "_MOST_LISTED"):
        monkeypatch.setattr(customer_list, name, 2)
    monkeypatch.setattr(customer_list, "_FURTHER_ON", 6)
    monkeypatch.setattr(customer_sets, "_SPARSE", 2)


@pytest.fixture
def shop(small: None, tmp_path: Path) -> Iterator[WriterStore]:
    store = open_store(tmp_path, FixedClock())
    yield store
    store.close()


class Index:
    """Both that the idle till makes."""

    def __init__(self) -> None:
        self._sets, self._eras = SearchIndex(), EraIndex()

    def go_on(self, database: Database, batch: int) -> bool:
        return self._sets.go_on(database, batch) or self._eras.go_on(database, batch)


def _finish(store: WriterStore, index: Index, batch: int = 3) -> None:
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


def _do(store: WriterStore, index: Index, what: str, name: str, number: int) -> None:
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
    store, index = open_store(tmp_path_factory.mktemp("shop"), FixedClock()), Index()
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
    _finish(shop, Index())
    tables = [
        *("customer_sets", "customer_parts", "customers_called_anew", "search_state"),
        *("customer_eras", "customers_moved_in_time"),
    ]
    before = [shop.database.rows(f"SELECT * FROM {table}") for table in tables]
    for name in (NAMES[0], "Somebody New"):
        shop.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=1)), by=BY)
    assert [shop.database.rows(f"SELECT * FROM {table}") for table in tables] == before
    assert shop.customers.suggest("somebody", 1, by=BY)[0].name == "Somebody New"


def test_the_newest_buyers_come_first_and_an_exact_name_before_them(shop: WriterStore) -> None:
    for days, name in enumerate(["Maria", "Maria Santos", "Maria Cruz"]):
        shop.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=days)), by=BY)
    _finish(shop, Index())
    assert _candidates(shop, "maria") is not None
    found = shop.customers.suggest("maria", 2, by=BY)
    assert [each.name for each in found] == ["Maria", "Maria Cruz"]


def test_a_small_shop_keeps_no_sets(tmp_path: Path) -> None:
    store = open_store(tmp_path, FixedClock())
    store.sales.record(a_sale("Maria"), by=BY)
    assert not Index().go_on(store.database, 3)
    assert store.database.rows("SELECT * FROM search_state") == []
    store.customers.edit(1, Contact("Mario"), by=BY)
    assert store.database.rows("SELECT * FROM customers_called_anew") == []
    store.close()


def test_with_too_many_in_no_set_the_table_itself_is_searched(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop, Index())
    monkeypatch.setattr(customer_sets, "MOST_BESIDE", 50)
    crowd(shop.database, 51, first_id=100)
    assert _candidates(shop, "santos") is None
    indexed, plain = _with_and_without(shop, "santos")
    assert indexed == plain
    _finish(shop, Index(), 200)
    assert _candidates(shop, "santos") is not None


def test_customers_of_several_parts_are_all_found(shop: WriterStore) -> None:
    for first_id in (1, customer_sets.PART - 5, 3 * customer_sets.PART - 5):
        crowd(shop.database, 40, first_id=first_id)
    _finish(shop, Index(), 30)
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
    _finish(shop, Index())
    shop.sales.record(a_sale("Maria Never 1", at=MANILA_NOON - timedelta(days=9)), by=BY)
    indexed, plain = _with_and_without(shop, "maria")
    assert indexed == plain
    assert shop.customers.suggest("maria", 5, by=BY)[-1].name == "Maria Never 1"


def test_what_was_half_made_when_the_program_ended_is_begun_anew(shop: WriterStore) -> None:
    crowd(shop.database, 30)
    half = Index()
    for _ in range(8):
        half.go_on(shop.database, 5)
    shop.customers.edit(1, Contact("Zoila Abad"), by=BY)
    assert _candidates(shop, "zoila") is None or len(shop.customers.suggest("zoila", 3, by=BY)) == 1
    _finish(shop, Index(), 5)
    assert [each.id for each in shop.customers.suggest("zoila", 3, by=BY)] == [1]


def test_the_index_answers_without_walking_a_table(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    _finish(shop, Index())
    steps = Plans(shop.database, monkeypatch).of(lambda: shop.customers.suggest("mar", 6, by=BY))
    small = ("VIRTUAL TABLE", "customers_called_anew", "customers_moved_in_time",
             "customer_parts", "search_state",
             "(subquery", "COVERING INDEX customers_by_last")  # fmt: skip
    scans = [step for step in steps if step.startswith("SCAN")]
    assert [step for step in scans if not any(word in step for word in small)] == []


def test_an_idle_shop_makes_its_sets_bit_by_bit(shop: WriterStore) -> None:
    shop.sales.record(a_sale("Maria"), by=BY)
    assert _candidates(shop, "maria") is None
    turns = sum(1 for _ in iter(shop.checkpoint, False))
    assert turns > 1
    assert _candidates(shop, "maria") is not None


def _crowd_of_buyers(store: WriterStore, count: int) -> None:
    """Half of a crowd bought, on days far apart."""
    crowd(store.database, count)
    at = "strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', (id * 7 % 97) || ' hours')"
    when = f"iif(id % 2, {at}, NULL)"
    with store.database.write("let them buy"):
        store.database.run(
            f"UPDATE customers SET transaction_count = id % 2, first_purchase_date = {when},"
            f" last_purchase_date = {when}"
        )


def test_the_eras_hold_the_newest_buyers(shop: WriterStore) -> None:
    _crowd_of_buyers(shop, 90)
    _finish(shop, Index(), 7)
    bought = [
        customer_id
        for (customer_id,) in shop.database.rows(
            "SELECT id FROM customers WHERE last_purchase_date IS NOT NULL"
            " ORDER BY last_purchase_date DESC, id"
        )
    ]
    (count,) = shop.database.row("SELECT count(DISTINCT era) FROM customer_eras") or ()
    assert customer_eras.size_of(count - 2) < len(bought) < customer_eras.size_of(count - 1)
    for number in range(count):
        era = customer_eras.era(shop.database, number)
        assert era is not None
        held = set(customer_sets.Candidates(era.parts, ()))
        assert held == set(bought[: customer_eras.size_of(number)])


@pytest.mark.parametrize("text", ["m", "santos", "ma sa", "cruz 4", "0917", "ben", "nobody"])
@pytest.mark.parametrize("limit", [1, 4, 30])
def test_of_many_the_newest_buyers_come_first_and_the_newest_in_the_book_last(
    shop: WriterStore, text: str, limit: int
) -> None:
    _crowd_of_buyers(shop, 200)
    _finish(shop, Index(), 40)
    condition = customers_matching(text)
    plain = Condition(condition.sql, condition.values)
    found = [customer_list.newest_buyers(shop.database, each, limit) for each in (condition, plain)]
    assert found[0] == found[1]


def test_an_era_too_old_for_the_newer_one_is_not_asked(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _crowd_of_buyers(shop, 90)
    _finish(shop, Index(), 40)
    with shop.database.write("grow old"):
        shop.database.run("UPDATE customer_eras SET upto = '2023' WHERE era = 1")
    newest, larger = (customer_eras.era(shop.database, number) for number in (0, 1))
    assert newest is not None
    assert larger is not None
    assert not larger.follows(newest)
    indexed, plain = _with_and_without(shop, "santos")
    assert indexed == plain
    _finish(shop, Index(), 40)
    larger = customer_eras.era(shop.database, 1)
    assert larger is not None
    assert larger.follows(newest)


def test_with_many_who_bought_since_the_eras_are_not_asked(
    shop: WriterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _crowd_of_buyers(shop, 90)
    _finish(shop, Index(), 40)
    upto = shop.database.value("SELECT max(upto) FROM customer_eras")
    assert customer_eras.is_recent(shop.database, upto)
    monkeypatch.setattr(customer_eras, "MOST_SINCE", 1)
    assert not customer_eras.is_recent(shop.database, upto)
    indexed, plain = _with_and_without(shop, "santos")
    assert indexed == plain


def test_a_purchase_taken_back_is_remembered_until_the_eras_are_made_anew(
    shop: WriterStore,
) -> None:
    for days in range(9):
        shop.sales.record(a_sale(f"Maria {days}", at=MANILA_NOON + timedelta(days=days)), by=BY)
    _finish(shop, Index())
    moved = "SELECT count(*) FROM customers_moved_in_time"
    shop.sales.void(9, "typed twice", MANILA_NOON, by=BY)
    assert shop.database.value(moved) == 1
    indexed, plain = _with_and_without(shop, "maria")
    assert indexed == plain
    for number in (3, 4, 5):
        shop.sales.void(number, "typed twice", MANILA_NOON, by=BY)
    _finish(shop, Index())
    assert shop.database.value(moved) == 0
    indexed, plain = _with_and_without(shop, "maria")
    assert indexed == plain
