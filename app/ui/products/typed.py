"""What is typed into the editor, read strictly; each refusal is the sentence beside its field."""

from __future__ import annotations

import re

from app.domain.money import Money
from app.domain.quantity import Quantity
from app.ui.wording import MINUS, Wording

_NOTHING = re.compile(r"0*(?:\.0{0,3})?")


def optional_amount(text: str, wording: Wording) -> Money | None:
    """Read an amount, None for an empty field. Raises InvalidAmount."""
    return wording.parse_amount(text) if text.strip() else None


def optional_count(text: str) -> Quantity | None:
    """Read what is on a shelf: zero is a count, and a shelf sold short is below it.

    None for an empty field. Raises InvalidQuantity.
    """
    bare = text.strip().replace(MINUS, "-")
    if not bare:
        return None
    is_short = bare.startswith("-")
    digits = bare.removeprefix("-")
    if digits and digits != "." and _NOTHING.fullmatch(digits):
        return Quantity(0)
    counted = Quantity.parse(digits)
    return -counted if is_short else counted


def factor(text: str) -> Quantity:
    """Read how many units a barcode stands for; nothing typed is one. Raises InvalidQuantity."""
    return Quantity.parse(text) if text.strip() else Quantity.of(1)


def written_count(count: Quantity | None) -> str:
    """Write a count the way it can be typed again."""
    return "" if count is None else str(count)
