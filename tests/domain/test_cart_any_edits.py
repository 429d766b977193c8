from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.cart import Cart, Content
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.product import Product
from app.domain.quantity import Quantity, price_times
from app.domain.sale import Payment, SaleLine
from tests.domain.examples import (
    EGGS,
    RICE,
    SOAP,
    a_cart,
)


def _content(cart: Cart) -> tuple[Content, tuple[SaleLine, ...]]:
    return cart.content, cart.lines


products = st.sampled_from([EGGS, RICE, SOAP])
discounts = st.one_of(
    st.none(),
    st.integers(1, 10_000).map(Discount),
    st.integers(1, 20_000).map(lambda minor: Discount(amount=Money(minor))),
)
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

    @rule(index=st.integers(-1, 6), discount=discounts)
    def discount_a_line(self, index: int, discount: Discount | None) -> None:
        self._or_refused(lambda: self.cart.discount_line(index, discount))

    @rule(discount=discounts)
    def discount_the_sale(self, discount: Discount | None) -> None:
        self._or_refused(lambda: self.cart.discount_sale(discount))

    @rule(index=st.integers(-1, 6), minor=st.integers(-100, 9_000), reason=st.sampled_from(" x"))
    def give_another_price(self, index: int, minor: int, reason: str) -> None:
        self._or_refused(lambda: self.cart.set_price(index, Money(minor), reason))

    @rule(index=st.integers(-1, 6), minor=st.integers(-100, 90_000))
    def sell_for_an_amount(self, index: int, minor: int) -> None:
        self._or_refused(lambda: self.cart.sell_for(index, Money(minor)))

    @rule(minor=st.integers(0, 9_000), note=st.sampled_from(["", "blue bag"]))
    def take_a_part_and_note_something(self, minor: int, note: str) -> None:
        self.cart.set_parts((Payment("card", Money(minor)),))
        self.cart.set_note(note)

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
        for item, line in zip(self.cart.items, lines, strict=True):
            asked = price_times(line.unit_price, line.quantity)
            assert line.gross == (asked if item.by_money is None else item.by_money)
            assert ZERO <= item.own_discount <= line.discount <= line.gross
        nets = total_of(item.net for item in self.cart.items)
        agreed = self.cart.sale_discount
        assert self.cart.total == nets - (agreed.off(nets) if agreed and lines else ZERO)
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
