from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart import Cart
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import Money, total_of
from app.domain.quantity import Quantity
from app.domain.reckoning import reckon
from app.domain.tax import tax_shares
from tests.domain.examples import EGGS, RICE, SETTINGS, SOAP

GOODS = (EGGS, RICE, SOAP)
numbers = st.integers(0, 9)
edits = st.one_of(
    st.tuples(st.just("add"), numbers, st.sampled_from([1000, 725, 3000])),
    st.tuples(st.just("remove"), numbers, st.just(0)),
    st.tuples(st.just("quantity"), numbers, st.sampled_from([1000, 250, 12_000])),
    st.tuples(st.just("line discount"), numbers, st.sampled_from([0, 500, 10_000])),
    st.tuples(st.just("sale discount"), numbers, st.sampled_from([0, 1, 777, 100_000])),
    st.tuples(st.just("price"), numbers, st.sampled_from([0, 999, 12_345])),
    st.tuples(st.sampled_from(["undo", "redo", "clear"]), numbers, st.just(0)),
)


def _edit(cart: Cart, what: str, index: int, amount: int) -> None:
    if what == "add":
        cart.add(GOODS[index % len(GOODS)], Quantity(amount))
    elif what == "remove":
        cart.remove(index)
    elif what == "quantity":
        cart.set_quantity(index, Quantity(amount))
    elif what == "line discount":
        cart.discount_line(index, Discount(percent_bp=amount) if amount else None)
    elif what == "sale discount":
        cart.discount_sale(Discount(amount=Money(amount)) if amount else None)
    elif what == "price":
        cart.set_price(index, Money(amount), "agreed")
    else:
        {"undo": cart.undo, "redo": cart.redo, "clear": cart.clear}[what]()


@given(st.lists(edits, max_size=30))
def test_a_cart_changed_line_by_line_adds_up_as_if_it_were_added_up_anew(
    steps: list[tuple[str, int, int]],
) -> None:
    cart = Cart(SETTINGS)
    for step in steps:
        before = (cart.content, cart.lines)
        try:
            _edit(cart, *step)
        except SaleRefused:
            assert (cart.content, cart.lines) == before
        anew = reckon(cart.items, cart.sale_discount)
        assert cart.lines == anew.lines
        assert cart.subtotal == total_of(line.gross for line in cart.lines)
        assert cart.discount == total_of(line.discount for line in cart.lines)
        assert cart.total == cart.subtotal - cart.discount
        assert cart.item_count == anew.pieces
        assert cart.taxes == tax_shares((line.tax_rate_bp, line.total) for line in cart.lines)


def test_lines_that_were_not_touched_stay_the_same_objects() -> None:
    cart = Cart(SETTINGS)
    for product in GOODS:
        cart.add(product)
    first, _, last = cart.lines
    cart.set_quantity(1, Quantity.of(4))
    assert cart.lines[0] is first
    assert cart.lines[2] is last
