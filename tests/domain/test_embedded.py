from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.embedded import BarcodeRule, Label, read_label
from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.product import has_right_check_digit
from app.domain.quantity import Quantity

PRICE = BarcodeRule("21", 5, is_weight=False, decimals=2)
WEIGHT = BarcodeRule("23", 5, is_weight=True, decimals=3)


def ean(twelve: str) -> str:
    """Put the check digit behind twelve digits."""
    weighted = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(twelve))
    return twelve + str(-weighted % 10)


def test_the_check_digits_of_known_codes_are_right() -> None:
    assert ean("400638133393") == "4006381333931"  # the example of the EAN-13 standard's articles
    assert ean("210123400995") == "2101234009956"
    assert has_right_check_digit(ean("210123400995"))


def test_a_price_label_names_product_and_price() -> None:
    assert read_label("2101234009956", [PRICE, WEIGHT]) == Label("01234", price=Money(995))


def test_a_weight_label_names_product_and_quantity() -> None:
    code = ean("230123400725")
    assert read_label(code, [PRICE, WEIGHT]) == Label("01234", quantity=Quantity(725))


def test_a_wrong_check_digit_is_no_label() -> None:
    right = ean("210123400995")
    for digit in set("0123456789") - {right[-1]}:
        assert read_label(right[:-1] + digit, [PRICE]) is None


@pytest.mark.parametrize(
    "code", ["", "21", "2101234", "210123400995", "21012340099560", "4006381333931", "\u0662" * 13]
)
def test_ordinary_codes_are_no_labels(code: str) -> None:
    assert read_label(code, [PRICE, WEIGHT]) is None


def test_a_value_of_zero_is_no_label() -> None:
    assert read_label(ean("210123400000"), [PRICE]) is None


def test_the_longest_prefix_decides() -> None:
    narrow = BarcodeRule("2101", 4, is_weight=True, decimals=2)
    label = Label("2340", quantity=Quantity(9_950))
    assert read_label(ean("210123400995"), [PRICE, narrow]) == label
    assert read_label(ean("210123400995"), [narrow, PRICE]) == label


@pytest.mark.parametrize(
    ("is_weight", "decimals", "label"),
    [
        (False, 0, Label("01234", price=Money(99_500))),
        (False, 1, Label("01234", price=Money(9_950))),
        (True, 0, Label("01234", quantity=Quantity(995_000))),
        (True, 3, Label("01234", quantity=Quantity(995))),
    ],
)
def test_decimals_say_where_the_point_is(is_weight: bool, decimals: int, label: Label) -> None:
    rule = BarcodeRule("21", 5, is_weight=is_weight, decimals=decimals)
    assert read_label(ean("210123400995"), [rule]) == label


@pytest.mark.parametrize(
    ("prefix", "code_length", "is_weight", "decimals"),
    [
        *[("", 5, False, 2), ("2x", 5, False, 2), ("\u0662", 5, False, 2), ("21", 0, False, 2)],
        *[("21", 10, False, 2), ("2" * 12, 1, True, 3), ("21", 5, False, 3), ("21", 5, True, 4)],
        ("21", 5, True, -1),
    ],
)
def test_a_rule_no_label_can_follow_is_refused(
    prefix: str, code_length: int, is_weight: bool, decimals: int
) -> None:
    with pytest.raises(InvalidInput):
        BarcodeRule(prefix, code_length, is_weight=is_weight, decimals=decimals)


@given(st.from_regex(r"2[0-9]{11}", fullmatch=True), st.integers(1, 6), st.integers(0, 2))
def test_code_and_value_are_the_digits_of_the_label(twelve: str, length: int, places: int) -> None:
    rule = BarcodeRule("2", length, is_weight=False, decimals=places)
    label = read_label(ean(twelve), [rule])
    value = int(twelve[1 + length :])
    if not value:
        assert label is None
        return
    assert label == Label(twelve[1 : 1 + length], price=Money(value * 10 ** (2 - places)))
