from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.card_numbers import is_card_number, without_card_numbers
from app.domain.tender import CASH, METHODS

CARDS = (
    "4111111111111111",
    "5555555555554444",
    "378282246310005",
    "6011111111111117",
    "30569309025904",
    "4222222222222",
    "6304000000000000000",
)


@pytest.mark.parametrize("number", CARDS)
def test_of_a_card_only_the_last_four_digits_are_left(number: str) -> None:
    assert is_card_number(number)
    assert without_card_numbers(f"card {number}, thanks") == f"card ...{number[-4:]}, thanks"


@pytest.mark.parametrize("typed", ["4111 1111 1111 1111", "4111-1111-1111-1111"])
def test_groups_hide_no_card(typed: str) -> None:
    assert without_card_numbers(typed) == "...1111"
    assert without_card_numbers(f"Peña {typed}") == "Peña ...1111"


def test_the_digits_of_another_writing_are_digits_too() -> None:
    wide = "4111111111111111".translate({ord(digit): ord(digit) + 0xFEE0 for digit in "14"})
    assert without_card_numbers(wide) == f"...{wide[-4:]}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("500 4111111111111111", "500 ...1111"),
        ("5000 4111 1111 1111 1111", "5000 ...1111"),
        ("1-2-3 4111-1111-1111-1111 0917", "1-2-3 ...1111 0917"),
        ("4111111111111111 5555555555554444", "...1111 ...4444"),
        ("4111 1111 1111 1111 378282246310005 9", "...1111 ...0005 9"),
        ("12 3782 822463 10005", "12 ...0005"),
    ],
)
def test_a_number_before_or_after_it_hides_no_card(typed: str, kept: str) -> None:
    assert without_card_numbers(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "500 4111111111111112",
        "250 100 75 50 25 10 5 4111 1111",
        "0917 555 0142 0918 555 0142",
        "0917 555 0142",
        "+63 917 555 0142",
        "4111111111111112",
        "1012345678903",
        "00000000000000",
        "12345678901234567890",
        "4800123450173 Rice",
    ],
)
def test_what_is_no_card_stays_as_it_is(text: str) -> None:
    assert without_card_numbers(text) == text


@given(st.text())
def test_without_a_row_of_digits_nothing_changes(text: str) -> None:
    if sum(map(str.isdecimal, text)) < 13:
        assert without_card_numbers(text) == text


@given(st.text(alphabet="0123456789 -"))
def test_what_is_left_holds_no_card(text: str) -> None:
    once = without_card_numbers(text)
    assert without_card_numbers(once) == once


@pytest.mark.parametrize("method", [each for each in METHODS if each is not CASH])
def test_no_way_to_pay_keeps_a_card_as_its_reference(method: object) -> None:
    assert method.checked_reference("4111 1111 1111 1111") == "...1111"  # type: ignore[attr-defined]
