"""The contract of ProductShelf for the stock: changed by hand, every move kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import InvalidInput, InvalidQuantity, NotAllowed, NotFound, StoreUnavailable
from app.domain.money import Money
from app.domain.ports_products import ProductShelf
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.domain.stock import LONGEST_NOTE, MoveReason, StockChange
from app.storage.store import WriterStore, open_reader
from tests.people import allowed
from tests.storage.builders import FixedClock, a_line, a_sale

SOAP = Product(0, "SO", "Soap", Money(4_500), stock=Quantity.of(6))
ADJUST, COUNT, RECEIVE = MoveReason.ADJUST, MoveReason.COUNT, MoveReason.RECEIVE


@pytest.fixture
def shelf(store: WriterStore) -> ProductShelf:
    return store.products


@pytest.fixture
def soap(shelf: ProductShelf, owner: Actor) -> Product:
    return shelf.save(SOAP, (), by=owner)


@pytest.fixture(autouse=True)
def all_adds_up(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> Iterator[None]:
    """Whatever a test does, the moves of every product add up to its stock."""
    yield
    reader = open_reader(folder, clock)
    assert reader.verify(by=owner).discrepancies == ()
    reader.close()


def move(
    shelf: ProductShelf,
    product: Product,
    reason: MoveReason,
    pieces: int | None,
    note: str = "",
    *,
    by: Actor,
) -> Quantity | None:
    quantity = None if pieces is None else Quantity.of(pieces)
    return shelf.change_stock(StockChange(product.id, reason, quantity, note), by=by).stock


def test_received_adjusted_and_counted_goods_are_on_the_shelf(
    shelf: ProductShelf, soap: Product, owner: Actor
) -> None:
    assert move(shelf, soap, RECEIVE, 12, by=owner) == Quantity.of(18)
    assert move(shelf, soap, ADJUST, -2, "Damaged", by=owner) == Quantity.of(16)
    assert move(shelf, soap, COUNT, 15, by=owner) == Quantity.of(15)
    assert shelf.product(soap.id, by=owner) == replace(soap, stock=Quantity.of(15))


def test_the_moves_come_newest_first_with_who_and_why(
    store: WriterStore, shelf: ProductShelf, soap: Product, owner: Actor
) -> None:
    line = replace(a_line(4_500), product_id=soap.id, sku="SO")
    number = store.sales.record(a_sale(lines=(line,)), by=owner).number
    move(shelf, soap, RECEIVE, 12, " Delivery\n 812 ", by=owner)
    move(shelf, soap, ADJUST, -2, "Damaged", by=owner)
    found = [
        (each.reason, each.quantity, each.note, each.person, each.sale_number)
        for each in shelf.stock_moves(soap.id, 9, by=owner)
    ]
    assert found == [
        (ADJUST, Quantity.of(-2), "Damaged", "Nena", ""),
        (RECEIVE, Quantity.of(12), "Delivery 812", "Nena", ""),
        (MoveReason.SALE, Quantity.of(-1), "", "", number),
        (COUNT, Quantity.of(6), "", "", ""),
    ]


def test_the_moves_are_read_page_by_page(shelf: ProductShelf, soap: Product, owner: Actor) -> None:
    for _ in range(3):
        move(shelf, soap, RECEIVE, 1, by=owner)
    whole = shelf.stock_moves(soap.id, 9, by=owner)
    first = shelf.stock_moves(soap.id, 3, by=owner)
    assert first + shelf.stock_moves(soap.id, 3, first[-1], by=owner) == whole
    assert shelf.stock_moves(2**70, 9, by=owner) == []


def test_a_count_that_finds_what_was_expected_is_kept_as_a_fact(
    shelf: ProductShelf, soap: Product, owner: Actor
) -> None:
    move(shelf, soap, COUNT, 6, by=owner)
    newest = shelf.stock_moves(soap.id, 1, by=owner)[0]
    assert (newest.reason, newest.quantity) == (COUNT, Quantity(0))


def test_a_product_can_be_counted_no_longer_and_again(
    shelf: ProductShelf, soap: Product, owner: Actor
) -> None:
    assert move(shelf, soap, COUNT, None, by=owner) is None
    assert move(shelf, soap, RECEIVE, 4, by=owner) == Quantity.of(4)


def test_nothing_moves_when_a_change_is_refused(
    shelf: ProductShelf, soap: Product, owner: Actor
) -> None:
    before = shelf.stock_moves(soap.id, 9, by=owner)
    with pytest.raises(InvalidQuantity):
        move(shelf, soap, RECEIVE, 0, by=owner)
    with pytest.raises(InvalidInput):
        move(shelf, soap, ADJUST, 1, by=owner)
    with pytest.raises(InvalidInput, match="too long"):
        move(shelf, soap, ADJUST, 1, "x" * (LONGEST_NOTE + 1), by=owner)
    with pytest.raises(NotFound):
        move(shelf, replace(soap, id=99), RECEIVE, 1, by=owner)
    assert shelf.stock_moves(soap.id, 9, by=owner) == before


def test_only_who_may_change_products_moves_stock_and_a_reader_only_looks(
    shelf: ProductShelf, soap: Product, owner: Actor, folder: Path, clock: FixedClock
) -> None:
    cashier = allowed("Ben", frozenset({Right.SELL}))
    with pytest.raises(NotAllowed):
        move(shelf, soap, RECEIVE, 1, by=cashier)
    with pytest.raises(NotAllowed):
        shelf.stock_moves(soap.id, 1, by=cashier)
    reader = open_reader(folder, clock)
    assert len(reader.products.stock_moves(soap.id, 9, by=owner)) == 1
    with pytest.raises(StoreUnavailable, match="reading only"):
        move(reader.products, soap, RECEIVE, 1, by=owner)
    reader.close()
