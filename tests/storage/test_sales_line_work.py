"""What line work leaves on disk: packs, prices with reasons, amounts of money, several parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.product import Pack, Product
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity
from app.domain.sale import Outcome, Payment, Sale, SaleLine, SaleRecord
from app.domain.settings import ShopSettings
from app.storage.database import Database
from app.storage.store import WriterStore, open_reader
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_return, a_sale

SETTINGS = ShopSettings("Nena's")
SOAP = Product(
    *(0, "SOAP", "Soap", Money(2_000)), cost=Money(1_100), stock=Quantity.of(100), unit="pc"
)
BOX = Pack("BOX", Quantity.of(12), Money(22_000), "box")
SIX = Pack("SIX", Quantity.of(6))


@pytest.fixture(autouse=True)
def all_adds_up(
    store: WriterStore, owner: Actor, folder: Path, clock: FixedClock
) -> Iterator[None]:
    """Whatever a test does, nothing differs from a recount afterwards."""
    yield
    reader = open_reader(folder, clock)
    assert reader.verify(by=owner).discrepancies == ()
    reader.close()


@pytest.fixture
def soap(store: Store, owner: Actor) -> Product:
    return store.products.save(SOAP, [BOX, SIX], by=owner)


def scan(store: Store, cart: Cart, code: str, owner: Actor) -> int:
    found = store.products.by_code(code, by=owner)
    assert found is not None
    return cart.add(found)


def completed(cart: Cart, *parts: Payment) -> Sale:
    paid = parts or (Payment("cash", cart.total, cart.total),)
    return cart.complete(paid, MANILA_NOON, MANILA_NOON.date())


def recorded(store: Store, sale: Sale, owner: Actor) -> SaleRecord:
    return store.sales.sale(store.sales.record(sale, by=owner).sale_id, by=owner)


def stock(store: Store, product: Product, owner: Actor) -> Quantity | None:
    return store.products.product(product.id, by=owner).stock


def test_a_box_of_twelve_takes_twelve(store: Store, owner: Actor, soap: Product) -> None:
    cart = Cart(SETTINGS)
    scan(store, cart, "BOX", owner)
    scan(store, cart, "BOX", owner)
    scan(store, cart, "SIX", owner)
    record = recorded(store, completed(cart), owner)
    box, pieces = record.lines
    assert record.lines == cart.lines
    assert (box.unit, box.unit_price, box.factor) == ("box", Money(22_000), Quantity.of(12))
    assert (box.unit_cost, pieces.quantity) == (Money(13_200), Quantity.of(6))
    assert stock(store, soap, owner) == Quantity.of(100 - 24 - 6)
    store.sales.void(record.head.sale_id, "slip", MANILA_NOON, by=owner)
    assert stock(store, soap, owner) == Quantity.of(100)


def test_half_a_pack_is_rounded_half_away_once(store: Store, owner: Actor, soap: Product) -> None:
    third = Quantity(1_667)
    line = a_line(100, "0.5", "Soap", product_id=soap.id, factor=third)
    record = recorded(store, a_sale(None, [line]), owner)
    assert record.lines == (replace(line, unit_cost=record.lines[0].unit_cost),)
    assert stock(store, soap, owner) == Quantity(100_000 - 834)
    back = replace(line, quantity=Quantity(-500), total=Money(-50))
    store.sales.record(a_return([back], of=record.head.sale_id), by=owner)
    assert stock(store, soap, owner) == Quantity.of(100)


def test_a_returned_box_belongs_to_the_box_and_not_to_the_piece(
    store: Store, owner: Actor, soap: Product
) -> None:
    piece = a_line(2_000, "2", "Soap", product_id=soap.id)
    box = replace(piece, factor=Quantity.of(12))
    sold = store.sales.record(a_sale("Ana", [piece, box]), by=owner)

    def back(line: SaleLine, pieces: int) -> SaleLine:
        total = Money(-2_000 * pieces)
        return replace(line, quantity=Quantity.of(-pieces), total=total)

    with pytest.raises(SaleRefused, match="More of Soap"):
        store.sales.record(a_return([back(box, 3)], of=sold.sale_id), by=owner)
    six = replace(back(box, 1), factor=Quantity.of(6))
    with pytest.raises(SaleRefused, match="not on the sale"):
        store.sales.record(a_return([six], of=sold.sale_id), by=owner)
    store.sales.record(a_return([back(box, 2)], of=sold.sale_id), by=owner)
    assert stock(store, soap, owner) == Quantity.of(98)
    store.sales.record(a_return([back(piece, 2)], of=sold.sale_id), by=owner)
    assert stock(store, soap, owner) == Quantity.of(100)


@pytest.mark.parametrize("factor", [0, -1, LARGEST_THOUSANDTHS + 1])
def test_a_pack_no_column_can_hold_is_refused(store: Store, owner: Actor, factor: int) -> None:
    with pytest.raises(SaleRefused, match="pack"):
        store.sales.record(a_sale(None, [a_line(factor=Quantity(factor))]), by=owner)


def test_prices_reasons_discounts_and_amounts_come_back_as_sold(
    store: Store, owner: Actor, soap: Product
) -> None:
    cart = Cart(SETTINGS)
    for price in (2_000, 2_001, 3_333):
        cart.add(replace(soap, price=Money(price)))
    cart.set_price(0, Money(1_500), "dented ñ\ud83d")
    cart.sell_for(1, Money(5_000))
    cart.discount_line(2, Discount(1_000))
    cart.discount_sale(Discount(amount=Money(777)))
    record = recorded(store, completed(cart), owner)
    first, second, third = record.lines
    assert (first.listed_price, first.price_reason) == (Money(2_000), "dented ñ")
    assert (second.gross, second.quantity) == (Money(5_000), Quantity(2_499))
    assert third.listed_price is None
    assert record.lines[1:] == cart.lines[1:]
    assert (record.discount, record.head.total) == (cart.discount, cart.total)
    assert cart.discount == Money(333 + 777)


def test_several_parts_come_back_in_their_order(store: Store, owner: Actor) -> None:
    parts = (
        Payment("gcash", Money(300), None, "42"),
        Payment("cash", Money(500), Money(500)),
        Payment("gcash", Money(200), None, "43"),
        Payment("cash", Money(250), Money(1_000)),
    )
    sale = replace(a_sale(None, [a_line(1_250)]), payments=parts)
    receipt = store.sales.record(sale, by=owner)
    record = store.sales.sale(receipt.sale_id, by=owner)
    assert (record.payments, record.head.method) == (parts, "split")
    assert receipt.change == record.change == Money(750)
    assert store.sales.record(sale, by=owner).outcome is Outcome.ALREADY_RECORDED
    other = replace(sale, payments=(parts[1], parts[0], *parts[2:]))
    assert store.sales.record(other, by=owner).outcome is Outcome.OTHER_CONTENT


@pytest.mark.parametrize(
    "change",
    [
        {"factor": Quantity.of(12)},
        {"listed_price": Money(1_300)},
        {"listed_price": Money(1_300), "price_reason": "old"},
    ],
)
def test_the_same_key_with_other_line_work_is_other_content(
    store: Store, owner: Actor, change: dict[str, object]
) -> None:
    sale = a_sale("Ana")
    store.sales.record(sale, by=owner)
    line = replace(sale.lines[0], **change)  # type: ignore[arg-type]
    other = replace(sale, lines=(line,))
    assert store.sales.record(other, by=owner).outcome is Outcome.OTHER_CONTENT
    assert store.sales.record(sale, by=owner).outcome is Outcome.ALREADY_RECORDED


def test_a_plain_sale_has_the_fingerprint_it_always_had() -> None:
    sale = a_sale("Ana Reyes", [a_line(1_250, "2", discount=Money(5))], key="k")
    first_version = "93c341657c7e87c0e4bff6d7141bfcc6ea0a5eb65294e601c80e37d2c2dd6034"
    assert sale.fingerprint() == first_version


def test_the_phone_typed_behind_a_new_name_is_kept(
    store: Store, owner: Actor, database: Database
) -> None:
    ref = CustomerRef("Carla Diaz", phone=" 0917 555\n0101 ")
    sold = store.sales.record(a_sale(ref), by=owner)
    assert sold.customer_id is not None
    carla = store.customers.customer(sold.customer_id, by=owner)
    assert carla.phone == "0917 555 0101"
    assert database.value("SELECT phone_key FROM customers") == "09175550101"
    store.sales.record(a_sale(CustomerRef("carla diaz", phone="0999")), by=owner)
    assert store.customers.customer(sold.customer_id, by=owner).phone == "0917 555 0101"


def test_a_phone_that_is_too_long_costs_no_sale(store: Store, owner: Actor) -> None:
    sold = store.sales.record(a_sale(CustomerRef("Ana", phone="9" * 500)), by=owner)
    assert sold.customer_id is not None
    assert len(store.customers.customer(sold.customer_id, by=owner).phone) == 200
