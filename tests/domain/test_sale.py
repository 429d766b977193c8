from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import CustomerRef
from app.domain.errors import NotEnoughPaid, SaleRefused
from app.domain.money import LARGEST_MINOR, ZERO, Money, total_of
from app.domain.quantity import LARGEST_THOUSANDTHS, Quantity, price_times
from app.domain.sale import Kind, Payment, Sale, SaleLine, till_of_number
from app.domain.tax import vat_inside
from tests.domain.examples import NOON, PI_DAY, a_line, a_sale, paid


@st.composite
def lines(draw: st.DrawFn) -> SaleLine:
    price = Money(draw(st.integers(0, 10**7)))
    quantity = Quantity(draw(st.integers(1, 10**6)))
    gross = price_times(price, quantity)
    discount = Money(draw(st.integers(0, gross.minor)))
    rate = draw(st.sampled_from([0, 500, 1200]))
    return SaleLine("Soap", quantity, price, gross - discount, discount=discount, tax_rate_bp=rate)


@given(st.lists(lines(), min_size=1, max_size=12).map(tuple))
def test_lines_discounts_tax_payments_and_total_add_up(held: tuple[SaleLine, ...]) -> None:
    sale = a_sale(*held)
    assert sale.subtotal - sale.discount == sale.total == total_of(p.amount for p in sale.payments)
    assert total_of(share.gross for share in sale.taxes) == sale.total
    assert sale.tax == total_of(vat_inside(s.gross, s.rate_bp) for s in sale.taxes)
    assert ZERO <= sale.tax <= sale.total


def test_a_sale_needs_a_line() -> None:
    with pytest.raises(SaleRefused, match="at least one line"):
        Sale("k", (), (), NOON, PI_DAY)


@pytest.mark.parametrize("amounts", [(), (999,), (1_001,), (500, 499)])
def test_payments_that_do_not_make_the_total_are_refused(amounts: tuple[int, ...]) -> None:
    payments = tuple(Payment("cash", Money(minor)) for minor in amounts)
    with pytest.raises(NotEnoughPaid, match=r"of 10\.00"):
        Sale("k", (a_line(1_000),), payments, NOON, PI_DAY)


def test_less_cash_in_hand_than_counts_is_refused() -> None:
    with pytest.raises(NotEnoughPaid):
        Sale("k", (a_line(),), (Payment("cash", Money(1_000), Money(999)),), NOON, PI_DAY)


def test_change_is_what_was_handed_over_beyond_the_total() -> None:
    payment = Payment("cash", Money(1_000), tendered=Money(2_000))
    sale = Sale("k", (a_line(),), (payment,), NOON, PI_DAY)
    assert sale.change == Money(1_000)
    assert Payment("gcash", Money(1_000)).change == ZERO


@pytest.mark.parametrize(
    ("methods", "name"),
    [(("cash",), "cash"), (("cash", "cash"), "cash"), (("cash", "gcash"), "split")],
)
def test_the_method_is_named_or_split(methods: tuple[str, ...], name: str) -> None:
    payments = tuple(Payment(method, Money(1_000)) for method in methods)
    sale = Sale("k", (a_line(1_000 * len(methods)),), payments, NOON, PI_DAY)
    assert sale.method == name


def test_a_gift_needs_no_payment() -> None:
    sale = Sale("k", (a_line(0),), (), NOON, PI_DAY)
    assert (sale.total, sale.method) == (ZERO, "none")


def test_a_return_has_negative_lines_and_total() -> None:
    back = a_line(1_000, Quantity.of(-2))
    sale = Sale("r", (back,), (Payment("cash", Money(-2_000)),), NOON, PI_DAY, kind=Kind.RETURN)
    assert sale.total == Money(-2_000)
    assert sale.tax == Money(-214)


@pytest.mark.parametrize(
    "line",
    [
        a_line(LARGEST_MINOR + 1),
        a_line(LARGEST_MINOR // 2 + 1, Quantity.of(2)),
        a_line(1, Quantity(LARGEST_THOUSANDTHS + 1)),
        a_line(-LARGEST_MINOR - 1),
        replace(a_line(), unit_cost=Money(LARGEST_MINOR + 1)),
        replace(a_line(), discount=Money(LARGEST_MINOR)),
    ],
)
def test_what_no_column_can_hold_is_refused_before_it_meets_the_disk(line: SaleLine) -> None:
    with pytest.raises(SaleRefused, match="too large"):
        a_sale(line)


def test_the_sum_of_large_lines_is_bounded_too() -> None:
    with pytest.raises(SaleRefused, match="too large"):
        a_sale(a_line(LARGEST_MINOR), a_line(1))
    handed = Payment("cash", Money(1_000), tendered=Money(LARGEST_MINOR + 1))
    with pytest.raises(SaleRefused, match="too large"):
        Sale("k", (a_line(),), (handed,), NOON, PI_DAY)


BASE = replace(a_sale(a_line()), customer=CustomerRef("Ana Reyes", 7))


@pytest.mark.parametrize(
    "same",
    [
        replace(BASE, sold_at=NOON + timedelta(minutes=3)),
        replace(BASE, business_date=PI_DAY + timedelta(days=1)),
        replace(BASE, customer=CustomerRef("ana  REYES")),
        replace(BASE, key="another", cashier="Ben"),
    ],
)
def test_time_and_spelling_do_not_change_the_fingerprint(same: Sale) -> None:
    assert same.fingerprint() == BASE.fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, customer=CustomerRef("Ana Reyés")),
        replace(BASE, customer=None),
        replace(BASE, payments=paid(BASE.lines, "gcash")),
        replace(BASE, payments=(replace(BASE.payments[0], tendered=Money(2_000)),)),
        replace(BASE, payments=(replace(BASE.payments[0], reference="x"),)),
        replace(BASE, lines=(replace(BASE.lines[0], name="Soup"),)),
        replace(BASE, lines=(replace(BASE.lines[0], product_id=4),)),
        replace(BASE, lines=(replace(BASE.lines[0], discount=Money(1)),)),
        replace(BASE, lines=(replace(BASE.lines[0], quantity=Quantity(999)),)),
        replace(BASE, lines=(replace(BASE.lines[0], tax_rate_bp=0),)),
        replace(BASE, kind=Kind.RETURN),
    ],
)
def test_other_content_has_another_fingerprint(other: Sale) -> None:
    assert other.fingerprint() != BASE.fingerprint()


def test_a_pasted_half_letter_does_not_break_the_fingerprint() -> None:
    odd = replace(BASE, lines=(replace(BASE.lines[0], name="Soap \ud83d"),))
    assert len(odd.fingerprint()) == 64


@pytest.mark.parametrize("wrong", [{"tax_rate_bp": 10_001}, {"factor": Quantity(0)}])
def test_a_line_with_a_rate_or_pack_that_cannot_be_makes_no_sale(wrong: dict[str, object]) -> None:
    with pytest.raises(SaleRefused):
        a_sale(replace(a_line(), **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["discount", "listed_price", "unit_cost", "unit_price"])
def test_no_amount_of_a_line_may_be_larger_than_any_shop_has(what: str) -> None:
    line = replace(a_line(), **{what: Money(LARGEST_MINOR + 1)})  # type: ignore[arg-type]
    with pytest.raises(SaleRefused):
        a_sale(line)


@pytest.mark.parametrize(
    ("number", "till"),
    [("000042", 1), ("2-000042", 2), ("17-000001", 17), ("SALE-1699-3", 1), ("-1", 1), ("", 1)],
)
def test_a_sale_number_says_which_till_gave_it(number: str, till: int) -> None:
    assert till_of_number(number) == till
