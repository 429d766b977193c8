from __future__ import annotations

import pytest

from app.domain.actor import Actor
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.sale import Kind, RecordedSale
from app.storage.database import Database
from tests.storage.builders import FixedClock, a_line, a_return, a_sale


@pytest.fixture
def sold(store: Store, owner: Actor) -> RecordedSale:
    """Three of one thing and a discounted other, to Ana."""
    lines = [a_line(100, "3", "Soap"), a_line(1000, "2", "Rice", discount=Money(200))]
    return store.sales.record(a_sale("Ana", lines), by=owner)


def total_of_ana(store: Store, owner: Actor) -> tuple[int, int]:
    ana = store.customers.named("Ana", by=owner)
    assert ana is not None
    return ana.total_purchases.minor, ana.transaction_count


def test_a_return_takes_from_the_total_and_not_from_the_count(
    store: Store, owner: Actor, sold: RecordedSale
) -> None:
    back = store.sales.record(
        a_return([a_line(100, "-2", "Soap")], of=sold.sale_id, customer="ANA"), by=owner
    )
    assert back.number == "000002"
    assert total_of_ana(store, owner) == (2100 - 200, 1)
    record = store.sales.sale(back.sale_id, by=owner)
    assert (record.head.kind, record.original_sale_id) == (Kind.RETURN, sold.sale_id)
    assert record.head.total == Money(-200)
    assert store.verify(by=owner).discrepancies == ()


def test_a_return_without_a_name_is_of_whoever_bought(
    store: Store, owner: Actor, sold: RecordedSale
) -> None:
    back = store.sales.record(a_return([a_line(100, "-1", "Soap")], of=sold.sale_id), by=owner)
    assert (back.customer_id, back.customer_name) == (sold.customer_id, "Ana")
    assert total_of_ana(store, owner) == (2000, 1)


def test_each_returned_line_points_at_the_line_it_was_sold_on(
    store: Store, owner: Actor, sold: RecordedSale, database: Database
) -> None:
    lines = [
        a_line(1000, "-1", "Rice", discount=Money(-100)),
        a_line(100, "-3", "Soap"),
    ]
    back = store.sales.record(a_return(lines, of=sold.sale_id), by=owner)
    found = database.rows(
        "SELECT line_no, original_line_no FROM sale_items WHERE sale_id = ?", (back.sale_id,)
    )
    assert found == [(1, 2), (2, 1)]


@pytest.mark.parametrize(
    ("quantity", "name", "discount"),
    [
        ("-4", "Soap", 0),  # more than was sold
        ("-1", "Cheese", 0),  # never on that sale
        ("-2", "Rice", 0),  # all of it, but for more than was paid
    ],
)
def test_never_more_comes_back_than_was_sold(
    store: Store,
    owner: Actor,
    sold: RecordedSale,
    database: Database,
    quantity: str,
    name: str,
    discount: int,
) -> None:
    price = 1000 if name == "Rice" else 100
    line = a_line(price, quantity, name, discount=Money(discount))
    with pytest.raises(SaleRefused):
        store.sales.record(a_return([line], of=sold.sale_id), by=owner)
    assert database.value("SELECT count(*) FROM sales") == 1
    assert total_of_ana(store, owner) == (2100, 1)


def test_what_came_back_already_cannot_come_back_again(
    store: Store, owner: Actor, sold: RecordedSale
) -> None:
    two, one = a_line(100, "-2", "Soap"), a_line(100, "-1", "Soap")
    store.sales.record(a_return([two], of=sold.sale_id), by=owner)
    with pytest.raises(SaleRefused, match="More of Soap"):
        store.sales.record(a_return([two], of=sold.sale_id), by=owner)
    with pytest.raises(SaleRefused, match="More of Soap"):
        store.sales.record(a_return([one, one], of=sold.sale_id), by=owner)
    store.sales.record(a_return([one], of=sold.sale_id), by=owner)


def test_a_voided_return_may_be_made_again(
    store: Store, owner: Actor, sold: RecordedSale, clock: FixedClock
) -> None:
    three = a_line(100, "-3", "Soap")
    slip = store.sales.record(a_return([three], of=sold.sale_id), by=owner)
    store.sales.void(slip.sale_id, "slip", clock.now(), by=owner)
    assert total_of_ana(store, owner) == (2100, 1)
    store.sales.record(a_return([three], of=sold.sale_id), by=owner)
    assert total_of_ana(store, owner) == (1800, 1)


def test_a_sale_of_which_something_came_back_cannot_be_voided(
    store: Store, owner: Actor, sold: RecordedSale, clock: FixedClock
) -> None:
    back = store.sales.record(a_return([a_line(100, "-1", "Soap")], of=sold.sale_id), by=owner)
    with pytest.raises(SaleRefused, match="came back"):
        store.sales.void(sold.sale_id, "slip", clock.now(), by=owner)
    store.sales.void(back.sale_id, "slip", clock.now(), by=owner)
    store.sales.void(sold.sale_id, "slip", clock.now(), by=owner)
    assert total_of_ana(store, owner) == (0, 0)


def test_nothing_comes_back_of_a_voided_sale_a_return_or_no_sale(
    store: Store, owner: Actor, sold: RecordedSale, clock: FixedClock
) -> None:
    soap = [a_line(100, "-1", "Soap")]
    back = store.sales.record(a_return(soap, of=sold.sale_id), by=owner)
    for original in (back.sale_id, 999, 2**70):
        with pytest.raises(SaleRefused):
            store.sales.record(a_return(soap, of=original), by=owner)
    store.sales.void(back.sale_id, "", clock.now(), by=owner)
    store.sales.void(sold.sale_id, "", clock.now(), by=owner)
    with pytest.raises(SaleRefused, match="is void"):
        store.sales.record(a_return(soap, of=sold.sale_id), by=owner)


def test_goods_without_a_receipt_may_bring_a_total_below_zero(store: Store, owner: Actor) -> None:
    back = store.sales.record(a_return([a_line(500, "-1")], customer="Ana"), by=owner)
    assert back.is_new_customer
    ana = store.customers.named("Ana", by=owner)
    assert ana is not None
    assert (ana.total_purchases, ana.transaction_count) == (Money(-500), 0)
    assert (ana.first_purchase, ana.last_purchase) == (None, None)


def test_a_return_with_goods_going_out_or_a_sale_with_an_original_is_refused(
    store: Store, owner: Actor, sold: RecordedSale
) -> None:
    with pytest.raises(SaleRefused):
        store.sales.record(a_return([a_line(100, "1", "Soap")]), by=owner)
    with pytest.raises(SaleRefused):
        store.sales.record(a_sale(original=sold.sale_id), by=owner)
