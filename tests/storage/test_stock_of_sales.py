"""What a sale takes off the shelf: one statement rounds it as the domain does."""

from __future__ import annotations

import pytest

from app.domain.actor import Actor
from app.domain.money import Money, divide_half_away
from app.domain.product import Product
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity
from app.storage.store import WriterStore
from tests.storage.builders import a_line, a_return, a_sale

MOVES = "SELECT product_id, quantity FROM stock_moves WHERE sale_id = ? ORDER BY id"


def on_the_shelf(store: WriterStore, owner: Actor, name: str, stock: int | None) -> Product:
    counted = None if stock is None else Quantity(stock)
    store.products.bring_in([Product(0, name, name, Money(100), stock=counted)], by=owner)
    return store.products.search(name, 1, by=owner)[0]


@pytest.mark.parametrize("thousandths", [1, 333, 500, 1000, 1499, 1500, LARGEST_THOUSANDTHS])
@pytest.mark.parametrize("factor", [1, 333, 499, 500, 999, 1000, 1001, 12_000])
def test_each_line_moves_its_stock_units_rounded_half_away(
    store: WriterStore, owner: Actor, thousandths: int, factor: int
) -> None:
    soap = on_the_shelf(store, owner, "Soap", 0)
    line = a_line(0, product_id=soap.id, factor=Quantity(factor))
    amount = str(Quantity(thousandths))
    out = a_line(0, amount, product_id=soap.id, factor=Quantity(factor))
    back = a_line(0, f"-{amount}", product_id=soap.id, factor=Quantity(factor))
    sold = store.sales.record(a_sale(None, [out, line]), by=owner)
    units, one = divide_half_away(thousandths * factor, 1000), divide_half_away(factor, 1)
    rows = store.database.rows(MOVES, (sold.sale_id,))
    assert rows == [(soap.id, -units), (soap.id, -one)]
    returned = store.sales.record(a_return([back]), by=owner)
    assert store.database.rows(MOVES, (returned.sale_id,)) == [(soap.id, units)]
    assert store.products.product(soap.id, by=owner).stock == Quantity(-one)
    assert not store.verify(by=owner).discrepancies


def test_what_is_not_counted_and_what_is_no_product_does_not_move(
    store: WriterStore, owner: Actor
) -> None:
    free = on_the_shelf(store, owner, "Advice", None)
    counted = on_the_shelf(store, owner, "Soap", 5_000)
    lines = [a_line(), a_line(product_id=free.id), a_line(product_id=counted.id)]
    sold = store.sales.record(a_sale(None, [*lines, a_line(product_id=99_999)]), by=owner)
    assert store.database.rows(MOVES, (sold.sale_id,)) == [(counted.id, -1000)]
    assert store.products.product(counted.id, by=owner).stock == Quantity(4_000)
