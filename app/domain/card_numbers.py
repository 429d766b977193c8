"""Numbers of bank cards: the shop never keeps one, wherever it was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RUN = re.compile(r"(?<!\.\.\.)(?<!\d)\d(?:[ \-]?\d){12,}")
"""13 digits and more, as one or in groups, but for what is left of a card."""

_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
_GROUP = re.compile(r"\d+")
_FIRST_GROUP, _MOST_GROUPS = 4, 5

_OLD_CARD = 13
_LONGEST_PHONE = 15
"""Digits of a telephone number, by E.164."""


def without_card_numbers(text: str) -> str:
    """Give a text in which only the last four digits of a card's number are left.

    A wallet's reference of 13 digits is none: of that length only Visa's old cards were, which
    begin with 4.
    """
    if len(text) < _OLD_CARD or count_of_digits(text) < _OLD_CARD:
        return text
    masked = _RUN.sub(_masked, text)
    while masked != text:  # what stood before or after a card may be another
        text, masked = masked, _RUN.sub(_masked, masked)
    return text


def phone_without_card(text: str) -> str:
    """Give a phone number; one with more digits than any has may be a card's."""
    if len(text) <= _LONGEST_PHONE or count_of_digits(text) <= _LONGEST_PHONE:
        return text
    return without_card_numbers(text)


def count_of_digits(text: str) -> int:
    """Count the digits of a text; of every text that is written down, so as fast as can be."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_DIGITS))
    return sum(map(str.isdecimal, text))


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
    """Mask a run of digits that is a card's number, or the groups in it that are: an amount or
    another number may stand before it.
    """
    run = found.group()
    if is_card_number("".join(filter(str.isdecimal, run))):
        return _last_four(run)
    groups = list(_GROUP.finditer(run))
    said, place, first = [], 0, 0
    while first < len(groups):
        last = _end_of_card(groups, first)
        if last is None:
            first += 1
            continue
        said += [run[place : groups[first].start()], _last_four(groups[last].group())]
        place, first = groups[last].end(), last + 1
    return "".join((*said, run[place:]))


def _end_of_card(groups: Sequence[re.Match[str]], first: int) -> int | None:
    """Give the group with which a card's number ends that begins with this one, if any does.

    It stands in one group, or in groups of which the first has four digits, as cards have it.
    """
    most = _MOST_GROUPS if len(groups[first].group()) == _FIRST_GROUP else 1
    for last in range(min(first + most, len(groups)) - 1, first - 1, -1):
        if is_card_number("".join(each.group() for each in groups[first : last + 1])):
            return last
    return None


def _last_four(digits: str) -> str:
    return f"...{''.join(filter(str.isdecimal, digits))[-4:]}"
