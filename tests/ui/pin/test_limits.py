"""What an edit of the open sale has to be allowed for, and how the pad says it."""

from __future__ import annotations

import pytest

from app.domain.cart import Cart
from app.domain.discount import Discount
from app.domain.errors import SaleRefused
from app.domain.money import Money
from app.domain.people import Act, Wanted
from app.domain.quantity import Quantity
from app.ui.pin.limits import for_the_sale, wanted_by_edit, what_for
from app.ui.shop import Shop
from app.ui.wording import Wording
from tests.ui.conftest import SETTINGS


@pytest.fixture
def cart(shop: Shop) -> Cart:
    """Two tins of milk and a bag of rice."""
    made = Cart(SETTINGS)
    for sku, count in (("EVAP", 2), ("RICE5", 1)):
        found = shop.reader.products.by_code(sku, by=shop.by)
        assert found is not None
        made.add(found.product, Quantity.of(count))
    return made


def off(percent: int) -> Discount:
    return Discount(percent_bp=percent * 100)


def test_up_to_the_limit_nothing_is_wanted(shop: Shop, cart: Cart) -> None:
    assert wanted_by_edit(shop, cart, lambda trial: trial.discount_line(0, off(10))) == ()


def test_above_it_the_line_is_wanted_and_the_cart_is_not_touched(shop: Shop, cart: Cart) -> None:
    (wanted,) = wanted_by_edit(shop, cart, lambda trial: trial.discount_line(0, off(20)))
    assert wanted == Wanted(cart.key, Act.DISCOUNT, "EVAP", 2_000)
    assert (cart.discount, cart.can_undo) == (Money(0), True)


def test_what_the_cart_needed_before_is_not_wanted_of_another_edit(shop: Shop, cart: Cart) -> None:
    cart.discount_line(0, off(30))
    assert wanted_by_edit(shop, cart, lambda trial: trial.set_quantity(1, Quantity.of(2))) == ()


def test_the_whole_sale_is_one_approval_of_the_largest(shop: Shop, cart: Cart) -> None:
    (wanted,) = wanted_by_edit(shop, cart, lambda trial: trial.discount_sale(off(20)))
    assert (wanted.act, wanted.subject) == (Act.DISCOUNT, "")
    assert wanted.up_to >= 2_000


def test_an_edit_that_is_no_edit_is_refused_as_by_the_cart(shop: Shop, cart: Cart) -> None:
    with pytest.raises(SaleRefused):
        wanted_by_edit(shop, cart, lambda trial: trial.set_price(0, Money(100), ""))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ((Act.DISCOUNT, "EVAP", 2_000), "Discount above 10% on Evaporated milk 370 ml"),
        ((Act.DISCOUNT, "", 2_000), "Discount above 10% on the whole sale"),
        ((Act.PRICE, "EVAP", 3_000), "Price of ₱30.00, too low, for Evaporated milk 370 ml"),
        ((Act.CREDIT, "AR-0007", 500_000), "AR-0007 would owe ₱5,000.00, above its limit"),
    ],
)
def test_the_pad_says_what_it_is_for(
    shop: Shop, cart: Cart, wording: Wording, wanted: tuple[Act, str, int], said: str
) -> None:
    act, subject, up_to = wanted
    asked = (Wanted(cart.key, act, subject, up_to),)
    assert what_for(asked, cart.lines, shop, wording) == said


def test_several_prices_are_counted(shop: Shop, cart: Cart, wording: Wording) -> None:
    asked = for_the_sale(Wanted(cart.key, Act.PRICE, sku, 1) for sku in ("EVAP", "RICE5"))
    assert what_for(asked, cart.lines, shop, wording) == "Prices too low on 2 lines"
