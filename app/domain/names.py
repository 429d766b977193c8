"""When two typed names are the same customer, and how a name is found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.domain.card_numbers import without_card_numbers
from app.domain.errors import InvalidName

LONGEST_NAME = 120

_SPACING_CATEGORIES = {"Zs", "Zl", "Zp"}
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs"}
_LINE_BREAKS_AND_TABS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_RELATED = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n",
        "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ĸ": "k", "ə": "e",
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u02bb": "'", "\u2032": "'",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    }
)  # fmt: skip
_FEWEST_PHONE_DIGITS, _TELLING_DIGITS, _WHOLE_DIGITS = 7, 9, 10
_NAME, _GAP, _DIGITS = r"^(?P<name>.*?[^\W\d].*?)", r"[\s,;:/-]+", r"[0-9 ().+/-]*)$"
_PHONE_BEHIND = tuple(
    re.compile(f"{_NAME}{_GAP}(?P<phone>{begins}{_DIGITS}")
    for begins in (r"(?:\+|\(0|0)", r"\(?[0-9]")
)
_PHONE_PIECES = re.compile(r"[/;,&]|\+?[0-9][0-9().-]*")
_INNER_BREAK = re.compile(r"[-'.,/&+()]+")
_NO_DIGITS = re.compile("[^0-9]+")


def _spaced(text: str) -> str:
    """Turn every blank, tab and line break into a space and drop other invisible characters."""
    if text.isascii() and text.isprintable():
        return text  # nearly every name and product, and imports ask a million times
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character in _LINE_BREAKS_AND_TABS or category in _SPACING_CATEGORIES:
            kept.append(" ")
        elif category not in _DROPPED_CATEGORIES:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """Give any text as one line: single spaces, no invisible characters, nothing at its ends."""
    return " ".join(_spaced(text).split())


def clean_name(text: str) -> str:
    """Give the name as it is shown: one line, single spaces, the typed letters untouched.

    Raises InvalidName when nothing is left or more than 120 characters are.
    """
    name = one_line(text)
    if not name or not name_key(name):
        raise InvalidName
    if len(name) > LONGEST_NAME:
        raise InvalidName("A customer's name can have at most 120 letters.")
    return name


@lru_cache(maxsize=64)  # one sale asks three times for its customer's
def name_key(text: str) -> str:
    """Give the identity of a customer: equal keys are one customer, whatever the case or spacing.

    An accent or a related letter stays a difference; the one letter that case folding itself
    joins is the German sharp s with ss.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())  # what the long way comes to, for most names
    key = _spaced(text)
    while True:
        folded = unicodedata.normalize("NFKC", key).casefold()
        folded = one_line(folded)
        if folded == key:
            return key
        key = folded


def fold(text: str) -> str:
    """Give the letters a search compares: without case, accents and related-letter differences.

    Words stand apart by one space; nothing is before the first or after the last.
    """
    key = name_key(text)
    if key.isascii():
        return key  # there is nothing to fold in it, as in most names
    decomposed = unicodedata.normalize("NFKD", key)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare.translate(_RELATED)).casefold().split())


def findable(name: str) -> str:
    """Give the text a search looks through; it sorts as `fold(name)` does.

    A blank and the folded name; then, after two blanks, the words that begin inside a written
    word (`brien` and `obrien` of `o'brien`). So a word begins with `mar` where ` mar` is found,
    and the whole name begins with `mar` where the text begins with ` mar`.
    """
    folded = fold(name)
    inside = [inner for word in folded.split() for inner in _inner_words(word)]
    return " ".join(("", folded, "", *inside)) if inside else f" {folded}"


def typed_words(text: str) -> list[str]:
    """Give the beginnings of words that typed text asks for; all of them are wanted."""
    return [bare for word in fold(text).split() if (bare := word.rstrip(",;"))]


def _inner_words(word: str) -> list[str]:
    if word.isalnum():
        return []  # as nearly every word
    pieces = [piece for piece in _INNER_BREAK.split(word) if piece]
    if pieces == [word]:
        return []
    starts = [m.end() for m in _INNER_BREAK.finditer(word) if m.end() < len(word)]
    return [*(word[start:] for start in starts), *(["".join(pieces)] if len(pieces) > 1 else [])]


def phone_key(text: str) -> str:
    """Give the digits of a phone number, the only part of it that is compared."""
    return _NO_DIGITS.sub("", text)


def split_phone(text: str) -> tuple[str, str]:
    """Take a phone number typed behind a name apart from it; no number gives an empty one.

    Seven digits or more, with the usual blanks, hyphens, dots, slashes and brackets; no half of a
    card's number.
    """
    line = without_card_numbers(one_line(text))
    for pattern in _PHONE_BEHIND:
        found = pattern.match(line)
        if found and len(phone_key(found["phone"])) >= _FEWEST_PHONE_DIGITS:
            return found["name"].rstrip(" ,;:-/("), found["phone"].rstrip(" .-/(")
    return line, ""


def phone_numbers(text: str) -> list[str]:
    """Give the digits of each number in a text: some people have two, `0917 … / 0918 …`.

    A number ends at a stroke or comma, or where the next one begins with its zero or plus.
    """
    found, digits = [], ""
    for piece in _PHONE_PIECES.findall(text):
        is_mark = piece[0] in "/;,&"
        fewest = _FEWEST_PHONE_DIGITS if is_mark else _WHOLE_DIGITS
        if (is_mark or piece[0] in "0+") and len(digits) >= fewest:
            found.append(digits)
            digits = ""
        digits += phone_key(piece)
    return [*found, digits] if len(digits) >= _FEWEST_PHONE_DIGITS else found


def same_phone(one: str, other: str) -> bool:
    """Say whether a number of one is one of the other's, with or without the country's and the
    leading zero.
    """
    mine, theirs = (
        {digits[-_TELLING_DIGITS:] for digits in phone_numbers(text)} for text in (one, other)
    )
    return not mine.isdisjoint(theirs)


def is_only_digits(text: str) -> bool:
    """Say whether this looks like a number and not a name; at the till it never becomes one."""
    letters = [c for c in name_key(text) if c.isalnum()]
    return bool(letters) and not any(c.isalpha() for c in letters)


def initials(name: str) -> str:
    """Give one or two capitals for an avatar: first and last word."""
    parts = [word for word in clean_name(name).split() if word[0].isalnum()] or ["?"]
    first, last = parts[0][0], parts[-1][0] if len(parts) > 1 else ""
    return (first + last).upper()
