from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import AT_THE_COUNTER, Right
from app.domain.errors import InvalidInput
from app.domain.people import (
    ACT_RIGHTS,
    OWNER_AREAS,
    Act,
    Person,
    rights_with_pin,
    rights_without_pin,
)
from app.domain.pin import FREE_TRIES, checked_pin, wait_after
from app.domain.recovery import LETTERS, new_code, read_code

TRIVIAL = (
    "111111", "123456", "654321", "012345", "890123", "098765", "121212", "123123", "789012",
    "123456789", "10101010", "252525",
)  # fmt: skip


@pytest.mark.parametrize("pin", TRIVIAL)
def test_trivial_pins_are_refused(pin: str) -> None:
    with pytest.raises(InvalidInput, match="easy to guess"):
        checked_pin(pin)


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "27182",
        "2718281828459",
        "27182a",
        "\uff12\uff17\uff11\uff18\uff12\uff18",
        "27 182",
    ],
)
def test_a_pin_has_six_to_twelve_plain_digits(pin: str) -> None:
    with pytest.raises(InvalidInput, match="digits"):
        checked_pin(pin)


@pytest.mark.parametrize("pin", ["271828", "112233", "314159265358", "135790"])
def test_other_pins_are_kept_as_typed(pin: str) -> None:
    assert checked_pin(pin) == pin


def test_the_wait_grows_with_every_wrong_try_and_is_never_for_ever() -> None:
    waits = [wait_after(tries) for tries in range(200)]
    assert waits[:FREE_TRIES] == [0] * FREE_TRIES
    assert waits[FREE_TRIES] == 30
    assert all(earlier <= later for earlier, later in pairwise(waits))
    assert max(waits) == waits[-1] == 900


def test_every_act_has_the_right_that_allows_it() -> None:
    assert set(ACT_RIGHTS) == set(Act)


def test_without_a_pin_nobody_gets_into_what_is_the_owners() -> None:
    everything = Person(1, "Ben", frozenset(Right))
    assert rights_without_pin(everything) == frozenset(Right) - OWNER_AREAS
    assert rights_without_pin(None) == AT_THE_COUNTER


@pytest.mark.parametrize("person", [
    Person(1, "Nena", is_owner=True), Person(2, "Joy", frozenset(Right), has_pin=True),
])  # fmt: skip
def test_who_has_a_pin_has_their_own_rights_by_it_alone(person: Person) -> None:
    assert rights_without_pin(person) == AT_THE_COUNTER
    assert rights_with_pin(person) == set(Right)


def test_a_recovery_code_is_twenty_letters_that_look_like_no_other() -> None:
    picked = iter("0123456789ABCDEFGHJK")
    code = new_code(lambda letters: next(picked))
    assert code == "01234-56789-ABCDE-FGHJK"
    assert not set("ILOU") & set(LETTERS)


@given(st.text(alphabet=LETTERS, min_size=20, max_size=20))
def test_a_recovery_code_is_read_however_it_is_written(letters: str) -> None:
    written = f" {letters[:5].lower()}-{letters[5:10]} {letters[10:]} "
    assert read_code(written) == letters
    assert read_code(written.replace("1", "l").replace("0", "o")) == letters
