"""The contract of CustomerBook.lookalikes, and how it is kept off the sale."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.customer import Contact
from app.domain.errors import NotAllowed
from app.domain.likeness import likeness_keys
from app.domain.pace import Pace
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader, open_store
from tests.people import allowed
from tests.storage.builders import FixedClock, a_sale

NAMES = ["Maria Santos", "Ma. Santos", "Juan dela Cruz", "Juana Cruz", "Sta. Ana Store", "Cher"]


@pytest.fixture(params=["keyed", "unkeyed"])
def shop(store: WriterStore, owner: Actor, request: pytest.FixtureRequest) -> WriterStore:
    """A shop with some people in it, their keys written already or not yet."""
    for name in NAMES:
        store.customers.add(Contact(name), by=owner)
    if request.param == "keyed":
        assert not store.checkpoint()
    return store


def found(store: WriterStore, name: str, owner: Actor, limit: int = 9) -> list[str]:
    return [each.name for each in store.customers.lookalikes(name, limit, by=owner)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Maria Santoz", ["Maria Santos", "Ma. Santos"]),
        ("Jaun dela Cruz", ["Juan dela Cruz"]),
        ("Juan de la Cruz", ["Juan dela Cruz", "Juana Cruz"]),
        ("Santa Ana Store", ["Sta. Ana Store"]),
        ("ma santos", ["Ma. Santos", "Maria Santos"]),
        ("Chér", ["Cher"]),
        ("Pedro Penduko", []),
        ("", []),
        ("...", []),
    ],
)
def test_names_that_look_alike_are_found(
    shop: WriterStore, owner: Actor, typed: str, names: list[str]
) -> None:
    assert sorted(found(shop, typed, owner)) == sorted(names)


def test_the_same_name_is_none_and_the_limit_holds(shop: WriterStore, owner: Actor) -> None:
    assert "Maria Santos" not in found(shop, "MARIA  SANTOS", owner)
    assert len(found(shop, "Mario Santos", owner, 1)) <= 1
    assert found(shop, "Maria Santoz", owner, 0) == []


def test_of_equals_who_bought_last_comes_first(
    shop: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    for name in ("Rosa Lim", "Roza Lim"):
        shop.sales.record(a_sale(name, at=clock.advance(hours=1)), by=owner)
    assert found(shop, "Rosa Limm", owner)[0] == "Rosa Lim"  # alike most
    shop.customers.edit(2, Contact("Ma Santos"), by=owner)
    shop.sales.record(a_sale("Maria Santos", at=clock.advance(hours=1)), by=owner)
    twins = [shop.customers.add(Contact(f"Ben Tan, {town}"), by=owner) for town in ("A", "B")]
    for twin in reversed(twins):
        shop.sales.record(a_sale(twin.name, at=clock.advance(hours=1)), by=owner)
    both = [name for name in found(shop, "Ben Tann", owner) if name.startswith("Ben")]
    assert both in ([], ["Ben Tan, A", "Ben Tan, B"])


def test_a_new_name_is_found_and_the_old_one_forgotten(shop: WriterStore, owner: Actor) -> None:
    shop.customers.edit(1, Contact("Pilar Quezon"), by=owner)
    assert found(shop, "Pilar Queson", owner) == ["Pilar Quezon"]
    assert "Maria Santos" not in found(shop, "Maria Santoz", owner)


def keys_of(database: Database) -> set[tuple[str, int]]:
    return {(key, each) for key, each in database.rows("SELECT * FROM customer_likeness")}


def test_no_sale_writes_a_key(store: WriterStore, owner: Actor, database: Database) -> None:
    store.sales.record(a_sale("Maria Santos"), by=owner)
    assert keys_of(database) == set()
    assert found(store, "Maria Santoz", owner) == ["Maria Santos"]
    store.checkpoint()
    assert keys_of(database) == {(key, 1) for key in likeness_keys("Maria Santos")}


def test_after_many_renames_the_keys_are_those_of_the_names(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    for name in NAMES:
        store.customers.add(Contact(name), by=owner)
    store.checkpoint()
    for number, name in enumerate(reversed(NAMES), 1):
        store.customers.edit(number, Contact(f"{name} Uy"), by=owner)
    names = database.rows("SELECT id, name FROM customers")
    assert keys_of(database) == {(key, each) for each, name in names for key in likeness_keys(name)}


def test_keys_are_written_a_part_at_a_time(
    store: WriterStore, owner: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.store.perf_counter", lambda: 0.0)
    monkeypatch.setattr(store, "_keying", Pace(4, 4))
    store.customers.bring_in([Contact(f"Ana Lim {number}") for number in range(9)], by=owner)
    assert [store.checkpoint() for _ in range(4)] == [True, True, False, False]
    assert {each for _, each in keys_of(database)} == set(range(1, 10))


def test_a_repaired_shop_makes_its_keys_again(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    store.customers.add(Contact("Maria Santos"), by=owner)
    store.checkpoint()
    with database.write("damage"):
        database.run(
            "UPDATE customers SET transaction_count = 3, first_purchase_date = "
            "'2026-01-01T00:00:00.000Z', last_purchase_date = '2026-01-01T00:00:00.000Z'"
        )
    assert store.verify(by=owner, repair=True).repaired
    assert keys_of(database) == set()
    store.checkpoint()
    assert len(keys_of(database)) == len(likeness_keys("Maria Santos"))


def test_a_reader_finds_them_and_keeps_the_file_as_it_is(
    shop: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    reader = open_reader(folder, clock)
    assert not reader.checkpoint()
    alike = reader.customers.lookalikes("Cherr", 3, by=owner)
    assert [each.name for each in alike] == ["Cher"]
    with pytest.raises(NotAllowed):
        reader.customers.lookalikes("Cherr", 3, by=allowed("Temp", frozenset({Right.IMPORT})))
    reader.close()


def test_the_keys_outlast_a_restart(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    store.customers.add(Contact("Maria Santos"), by=owner)
    store.checkpoint()
    store.close()
    again = open_store(folder, clock)
    assert len(keys_of(again.database)) == len(likeness_keys("Maria Santos"))
    assert found(again, "Maria Santoz", owner) == ["Maria Santos"]
    again.close()
