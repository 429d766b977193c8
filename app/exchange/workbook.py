"""A sheet of an Excel workbook as rows of texts, the way a person reads its cells."""

from __future__ import annotations

import marshal
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from app.domain.errors import InvalidInput

TITLE_ROWS = 10
"""So many rows of title and blanks may stand above the names of the columns."""
_PACKED_AT_ONCE = 2_000
_ONLY_ZEROS = re.compile(r"0{2,32}")
_LARGEST_EXACT = 10**15
"""Above it a spreadsheet has rounded the number already."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The header of a workbook's sheet, and the way to its rows, as often as wanted.

    A workbook takes long to unpack, so it is read once; its rows are held packed, some thirty
    bytes each.
    """

    path: Path
    header: tuple[str, ...]
    header_row: int
    packed: tuple[bytes, ...] = ()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give rows with their number in the sheet, none empty, none narrower than the header."""
        width = len(self.header)
        for part in self.packed:
            for number, cells in marshal.loads(zlib.decompress(part)):  # noqa: S302 - our own
                while len(cells) > width and not cells[-1]:
                    cells.pop()  # cells that only carry a format
                cells.extend([""] * (width - len(cells)))
                yield number, cells


def open_sheet(path: Path) -> SheetTable:
    """Read the list: in the first sheet that is shown and has a row with two names, below the
    first such row; else below the first row with anything in it. Raises InvalidInput.
    """
    try:
        stat = path.stat()
    except OSError as cause:
        raise InvalidInput(f"{path.name} cannot be read: {cause.strerror or cause}.") from cause
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)  # a preview opens its file several times
def _read(path: Path, _changed: int, _size: int) -> SheetTable:
    with _opened(path) as book:
        single: Any = None
        for sheet in _shown(book):
            rows = _rows_of(sheet)
            above = list(islice(rows, TITLE_ROWS))
            number, names = max(above, key=_is_header, default=(0, []))
            if _is_header((number, names)) == _HEADER:
                return _packed(path, number, names, chain(above, rows))
            if single is None and any(map(str.strip, names)):
                single = sheet
        if single is not None:
            rows = _rows_of(single)
            number, names = next(row for row in rows if any(map(str.strip, row[1])))
            return _packed(path, number, names, rows)
    raise InvalidInput(f"{path.name} has no header row with the names of its columns.")


_HEADER = 2
"""So many names make a header; a title is one cell."""


def _is_header(row: tuple[int, Sequence[str]]) -> int:
    return min(_HEADER, sum(1 for name in row[1] if name.strip()))


def _packed(
    path: Path, header_row: int, header: Sequence[str], rows: Iterable[tuple[int, list[str]]]
) -> SheetTable:
    names = tuple(" ".join(name.split()) for name in header)
    while not names[-1]:
        names = names[:-1]
    wanted = (
        (number, cells)
        for number, cells in rows
        if number > header_row and any(map(str.strip, cells))
    )
    parts = []
    while part := list(islice(wanted, _PACKED_AT_ONCE)):
        parts.append(zlib.compress(marshal.dumps(part), 1))
    return SheetTable(path, names, header_row, tuple(parts))


def _shown(book: Any) -> list[Any]:  # noqa: ANN401 - openpyxl has no types
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return shown or list(book.worksheets)


def _rows_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - as above
    sheet.reset_dimensions()  # some programs write a size that is not true
    for number, row in enumerate(sheet.rows, 1):
        yield number, [_text(cell) for cell in row]


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


def _text(cell: Any) -> str:  # noqa: ANN401 - as above
    """Write a cell as it is meant: whole numbers without `.0`, zeros in front where shown."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, _format(cell))
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
