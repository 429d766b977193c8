from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidAmount, InvalidQuantity
from app.exchange.amounts import Exact, read_amount, read_count


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("8.5", Exact(85, 1)),
        ("8", Exact(8)),
        (".5", Exact(5, 1)),
        ("0.333", Exact(333, 3)),
        ("-1,234.50", Exact(-123450, 2)),
        ("\N{MINUS SIGN}2.00", Exact(-200, 2)),
        ("+2", Exact(2)),
        ("₱1,779.10", Exact(177910, 2)),
        ("-₱5.00", Exact(-500, 2)),
        ("₱ -5.00", Exact(-500, 2)),
        ("PHP 12.00", Exact(1200, 2)),
        ("12.00 Php", Exact(1200, 2)),
        ("$0.99", Exact(99, 2)),
        ("(5.00)", Exact(-500, 2)),
        ("(₱1,005.00)", Exact(-100500, 2)),
    ],
)
def test_an_amount_is_read_with_all_its_decimals(text: str, exact: Exact) -> None:
    assert read_amount(text) == exact


@pytest.mark.parametrize(
    "text",
    [
        "1,23",
        "1e5",
        "NaN",
        "inf",
        "٣",
        "12.3.4",
        "1 000",
        "twelve",
        "$",
        "(-5)",
        "--5",
        "₱₱5",
        "5-",
    ],
)
def test_what_is_not_clearly_an_amount_is_refused_with_a_way_to_write_it(text: str) -> None:
    with pytest.raises(InvalidAmount, match=r"is not an amount.*12\.00"):
        read_amount(text)


def test_a_quantity_has_no_currency_sign() -> None:
    assert read_count("-0.725") == Exact(-725, 3)
    with pytest.raises(InvalidQuantity, match="is not a quantity"):
        read_count("₱3")


def test_a_long_cell_is_quoted_short() -> None:
    with pytest.raises(InvalidAmount) as refusal:
        read_amount("x" * 3000)
    assert len(refusal.value.message) < 130


def test_what_no_shop_sells_is_too_large() -> None:
    with pytest.raises(InvalidAmount, match="too large"):
        Exact(10**13).money()
    with pytest.raises(InvalidQuantity, match="larger than 1,000,000"):
        Exact(1_000_001).quantity()


@pytest.mark.parametrize(("text", "more"), [("2.500", False), ("2.505", True), ("7", False)])
def test_zeros_at_the_end_are_no_decimals(text: str, more: bool) -> None:
    assert read_amount(text).has_more_places_than(2) is more


decimals = st.decimals(-10_000, 10_000, allow_nan=False, places=4)


@given(price=decimals, quantity=decimals)
def test_a_product_is_rounded_once_as_decimal_does_it(price: Decimal, quantity: Decimal) -> None:
    product = read_amount(f"{price:f}").times(read_count(f"{quantity:f}"))
    expected = (price * quantity).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert product.money().minor == int(expected * 100)


@given(one=decimals, two=decimals)
def test_a_difference_is_exact(one: Decimal, two: Decimal) -> None:
    left = read_amount(f"{one:f}").minus(read_amount(f"{two.normalize():f}"))
    assert Decimal(left.digits).scaleb(-left.places) == one - two
