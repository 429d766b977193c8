"""When two typed names are the same customer, and how a name is found."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import InvalidName

LONGEST_NAME = 120

_SPACING_CATEGORIES = {"Zs", "Zl", "Zp"}
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs"}
_LINE_BREAKS_AND_TABS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_RELATED = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n",
        "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
_WORD_BREAK = re.compile(r"[^\w]+")


def _spaced(text: str) -> str:
    """Turn every blank, tab and line break into a space and drop other invisible characters."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character in _LINE_BREAKS_AND_TABS or category in _SPACING_CATEGORIES:
            kept.append(" ")
        elif category not in _DROPPED_CATEGORIES:
            kept.append(character)
    return "".join(kept)


def clean_name(text: str) -> str:
    """Give the name as it is shown: one line, single spaces, the typed letters untouched.

    Raises InvalidName when nothing is left or more than 120 characters are.
    """
    name = " ".join(_spaced(text).split())
    if not name or not name_key(name):
        raise InvalidName
    if len(name) > LONGEST_NAME:
        raise InvalidName("A customer's name can have at most 120 letters.")
    return name


def name_key(text: str) -> str:
    """Give the identity of a customer: equal keys are one customer, whatever the case or spacing.

    An accent or a related letter stays a difference; the one letter that case folding itself
    joins is the German sharp s with ss.
    """
    key = _spaced(text)
    while True:
        folded = unicodedata.normalize("NFKC", key).casefold()
        folded = " ".join(_spaced(folded).split())
        if folded == key:
            return key
        key = folded


def fold(text: str) -> str:
    """Give the letters a search compares: without case, accents and related-letter differences."""
    decomposed = unicodedata.normalize("NFKD", name_key(text))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.translate(_RELATED)).casefold()


def words(folded: str) -> list[str]:
    """Split folded text into the words a search may begin with."""
    return [word for word in _WORD_BREAK.split(folded) if word]


def phone_key(text: str) -> str:
    """Give the digits of a phone number, the only part of it that is compared."""
    return "".join(c for c in text if c in "0123456789")


def is_only_digits(text: str) -> bool:
    """Say whether this looks like a number and not a name; at the till it never becomes one."""
    letters = [c for c in name_key(text) if c.isalnum()]
    return bool(letters) and not any(c.isalpha() for c in letters)


def initials(name: str) -> str:
    """Give one or two capitals for an avatar: first and last word."""
    parts = [word for word in clean_name(name).split() if word[0].isalnum()] or ["?"]
    first, last = parts[0][0], parts[-1][0] if len(parts) > 1 else ""
    return (first + last).upper()
