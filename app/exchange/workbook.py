"""A sheet of an Excel workbook as rows of texts, the way a person reads its cells."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from app.domain.errors import InvalidInput

_ONLY_ZEROS = re.compile(r"0{2,32}")
_LARGEST_EXACT = 10**15
"""Above it a spreadsheet has rounded the number already."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The header of a workbook's first sheet, and the way to its rows, as often as wanted."""

    path: Path
    header: tuple[str, ...]
    header_row: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give rows with their number in the sheet, as wide as the header or wider, no empty ones.

        Raises InvalidInput when the file cannot be read on.
        """
        width = len(self.header)
        for number, cells in _sheet_rows(self.path):
            if number <= self.header_row or not any(map(str.strip, cells)):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()  # cells that only carry a format
            cells.extend([""] * (width - len(cells)))
            yield number, cells


def open_sheet(path: Path) -> SheetTable:
    """Find the header: the first row with anything in it. Raises InvalidInput."""
    for number, cells in _sheet_rows(path):
        names = tuple(" ".join(name.split()) for name in cells)
        if any(names):
            while not names[-1]:
                names = names[:-1]
            return SheetTable(path, names, number)
    raise InvalidInput(f"{path.name} has no header row with the names of its columns.")


def _sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with _opened(path) as book:
        sheet = book.worksheets[0]
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
