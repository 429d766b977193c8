"""What the sets of a long shelf find is what a walk finds, in its order, whatever has moved."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.money import Money
from app.domain.names import findable
from app.domain.product import Pack, Product
from app.storage import product_sets, shelf_index
from app.storage.database import Database
from app.storage.product_sets import shelf
from app.storage.search import products_matching
from app.storage.shelf_index import ShelfIndex
from app.storage.store import WriterStore, open_reader
from tests.storage.builders import FixedClock

SIZE, FEWEST_IN_A_SET = 300, 12
KINDS = ("Egg", "Tea salt", "Salt", "Zz sour", "Quail's egg", "3-in-1 coffee", "Ñame")
TEXTS = (
    *(
        "",
        "s",
        "salt",
        "s 1",
        "z",
        "egg 4",
        "tea 48",
        "48",
        "480",
        "zz 2",
        "salt egg",
        "3-in",
        "x2",
    ),
    *("quail 7", "x 4 e", "sour z", "in 3", "nobody", "na", "12 egg", "0480", "salt 1 x1", "eggy"),
)


def _product(n: int, *, product_id: int = 0, name: str = "") -> Product:
    called = name or f"{KINDS[n * 3 % len(KINDS)]} {n % 14} {n}"
    return Product(product_id, f"X{n}", called, Money(500), _code(n))


def _code(n: int) -> str:
    return f"{'0' * (n % 2)}48{n:04d}" if n % 3 else ""


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_index, "SMALLEST_SHELF", 200)
    monkeypatch.setattr(shelf_index, "COMMON", FEWEST_IN_A_SET)
    monkeypatch.setattr(shelf_index, "BLOCK", 32)
    monkeypatch.setattr(product_sets, "BLOCK", 32)
    monkeypatch.setattr(shelf_index, "MOST_MOVED", 40)


@pytest.fixture
def long(store: WriterStore, owner: Actor) -> WriterStore:
    store.products.bring_in([_product(n) for n in range(SIZE)], by=owner)
    prepare(store)
    return store


def prepare(store: WriterStore, batch: int = 50) -> int:
    index, steps = ShelfIndex(), 0
    while index.go_on(store.database, batch):
        steps += 1
    return steps


def walked(database: Database, text: str, limit: int) -> list[str]:
    condition = products_matching(text)
    sql = f"""SELECT name FROM products WHERE {condition.sql} AND is_active = 1
        ORDER BY substr(name_folded, 1, ?) <> ?, name_folded, id LIMIT ?"""
    words = findable(text)
    found = database.rows(sql, (*condition.values, len(words), words, limit))
    return [name for (name,) in found]


def found(store: WriterStore, owner: Actor, text: str, limit: int) -> list[str]:
    return [each.name for each in store.products.search(text, limit, by=owner)]


@pytest.mark.parametrize("limit", [1, 8, 200])
@pytest.mark.parametrize("text", TEXTS)
def test_the_first_by_name_are_found(
    long: WriterStore, owner: Actor, text: str, limit: int
) -> None:
    assert shelf(long.database) is not None
    assert found(long, owner, text, limit) == walked(long.database, text, limit)


def test_a_common_beginning_has_a_set_and_a_rare_one_none(long: WriterStore) -> None:
    sets = shelf(long.database)
    assert sets is not None
    (common,) = (
        long.database.row("SELECT count(*) FROM products WHERE name_folded LIKE '% sal%'") or ()
    )
    members = sets.members("sal")
    assert members is not None
    assert members.bit_count() == common > FEWEST_IN_A_SET
    assert sets.members("x29") is None
    beginning = sets.beginning("x29")
    assert beginning is not None
    assert beginning == sets.members("x2")


changes = st.lists(
    st.tuples(
        st.sampled_from(("name", "archive", "new", "code", "gone")), st.integers(0, SIZE - 1)
    ),
    max_size=12,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(changes=changes, again=st.booleans(), text=st.sampled_from(TEXTS), limit=st.integers(1, 9))
def test_whatever_has_moved_is_found_where_it_is_now(
    long: WriterStore,
    owner: Actor,
    changes: list[tuple[str, int]],
    again: bool,
    text: str,
    limit: int,
) -> None:
    for change, n in changes:
        _make(long, owner, change, n)
    if again:
        with long.database.write("make them anew"):
            long.database.run("UPDATE product_shelf SET generation = 0")
        prepare(long)
        assert long.database.value("SELECT count(*) FROM products_moved") == 0
    assert shelf(long.database) is not None
    assert found(long, owner, text, limit) == walked(long.database, text, limit)


def _make(store: WriterStore, owner: Actor, change: str, n: int) -> None:
    row = store.database.row("SELECT id, is_active FROM products WHERE sku = ?", (f"X{n}",))
    assert row is not None
    product_id, is_active = row
    if change == "name":
        other = _product(n, product_id=product_id, name=f"{KINDS[n % 5]} moved {n}")
        packs = [Pack(_code(n))] if _code(n) else []
        store.products.save(other, packs, by=owner)
    elif change == "archive":
        store.products.archive(product_id, by=owner, archived=is_active == 1)
    elif change == "new":
        store.products.make_at_counter("", f"Salt {n} new egg", Money(100), by=owner)
    elif change == "code":
        product = store.products.product(product_id, by=owner)
        store.products.save(product, [Pack(f"481{n:04d}")], by=owner)
    else:
        store.products.save(store.products.product(product_id, by=owner), [], by=owner)


def test_a_price_or_a_sale_moves_nobody(long: WriterStore, owner: Actor) -> None:
    dearer = [Product(0, f"X{n}", _product(n).name, Money(900), _code(n)) for n in range(SIZE)]
    long.products.bring_in(dearer, by=owner)
    assert long.database.value("SELECT count(*) FROM products_moved") == 0


def test_many_who_moved_bring_the_sets_to_be_made_anew(long: WriterStore, owner: Actor) -> None:
    assert prepare(long) == 0
    for n in range(shelf_index.MOST_MOVED):
        _make(long, owner, "archive", n)
    assert prepare(long) > 5
    assert long.database.value("SELECT generation FROM product_shelf") == 2
    assert found(long, owner, "salt", 9) == walked(long.database, "salt", 9)
    assert prepare(long) == 0


def test_very_many_who_moved_are_found_without_the_sets(
    long: WriterStore, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(long, owner, "name", 7)
    monkeypatch.setattr(product_sets, "MOST_MOVED", 1)
    assert shelf(long.database) is None
    assert found(long, owner, "moved", 9) == walked(long.database, "moved", 9) != []


def test_what_changes_while_the_sets_are_made_stays_to_be_looked_at(
    long: WriterStore, owner: Actor
) -> None:
    with long.database.write("make them anew"):
        long.database.run("UPDATE product_shelf SET generation = 0")
    index, step = ShelfIndex(), 0
    while index.go_on(long.database, 50):
        if step % 3 == 0:
            _make(long, owner, "name", step)
        for text in ("egg", "salt 1", "moved"):
            assert found(long, owner, text, 9) == walked(long.database, text, 9)
        step += 1
    assert long.database.value("SELECT count(*) FROM products_moved") > 0


def test_sets_half_made_are_swept_away(long: WriterStore, owner: Actor) -> None:
    for n in range(shelf_index.MOST_MOVED):
        _make(long, owner, "archive", n)
    index = ShelfIndex()
    count = "SELECT count(*) FROM product_sets WHERE generation = 2"
    while not long.database.value(count):
        assert index.go_on(long.database, 3)
    prepare(long)
    prepare(long)
    assert long.database.value("SELECT min(generation) FROM product_sets") in (1, 2)
    assert (
        long.database.value(
            "SELECT count(*) = count(DISTINCT word) FROM product_sets WHERE generation = 2"
        )
        == 1
    )
    assert found(long, owner, "salt", 9) == walked(long.database, "salt", 9)


def test_a_short_shelf_has_no_sets(
    store: WriterStore, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_index, "SMALLEST_SHELF", SIZE + 1)
    store.products.bring_in([_product(n) for n in range(SIZE)], by=owner)
    assert prepare(store) == 0
    assert store.database.value("SELECT count(*) FROM product_shelf") == 0


def test_the_idle_till_makes_them_and_a_reader_uses_them(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    store.products.bring_in([_product(n) for n in range(SIZE)], by=owner)
    while store.checkpoint():
        pass
    reader = open_reader(store.database.path.parent, clock)
    assert shelf(reader.database) is not None
    expected = walked(store.database, "salt", 5)
    assert [each.name for each in reader.products.search("salt", 5, by=owner)] == expected
    reader.close()
