"""The contract of CustomerBook: finding one, writing one down."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.customer import Contact, Customer, CustomerRef, Sort
from app.domain.errors import (
    InvalidInput,
    InvalidName,
    NameTaken,
    NotAllowed,
    NotFound,
    StoreUnavailable,
)
from app.domain.imported import ImportCounts
from app.domain.money import Money
from app.domain.names import findable, name_key
from app.domain.period import ALL_TIME
from app.domain.ports import Store
from app.domain.ports_customers import CustomerBook
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader
from tests.people import allowed
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_sale

ANA = Contact("Ana Reyes", "0917 123 4567", "ana@example.com", "12 Mabini St", "Likes\nrice")


@pytest.fixture
def book(store: WriterStore) -> CustomerBook:
    whole: Store = store  # the store keeps what the ports promise
    return whole.customers


def _merge(database: Database, alias: str, customer_id: int) -> None:
    """Make a name another name of a customer, as a merge will."""
    with database.write("merge"):
        database.run("INSERT INTO customer_aliases VALUES (?, ?)", (name_key(alias), customer_id))


def test_a_customer_written_down_is_found_as_written(book: CustomerBook, owner: Actor) -> None:
    added = book.add(ANA, by=owner)
    assert added == Customer(added.id, *_fields(ANA))
    assert book.customer(added.id, by=owner) == added
    assert book.named("  ana   REYES ", by=owner) == added


def _fields(contact: Contact) -> tuple[str, str, str, str, str]:
    return contact.name, contact.phone, contact.email, contact.address, contact.notes


def test_what_was_typed_is_cleaned_and_kept_in_step(
    book: CustomerBook, owner: Actor, database: Database, clock: FixedClock
) -> None:
    typed = Contact(" Mary\tO’Brien ", " +63 (917)\n123 ", "a\0@b\ud83d", " x ", " one\ntwo\ud83d ")
    who = book.add(typed, by=owner)
    assert _fields(Contact(who.name, who.phone, who.email, who.address, who.notes)) == (
        *("Mary O’Brien", "+63 (917) 123", "a@b", "x", "one\ntwo"),
    )
    clock.advance(hours=1)
    book.edit(who.id, Contact("Peña", "8123"), by=owner)
    columns = "name_key, name_folded, phone_key, created_at, updated_at"
    assert database.row(f"SELECT {columns} FROM customers WHERE id = ?", (who.id,)) == (
        *("peña", findable("Peña"), "8123"),
        *("2026-03-02T04:00:00.000Z", "2026-03-02T05:00:00.000Z"),
    )


def test_nobody_by_that_id_or_name(book: CustomerBook, owner: Actor) -> None:
    for number in (1, 0, -1, 2**70):
        with pytest.raises(NotFound, match="no such customer"):
            book.customer(number, by=owner)
    for name in ("Ana", "", " ", "\ud800"):
        assert book.named(name, by=owner) is None
    with pytest.raises(NotFound):
        book.edit(1, ANA, by=owner)


def test_a_merged_name_leads_to_the_customer_it_was_merged_into(
    book: CustomerBook, owner: Actor, database: Database
) -> None:
    ana = book.add(ANA, by=owner)
    _merge(database, "Annie Reyes", ana.id)
    assert book.named("ANNIE reyes", by=owner) == ana
    assert book.suggest("annie reyes", 5, by=owner) == [ana]


def test_a_file_of_customers_adds_the_unknown_and_fills_in_what_was_open(
    book: CustomerBook, owner: Actor, database: Database
) -> None:
    ana = book.add(Contact("Ana Reyes", phone="111"), by=owner)
    _merge(database, "Annie", ana.id)
    file = [
        Contact("ANA reyes", phone="222", email="ana@example.com"),
        Contact("annie", address="12 Mabini St"),
        Contact("Ben", phone="333"),
        Contact("ben", notes="twice in the file"),
        Contact("Ana Reyes"),
    ]
    assert book.bring_in(file, by=owner) == ImportCounts(added=1, known=1)
    now = book.customer(ana.id, by=owner)
    wanted = Contact("Ana Reyes", "111", "ana@example.com", "12 Mabini St")
    assert _fields(Contact(now.name, now.phone, now.email, now.address)) == _fields(wanted)
    (ben,) = book.suggest("333", 5, by=owner)
    assert (ben.name, ben.notes) == ("Ben", "twice in the file")
    assert book.bring_in(file, by=owner) == ImportCounts(known=5)


def test_one_bad_row_of_a_batch_leaves_the_shop_as_it_was(book: CustomerBook, owner: Actor) -> None:
    with pytest.raises(InvalidName):
        book.bring_in([Contact("Ben"), Contact(" ")], by=owner)
    assert book.count(by=owner) == 0


@pytest.mark.parametrize("name", ["Ana Reyes", "ANA  reyes", "Ａｎａ Reyes"])
def test_a_taken_name_is_refused_with_whose_it_is(
    book: CustomerBook, owner: Actor, name: str
) -> None:
    ana = book.add(ANA, by=owner)
    ben = book.add(Contact("Ben"), by=owner)
    with pytest.raises(NameTaken, match="Ana Reyes already has this name") as refusal:
        book.edit(ben.id, Contact(name, "555"), by=owner)
    assert "Cebu" in refusal.value.advice
    with pytest.raises(NameTaken):
        book.add(Contact(name), by=owner)
    assert book.customer(ben.id, by=owner) == ben
    assert book.customer(ana.id, by=owner) == ana
    assert book.count(by=owner) == 2


def test_a_name_merged_into_somebody_is_taken_too(
    book: CustomerBook, owner: Actor, database: Database
) -> None:
    ana = book.add(ANA, by=owner)
    ben = book.add(Contact("Ben"), by=owner)
    _merge(database, "Annie", ana.id)
    with pytest.raises(NameTaken, match="also a name of Ana Reyes"):
        book.edit(ben.id, Contact("annie"), by=owner)
    with pytest.raises(NameTaken, match="also a name of Ana Reyes"):
        book.add(Contact("ANNIE"), by=owner)


def test_a_customer_may_take_back_a_name_that_was_merged_into_theirs(
    book: CustomerBook, owner: Actor, database: Database
) -> None:
    ana = book.add(ANA, by=owner)
    _merge(database, "Annie", ana.id)
    assert book.edit(ana.id, Contact("Annie"), by=owner).name == "Annie"
    assert book.named("annie", by=owner) == book.customer(ana.id, by=owner)
    assert book.named("Ana Reyes", by=owner) is None


@pytest.mark.parametrize("name", ["ANA REYES", "Aná Reyes", "Ana Reyes-Cruz"])
def test_ones_own_name_may_change_in_case_accent_and_spelling(
    book: CustomerBook, owner: Actor, name: str
) -> None:
    ana = book.add(ANA, by=owner)
    changed = book.edit(ana.id, Contact(name), by=owner)
    assert (changed.id, changed.name, changed.phone) == (ana.id, name, "")
    assert book.named(name, by=owner) == changed


def test_a_renamed_customer_keeps_figures_and_old_sales_keep_their_words(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    store.sales.record(a_sale("Ana Reyes", at=MANILA_NOON), by=owner)
    ana = store.customers.named("ana reyes", by=owner)
    assert ana is not None
    renamed = store.customers.edit(ana.id, Contact("Ana Cruz"), by=owner)
    assert (renamed.transaction_count, renamed.total_purchases) == (1, Money(1_250))
    assert renamed.last_purchase == MANILA_NOON
    assert database.value("SELECT customer_name FROM sales") == "Ana Reyes"
    assert len(store.customers.history(ana.id, None, 9, by=owner)) == 1
    store.sales.record(a_sale(CustomerRef("Ana Reyes", ana.id)), by=owner)
    assert store.customers.customer(ana.id, by=owner).transaction_count == 2
    assert store.verify(by=owner).discrepancies == ()


@pytest.mark.parametrize(
    ("contact", "refusal", "sentence"),
    [
        (Contact(""), InvalidName, "between 1 and 120"),
        (Contact("x" * 121), InvalidName, "at most 120"),
        (Contact("Ana", phone="1" * 201), InvalidInput, "phone number can have at most 200"),
        (Contact("Ana", email="x" * 201), InvalidInput, "e-mail can"),
        (Contact("Ana", address="x" * 201), InvalidInput, "address can"),
        (Contact("Ana", notes="x" * 4_001), InvalidInput, "at most 4,000"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(
    book: CustomerBook,
    owner: Actor,
    contact: Contact,
    refusal: type[InvalidInput],
    sentence: str,
) -> None:
    with pytest.raises(refusal, match=sentence):
        book.add(contact, by=owner)
    assert book.count(by=owner) == 0


def test_the_door_asks_who_it_is(book: CustomerBook, owner: Actor) -> None:
    ana = book.add(ANA, by=owner)
    nobody = allowed("x", frozenset())
    cashier = allowed("Ben", frozenset({Right.SELL}))
    sights: list[Callable[[Actor], object]] = [
        lambda by: book.customer(ana.id, by=by),
        lambda by: book.named("Ana Reyes", by=by),
        lambda by: book.beginning("Ana", 5, by=by),
        lambda by: book.suggest("Ana", 5, by=by),
    ]
    for sight in sights:
        assert sight(cashier)
        with pytest.raises(NotAllowed):
            sight(nobody)
    the_owners: list[Callable[[Actor], object]] = [
        lambda by: book.page("", Sort.NAME, None, 5, by=by),
        lambda by: book.count(by=by),
        lambda by: book.history(ana.id, None, 5, by=by),
        lambda by: book.summary(ana.id, ALL_TIME, by=by),
        lambda by: book.months(ana.id, MANILA_NOON.date(), 5, by=by),
        lambda by: book.add(Contact("Carla"), by=by),
        lambda by: book.edit(ana.id, Contact("Carla"), by=by),
        lambda by: book.bring_in([Contact("Carla")], by=by),
    ]
    for act in the_owners:
        with pytest.raises(NotAllowed):
            act(cashier)


def test_a_reader_reads_and_refuses_to_write(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    ana = store.customers.add(ANA, by=owner)
    reader = open_reader(folder, clock)
    try:
        assert reader.customers.suggest("a", 5, by=owner) == [ana]
        with pytest.raises(StoreUnavailable, match="reading only"):
            reader.customers.add(Contact("Ben"), by=owner)
        with pytest.raises(StoreUnavailable, match="reading only"):
            reader.customers.edit(ana.id, Contact("Ben"), by=owner)
    finally:
        reader.close()


def test_names_of_the_world_link_and_are_found_as_icu_says(
    store: WriterStore, owner: Actor, shared_data: Path
) -> None:
    """Sales make the customers here, so that the whole path is what is tested."""
    path = shared_data / "names" / "name_equivalence_icu.csv"
    with path.open(encoding="utf-8", newline="") as text:
        pairs = [row for row in csv.DictReader(text) if row["locale"] == "-"]
    assert len(pairs) == 26
    for row in pairs:
        one = store.sales.record(a_sale(row["a"]), by=owner)
        other = store.sales.record(a_sale(row["b"]), by=owner)
        is_same = row["same_letters_ignoring_case"] == "1" or row["a"] == "Weiß"
        assert (one.customer_id == other.customer_id) == is_same, row
        if row["same_letters_ignoring_case_and_accents"] == "1":
            for typed in (row["a"], row["b"]):
                found = {each.id for each in store.customers.suggest(typed, 50, by=owner)}
                assert {one.customer_id, other.customer_id} <= found, row
    assert store.verify(by=owner).discrepancies == ()


def test_every_sort_and_search_answers_on_an_empty_shop(book: CustomerBook, owner: Actor) -> None:
    for sort in Sort:
        assert book.page("", sort, None, 10, by=owner) == []
        assert book.page("ana", sort, None, 10, by=owner, reverse=True) == []
    assert book.count("ana", by=owner) == 0
    assert book.beginning("a", 5, by=owner) == []


def test_a_sale_of_two_lines_moves_the_figures_once(store: WriterStore, owner: Actor) -> None:
    store.sales.record(a_sale("Ana", [a_line(100), a_line(250, "2")]), by=owner)
    (ana,) = store.customers.page("", Sort.TOTAL, None, 5, by=owner)
    assert (ana.total_purchases, ana.transaction_count) == (Money(600), 1)
