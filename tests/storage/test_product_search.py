"""The index of words finds what a walk along the whole shelf finds, and is kept by every writer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.money import Money
from app.domain.names import findable
from app.domain.product import Pack, Product, Stocked
from app.storage import product_search
from app.storage.database import Database
from app.storage.search import products_matching
from app.storage.store import WriterStore

NAMES = ("Salt", "Salted egg", "3-in-1 coffee", "Niño's rice", "Ꞻa tea", "茶 green", "50% off")
CODES = ("4800123450173", "S-1", "PLU 3010", "012345678905", "a.b", "茶")

pieces = st.sampled_from(
    ("s", "sal", "salt", "3-in", "in-1", "1", "nino", "niño's", "50%", "%", '"', "a.", "Ꞻ", "茶",
     "48", "s-", "plu", "30", "0123", "12345", "*", "OR", "a.b", "co", "zzz")
)  # fmt: skip


@pytest.fixture
def shelf(store: WriterStore, owner: Actor) -> WriterStore:
    for number, name in enumerate(NAMES):
        code = CODES[number % len(CODES)]
        store.products.bring_in(
            [Product(0, f"{code} {number}", name, Money(500), f"{code}{number}")], by=owner
        )
    return store


def walked(database: Database, text: str) -> set[str]:
    condition = products_matching(text)
    sql = f"SELECT name FROM products WHERE {condition.sql}"
    return {name for (name,) in database.rows(sql, condition.values)}


def found(store: WriterStore, owner: Actor, text: str) -> set[str]:
    return {p.name for p in store.products.page(text, Stocked.ALL, None, 100, by=owner)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(pieces, max_size=3).map(" ".join))
def test_the_index_finds_what_a_walk_finds(shelf: WriterStore, owner: Actor, text: str) -> None:
    assert found(shelf, owner, text) == walked(shelf.database, text)
    assert {p.name for p in shelf.products.search(text, 99, by=owner)} == walked(
        shelf.database, text
    )


def test_every_writer_keeps_the_index(store: WriterStore, owner: Actor) -> None:
    made = store.products.make_at_counter("4801", "Mystery jam", Money(100), by=owner)
    assert found(store, owner, "myst") == {"Mystery jam"}
    store.products.save(Product(made.id, "J1", "Guava jelly", Money(100)), [Pack("4801")], by=owner)
    assert found(store, owner, "myst") == set()
    assert found(store, owner, "guav") == found(store, owner, "j1") == {"Guava jelly"}
    assert store.database.value("SELECT count(*) FROM products_to_index") == 0


def test_a_product_written_past_the_shelf_is_found_all_the_same(
    store: WriterStore, owner: Actor
) -> None:
    with store.database.write("add one"):
        store.database.run(
            "INSERT INTO products (sku, name, name_folded, price, created_at, updated_at) VALUES"
            " ('X', 'Vinegar', ?, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')",
            (findable("Vinegar"),),
        )
    assert found(store, owner, "vine") == {"Vinegar"}


def test_a_word_that_many_have_is_found_by_walking(
    store: WriterStore, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Product(0, f"N{n}", f"Nut {n:03d}", Money(1)) for n in range(product_search.FEW + 2)]
    store.products.bring_in(many, by=owner)
    assert product_search.products_found(store.database, "nut") == products_matching("nut")
    assert [p.name for p in store.products.search("nut 5", 3, by=owner)] == [
        "Nut 500",
        "Nut 501",
    ]


def test_names_that_begin_with_the_words_come_first(store: WriterStore, owner: Actor) -> None:
    names = ("Brown sugar", "Sugar", "Cane sugar", "Sugar cubes")
    store.products.bring_in(
        [Product(0, f"S{n}", name, Money(1)) for n, name in enumerate(names)], by=owner
    )
    assert [p.name for p in store.products.search("sugar", 3, by=owner)] == [
        "Sugar",
        "Sugar cubes",
        "Brown sugar",
    ]


@pytest.mark.parametrize(("few", "many"), [(500, 500), (3, 3), (3, 30), (0, 9)])
@pytest.mark.parametrize("text", ["salt", "s 1", "z", "egg 4", "tea 48", "48", "zz 2", "salt egg"])
def test_every_way_to_the_answer_gives_the_same_in_the_same_order(
    store: WriterStore,
    owner: Actor,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    many: int,
    text: str,
) -> None:
    kinds = ("Egg", "Tea salt", "Salt", "Zz sour", "Quail egg")
    goods = [
        Product(
            0, f"X{n}", f"{kinds[n % 5]} {n % 4} {n}", Money(500), f"48{n:04d}" if n % 3 else ""
        )
        for n in range(400)
    ]
    store.products.bring_in(goods, by=owner)
    monkeypatch.setattr(product_search, "FEW", few)
    monkeypatch.setattr(product_search, "MANY", many)
    condition = products_matching(text)
    sql = f"""SELECT name FROM products WHERE {condition.sql}
        ORDER BY name_folded NOT LIKE ?, name_folded, id LIMIT 8"""
    expected = store.database.rows(sql, (*condition.values, f"{findable(text)}%"))
    assert [(each.name,) for each in store.products.search(text, 8, by=owner)] == expected
