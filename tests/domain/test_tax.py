from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money, total_of
from app.domain.tax import TaxShare, tax_shares, vat_inside

rates = st.sampled_from([0, 300, 500, 1200, 1900, 2500])
amounts = st.integers(-(10**10), 10**10).map(Money)


def test_twelve_percent_inside_1120_pesos_are_120() -> None:
    assert vat_inside(Money(112_000), 1200) == Money(12_000)


def test_half_a_centavo_of_vat_goes_away_from_zero() -> None:
    assert vat_inside(Money(14), 1200) == Money(2)  # 1.5
    assert vat_inside(Money(-14), 1200) == Money(-2)


@given(amounts, rates)
def test_vat_is_within_half_a_centavo_of_the_exact_share(gross: Money, rate_bp: int) -> None:
    exact = Fraction(gross.minor * rate_bp, 10_000 + rate_bp)
    assert abs(vat_inside(gross, rate_bp).minor - exact) <= Fraction(1, 2)


@given(st.lists(st.tuples(rates, amounts)))
def test_the_shares_hold_every_line_once(lines: list[tuple[int, Money]]) -> None:
    shares = tax_shares(lines)
    assert total_of(s.gross for s in shares) == total_of(amount for _, amount in lines)
    assert [s.rate_bp for s in shares] == sorted({rate for rate, _ in lines}, reverse=True)
    assert all(s.tax == vat_inside(s.gross, s.rate_bp) for s in shares)


def test_a_rate_is_rounded_once_for_the_sale_and_not_for_each_line() -> None:
    lines = [(1200, Money(10))] * 3  # one line alone: 1.07 -> 1; together 3.21 -> 3
    assert tax_shares(lines) == (TaxShare(1200, Money(30), Money(3)),)
    lines = [(1200, Money(4))] * 7  # alone 0.43 -> 0; together exactly 3
    assert tax_shares(lines) == (TaxShare(1200, Money(28), Money(3)),)
