"""The rows of a file that were left out, in a file that can be corrected and imported again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.domain.errors import InvalidInput
from app.exchange.moments import iso_day
from app.exchange.rows import REASON, unguarded
from app.exchange.sheets import csv_text, in_place_of, settle
from app.exchange.table import Rows

_NUMBER = re.compile(r"[-+]?[0-9.,]+")
_CARD_COLUMNS = {"pansuffix", "pan", "cardnumber"}
_KEPT_OF_A_CARD = 4


def write_left_out(
    path: Path, table: Rows, reasons: Mapping[int, str], day_first_at: int | None = None
) -> int:
    """Write the rows with these numbers as CSV, each with its reason at the end.

    `day_first_at` is the column of dates that have the day first: they are written the year
    first, which a few rows alone would not tell. Of a card number only the last four digits
    are kept. Gives the number of rows; raises NotWritten, and InvalidInput when the file that
    is read cannot be read any more.
    """
    if path.suffix.lower() != ".csv":
        raise InvalidInput("Name a file that ends in .csv for the rows left out.")
    header = list(table.header)
    width = len(header) - (header[-1] == REASON)
    cards = [place for place, name in enumerate(header) if _bare(name) in _CARD_COLUMNS]
    count = 0
    with in_place_of(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*header[:width], REASON))
        for number, cells in _wanted(table, reasons):
            if day_first_at is not None:
                cells[day_first_at] = iso_day(cells[day_first_at])
            for place in cards:
                cells[place] = cells[place].strip()[-_KEPT_OF_A_CARD:]
            # What stands beyond the header stays beyond it: such a row has slipped.
            beyond = cells[len(header) :]
            writer.writerow(map(_cell, (*cells[:width], reasons[number], *beyond)))
            count += 1
        settle(file)
    return count


def _wanted(table: Rows, reasons: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    return ((number, cells) for number, cells in table.rows() if number in reasons)


def _cell(text: str) -> str:
    """Keep a cell as it was; one that a spreadsheet would reckon with gets an apostrophe."""
    return text if _NUMBER.fullmatch(text) or unguarded(text) != text else csv_text(text)


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
