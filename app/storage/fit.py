"""What fits into a column, asked before a transaction begins."""

from __future__ import annotations

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1


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
    """Give the text without the characters SQLite cannot keep: lone surrogates and NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
