from __future__ import annotations

import inspect

import pytest

from app.domain import errors
from app.domain.errors import NameTaken, ShopError, StoreUnavailable, TillOpen

REFUSALS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, ShopError)
]


@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_has_one_plain_sentence_of_its_own(kind: type[ShopError]) -> None:
    sentence = kind().message
    assert sentence == kind.__doc__
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert str(kind()) == sentence


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_known_cause_speaks_for_itself(kind: type[ShopError]) -> None:
    refusal = kind("The drawer is stuck.", advice="Pull it.")
    assert (refusal.message, refusal.advice) == ("The drawer is stuck.", "Pull it.")


def test_only_a_failed_commit_is_in_doubt() -> None:
    assert not StoreUnavailable().in_doubt
    assert StoreUnavailable(in_doubt=True).in_doubt
    assert issubclass(TillOpen, StoreUnavailable)
    assert not issubclass(NameTaken, StoreUnavailable)
