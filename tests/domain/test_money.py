from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidAmount
from app.domain.money import LARGEST_MINOR, ZERO, Money, divide_half_away, total_of

amounts = st.integers(-LARGEST_MINOR, LARGEST_MINOR).map(Money)


@given(amounts)
def test_what_money_writes_it_reads_back(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount


@given(amounts)
def test_the_written_amount_is_the_exact_decimal(amount: Money) -> None:
    assert Decimal(str(amount)) * 100 == amount.minor


@given(amounts)
def test_thousands_groups_are_read(amount: Money) -> None:
    assert Money.parse(f"{Decimal(str(amount)):,.2f}") == amount


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12.", 1200),
        (".5", 50),
        ("  1,234.50 ", 123450),
        ("-3.07", -307),
        ("\N{MINUS SIGN}3.07", -307),
        ("0012", 1200),
        ("-0", 0),
        ("1,000,000,000,000", LARGEST_MINOR),
        ("0" * 5000, 0),
    ],
)
def test_an_amount_as_people_write_it_is_read(text: str, minor: int) -> None:
    assert Money.parse(text) == Money(minor)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "-", "-.", "1,23", "1,2345", ",123", "1,,234", "12,34.00", "1234,567"),
        *("1e5", "NaN", "inf", "0x10", "1_000", "+5", "--5", "5-", "1.234", "1.2.3", "1 000"),
        *("12.00 PHP", "₱12", "١٢", "１２", "५", "½", "²", "12,5"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_advice(text: str) -> None:
    with pytest.raises(InvalidAmount, match=r"like 12\.00"):
        Money.parse(text)


@pytest.mark.parametrize("text", ["1000000000000.01", "9" * 20, "9" * 5000])
def test_an_amount_no_shop_has_is_too_large(text: str) -> None:
    with pytest.raises(InvalidAmount, match="too large"):
        Money.parse(text)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    try:
        amount = Money.parse(text)
    except InvalidAmount:
        return
    plain = text.strip().replace(",", "").replace("\N{MINUS SIGN}", "-")
    assert Decimal(plain) * 100 == amount.minor


@given(st.integers(-(10**24), 10**24), st.integers(1, 10**9))
def test_halves_go_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    whole, rest = divmod(abs(numerator), denominator)
    expected = whole + (2 * rest >= denominator)
    assert divide_half_away(numerator, denominator) == (expected if exact >= 0 else -expected)


@pytest.mark.parametrize("tenths", range(-30, 31))
def test_rounding_is_the_one_of_the_decimal_module(tenths: int) -> None:
    exact = Decimal(tenths) / 10
    assert divide_half_away(tenths, 10) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@given(st.lists(amounts))
def test_a_total_is_the_exact_sum(parts: list[Money]) -> None:
    assert total_of(parts) == Money(sum(part.minor for part in parts))


@given(amounts, amounts)
def test_money_adds_subtracts_and_compares_as_its_centavos_do(one: Money, other: Money) -> None:
    assert (one + other) - other == one
    assert one - other == -(other - one)
    assert (one < other) == (one.minor < other.minor)
    assert bool(one) == (one != ZERO)
