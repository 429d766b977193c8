"""A sheet of an Excel workbook as rows of texts, the way a person reads its cells."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from app.domain.errors import InvalidInput

TITLE_ROWS = 10
"""So many rows of title and blanks may stand above the names of the columns."""
_ONLY_ZEROS = re.compile(r"0{2,32}")
_LARGEST_EXACT = 10**15
"""Above it a spreadsheet has rounded the number already."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The header of a workbook's sheet, and the way to its rows, as often as wanted."""

    path: Path
    header: tuple[str, ...]
    header_row: int
    sheet: int = 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give rows with their number in the sheet, as wide as the header or wider, no empty ones.

        Raises InvalidInput when the file cannot be read on.
        """
        width = len(self.header)
        for number, cells in _sheet_rows(self.path, self.sheet):
            if number <= self.header_row or not any(map(str.strip, cells)):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()  # cells that only carry a format
            cells.extend([""] * (width - len(cells)))
            yield number, cells


def open_sheet(path: Path) -> SheetTable:
    """Find the header: in the first sheet that is shown and has a row with two names, the first
    such row; else the first row with anything in it. Raises InvalidInput.
    """
    best: SheetTable | None = None
    for sheet in _shown_sheets(path):
        for number, cells in islice(_sheet_rows(path, sheet), TITLE_ROWS):
            names = tuple(" ".join(name.split()) for name in cells)
            if not any(names):
                continue
            while not names[-1]:
                names = names[:-1]
            table = SheetTable(path, names, number, sheet)
            if sum(map(bool, names)) > 1:
                return table
            best = best or table
    if best is None:
        raise InvalidInput(f"{path.name} has no header row with the names of its columns.")
    return best


def _shown_sheets(path: Path) -> list[int]:
    with _opened(path) as book:
        sheets = list(enumerate(book.worksheets))
        shown = [place for place, sheet in sheets if sheet.sheet_state == "visible"]
        return shown or [place for place, _ in sheets]


def _sheet_rows(path: Path, place: int) -> Iterator[tuple[int, list[str]]]:
    with _opened(path) as book:
        sheet = book.worksheets[place]
        sheet.reset_dimensions()  # some programs write a size that is not true
        for number, row in enumerate(sheet.rows, 1):
            yield number, [_text(cell.value, _format(cell)) for cell in row]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """openpyxl takes its time to load, so nothing else waits for it."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    unreadable = (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OverflowError,
        IndexError,
        ParseError,
        EOFError,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and forms, which nobody reads here
            with path.open("rb") as file:
                book = load_workbook(file, read_only=True, data_only=True)
                try:
                    yield book
                finally:
                    book.close()
    except (*unreadable, InvalidFileException) as cause:
        raise InvalidInput(
            f"{path.name} is not an Excel workbook that can be read. "
            "Save the sheet as CSV and import that file."
        ) from cause
    except OSError as cause:
        raise InvalidInput(f"{path.name} cannot be read: {cause.strerror or cause}.") from cause


def _text(value: object, shown_as: str) -> str:
    """Write a cell as it is meant: whole numbers without `.0`, zeros in front where shown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, shown_as)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _format(cell: object) -> str:
    """Give how a cell is shown; an empty one of a sparse row knows nothing about it."""
    return str(getattr(cell, "number_format", ""))


def _number(value: float, shown_as: str) -> str:
    if value != int(value):
        text = f"{value:.15g}"  # a spreadsheet itself knows no more digits
        return f"{value:.15f}".rstrip("0") if "e" in text else text
    if abs(value) >= _LARGEST_EXACT:
        return f"{value:.14E}"  # says plainly that digits are gone
    text = str(int(value))
    return text.zfill(len(shown_as)) if _ONLY_ZEROS.fullmatch(shown_as) else text
