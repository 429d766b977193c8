from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import Contact
from app.domain.import_text import (
    CUSTOMERS,
    PRODUCTS,
    SALES,
    Item,
    columns_text,
    facts_of,
    item_of,
)
from app.domain.imported import LaidOutSale
from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity

ITEMS: list[tuple[str, Item]] = [
    (PRODUCTS, Product(0, "S", "Salt", Money(5))),
    (
        PRODUCTS,
        Product(
            0, "S", "Salt", Money(5), "480", "kg", "Dry", "Own", TaxCode.ZERO, Money(1),
            Quantity(5), Quantity(7), family="F", variant="Large", lowest_price=Money(3),
        ),
    ),
    (CUSTOMERS, Contact("Ana", "0917", "a@b.c", "here", "two\nlines")),
    (SALES, LaidOutSale(["import/number/7", None, True, 5, [["Rice", 2500]]])),
]  # fmt: skip


@pytest.mark.parametrize(("what", "item"), ITEMS)
def test_what_is_said_in_plain_values_comes_back_as_it_was(what: str, item: Item) -> None:
    assert item_of(what, json.loads(json.dumps(facts_of(item)))) == item


@given(st.dictionaries(st.sampled_from(["sku", "name"]), st.text('ab,=" ', max_size=9)))
def test_columns_are_written_the_way_a_command_reads_them(columns: dict[str, str]) -> None:
    read = {}
    for text in columns_text(columns):
        (pair,) = next(csv.reader([text]))
        ours, _, theirs = pair.partition("=")
        read[ours] = theirs
    assert read == columns
