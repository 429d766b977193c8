"""What typed text finds, through the ports and within a keystroke's time."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.actor import Actor
from app.domain.customer import Contact, Customer, Sort
from app.domain.names import findable, fold
from app.domain.ports_customers import CustomerBook
from app.storage.database import Database
from app.storage.search import beginning_of_name, customers_matching, products_matching
from app.storage.store import WriterStore
from tests.storage.builders import MANILA_NOON, a_sale
from tests.storage.crowd import crowd

PEOPLE = {
    "Maria Santos": "0917 123 4567",
    "Mario Cruz": "+63 918 555 0000",
    "Ana Maria Reyes": "",
    "Peña, Ana": "8123",
    "Mary O’Brien": "",
    "Saint-Jean": "",
    "50% Off Store": "",
    "a_b": "",
    "Store 24": "",
}


@pytest.fixture
def book(store: WriterStore, owner: Actor) -> CustomerBook:
    for name, phone in PEOPLE.items():
        store.customers.add(Contact(name, phone), by=owner)
    return store.customers


def _names(found: list[Customer]) -> set[str]:
    return {each.name for each in found}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("m", {"Maria Santos", "Mario Cruz", "Ana Maria Reyes", "Mary O’Brien"}),
        ("MARI", {"Maria Santos", "Mario Cruz", "Ana Maria Reyes"}),
        ("mar san", {"Maria Santos"}),
        ("san mar", {"Maria Santos"}),
        ("reyes ana", {"Ana Maria Reyes"}),
        ("aria", set()),
        ("mar x", set()),
        ("pena", {"Peña, Ana"}),
        ("péñ", {"Peña, Ana"}),
        ("o'br", {"Mary O’Brien"}),
        ("obrien", {"Mary O’Brien"}),
        ("brien mary", {"Mary O’Brien"}),
        ("saint jean", {"Saint-Jean"}),
        ("%", set()),
        ("50%", {"50% Off Store"}),
        ("5", {"50% Off Store"}),
        ("_", set()),
        ("a_", {"a_b"}),
        ("a%", set()),
        ("?", set()),
        ("*", set()),
        ("[a-z]", set()),
        ("'", set()),
        ('" OR 1=1 --', set()),
        ("", set()),
        ("  ", set()),
        (",", set()),
        ("\ud800", set()),
        ("0917", {"Maria Santos"}),
        ("917 123", {"Maria Santos"}),
        ("(0917) 123-45", {"Maria Santos"}),
        ("4567", {"Maria Santos"}),
        ("09", {"Maria Santos"}),
        ("9", {"Maria Santos"}),
        ("91", {"Maria Santos"}),
        ("67", set()),
        ("0", {"Maria Santos"}),
        ("+63918", {"Mario Cruz"}),
        ("0918 555", {"Mario Cruz"}),
        ("81", {"Peña, Ana"}),
        ("mario 918", {"Mario Cruz"}),
        ("maria 918", set()),
        ("24", {"Store 24"}),
        ("x" * 500, set()),
    ],
)
def test_suggestions_match_word_beginnings_and_phone_digits(
    book: CustomerBook, owner: Actor, text: str, names: set[str]
) -> None:
    assert _names(book.suggest(text, 20, by=owner)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mari", ["Maria Santos", "Mario Cruz"]),
        ("maria s", ["Maria Santos"]),
        ("santos", []),
        ("PENA", ["Peña, Ana"]),
        ("saint-jean jean", []),
        ("mary o'brien brien", []),
        ("50%", ["50% Off Store"]),
        ("%", []),
        ("", []),
        ("\u0301", []),
    ],
)
def test_only_whole_names_begin_with_a_text(
    book: CustomerBook, owner: Actor, text: str, names: list[str]
) -> None:
    assert [each.name for each in book.beginning(text, 9, by=owner)] == names


def test_no_more_than_asked_for(book: CustomerBook, owner: Actor) -> None:
    assert len(book.suggest("m", 2, by=owner)) == 2
    assert len(book.beginning("m", 1, by=owner)) == 1
    assert book.suggest("maria santos", 0, by=owner) == []


def test_newest_buyers_come_first_and_an_exact_name_before_them(
    store: WriterStore, owner: Actor
) -> None:
    for day, name in enumerate(["Ana", "Ana Cruz", "Ana Reyes", "Anabel"]):
        store.sales.record(a_sale(name, at=MANILA_NOON + timedelta(days=day)), by=owner)
    store.customers.add(Contact("Ana Never"), by=owner)
    store.customers.add(Contact("Ana Yet"), by=owner)
    found = [each.name for each in store.customers.suggest("an", 9, by=owner)]
    assert found == ["Anabel", "Ana Reyes", "Ana Cruz", "Ana", "Ana Yet", "Ana Never"]
    found = [each.name for each in store.customers.suggest("ANA", 3, by=owner)]
    assert found == ["Ana", "Anabel", "Ana Reyes"]
    store.sales.record(a_sale("ana", at=MANILA_NOON + timedelta(days=9)), by=owner)
    assert store.customers.suggest("a", 1, by=owner)[0].name == "Ana"


letters = st.text("aeñÉ nü’-m1", max_size=12)
parts_of_names = st.sampled_from(["a", "an", "na", "É", "e-a", "m’n", "n", "’", "-", "1a", "añ"])


@settings(max_examples=300)
@given(letters, st.lists(parts_of_names, max_size=3).map(" ".join) | letters)
def test_a_search_finds_what_reading_a_name_would(name: str, text: str) -> None:
    """The condition in SQL against the plain definition in Python, word by word."""
    condition = customers_matching(text)
    sql = f"SELECT {condition.sql} FROM (SELECT ? AS name_folded, '' AS phone_key)"
    with closing(sqlite3.connect(":memory:")) as memory:
        (found,) = memory.execute(sql, (*condition.values, findable(name))).fetchone()
    words = fold(name).split()
    beginnings = {
        *(word[i:] for word in words for i in range(len(word)) if _begins_a_word(word, i)),
        *(word.replace("'", "").replace("-", "") for word in words),
    }
    expected = all(any(b.startswith(part) for b in beginnings) for part in fold(text).split())
    assert bool(found) == expected


def _begins_a_word(written: str, at: int) -> bool:
    return at == 0 or (written[at - 1] in "'-" and written[at] not in "'-")


def test_a_condition_holds_only_constants() -> None:
    odd = "mar'; DROP TABLE customers; -- 0917"
    for build in (customers_matching, products_matching):
        condition = build(odd)
        assert "drop" not in condition.sql.lower()
        assert condition.sql.count("?") == len(condition.values)
    assert beginning_of_name("Ma") == (" ma", " ma\U0010ffff")


def test_a_keystroke_in_a_crowd_finds_what_reading_everybody_would(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    people = crowd(database, 20_000)
    texts = ["m", "mar", "mar san", "zzz", "0917", "santos 19999", "x"]
    for text in texts:
        expected = [
            each
            for each in sorted(people, key=_newest_first)
            if all(
                any(word.startswith(part) for word in fold(each.name).split())
                or (len(part) > 2 and part.isdigit() and part.lstrip("0") in each.phone)
                for part in text.split()
            )
        ]
        found = store.customers.suggest(text, 6, by=owner)
        assert [each.id for each in found] == [each.id for each in expected[:6]], text
        assert store.customers.count(text, by=owner) == len(expected)


def _newest_first(customer: Customer) -> tuple[float, int]:
    last = customer.last_purchase
    return (-last.timestamp() if last else 0.0, -customer.id)


def test_a_list_search_finds_the_same_people_in_every_order(
    store: WriterStore, owner: Actor, database: Database
) -> None:
    people = crowd(database, 500, random.Random(5))
    expected = {each.id for each in people if " mar" in f" {fold(each.name)}"}
    assert expected
    for sort in Sort:
        found = store.customers.page("mar", sort, None, 999, by=owner)
        assert {each.id for each in found} == expected
