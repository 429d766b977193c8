"""Rows on their way into a file that other programs read: plain CSV, or an Excel workbook."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from app.domain.errors import ShopError
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.unfinished import unfinished

Cell: TypeAlias = str | int | Money | Quantity | datetime | date | None
"""What may stand in a row. Moments are aware, in the zone they are to be shown in."""

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_CELL_TAKES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767
_FULLEST_SHEET = 1_048_576
_FORMATS = {Money: "#,##0.00", Quantity: "0.###"}


class NotWritten(ShopError):
    """The file could not be written. What was there before is still there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the names of its columns, and its rows, asked for once."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def write_csv(path: Path, sheet: Sheet, on_row: Callable[[int], None] | None = None) -> int:
    """Write a table as UTF-8 with a byte order mark; gives the number of rows.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. Amounts have
    a dot and no groups, moments are ISO-8601 with their zone. The file appears whole or not at
    all. Raises NotWritten, and whatever `on_row` raises to stop it.
    """
    count = 0
    with in_place_of(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.header)
        for count, row in enumerate(sheet.rows, 1):
            writer.writerow([csv_text(cell) for cell in row])
            if on_row:
                on_row(count)
        settle(file)
    return count


def write_workbook(
    path: Path, sheets: Sequence[Sheet], on_row: Callable[[int], None] | None = None
) -> int:
    """Write tables as sheets of one workbook; gives the number of rows of all of them.

    Texts are texts, so that a barcode keeps its zeros and nothing is taken for a formula;
    amounts are exact numbers, moments local. Raises NotWritten, as `write_csv` does.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        count = 0
        for sheet in sheets:
            before = count
            for number in _fill(book, sheet):
                count = before + number
                if on_row:
                    on_row(count)
        with in_place_of(path) as draft, draft.open("wb") as file:
            book.save(file)
            settle(file)
    finally:
        for page in book.worksheets:
            if not page.closed:  # else what was begun is written on at the end of the program
                page.close()
    return count


def _fill(book: Any, sheet: Sheet) -> Iterator[int]:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.styles import Font

    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    page.append([_book_cell(page, name, Font(bold=True)) for name in sheet.header])
    for number, row in enumerate(sheet.rows, 1):
        if number >= _FULLEST_SHEET:
            raise NotWritten(
                f"A sheet of a workbook ends at {_FULLEST_SHEET:,} rows.",
                advice="Export a shorter period, or as CSV.",
            )
        page.append([_book_cell(page, cell) for cell in row])
        yield number


def csv_text(cell: Cell) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds" if cell.microsecond else "seconds")
    if isinstance(cell, str):
        text = _NO_CELL_TAKES.sub("", cell)
        return f"'{text}" if text.lstrip("'").startswith(_BEGINS_FORMULA) else text
    return str(cell)


def _book_cell(page: Any, cell: Cell, font: Any = None) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(page)
    if isinstance(cell, str):
        text = _NO_CELL_TAKES.sub("", cell)[:_LONGEST_CELL]
        # Ours is the reader that takes an apostrophe away before what would be a formula.
        made.value = f"'{text}" if text[:1] == "'" and csv_text(text) != text else text
        made.data_type = "s"  # never a formula, whatever it begins with
        made.number_format = "@"
    elif isinstance(cell, Money):
        made.value = Decimal(cell.minor).scaleb(-2)
    elif isinstance(cell, Quantity):
        made.value = Decimal(cell.thousandths).scaleb(-3)
    elif isinstance(cell, datetime):
        made.value = cell.replace(tzinfo=None, microsecond=0)
    else:
        made.value = cell
    if type(cell) in _FORMATS:
        made.number_format = _FORMATS[type(cell)]
    if font is not None:
        made.font = font
    return made


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """Give a name to write under; at the end it takes the place of the file, or goes away."""
    draft = unfinished(path)
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise NotWritten(
            f"{path.name} could not be written: {error.strerror or error}.",
            advice="Choose another folder, or make room, and export again.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def settle(file: Any) -> None:  # noqa: ANN401 - text or bytes
    """See to it that what was written lies on the disk."""
    file.flush()
    os.fsync(file.fileno())
