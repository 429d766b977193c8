"""The letters typed are found again in the name, accents and case aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.sell.matching import matched_spans


def _marked(text: str, typed: str) -> str:
    """Write the name with its matches in brackets."""
    marked, at = "", 0
    for start, end in matched_spans(text, typed):
        marked += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return marked + text[at:]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Maria Santos", "mar", "[Mar]ia Santos"),
        ("Maria Santos", "SAN", "Maria [San]tos"),
        ("Maria Santos", "san mar", "[Mar]ia [San]tos"),
        ("Peña Grande", "pena", "[Peña] Grande"),
        ("Weiß", "weis", "[Weiß]"),
        ("Evaporated milk 370 ml", "mil", "Evaporated [mil]k 370 ml"),
        ("O'Brien", "bri", "O'[Bri]en"),
        ("Maria Santos", "ria", "Maria Santos"),
        ("Maria Santos", "", "Maria Santos"),
        ("Ma\N{COMBINING ACUTE ACCENT}ria", "mar", "[Ma\N{COMBINING ACUTE ACCENT}r]ia"),
        ("5% off", "5", "[5]% off"),
    ],
)
def test_the_beginnings_of_words_are_marked(text: str, typed: str, marked: str) -> None:
    assert _marked(text, typed) == marked


@given(text=st.text(max_size=30), typed=st.text(max_size=10))
def test_marks_lie_inside_the_text_and_never_cross(text: str, typed: str) -> None:
    at = 0
    for start, end in matched_spans(text, typed):
        assert 0 <= start < end <= len(text)
        assert start >= at
        at = start + 1
