"""Numbers of bank cards: the shop never keeps one, wherever it was typed."""

from __future__ import annotations

import re

_RUN = re.compile(r"(?<!\d)\d(?:[ \-]?\d){12,18}(?!\d)")
"""13 to 19 digits, as one or in groups."""

_OLD_CARD = 13


def without_card_numbers(text: str) -> str:
    """Give a text in which only the last four digits of a card's number are left.

    A wallet's reference of 13 digits is none: of that length only Visa's old cards were, which
    begin with 4.
    """
    if sum(map(str.isdecimal, text)) < _OLD_CARD:
        return text
    return _RUN.sub(_masked, text)


def is_card_number(digits: str) -> bool:
    """Say whether digits pass for a card's number: its length and its check digit (Luhn)."""
    if not (digits.isdecimal() and 13 <= len(digits) <= 19):
        return False
    if len(digits) == _OLD_CARD and int(digits[0]) != 4:
        return False
    values = [int(digit) for digit in reversed(digits)]
    doubled = (sum(divmod(2 * value, 10)) for value in values[1::2])
    return (sum(values[::2]) + sum(doubled)) % 10 == 0 and len(set(values)) > 1


def _masked(found: re.Match[str]) -> str:
    digits = "".join(filter(str.isdecimal, found.group()))
    return f"...{digits[-4:]}" if is_card_number(digits) else found.group()
