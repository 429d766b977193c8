from __future__ import annotations

import pytest

from app.domain.resources import ResourceMissing, resource


def test_a_file_of_the_program_is_found() -> None:
    assert resource("tokens.json").is_file()


def test_a_missing_file_of_the_program_is_named() -> None:
    with pytest.raises(ResourceMissing, match=r"resources/fonts/none\.ttf is missing"):
        resource("fonts", "none.ttf")
