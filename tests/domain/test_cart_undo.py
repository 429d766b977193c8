from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.cart import UNDO_STEPS, Cart, Content
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import Payment, SaleLine
from tests.domain.examples import (
    EGGS,
    RICE,
    SETTINGS,
    SOAP,
    a_cart,
    a_cart_line,
)

ANA = CustomerRef("Ana Reyes", 7)


def _content(cart: Cart) -> tuple[Content, tuple[SaleLine, ...]]:
    return cart.content, cart.lines


def test_clearing_takes_one_undo_to_bring_back() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.set_customer(ANA)
    before = _content(cart)
    cart.clear()
    assert cart.is_empty
    assert cart.customer is None
    assert cart.undo()
    assert _content(cart) == before


def test_clearing_takes_payments_and_note_along_and_undo_brings_them_back() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.set_parts((Payment("card", Money(500)),))
    cart.set_note("blue bag")
    before = _content(cart)
    cart.clear()
    assert (cart.parts, cart.note) == ((), "")
    cart.undo()
    assert _content(cart) == before
    cart.redo()
    assert (cart.parts, cart.note, cart.is_empty) == ((), "", True)


def test_payments_and_a_note_are_no_edits_and_stay_whatever_is_taken_back() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.set_parts((Payment("card", Money(500)),))
    cart.set_note("blue bag")
    cart.undo()
    assert (cart.is_empty, len(cart.parts), cart.note) == (True, 1, "blue bag")
    cart.redo()
    assert (len(cart.lines), len(cart.parts), cart.note) == (1, 1, "blue bag")


def test_the_whole_sales_discount_is_shared_out_to_the_centavo() -> None:
    cart = a_cart()
    for product in (SOAP, EGGS, RICE):
        cart.add(product)
    cart.discount_line(0, Discount(amount=Money(99)))
    cart.discount_sale(Discount(amount=Money(1_000)))
    assert [line.discount for line in cart.lines] == [Money(159), Money(774), Money(166)]
    assert (cart.discount, cart.total) == (Money(1_099), Money(30_635))
    cart.discount_sale(Discount(1_000))
    assert cart.discount == Money(99 + 3_164)
    cart.discount_sale(None)
    assert cart.discount == Money(99)


def test_a_discount_agreed_for_more_goods_than_are_left_ends() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.add(EGGS)
    cart.discount_sale(Discount(amount=Money(2_000)))
    cart.remove(1)
    assert (cart.sale_discount, cart.total) == (None, Money(1_999))
    cart.undo()
    assert cart.total == Money(24_499)


def test_a_shop_that_wants_a_line_for_each_scan_gets_one() -> None:
    cart = Cart(replace(SETTINGS, adds_to_line=False))
    assert [cart.add(SOAP), cart.add(SOAP)] == [0, 1]


def test_twenty_edits_can_be_taken_back_and_made_again() -> None:
    cart = a_cart()
    states = [_content(cart)]
    for step in range(UNDO_STEPS + 5):
        cart.add(replace(SOAP, id=step))
        states.append(_content(cart))
    for step in range(1, UNDO_STEPS + 1):
        assert cart.undo()
        assert _content(cart) == states[-1 - step]
    assert not cart.can_undo
    assert not cart.undo()
    for state in states[-UNDO_STEPS:]:
        assert cart.redo()
        assert _content(cart) == state
    assert not cart.can_redo
    assert not cart.redo()


def test_a_new_edit_forgets_what_was_taken_back() -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.undo()
    cart.add(EGGS)
    assert not cart.redo()
    assert [line.name for line in cart.lines] == ["Fresh eggs"]


def test_a_refused_edit_leaves_no_undo_step() -> None:
    cart = a_cart()
    with pytest.raises(SaleRefused):
        cart.add(SOAP, Quantity(0))
    assert not cart.can_undo


def test_a_restored_cart_begins_without_undo_steps() -> None:
    cart = a_cart()
    cart.add(SOAP)
    held = Content((a_cart_line(), a_cart_line(500)), ANA, selected=1)
    cart.restore(held)
    assert (cart.content, cart.selected, cart.customer) == (held, 1, ANA)
    assert not cart.undo()
    assert cart.content == held
