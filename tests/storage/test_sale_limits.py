"""A sale is no cheaper than who rings it up may make it, or than somebody allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actor import AT_THE_COUNTER, Actor, Right
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.customer import Contact, CustomerRef
from app.domain.discount import Discount
from app.domain.errors import NotAllowed
from app.domain.money import Money
from app.domain.people import Act, Wanted
from app.domain.product import Pack, Product
from app.domain.quantity import Quantity
from app.domain.sale import Payment, Sale
from app.domain.settings import ShopSettings
from app.storage.customers import MOST_FOUND
from app.storage.store import WriterStore
from tests.people import allowed, cashier, everyone
from tests.storage.builders import FixedClock, a_line, a_sale
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

PIN = "271828"
BEN, NENA = cashier("Ben"), everyone("Nena")
SETTINGS = ShopSettings("Santos Mini Mart", discount_limit_bp=1_500)


@pytest.fixture
def rice(store: WriterStore) -> Product:
    store.settings.save(SETTINGS, by=NENA)
    store.people.begin_owner("Nena", PIN)
    wished = Product(0, "RICE", "Rice", Money(10_000), lowest_price=Money(8_000))
    return store.products.save(wished, (), by=NENA)


@pytest.fixture
def soap(store: WriterStore, rice: Product) -> Product:
    return store.products.save(Product(0, "SOAP", "Soap", Money(4_000)), (), by=NENA)


def cart_of(*products: Product) -> Cart:
    cart = Cart(SETTINGS)
    for product in products:
        cart.add(product)
    return cart


def completed(cart: Cart, clock: FixedClock) -> Sale:
    at = clock.now()
    paid = (Payment("cash", cart.total, tendered=cart.total),)
    return cart.complete(paid, at, business_day(clock, at))


def acts(store: WriterStore) -> list[str]:
    return [row.act for row in store.audit.page("", None, 50, by=NENA)]


def test_a_cashier_goes_down_to_the_lowest_price_and_up_to_the_limit_of_the_shop(
    store: WriterStore, rice: Product, soap: Product, clock: FixedClock
) -> None:
    cart = cart_of(rice, soap)
    cart.set_price(0, Money(8_000), "dented")
    cart.discount_line(1, Discount(percent_bp=1_500))
    assert store.sales.record(completed(cart, clock), by=BEN).total == Money(11_400)


def test_below_the_lowest_price_nothing_is_sold_before_somebody_allowed_it(
    store: WriterStore, rice: Product, clock: FixedClock
) -> None:
    cart = cart_of(rice)
    cart.set_price(0, Money(7_500), "dented")
    sale = completed(cart, clock)
    with pytest.raises(NotAllowed, match=r"75\.00 for RICE is below its lowest price"):
        store.sales.record(sale, by=BEN)
    assert store.sales.last(by=BEN) is None
    assert acts(store)[0] == "refused"
    store.people.approve(PIN, Wanted(sale.key, Act.PRICE, "RICE", 7_500), by=BEN)
    assert store.sales.record(sale, by=BEN).total == Money(7_500)


def test_a_discount_above_the_limit_is_allowed_for_one_line_or_for_the_whole_sale(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    for subject in ("SOAP", ""):
        cart = cart_of(soap)
        cart.discount_line(0, Discount(percent_bp=2_000))
        sale = completed(cart, clock)
        with pytest.raises(NotAllowed, match="20 % off SOAP is above the limit"):
            store.sales.record(sale, by=BEN)
        store.people.approve(PIN, Wanted(sale.key, Act.DISCOUNT, subject, 2_000), by=BEN)
        store.sales.record(sale, by=BEN)


def test_what_was_allowed_for_one_sale_is_not_allowed_for_the_next(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    cart = cart_of(soap)
    cart.discount_line(0, Discount(percent_bp=2_000))
    sale = completed(cart, clock)
    store.people.approve(PIN, Wanted(sale.key, Act.DISCOUNT, "SOAP", 2_000), by=BEN)
    store.sales.record(sale, by=BEN)
    with pytest.raises(NotAllowed):
        store.sales.record(replace(sale, key="the next one"), by=BEN)


def test_who_may_do_it_needs_nobody_and_it_is_written_down(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    cart = cart_of(soap)
    cart.discount_line(0, Discount(percent_bp=2_000))
    joy = allowed("Joy", AT_THE_COUNTER | {Right.DISCOUNT_ABOVE_LIMIT})
    store.sales.record(completed(cart, clock), by=joy)
    row = store.audit.page("", None, 1, by=NENA)[0]
    assert (row.person, row.act, row.subject, row.new) == (
        "Joy", "allowed discount", "SOAP", "2000",
    )  # fmt: skip


def test_a_sale_that_is_there_already_is_given_again_whoever_asks(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    cart = cart_of(soap)
    cart.discount_line(0, Discount(percent_bp=2_000))
    sale = completed(cart, clock)
    number = store.sales.record(sale, by=NENA).number
    assert store.sales.record(sale, by=BEN).number == number


def test_a_damaged_limit_is_that_of_a_new_shop(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    with store.database.write("test"):
        store.database.run(
            "UPDATE settings SET value = 'true' WHERE key = 'shop.discount_limit_bp'"
        )
    cart = cart_of(soap)
    cart.discount_line(0, Discount(percent_bp=1_200))
    with pytest.raises(NotAllowed):
        store.sales.record(completed(cart, clock), by=BEN)


# Whose sale it is


def test_a_cashier_changes_the_customer_on_the_same_day_only(
    store: WriterStore, clock: FixedClock
) -> None:
    ana = store.customers.add(Contact("Ana"), by=NENA)
    today = store.sales.record(a_sale(at=clock.now()), by=BEN).sale_id
    before = store.sales.record(a_sale(at=clock.now() - timedelta(days=1)), by=BEN).sale_id
    who = CustomerRef(ana.name, ana.id)
    change = store.sales.change_customer([today], who, clock.now(), by=BEN)
    store.sales.undo_change(change.id, clock.now(), by=BEN)
    for sale_ids in ([before], [today, before]):
        for moment in (clock.now(), clock.now() - timedelta(days=1)):
            with pytest.raises(NotAllowed, match="another day"):
                store.sales.change_customer(sale_ids, who, moment, by=BEN)
    assert store.customers.customer(ana.id, by=NENA).transaction_count == 0


def test_old_sales_are_changed_and_changed_back_by_who_may(
    store: WriterStore, clock: FixedClock
) -> None:
    sale_id = store.sales.record(a_sale("Ben"), by=BEN).sale_id
    clock.advance(days=2)
    clerk = allowed("Joy", {Right.SELL, Right.CHANGE_OLD_SALES})
    change = store.sales.change_customer([sale_id], None, clock.now(), by=clerk)
    with pytest.raises(NotAllowed):
        store.sales.undo_change(change.id, clock.now(), by=BEN)
    store.sales.undo_change(change.id, clock.now(), by=clerk)
    assert acts(store)[0] == "change of customer taken back"


# What is written down beside what was done


def test_every_act_of_the_owner_is_written_down_with_what_was_before(
    store: WriterStore, rice: Product, clock: FixedClock
) -> None:
    ana = store.customers.add(Contact("Ana"), by=NENA)
    store.customers.edit(ana.id, Contact("Ana Reyes", "0917 555 0142"), by=NENA)
    store.products.save(replace(rice, price=Money(11_000)), (), by=NENA)
    store.products.archive(rice.id, by=NENA)
    store.settings.save(replace(SETTINGS, discount_limit_bp=500), by=NENA)
    store.methods.save(store.methods.methods(by=NENA)[::-1], by=NENA)
    sale_id = store.sales.record(a_sale("Ana Reyes"), by=NENA).sale_id
    store.sales.void(sale_id, "wrong goods", clock.now(), by=NENA)
    rows = list(store.audit.page("", None, 7, by=NENA))[::-1]
    assert [row.act for row in rows] == [
        "customer added",
        "customer changed",
        "product changed",
        "product archived",
        "setting changed",
        "ways to pay changed",
        "sale voided",
    ]
    assert {row.person for row in rows} == {"Nena"}
    setting = store.audit.page("discount_limit_bp", None, 1, by=NENA)[0]
    assert (setting.old, setting.new) == ("1500", "500")
    price = store.audit.page("product changed", None, 1, by=NENA)[0]
    assert ("price 100.00" in price.old, "price 110.00" in price.new) == (True, True)


def test_what_changes_nothing_is_not_written_down(store: WriterStore, rice: Product) -> None:
    before = acts(store)
    store.settings.save(SETTINGS, by=NENA)
    store.methods.save(store.methods.methods(by=NENA), by=NENA)
    store.products.bring_in([], by=NENA)
    assert acts(store) == before


def test_what_is_not_done_is_not_written_down(store: WriterStore, rice: Product) -> None:
    before = acts(store)
    with pytest.raises(Exception, match="lowest price"):
        store.products.save(replace(rice, price=Money(1)), (), by=NENA)
    assert acts(store) == before


def test_a_forged_actor_rings_up_nothing(store: WriterStore, clock: FixedClock) -> None:
    with pytest.raises(NotAllowed):
        store.sales.record(a_sale(), by=Actor("Nena", frozenset(Right)))
    assert store.sales.last(by=BEN) is None


def test_a_search_at_the_counter_never_gives_the_list_of_all(store: WriterStore) -> None:
    contacts = [Contact(f"Ana {number:03}") for number in range(MOST_FOUND + 10)]
    store.customers.bring_in(contacts, by=NENA)
    for find in (store.customers.suggest, store.customers.beginning):
        assert len(find("ana", 1_000, by=BEN)) == MOST_FOUND
        assert len(find("ana", 1_000, by=NENA)) == len(contacts)


# A price the line does not tell of


def hidden(product: Product, price: int, clock: FixedClock, **more: object) -> Sale:
    line = a_line(price, "1", product.name, sku=product.sku, product_id=product.id, **more)
    return a_sale("Ana", [line], at=clock.now())


def test_a_line_below_the_shelf_that_says_nothing_of_it_is_judged_as_if_it_did(
    store: WriterStore, rice: Product, soap: Product, clock: FixedClock
) -> None:
    low, fair = hidden(rice, 7_900, clock), hidden(rice, 8_000, clock)
    with pytest.raises(NotAllowed, match=r"79\.00 for RICE is below its lowest price"):
        store.sales.record(low, by=BEN)
    assert store.sales.last(by=BEN) is None
    assert store.customers.named("Ana", by=NENA) is None
    with pytest.raises(NotAllowed):
        store.sales.record(hidden(soap, 3_398, clock), by=BEN)
    assert store.sales.record(fair, by=BEN).total == Money(8_000)
    assert store.sales.record(hidden(soap, 3_400, clock), by=BEN).number == "000002"
    store.people.approve(PIN, Wanted(low.key, Act.PRICE, "RICE", 7_900), by=BEN)
    assert store.sales.record(low, by=BEN).number == "000003"
    assert store.sales.record(hidden(rice, 1, clock), by=NENA).number == "000004"


@pytest.mark.parametrize("raise_it", ["by hand", "from a file", "twice"])
def test_goods_cost_what_they_did_when_they_were_scanned(
    store: WriterStore, rice: Product, clock: FixedClock, raise_it: str
) -> None:
    cart = cart_of(rice)
    dear = replace(rice, price=Money(15_000), lowest_price=Money(14_000))
    if raise_it == "by hand":
        store.products.save(dear, (), by=NENA)
    elif raise_it == "from a file":
        store.products.bring_in([dear], by=NENA)
    else:
        for price in (12_000, 15_000):
            store.products.save(replace(dear, price=Money(price), lowest_price=None), (), by=NENA)
            clock.advance(days=1)
    clock.advance(days=7)
    assert store.sales.record(completed(cart, clock), by=BEN).total == Money(10_000)
    with pytest.raises(NotAllowed):
        store.sales.record(hidden(rice, 9_999, clock), by=BEN)
    clock.advance(days=31)
    with pytest.raises(NotAllowed):
        store.sales.record(hidden(rice, 10_000, clock), by=BEN)


def test_a_price_that_fell_is_no_matter_and_what_cost_less_long_ago_is_not_the_shelf(
    store: WriterStore, rice: Product, clock: FixedClock
) -> None:
    cart = cart_of(rice)
    store.products.save(replace(rice, price=Money(9_000)), (), by=NENA)
    assert store.sales.record(completed(cart, clock), by=BEN).total == Money(10_000)
    assert store.database.rows("SELECT * FROM former_prices") == []


def test_a_pack_is_as_cheap_as_it_is_written_and_stays_so_in_the_cart(
    store: WriterStore, soap: Product, clock: FixedClock
) -> None:
    box = Pack("4800016641500", Quantity.of(12), Money(30_000), "box")
    kept = store.products.save(soap, (box,), by=NENA)
    found = store.products.by_code(box.barcode, by=BEN)
    assert found is not None
    carts = [Cart(SETTINGS) for _ in range(3)]
    for cart in carts:
        cart.add(found)
    assert store.sales.record(completed(carts[0], clock), by=BEN).total == Money(30_000)
    store.products.save(kept, (box,), by=NENA)
    assert store.database.rows("SELECT * FROM former_prices") == []
    store.products.save(kept, (replace(box, price=Money(44_000)),), by=NENA)
    clock.advance(days=1)
    assert store.sales.record(completed(carts[1], clock), by=BEN).total == Money(30_000)
    store.products.save(kept, (), by=NENA)
    assert store.sales.record(completed(carts[2], clock), by=BEN).total == Money(30_000)
    few = hidden(soap, 29_999, clock, factor=Quantity.of(12))
    with pytest.raises(NotAllowed, match=r"299\.99 for SOAP|% off SOAP"):
        store.sales.record(few, by=BEN)


def test_what_is_on_no_shelf_costs_what_the_line_says(
    store: WriterStore, rice: Product, clock: FixedClock
) -> None:
    bag = replace(hidden(rice, 1, clock).lines[0], product_id=None)
    assert store.sales.record(a_sale("", [bag], at=clock.now()), by=BEN).total == Money(1)
