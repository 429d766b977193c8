from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidQuantity
from app.domain.money import Money
from app.domain.quantity import LARGEST_THOUSANDTHS, ONE, Quantity, price_times

above_zero = st.integers(1, LARGEST_THOUSANDTHS).map(Quantity)


@given(above_zero)
def test_what_a_quantity_writes_it_reads_back(quantity: Quantity) -> None:
    assert Quantity.parse(str(quantity)) == quantity


@given(st.integers(-LARGEST_THOUSANDTHS, LARGEST_THOUSANDTHS))
def test_the_written_quantity_is_exact_and_has_no_idle_zeros(thousandths: int) -> None:
    text = str(Quantity(thousandths))
    assert Decimal(text) * 1000 == thousandths
    assert "." not in text or not text.endswith(("0", "."))


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("3", 3000), ("2.5", 2500), (".725", 725), ("1.", 1000), (" 007 ", 7000), ("1000000", 10**9)],
)
def test_a_quantity_as_people_write_it_is_read(text: str, thousandths: int) -> None:
    assert Quantity.parse(text) == Quantity(thousandths)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "-1",
        "+1",
        "1,5",
        "1,000",
        "1.2345",
        "1e3",
        "NaN",
        "٣",
        "３",
        "1/2",
        "2x",
        "12345678",
    ],
)
def test_anything_else_is_refused_with_advice(text: str) -> None:
    with pytest.raises(InvalidQuantity, match=r"like 2\.5"):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("0", "more than zero"), ("0.000", "more than zero"), ("1000000.001", "too large")],
)
def test_nothing_and_far_too_much_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(InvalidQuantity, match=sentence):
        Quantity.parse(text)


def test_pieces_are_whole_and_weights_are_not() -> None:
    assert Quantity.of(3).is_whole
    assert not Quantity(2_500).is_whole
    assert Quantity.of(1) == ONE


@given(above_zero, above_zero)
def test_quantities_add_and_subtract_exactly(one: Quantity, other: Quantity) -> None:
    assert (one + other) - other == one
    assert one - other == -(other - one)


@pytest.mark.parametrize(
    ("minor", "thousandths", "expected"),
    [
        (999, 500, 500),  # 4.995
        (999, -500, -500),
        (1, 499, 0),
        (1, 500, 1),
        (24_500, 2_000, 49_000),
        (5_235, 725, 3_795),  # 37.95375
    ],
)
def test_a_line_is_rounded_once_and_away_from_zero(
    minor: int, thousandths: int, expected: int
) -> None:
    assert price_times(Money(minor), Quantity(thousandths)) == Money(expected)
