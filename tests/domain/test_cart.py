from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.cart import UNDO_STEPS, Cart, new_key
from app.domain.customer import CustomerRef
from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.product import Product
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity, price_times
from app.domain.sale import Payment, SaleLine
from tests.domain.examples import EGGS, NOON, PI_DAY, RICE, SOAP, a_cart, a_line, paid

ANA = CustomerRef("Ana Reyes", 7)


def _content(cart: Cart) -> tuple[tuple[SaleLine, ...], CustomerRef | None, int]:
    return cart.lines, cart.customer, cart.selected


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
    reduced = replace(cart.lines[0], discount=Money(100), total=Money(1_899))
    cart.restore((reduced,), None)
    assert cart.add(SOAP) == 1


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
    cart.restore((a_line(1_000, discount=150),), None)
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
    cart.restore((a_line(1_000, Quantity.of(2), discount=1_500),), None)
    with pytest.raises(SaleRefused, match="discount would be more"):
        cart.set_quantity(0, ONE)
    assert cart.lines[0].quantity == Quantity.of(2)


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_line_that_is_not_there_can_be_neither_changed_nor_removed(index: int) -> None:
    cart = a_cart()
    cart.add(SOAP)
    _is_refused(cart, lambda: cart.remove(index), "Choose a line")
    _is_refused(cart, lambda: cart.set_quantity(index, ONE), "Choose a line")


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
    cart.restore((a_line(), a_line(500)), ANA)
    assert (cart.selected, cart.customer, cart.can_undo) == (1, ANA, False)


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


products = st.sampled_from([EGGS, RICE, SOAP])
quantities = st.one_of(st.integers(1, 9).map(Quantity.of), st.integers(-5, 20_000).map(Quantity))


class AnyEdits(RuleBasedStateMachine):
    """Whatever is pressed in whatever order, the cart adds up and undo leads back."""

    def __init__(self) -> None:
        super().__init__()
        self.cart = a_cart()

    @rule(product=products, quantity=quantities)
    def add(self, product: Product, quantity: Quantity) -> None:
        self._or_refused(lambda: self.cart.add(product, quantity))

    @rule(index=st.integers(-1, 6), quantity=quantities)
    def set_quantity(self, index: int, quantity: Quantity) -> None:
        self._or_refused(lambda: self.cart.set_quantity(index, quantity))

    @rule(index=st.integers(-1, 6))
    def remove(self, index: int) -> None:
        self._or_refused(lambda: self.cart.remove(index))

    @rule(name=st.sampled_from(["Ana", "Ben"]))
    def name_the_customer(self, name: str) -> None:
        before = _content(self.cart)
        self.cart.set_customer(CustomerRef(name))
        self._undo_leads_to(before)

    @rule()
    def clear(self) -> None:
        before = _content(self.cart)
        self.cart.clear()
        self._undo_leads_to(before)

    @rule()
    def undo(self) -> None:
        self.cart.undo()

    @invariant()
    def it_adds_up(self) -> None:
        lines = self.cart.lines
        assert all(
            line.total == price_times(line.unit_price, line.quantity) - line.discount
            for line in lines
        )
        assert self.cart.total == self.cart.subtotal - self.cart.discount
        assert total_of(share.gross for share in self.cart.taxes) == self.cart.total
        assert -1 <= self.cart.selected < len(lines)
        assert (self.cart.selected == -1) == (not lines)

    def _or_refused(self, edit: Callable[[], object]) -> None:
        before = _content(self.cart)
        try:
            edit()
        except SaleRefused:
            assert _content(self.cart) == before
        else:
            self._undo_leads_to(before)

    def _undo_leads_to(self, before: object) -> None:
        after = _content(self.cart)
        assert self.cart.undo()
        assert _content(self.cart) == before
        assert self.cart.redo()
        assert _content(self.cart) == after


TestAnyEdits = AnyEdits.TestCase


@given(st.lists(st.tuples(products, st.integers(1, 99).map(Quantity.of)), min_size=1, max_size=8))
def test_scans_in_any_order_come_to_the_same_total(scans: list[tuple[Product, Quantity]]) -> None:
    forward, backward = a_cart(), a_cart()
    for product, quantity in scans:
        forward.add(product, quantity)
    for product, quantity in reversed(scans):
        backward.add(product, quantity)
    assert forward.total == backward.total
    assert forward.total == total_of(price_times(p.price, q) for p, q in scans)
    assert len(forward.lines) == len({p.id for p, _ in scans})
