"""Tables and amounts as a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from app.domain.clock import Clock
from app.domain.money import Money

GAP = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> str:
    """Align rows under their head. `right` has an `r` for each column that ends flush right.

    Wide letters (Chinese, Japanese, Korean) take two places, marks above a letter none.
    """
    widths = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    sides = right.ljust(len(head))
    return "\n".join(
        GAP.join(
            _padded(cell, width, flush_right=side == "r")
            for cell, width, side in zip(row, widths, sides, strict=True)
        ).rstrip()
        for row in (head, *rows)
    )


def grouped(amount: Money) -> str:
    """Write an amount with a comma between thousands."""
    whole, dot, cents = str(amount).partition(".")
    return f"{int(whole):,}{dot}{cents}" if int(whole) else f"{whole}{dot}{cents}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 sale`, `1,305 sales`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def local_time(clock: Clock, moment: datetime | None) -> str:
    """Write a moment as the clock on the shop's wall shows it; a dash for none."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M") if moment else "-"


def _padded(text: str, width: int, *, flush_right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if flush_right else text + blanks


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
