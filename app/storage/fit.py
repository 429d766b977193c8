"""What fits into a column, and what may lie in one; asked before a transaction begins."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.card_numbers import phone_without_card, without_card_numbers

LARGEST_ID = 2**63 - 1
_SHORTEST_CARD = 13


def fits(number: int) -> bool:
    """Say whether SQLite can hold the number; the driver raises OverflowError otherwise."""
    return -LARGEST_ID <= number <= LARGEST_ID


def are_storable(texts: Iterable[str]) -> bool:
    """Say whether SQLite can keep all of them as they are."""
    try:
        return b"\0" not in "".join(texts).encode()
    except UnicodeEncodeError:
        return False


def storable(text: str) -> str:
    """Give the text without the characters SQLite cannot keep: lone surrogates and NUL.

    By itself it is for keys and codes, whose digits may pass for a card's; words are `typed`.
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def typed(text: str) -> str:
    """Give words as they may lie on the disk: of a card's number only the last four digits."""
    if len(text) < _SHORTEST_CARD and text.isascii() and "\0" not in text:
        return text  # units and ways to pay, of which an import has millions
    return without_card_numbers(storable(text))


def typed_phone(text: str) -> str:
    """Give a phone number as it may lie on the disk, whose digits are no card's."""
    return phone_without_card(storable(text))
