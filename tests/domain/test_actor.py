from __future__ import annotations

from app.domain.actor import Actor, Right, everyone


def test_the_one_person_of_a_shop_without_pins_may_do_everything() -> None:
    assert everyone().rights == set(Right)


def test_a_person_holds_only_the_rights_they_were_given() -> None:
    helper = Actor("Ben", frozenset({Right.SELL}))
    assert Right.EDIT_PRODUCTS not in helper.rights
