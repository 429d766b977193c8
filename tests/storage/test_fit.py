from __future__ import annotations

import pytest

from app.storage.fit import are_storable, storable


@pytest.mark.parametrize("text", ["", "Rice", "Peña ₱", "\U0001f35a"])
def test_what_a_column_can_keep_stays_as_it_is(text: str) -> None:
    assert are_storable(["Soap", text])
    assert storable(text) == text


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "\udc00"])
def test_one_text_that_cannot_be_kept_is_enough_to_look_at_all(text: str) -> None:
    assert not are_storable(["Soap", text])
    assert are_storable([storable(text)])
