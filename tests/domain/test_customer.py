from __future__ import annotations

import pytest

from app.domain.customer import Customer, Decision, Verdict, decide
from app.domain.errors import InvalidName
from app.domain.money import ZERO, Money
from tests.domain.examples import somebody

MARIA = somebody("Maria Santos")
PENA = somebody("Peña Cruz", 2)


@pytest.mark.parametrize("text", ["", "  ", "\t", "\u200b"])
def test_nothing_typed_is_a_sale_to_nobody(text: str) -> None:
    assert decide(text, None, [MARIA]) == Decision(Verdict.NOBODY)


def test_an_equal_name_is_taken_whatever_else_begins_with_it() -> None:
    assert decide("maria santos", MARIA, [MARIA, PENA]) == Decision(Verdict.TAKE, MARIA)


@pytest.mark.parametrize("text", ["m", "mar", "MARIA SAN", "Maria Santo"])
def test_one_name_that_begins_so_inside_a_word_is_taken(text: str) -> None:
    assert decide(text, None, [MARIA]) == Decision(Verdict.TAKE, MARIA)


@pytest.mark.parametrize("text", ["maria", "maria ", "Maria  Santo "])
def test_a_text_that_ends_with_a_word_is_left_to_a_person(text: str) -> None:
    """It may be somebody else's whole name."""
    assert decide(text, None, [MARIA]) == Decision(Verdict.CHOOSE)


def test_two_names_that_begin_so_are_left_to_a_person() -> None:
    assert decide("mar", None, [MARIA, somebody("Mario", 3)]) == Decision(Verdict.CHOOSE)


def test_a_name_nobody_has_is_new() -> None:
    assert decide("Santos", None, []) == Decision(Verdict.NEW)


@pytest.mark.parametrize("text", ["0917", "+63 917 123", "12"])
def test_digits_alone_never_become_a_name(text: str) -> None:
    assert decide(text, None, []) == Decision(Verdict.NOT_A_NAME)
    assert decide(text, None, [MARIA]) == Decision(Verdict.NOT_A_NAME)


def test_a_customer_who_is_called_by_a_number_is_still_themselves() -> None:
    number = somebody("17850", 9)
    assert decide("17850", number, [number]) == Decision(Verdict.TAKE, number)


@pytest.mark.parametrize("text", ["pe", "peñ", "peña cr", "PEÑA CRU"])
def test_the_beginning_of_the_only_name_takes_it_accents_and_all(text: str) -> None:
    assert decide(text, None, [PENA]).verdict is Verdict.TAKE


@pytest.mark.parametrize("text", ["péñ", "peña crü", "pena cruz", "pen", "pena cr"])
def test_an_accent_that_contradicts_the_name_or_a_whole_name_is_asked_about(text: str) -> None:
    assert decide(text, None, [PENA]).verdict is Verdict.CHOOSE


def test_a_lone_accent_takes_nobody() -> None:
    assert decide("\u0301", None, [MARIA]).verdict is Verdict.CHOOSE


def test_a_name_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(InvalidName, match="at most 120"):
        decide("x" * 121, None, [])


@pytest.mark.parametrize(
    ("total", "count", "average"),
    [(1_000, 3, 333), (500, 8, 63), (-500, 8, -63), (0, 0, 0), (-700, 0, 0)],
)
def test_the_average_sale_is_rounded_once_and_needs_a_sale(
    total: int, count: int, average: int
) -> None:
    who = Customer(1, "Ana", total_purchases=Money(total), transaction_count=count)
    assert who.average_sale == Money(average)
    assert Customer(1, "Ana").average_sale == ZERO
