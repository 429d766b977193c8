"""What a customer often buys: what stands of their newest sales, counted again in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actor import Actor
from app.domain.customer import Contact, CustomerRef
from app.domain.errors import NotAllowed
from app.domain.habits import RECENT_SALES
from app.domain.money import Money
from app.domain.product import Product
from app.domain.sale import Kind, SaleLine, Status
from app.storage.store import WriterStore
from tests.people import allowed, cashier
from tests.storage.builders import MANILA_NOON, a_line, a_return, a_sale


@pytest.fixture
def ana(store: WriterStore, owner: Actor) -> int:
    return store.customers.add(Contact("Ana Reyes"), by=owner).id


def shelf(store: WriterStore, owner: Actor, *names: str) -> list[Product]:
    return [
        store.products.save(
            Product(0, name.upper(), name, Money(1250), cost=Money(900)), [], by=owner
        )
        for name in names
    ]


def line_of(product: Product, quantity: str = "1") -> SaleLine:
    return a_line(product.price.minor, quantity, product.name, product_id=product.id)


def sell(
    store: WriterStore, owner: Actor, days: int, *lines: SaleLine, who: str = "Ana Reyes"
) -> int:
    sale = a_sale(who, lines, at=MANILA_NOON + timedelta(days=days))
    return store.sales.record(sale, by=owner).sale_id


def often(store: WriterStore, who: int, owner: Actor, limit: int = 9) -> list[tuple[str, int, int]]:
    found = store.customers.often_buys(who, limit, by=owner)
    return [(each.product.name, each.times, each.of) for each in found]


def test_what_was_in_most_sales_comes_first_of_equals_what_was_bought_last(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    rice, milk, soap, once = shelf(store, owner, "Rice", "Milk", "Soap", "Once")
    sell(store, owner, 1, line_of(rice, "9"), line_of(soap), line_of(once))
    sell(store, owner, 2, line_of(rice), line_of(rice), line_of(soap))
    sell(store, owner, 3, line_of(rice), line_of(milk))
    sell(store, owner, 4, line_of(milk), a_line(name="No product"))
    sell(store, owner, 5, line_of(once), who="Somebody Else")
    assert often(store, ana, owner) == [("Rice", 3, 4), ("Milk", 2, 4), ("Soap", 2, 4)]
    assert often(store, ana, owner, 1) == [("Rice", 3, 4)]
    assert often(store, ana, owner, 0) == []


def test_what_is_void_came_back_or_is_archived_is_no_habit(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    rice, milk, soap = shelf(store, owner, "Rice", "Milk", "Soap")
    sales = [
        sell(store, owner, day, line_of(rice), line_of(milk, "2"), line_of(soap))
        for day in range(1, 4)
    ]
    store.products.archive(soap.id, by=owner)
    assert often(store, ana, owner) == [("Rice", 3, 3), ("Milk", 3, 3)]
    store.sales.void(sales[0], "wrong", MANILA_NOON + timedelta(days=4), by=owner)
    assert often(store, ana, owner) == [("Rice", 2, 2), ("Milk", 2, 2)]
    back = [line_of(rice, "-1"), line_of(milk, "-1")]
    returned = store.sales.record(
        a_return(back, of=sales[1], at=MANILA_NOON + timedelta(days=5)), by=owner
    )
    assert often(store, ana, owner) == [("Milk", 2, 2)]
    store.sales.void(returned.sale_id, "wrong", MANILA_NOON + timedelta(days=6), by=owner)
    assert often(store, ana, owner) == [("Rice", 2, 2), ("Milk", 2, 2)]


def test_a_product_is_given_as_it_is_sold_now(store: WriterStore, owner: Actor, ana: int) -> None:
    (rice,) = shelf(store, owner, "Rice")
    for day in (1, 2):
        sell(store, owner, day, line_of(rice))
    dearer = store.products.save(replace(rice, name="Rice, new", price=Money(1500)), [], by=owner)
    (habit,) = store.customers.often_buys(ana, 4, by=owner)
    assert habit.product == dearer


def test_sales_given_to_another_customer_are_their_habit(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    (rice,) = shelf(store, owner, "Rice")
    sales = [sell(store, owner, day, line_of(rice)) for day in (1, 2, 3)]
    ben = store.customers.add(Contact("Ben"), by=owner).id
    assert often(store, ben, owner) == []
    later = MANILA_NOON + timedelta(days=4)
    store.sales.change_customer(sales[:2], CustomerRef("Ben", ben), later, by=owner)
    assert often(store, ben, owner) == [("Rice", 2, 2)]
    assert often(store, ana, owner) == []


def test_only_the_newest_sales_say_what_is_a_habit(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    rice, milk = shelf(store, owner, "Rice", "Milk")
    for day in range(5):
        sell(store, owner, day, line_of(rice))
    for day in range(5, RECENT_SALES + 4):
        sell(store, owner, day, line_of(milk))
    assert often(store, ana, owner) == [("Milk", RECENT_SALES - 1, RECENT_SALES)]


def test_the_counter_sees_habits_without_costs_and_who_may_not_see_buyers_nothing(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    (rice,) = shelf(store, owner, "Rice")
    for day in (1, 2):
        sell(store, owner, day, line_of(rice))
    assert store.customers.often_buys(ana, 4, by=owner)[0].product.cost == Money(900)
    assert store.customers.often_buys(ana, 4, by=cashier())[0].product.cost is None
    assert store.customers.often_buys(2**80, 4, by=owner) == []
    with pytest.raises(NotAllowed):
        store.customers.often_buys(ana, 4, by=allowed("Joy", set()))


@pytest.mark.parametrize("seed", range(4))
def test_habits_equal_a_recount_of_the_sales_after_random_days(
    store: WriterStore, owner: Actor, ana: int, seed: int
) -> None:
    dice = random.Random(seed)
    products = shelf(store, owner, *(f"Goods {n}" for n in range(8)))
    for day in range(RECENT_SALES + 20):
        lines = [line_of(each, str(dice.randint(1, 3))) for each in dice.choices(products, k=3)]
        who = dice.choice(["Ana Reyes", "ANA  reyes", "Ben"])
        sale_id = sell(store, owner, day, *lines, who=who)
        chance, later = dice.random(), MANILA_NOON + timedelta(days=day, hours=1)
        if chance < 0.15:
            store.sales.void(sale_id, "wrong", later, by=owner)
        elif chance < 0.5:
            first = lines[0]
            back = replace(first, quantity=-first.quantity, total=-first.total)
            store.sales.record(a_return([back], of=sale_id, at=later), by=owner)
    expected = _recount(store, owner, ana)
    found = store.customers.often_buys(ana, 50, by=owner)
    assert {each.product.id: each.times for each in found} == expected
    assert [each.times for each in found] == sorted(expected.values(), reverse=True)


def _recount(store: WriterStore, owner: Actor, who: int) -> dict[int, int]:
    rows = store.customers.history(who, None, 1_000, by=owner)
    sales = [store.sales.sale(row.sale_id, by=owner) for row in rows]
    standing = [each for each in sales if each.head.status is Status.COMPLETED]
    came_back = [each for each in standing if each.head.kind is Kind.RETURN]
    counted: Counter[int] = Counter()
    for kept in [each for each in standing if each.head.kind is Kind.SALE][:RECENT_SALES]:
        left: Counter[int] = Counter()
        for line in kept.lines:
            left[line.product_id or 0] += line.quantity.thousandths
        for other in came_back:
            if other.original_sale_id == kept.head.sale_id:
                for line in other.lines:
                    left[line.product_id or 0] += line.quantity.thousandths
        counted.update(each for each, quantity in left.items() if quantity > 0)
    return {each: times for each, times in counted.items() if times > 1}
