from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart import Content
from app.domain.cart_line import CartLine
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.draft import Draft, DraftWriter, cart_of, draft_of
from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity
from app.domain.sale import Payment
from tests.domain.examples import EGGS, RICE, SETTINGS, SOAP, a_cart, a_cart_line

minors = st.integers(0, 10**9).map(Money)
held_lines = st.builds(
    CartLine,
    name=st.text(max_size=8),
    quantity=st.integers(1, 10**5).map(Quantity),
    unit_price=minors,
    sku=st.text(max_size=4),
    barcode=st.text(max_size=4),
    unit=st.text(max_size=4),
    tax_rate_bp=st.integers(0, 5_000),
    tax_code=st.sampled_from("VEZ"),
    unit_cost=st.none() | minors,
    product_id=st.none() | st.integers(1, 2**62),
    factor=st.integers(1, 10**6).map(Quantity),
    discount=st.none() | st.integers(1, 10_000).map(Discount),
    listed_price=st.none() | minors,
    price_reason=st.text(max_size=4),
    by_money=st.none() | minors,
)
customers = st.none() | st.builds(
    CustomerRef, st.text(max_size=9), st.none() | st.integers(1), st.text(max_size=9)
)
parts = st.builds(
    Payment, st.text(max_size=4), minors, tendered=st.none(), reference=st.text(max_size=9)
)
contents = st.builds(
    Content,
    items=st.lists(held_lines, max_size=5).map(tuple),
    customer=customers,
    discount=st.none() | st.integers(1, 10_000).map(Discount),
    parts=st.lists(parts, max_size=2).map(tuple),
    note=st.text(max_size=9),
)


@given(contents)
def test_a_cart_comes_back_as_it_was(content: Content) -> None:
    cart = a_cart("the-key")
    content = replace(content, selected=len(content.items) - 1)
    cart.restore(content)
    again = cart_of(draft_of(cart), SETTINGS)
    assert (again.key, again.content, again.lines) == ("the-key", content, cart.lines)
    assert draft_of(again) == draft_of(cart)


FIRST_VERSION = """{"customer": {"name": "Ana", "id": 7}, "lines": [
{"name": "Soap", "quantity": 2000, "unit_price": 1999, "total": 3898, "discount": 100,
"sku": "SOAP", "barcode": "", "unit": "pc", "tax_rate_bp": 1200, "tax_code": "V",
"unit_cost": 1100, "product_id": 3},
{"name": "Rice", "quantity": 725, "unit_price": 5235, "total": 3795, "discount": 0,
"sku": "RICE", "barcode": "", "unit": "kg", "tax_rate_bp": 0, "tax_code": "E",
"unit_cost": null, "product_id": null}]}"""


def test_a_cart_that_the_first_version_left_open_is_taken_up() -> None:
    cart = cart_of(Draft("k", FIRST_VERSION), SETTINGS)
    assert [(line.name, line.total, line.discount) for line in cart.lines] == [
        ("Soap", Money(3_898), Money(100)),
        ("Rice", Money(3_795), Money(0)),
    ]
    assert cart.items[0].discount == Discount(amount=Money(100))
    assert cart.items[1].discount is None
    assert (cart.customer, cart.parts, cart.note) == (CustomerRef("Ana", 7), (), "")
    assert (cart.sale_discount, cart.lines[0].factor) == (None, ONE)


def test_a_restored_cart_makes_the_same_sale() -> None:
    cart = a_cart()
    for product in (EGGS, RICE, SOAP):
        cart.add(product)
    again = cart_of(draft_of(cart), SETTINGS)
    assert (again.total, again.taxes) == (cart.total, cart.taxes)
    assert again.add(SOAP) == 2


def test_half_a_surrogate_pair_in_a_draft_can_be_written_to_disk() -> None:
    cart = a_cart()
    line = replace(a_cart_line(), name="Soap \ud83d")
    cart.restore(Content((line,), CustomerRef("A\udc00", phone="\ud83d"), note="\udc00"))
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
    broken = draft_of(cart).content.replace('"unit_price": 1999', f'"unit_price": {amount}')
    assert amount in broken
    with pytest.raises(InvalidInput):
        cart_of(Draft("k", broken), SETTINGS)


@pytest.mark.parametrize("thousandths", [0, -1_000, LARGEST_THOUSANDTHS + 1])
def test_a_quantity_no_till_can_have_written_is_refused(thousandths: int) -> None:
    cart = a_cart()
    cart.add(SOAP)
    broken = draft_of(cart).content.replace('"quantity": 1000', f'"quantity": {thousandths}')
    assert str(thousandths) in broken
    with pytest.raises(InvalidInput):
        cart_of(Draft("k", broken), SETTINGS)


@pytest.mark.parametrize(
    "part", [Payment("cash", Money(-1)), Payment("cash", Money(500), tendered=Money(400))]
)
def test_a_payment_nobody_can_have_taken_is_refused(part: Payment) -> None:
    cart = a_cart()
    cart.add(SOAP)
    cart.set_parts((part,))
    with pytest.raises(InvalidInput):
        cart_of(draft_of(cart), SETTINGS)


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


CARD = "4539 5787 6362 1486"


def test_of_a_cards_number_four_digits_are_in_a_draft_wherever_it_was_typed() -> None:
    """Codes of goods stay as they are: the store cannot tell them from words in a draft."""
    cart = a_cart("the-key")
    cart.add_line(CartLine(f"Repair {CARD}", ONE, Money(5000)))
    cart.set_price(0, Money(100), f"asked by {CARD}")
    cart.set_customer(CustomerRef(f"Ben {CARD}", phone=CARD))
    cart.set_note(f"call {CARD}")
    cart.set_parts((Payment("gcash", Money(100), reference=CARD),))
    content = draft_of(cart).content
    assert content.count("...1486") == 6
    assert CARD[:9] not in content
    assert CARD.replace(" ", "")[:9] not in content
