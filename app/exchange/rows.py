"""One row of a file: its cells by our names, or why it is of no use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.errors import InvalidInput
from app.domain.names import one_line
from app.exchange.amounts import shown
from app.exchange.table import Rows

REASON = "reason"
"""The column that a file of rows left out has at its end; an import takes no notice of it."""
LONGEST_CODE = 80
LONGEST_LINE = 200
LONGEST_ARTICLE = 250
LONGEST_NOTES = 4_000

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LOST_DIGITS = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_FLOAT_OF_A_WHOLE = re.compile(r"(?P<digits>[0-9]{2,18})\.0+")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out; `number` is the spreadsheet's, the header is row 1."""

    number: int
    reason: str


class Row(NamedTuple):
    """The cells of one row, found by our names for their columns. A tuple, as rows are many."""

    number: int
    cells: Sequence[str]
    places: Mapping[str, int]

    def text(self, ours: str) -> str:
        """Give a cell on one line without blanks around it; empty when there is no column."""
        place = self.places.get(ours)
        return "" if place is None else said_in(self.cells[place])

    def raw(self, ours: str) -> str:
        """Give a cell with its lines as they are; empty when there is no column."""
        place = self.places.get(ours)
        return "" if place is None else unguarded(self.cells[place])

    def has(self, ours: str) -> bool:
        """Say whether the file has this column at all."""
        return ours in self.places


def read_rows(table: Rows, places: Mapping[str, int]) -> Iterator[Row | BadRow]:
    """Give the rows of a table; one with more cells than the header has slipped, and is bad."""
    width = len(table.header)
    for number, cells in table.rows():
        if len(cells) > width and any(cells[width:]):
            yield BadRow(
                number,
                f"It has {len(cells)} cells under {width} column names. "
                "Put quotation marks around a text with a comma in it.",
            )
        else:
            yield Row(number, cells, places)


@lru_cache(maxsize=50_000)  # most cells of a column say what others said, and are asked for twice
def said_in(cell: str) -> str:
    """Give what stands in a cell on one line without blanks around it."""
    return one_line(unguarded(cell))


def unguarded(cell: str) -> str:
    """Take away the apostrophe that an export put in front, so that no text is a formula."""
    if cell.startswith("'") and cell.lstrip("'")[:1] in _BEGINS_FORMULA:
        return cell[1:]
    return cell


def whole_again(text: str) -> str:
    """Give back the digits of a number that a spreadsheet turned into `9171234567.0`."""
    found = _FLOAT_OF_A_WHOLE.fullmatch(text)
    return found["digits"] if found else text


def refuse_lost_digits(text: str, what: str) -> None:
    """Refuse `4.80012E+12`: its digits are gone. Raises InvalidInput."""
    if _LOST_DIGITS.fullmatch(text):
        raise InvalidInput(
            f"The {what} {shown(text)} has lost its digits in a spreadsheet. "
            "Format that column as text and save the file again."
        )


def checked_text(text: str, what: str, longest: int) -> str:
    """Give a text that is not too long to keep. Raises InvalidInput."""
    if len(text) > longest:
        raise InvalidInput(f"The {what} is longer than {longest:,} letters.")
    return text
