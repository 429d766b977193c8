"""Who owes what: oldest first, ages, and one tender for goods and an old balance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart import Cart
from app.domain.credit import (
    Account,
    Ageing,
    Charge,
    Rider,
    ageing_of,
    over_limit,
    paid_off,
    split_parts,
    whole_parts,
)
from app.domain.draft import Draft, cart_of, draft_of
from app.domain.errors import InvalidInput, NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money, total_of
from app.domain.payment import AccountPayment, Payment
from app.domain.product import Product
from app.domain.settings import ShopSettings

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 4, 0, tzinfo=UTC)
ON_ACCOUNT = frozenset({"account"})
SHOP = ShopSettings("Nena's")


def cash(amount: int, given: int | None = None) -> Payment:
    return Payment("cash", Money(amount), Money(given or amount))


def owed(amount: int) -> Payment:
    return Payment("account", Money(amount), reference="AR-0001")


def a_cart(price: int = 20_000) -> Cart:
    cart = Cart(SHOP, "cart-1")
    cart.add(Product(1, "SOAP", "Soap", Money(price)))
    return cart


def test_an_amount_pays_the_oldest_first_and_the_last_in_part() -> None:
    charges = [Charge(f"00000{n}", TODAY, Money(100)) for n in (1, 2, 3)]
    assert paid_off(charges, Money(250)) == (*charges[:2], Charge("000003", TODAY, Money(50)))
    assert paid_off(charges, Money(900)) == tuple(charges)
    assert paid_off(charges, ZERO) == ()


def test_a_debt_changes_its_age_the_day_after_the_thirtieth() -> None:
    ages = [0, 30, 31, 60, 61, 90, 91, 400]
    charges = [Charge("", TODAY - timedelta(days=age), Money(10**n)) for n, age in enumerate(ages)]
    assert ageing_of(charges, TODAY) == Ageing(
        Money(11), Money(1_100), Money(110_000), Money(11_000_000)
    )


def test_a_limit_is_passed_only_by_more_than_it() -> None:
    account = Account(1, "AR-0001", "Ana", Money(500), Money(700))
    assert account.available == Money(-200)
    assert over_limit(Money(500), Money(500)) == ZERO
    assert over_limit(Money(500), Money(501)) == Money(1)
    assert over_limit(Money(500), Money(-9)) == ZERO


def test_one_note_pays_goods_and_an_old_balance_and_gives_change() -> None:
    """200 of goods and 500 of old balance from one thousand."""
    goods, old = split_parts([cash(70_000, 100_000)], Money(20_000), ON_ACCOUNT)
    assert goods == (cash(20_000),)
    assert old == (cash(50_000, 80_000),)


def test_what_is_put_on_account_pays_goods_whatever_came_first() -> None:
    goods, old = split_parts([cash(600), owed(400)], Money(500), ON_ACCOUNT)
    assert goods == (owed(400), cash(100))
    assert old == (cash(500),)
    with pytest.raises(SaleRefused, match="putting it on account"):
        split_parts([owed(501)], Money(500), ON_ACCOUNT)


@given(
    st.lists(st.integers(1, 5_000), max_size=4),
    st.integers(0, 9_000),
    st.integers(0, 900),
)
def test_nothing_is_lost_when_a_tender_is_divided_and_put_together(
    amounts: list[int], due: int, extra: int
) -> None:
    parts = [cash(each, each) for each in amounts]
    if parts:
        parts[-1] = cash(amounts[-1], amounts[-1] + extra)
    due = min(due, sum(amounts))
    goods, old = split_parts(parts, Money(due), ON_ACCOUNT)
    assert total_of(part.amount for part in goods) == Money(due)
    assert total_of(part.amount for part in (*goods, *old)) == Money(sum(amounts))
    change = total_of(part.change for part in (*goods, *old))
    assert change == total_of(part.change for part in parts)
    whole = whole_parts(goods, old)
    assert total_of(part.amount for part in whole) == Money(sum(amounts))
    assert total_of(part.change for part in whole) == change


def test_a_tender_put_together_is_as_it_was_handed_over() -> None:
    card = Payment("card", Money(300), reference="1234")
    for parts in ([cash(70_000, 100_000)], [card, cash(500, 600)], [owed(100), cash(700)]):
        assert list(whole_parts(*split_parts(parts, Money(200), ON_ACCOUNT))) == parts


# In the cart


def test_an_old_balance_is_to_be_paid_with_the_goods_and_is_no_part_of_the_sale() -> None:
    cart = a_cart()
    cart.set_rider(Rider("AR-0001", Money(50_000)))
    assert (cart.total, cart.to_pay) == (Money(20_000), Money(70_000))
    sale = cart.complete((cash(70_000, 100_000),), NOON, TODAY)
    assert (sale.total, sale.change) == (Money(20_000), Money(30_000))
    assert sale.payments == (cash(20_000),)
    assert sale.rider == AccountPayment(
        "cart-1:rider", "AR-0001", (cash(50_000, 80_000),), NOON, TODAY
    )
    cart.set_rider(None)
    plain = cart.complete((cash(20_000),), NOON, TODAY)
    assert plain.rider is None
    assert plain.fingerprint() != sale.fingerprint()
    cart.set_rider(Rider("AR-0002", Money(50_000)))
    other = cart.complete((cash(70_000, 100_000),), NOON, TODAY)
    assert other.fingerprint() not in {plain.fingerprint(), sale.fingerprint()}


def test_an_old_balance_has_to_be_paid_whole() -> None:
    cart = a_cart()
    with pytest.raises(SaleRefused, match="how much"):
        cart.set_rider(Rider("AR-0001", ZERO))
    cart.set_rider(Rider("AR-0001", Money(50_000)))
    for paid in (20_000, 69_999, 70_001):
        with pytest.raises(NotEnoughPaid):
            cart.complete((cash(paid),), NOON, TODAY)


def test_undo_leaves_an_old_balance_alone_and_clearing_takes_it_away() -> None:
    cart, rider = a_cart(), Rider("AR-0001", Money(50_000))
    cart.set_rider(rider)
    cart.undo()
    assert cart.rider == rider
    cart.redo()
    cart.clear()
    assert cart.to_pay == cart.total
    cart.undo()
    assert cart.rider == rider


def test_an_old_balance_survives_a_power_cut_with_its_cart() -> None:
    cart = a_cart()
    cart.set_rider(Rider("AR-0001", Money(50_000)))
    assert cart_of(draft_of(cart), SHOP).rider == cart.rider
    kept = draft_of(cart)
    for wrong in ('"amount": 0', '"amount": -5', '"amount": "x"'):
        content = kept.content.replace('"amount": 50000', wrong)
        with pytest.raises(InvalidInput):
            cart_of(Draft(kept.key, content), SHOP)
