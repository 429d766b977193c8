from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.cart import Cart, Content, new_key
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money
from app.domain.product import Product
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity
from app.domain.sale import Payment, SaleLine
from tests.domain.examples import (
    EGGS,
    NOON,
    PI_DAY,
    RICE,
    SOAP,
    a_cart,
    paid,
)

ANA = CustomerRef("Ana Reyes", 7)


def _content(cart: Cart) -> tuple[Content, tuple[SaleLine, ...]]:
    return cart.content, cart.lines


def _is_refused(cart: Cart, edit: Callable[[], object], sentence: str) -> None:
    before = _content(cart)
    with pytest.raises(SaleRefused, match=sentence):
        edit()
    assert _content(cart) == before


def test_a_new_cart_holds_nothing_and_has_a_key_of_its_own() -> None:
    cart = a_cart("")
    assert cart.is_empty
    assert (cart.total, cart.item_count, cart.selected, cart.customer) == (ZERO, 0, -1, None)
    assert len({new_key() for _ in range(100)}) == 100
    assert len(cart.key) == 32


def test_a_scan_adds_a_line_in_the_products_own_words() -> None:
    cart = a_cart()
    assert cart.add(SOAP) == 0
    (line,) = cart.lines
    assert (line.name, line.sku, line.unit_price) == ("Soap", "SOAP", Money(1_999))
    assert (line.tax_rate_bp, line.tax_code, line.unit_cost) == (1200, "V", Money(1_100))
    assert line.product_id == SOAP.id


def test_the_same_product_adds_to_its_line() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.add(EGGS)
    assert cart.add(SOAP, Quantity.of(2)) == 0
    assert [line.quantity for line in cart.lines] == [Quantity.of(3), ONE]
    assert cart.selected == 0
    assert cart.lines[0].total == Money(5_997)


def test_a_weighed_line_is_left_alone() -> None:
    cart = a_cart()
    cart.add(RICE, Quantity(2_500))
    assert cart.add(RICE) == 1
    assert cart.add(RICE, Quantity(725)) == 2
    assert cart.add(RICE) == 1


def test_a_line_of_another_price_or_with_a_discount_is_left_alone() -> None:
    cart = a_cart()
    cart.add(SOAP)
    assert cart.add(replace(SOAP, price=Money(1_500))) == 1
    cart.discount_line(0, Discount(amount=Money(100)))
    assert cart.add(SOAP) == 2


def test_an_exempt_product_carries_no_vat() -> None:
    cart = a_cart()
    cart.add(RICE)
    cart.add(SOAP)
    assert [(share.rate_bp, share.gross) for share in cart.taxes] == [
        (1200, Money(1_999)),
        (0, Money(5_235)),
    ]
    assert cart.tax == Money(214)


def test_pieces_are_counted_and_a_weighed_line_is_one_item() -> None:
    cart = a_cart()
    cart.add(SOAP, Quantity.of(3))
    cart.add(RICE, Quantity(2_500))
    assert cart.item_count == 4


def test_a_new_quantity_keeps_the_discount() -> None:
    cart = a_cart()
    cart.add(replace(SOAP, price=Money(1_000)))
    cart.discount_line(0, Discount(amount=Money(150)))
    cart.set_quantity(0, Quantity(2_500))
    assert cart.lines[0].total == Money(2_350)
    assert (cart.subtotal, cart.discount, cart.total) == (Money(2_500), Money(150), Money(2_350))


def test_a_removed_line_is_handed_out_and_its_neighbour_chosen() -> None:
    cart = a_cart()
    for product in (SOAP, EGGS, RICE):
        cart.add(product)
    assert cart.remove(1).name == "Fresh eggs"
    assert cart.selected == 1
    assert cart.remove(1).name == "Rice"
    assert cart.selected == 0
    cart.remove(0)
    assert cart.selected == -1


def test_choosing_a_line_is_no_edit() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.add(EGGS)
    cart.select(0)
    assert cart.selected == 0
    for beyond in (2, -2):
        cart.select(beyond)
    assert cart.selected == 0
    cart.undo()
    assert [line.name for line in cart.lines] == ["Soap"]


@pytest.mark.parametrize("thousandths", [0, -1_000, LARGEST_THOUSANDTHS + 1])
def test_an_impossible_quantity_is_refused_and_changes_nothing(thousandths: int) -> None:
    cart = a_cart()
    cart.add(SOAP)
    _is_refused(cart, lambda: cart.set_quantity(0, Quantity(thousandths)), "between")
    _is_refused(cart, lambda: cart.add(EGGS, Quantity(thousandths)), "between")


def test_a_line_that_would_grow_too_large_stays_as_it_is() -> None:
    cart = a_cart()
    cart.add(SOAP, Quantity(LARGEST_THOUSANDTHS - 1_000))
    cart.add(SOAP)
    _is_refused(cart, lambda: cart.add(SOAP), "between")


def test_a_sale_that_no_column_can_hold_is_refused() -> None:
    cart = a_cart()
    gold = Product(9, "GOLD", "Gold", Money(LARGEST_MINOR))
    cart.add(gold)
    _is_refused(cart, lambda: cart.add(gold), "too large")
    _is_refused(cart, lambda: cart.add(SOAP), "too large")


def test_a_discount_larger_than_its_line_is_refused() -> None:
    cart = a_cart()
    cart.add(replace(SOAP, price=Money(1_000)), Quantity.of(2))
    cart.discount_line(0, Discount(amount=Money(1_500)))
    _is_refused(cart, lambda: cart.set_quantity(0, ONE), "discount would be more")


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_line_that_is_not_there_can_be_neither_changed_nor_removed(index: int) -> None:
    cart = a_cart()
    cart.add(SOAP)
    _is_refused(cart, lambda: cart.remove(index), "Choose a line")
    _is_refused(cart, lambda: cart.set_quantity(index, ONE), "Choose a line")


def test_completing_freezes_the_cart_and_leaves_it_open() -> None:
    cart = a_cart("the-key")
    cart.add(SOAP)
    cart.set_customer(ANA)
    sale = cart.complete(paid(cart.lines), NOON, PI_DAY, "Ben")
    assert (sale.key, sale.lines, sale.customer) == ("the-key", cart.lines, ANA)
    assert (sale.total, sale.cashier, sale.business_date) == (Money(1_999), "Ben", PI_DAY)
    assert not cart.is_empty


def test_an_empty_or_unpaid_cart_is_not_completed() -> None:
    cart = a_cart()
    with pytest.raises(SaleRefused, match="at least one line"):
        cart.complete((), NOON, PI_DAY)
    cart.add(SOAP)
    before = _content(cart)
    with pytest.raises(NotEnoughPaid):
        cart.complete((Payment("cash", Money(1_998)),), NOON, PI_DAY)
    assert _content(cart) == before
