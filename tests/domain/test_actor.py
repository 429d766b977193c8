from __future__ import annotations

from app.domain.actor import AT_THE_COUNTER, Actor, Right


def test_a_person_holds_only_the_rights_they_were_given() -> None:
    helper = Actor("Ben", frozenset({Right.SELL}))
    assert Right.EDIT_PRODUCTS not in helper.rights


def test_a_seal_is_not_part_of_who_somebody_is_and_is_never_shown() -> None:
    sealed = Actor("Ben", AT_THE_COUNTER, 3, b"secret")
    assert sealed == Actor("Ben", AT_THE_COUNTER, 3)
    assert "secret" not in repr(sealed)
