from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart_line import LONGEST_REASON, line_of
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.product import Found
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity
from tests.domain.examples import EGGS, RICE, SETTINGS, SOAP, a_cart_line


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_is_asked_for_in_money_costs_exactly_that(price: int, asked: int) -> None:
    line = a_cart_line(price)
    try:
        bought = line.for_money(Money(asked))
    except SaleRefused:
        assert asked * 2000 < price or asked * 1000 > price * LARGEST_THOUSANDTHS
        return
    sold = bought.sold(Money(0))
    assert (sold.total, sold.gross, sold.unit_price) == (Money(asked), Money(asked), Money(price))
    assert abs(sold.quantity.thousandths * price - asked * 1000) * 2 <= price


def test_fifty_pesos_of_rice() -> None:
    line = line_of(Found(RICE), ONE, SETTINGS).for_money(Money(5_000))
    assert (line.quantity, line.gross) == (Quantity(955), Money(5_000))
    assert line.with_quantity(Quantity(955)).gross == Money(4_999)
    half_off = line.with_discount(Discount(5_000))
    assert (half_off.net, half_off.gross) == (Money(2_500), Money(5_000))


@pytest.mark.parametrize(("price", "asked"), [(0, 100), (100, 0), (100, -5), (10**9, 1)])
def test_an_amount_that_buys_nothing_is_refused(price: int, asked: int) -> None:
    with pytest.raises(SaleRefused):
        a_cart_line(price).for_money(Money(asked))


def test_another_price_keeps_the_old_one_and_why() -> None:
    line = a_cart_line(1_000).with_price(Money(800), "  torn\n bag ")
    assert (line.unit_price, line.listed_price) == (Money(800), Money(1_000))
    assert line.price_reason == "torn bag"
    again = line.with_price(Money(700), "x" * 500)
    assert (again.listed_price, len(again.price_reason)) == (Money(1_000), LONGEST_REASON)
    sold = again.sold(Money(100))
    assert (sold.total, sold.discount, sold.listed_price) == (Money(600), Money(100), Money(1_000))
    assert sold.price_reason == again.price_reason


def test_the_products_own_price_needs_no_reason_and_puts_it_back() -> None:
    line = a_cart_line(1_000)
    assert line.with_price(Money(800), "torn").with_price(Money(1_000), "") == line


def test_another_price_ends_an_amount_asked_for() -> None:
    line = a_cart_line(1_000).for_money(Money(5_000))
    assert line.with_price(Money(500), "old stock").gross == Money(2_500)
    assert line.with_price(Money(1_000), "").gross == Money(5_000)


@pytest.mark.parametrize(("minor", "reason"), [(800, ""), (800, " \n"), (-1, "why")])
def test_a_price_without_a_reason_or_below_zero_is_refused(minor: int, reason: str) -> None:
    with pytest.raises(SaleRefused):
        a_cart_line(1_000).with_price(Money(minor), reason)


def test_a_price_below_the_discount_is_refused() -> None:
    line = a_cart_line(1_000).with_discount(Discount(amount=Money(900)))
    with pytest.raises(SaleRefused, match="discount would be more"):
        line.with_price(Money(899), "old")


def test_a_box_with_a_price_of_its_own_is_a_unit_of_its_own() -> None:
    box = Found(SOAP, Quantity.of(12), "111", Money(20_000), "box")
    line = line_of(box, Quantity.of(2), SETTINGS)
    assert (line.unit, line.unit_price, line.quantity) == ("box", Money(20_000), Quantity.of(2))
    assert (line.factor, line.barcode) == (Quantity.of(12), "111")
    assert line.unit_cost == Money(13_200)
    assert line.sold(Money(0)).total == Money(40_000)


def test_a_box_without_a_price_counts_pieces() -> None:
    line = line_of(Found(SOAP, Quantity.of(12), "111"), Quantity.of(2), SETTINGS)
    assert (line.unit, line.unit_price, line.quantity) == ("pc", Money(1_999), Quantity.of(24))
    assert (line.factor, line.unit_cost) == (ONE, Money(1_100))


def test_a_product_without_a_cost_has_none_on_its_line() -> None:
    box = Found(EGGS, Quantity.of(2), "111", Money(40_000), "pair")
    assert line_of(box, ONE, SETTINGS).unit_cost is None


def test_only_untouched_lines_of_the_same_unit_take_more() -> None:
    piece = line_of(Found(SOAP), ONE, SETTINGS)
    box = line_of(Found(SOAP, Quantity.of(12), "111", Money(1_999), "box"), ONE, SETTINGS)
    assert piece.takes_more_of(piece)
    for other in (
        box,
        replace(piece, product_id=None),
        replace(piece, quantity=Quantity(500)),
        piece.with_price(Money(1), "why"),
        piece.with_discount(Discount(100)),
        piece.for_money(Money(1_999)),
    ):
        assert not other.takes_more_of(piece)
        assert not piece.takes_more_of(other)


def test_a_line_says_which_size_was_sold() -> None:
    shirt = replace(SOAP, name="T-shirt", family="T-shirt", variant="Large, red")
    assert line_of(Found(shirt), ONE, SETTINGS).name == "T-shirt Large, red"
