from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discount import Discount, spread
from app.domain.errors import SaleRefused
from app.domain.money import ZERO, Money, total_of

weights = st.lists(st.integers(0, 10**13).map(Money), min_size=1, max_size=30)


@given(st.data(), weights)
def test_what_is_shared_out_adds_up_to_the_centavo(data: st.DataObject, over: list[Money]) -> None:
    whole = total_of(over)
    amount = Money(data.draw(st.integers(0, whole.minor)))
    parts = spread(amount, over)
    assert total_of(parts) == amount
    for part, weight in zip(parts, over, strict=True):
        assert ZERO <= part <= weight
        exact = amount.minor * weight.minor / max(whole.minor, 1)
        assert abs(part.minor - exact) < 1 + exact / 10**9


def test_the_last_centavo_goes_to_the_largest_remainder_then_to_the_earlier_line() -> None:
    assert spread(Money(100), [Money(300)] * 3) == (Money(34), Money(33), Money(33))
    assert spread(Money(10), [Money(1), Money(198)]) == (Money(0), Money(10))
    assert spread(Money(5), [Money(0), Money(9), Money(0)]) == (Money(0), Money(5), Money(0))


def test_nothing_is_shared_out_over_nothing() -> None:
    assert spread(ZERO, [Money(5), Money(7)]) == (ZERO, ZERO)
    assert spread(ZERO, [ZERO]) == (ZERO,)
    assert spread(ZERO, []) == ()


@pytest.mark.parametrize(
    ("gross", "bp", "off"), [(1_999, 1_000, 200), (5, 1_000, 1), (4, 1_000, 0), (99, 10_000, 99)]
)
def test_a_percentage_is_rounded_half_away_once(gross: int, bp: int, off: int) -> None:
    assert Discount(bp).off(Money(gross)) == Money(off)


def test_an_amount_comes_off_as_it_is_and_never_more_than_there_is() -> None:
    assert Discount(amount=Money(150)).off(Money(150)) == Money(150)
    with pytest.raises(SaleRefused, match="more than the price"):
        Discount(amount=Money(151)).off(Money(150))


@pytest.mark.parametrize(
    ("bp", "minor"), [(0, 0), (1_000, 5), (10_001, 0), (-1, 0), (0, -1), (-1, -1)]
)
def test_what_is_no_discount_cannot_be_made(bp: int, minor: int) -> None:
    with pytest.raises(SaleRefused):
        Discount(bp, Money(minor))
