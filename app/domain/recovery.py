"""The code that lets the owner in again when the PIN is forgotten: written down, used once."""

from __future__ import annotations

from collections.abc import Callable

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which look like others or spell words."""

_GROUPS, _GROUP = 4, 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def new_code(choose: Callable[[str], str]) -> str:
    """Make a code of 100 bits; `choose` gives one letter of a text, by chance."""
    groups = ("".join(choose(LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def read_code(typed: str) -> str:
    """Give a code as it is compared: whatever its case, blanks and hyphens."""
    return "".join(typed.split()).upper().translate(_READ_AS)
