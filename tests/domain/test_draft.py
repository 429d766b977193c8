from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import CustomerRef
from app.domain.draft import Draft, DraftWriter, cart_of, draft_of
from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
from tests.domain.examples import EGGS, RICE, SETTINGS, SOAP, a_cart, a_line

minors = st.integers(-(10**14), 10**14).map(Money)
held_lines = st.builds(
    SaleLine,
    name=st.text(max_size=8),
    quantity=st.integers(1, 10**9).map(Quantity),
    unit_price=minors,
    total=minors,
    discount=minors,
    sku=st.text(max_size=4),
    barcode=st.text(max_size=4),
    unit=st.text(max_size=4),
    tax_rate_bp=st.integers(0, 5_000),
    tax_code=st.sampled_from("VEZ"),
    unit_cost=st.none() | minors,
    product_id=st.none() | st.integers(1, 2**62),
)
customers = st.none() | st.builds(CustomerRef, st.text(max_size=9), st.none() | st.integers(1))


@given(st.lists(held_lines, max_size=5).map(tuple), customers)
def test_a_cart_comes_back_as_it_was(
    lines: tuple[SaleLine, ...], customer: CustomerRef | None
) -> None:
    cart = a_cart("the-key")
    cart.restore(lines, customer)
    again = cart_of(draft_of(cart), SETTINGS)
    assert (again.key, again.lines, again.customer) == ("the-key", lines, customer)
    assert draft_of(again) == draft_of(cart)


def test_a_restored_cart_makes_the_same_sale() -> None:
    cart = a_cart()
    for product in (EGGS, RICE, SOAP):
        cart.add(product)
    again = cart_of(draft_of(cart), SETTINGS)
    assert (again.total, again.taxes) == (cart.total, cart.taxes)
    assert again.add(SOAP) == 2


def test_half_a_surrogate_pair_in_a_draft_can_be_written_to_disk() -> None:
    cart = a_cart()
    cart.restore((replace(a_line(), name="Soap \ud83d"),), CustomerRef("A\udc00"))
    assert draft_of(cart).content.encode()


WHOLE = json.loads(draft_of(a_cart()).content) | {"lines": [{"name": "Soap"}]}


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "null", "7", '"text"', "{}", '{"lines": [], "customer": "Ana"}'),
        *('{"lines": 3, "customer": null}', '{"lines": [3], "customer": null}'),
        json.dumps(WHOLE),
    ],
)
def test_what_is_no_cart_is_refused_in_one_sentence(content: str) -> None:
    with pytest.raises(InvalidInput, match="unfinished sale could not be read"):
        cart_of(Draft("k", content), SETTINGS)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "null", '"x"', "[]"])
def test_an_amount_that_is_no_number_is_refused(amount: str) -> None:
    cart = a_cart()
    cart.add(SOAP)
    broken = draft_of(cart).content.replace('"total": 1999', f'"total": {amount}')
    with pytest.raises(InvalidInput):
        cart_of(Draft("k", broken), SETTINGS)


def test_what_a_writer_remembers_changes_no_draft() -> None:
    cart, writer = a_cart(), DraftWriter()
    for product in (EGGS, RICE, SOAP, EGGS):
        cart.add(product)
        assert writer.draft_of(cart) == draft_of(cart)
    cart.remove(1)
    assert writer.draft_of(cart) == draft_of(cart)
    cart.undo()
    cart.set_quantity(0, Quantity.of(9))
    assert writer.draft_of(cart) == draft_of(cart)
    assert cart_of(writer.draft_of(cart), SETTINGS).lines == cart.lines
