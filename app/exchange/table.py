"""A file of rows under one header, whatever wrote it: CSV, plain or gzip, or an Excel workbook."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from app.domain.errors import InvalidInput

LONGEST_LINE = 100_000
TITLE_ROWS = 10
"""So many rows of title and blanks may stand above the names of the columns."""
_CHUNK = 1 << 20
_END = "\x00end of file\x00"  # stands alone in its record unless a quotation mark is open
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"  # what every .xlsx begins with
_OLE = b"\xd0\xcf\x11\xe0"  # old workbooks, and new ones behind a password
_OLE_LOOKED_AT = 1 << 26
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_NOT_TEXT = {
    _OLE: "an old Excel workbook",
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"{\\rtf": "a text document",
    b"Rar!": "packed",
    b"7z\xbc\xaf": "packed",
}
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml")
_MANY_NULS = 0.1
"""The part of a file from which on it is no text, or one of two bytes for each letter."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Rows(Protocol):
    """What every reader of a file needs of it."""

    @property
    def header(self) -> tuple[str, ...]:
        """Give the names of the columns."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give rows with their number as a spreadsheet counts, at least as wide as the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a file, and the way to its rows, as often as they are wanted."""

    path: Path
    header: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give rows with their number as a spreadsheet counts (the header is row 1).

        Every row is as wide as the header, a wider one stays wider; empty rows are left out.
        Raises InvalidInput when the file cannot be read on.
        """
        width = len(self.header)
        with _plain_faults(self.path), _opened(self.path, self.encoding) as text:
            for number, cells in _records(text, self.delimiter):
                if number <= self.header_row or not any(map(str.strip, cells)):
                    continue
                if len(cells) < width:
                    cells.extend([""] * (width - len(cells)))
                yield number, cells


def open_table(path: Path) -> Rows:
    """Find out how a file is written. Raises InvalidInput with the sentence for the person."""
    with _plain_faults(path):
        if _begins_with(path, _ZIP):
            from app.exchange.workbook import open_sheet

            return open_sheet(path)
        encoding = _encoding(path)
        with _opened(path, encoding) as text:
            first = text.readline(LONGEST_LINE)
        header_row, delimiter = 1, _delimiter(first)
        if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
            header_row, delimiter = 2, first.strip()[4]  # Excel's own first line
        with _opened(path, encoding) as text:
            header_row, header = _header(_records(text, delimiter), header_row)
    names = tuple(" ".join(name.split()) for name in header)
    if not any(names):
        if not path.stat().st_size:
            raise InvalidInput(f"{path.name} is empty.")
        raise InvalidInput(f"{path.name} has no header row with the names of its columns.")
    return Table(path, names, encoding, delimiter, header_row)


def _header(records: Iterable[tuple[int, list[str]]], begin: int) -> tuple[int, list[str]]:
    """Find the row with the names: the first, or the first below a title and empty rows.

    A title stands alone in a row that has more cells; a list of one column has no more.
    """
    first: tuple[int, list[str]] | None = None
    for number, cells in records:
        if number < begin:
            continue
        filled = sum(1 for cell in cells if cell.strip())
        if filled and (filled > 1 or len(cells) == 1):
            return (number, cells) if first is None or len(cells) > 1 else first
        if filled and first is None:
            first = number, cells
        if number >= begin + TITLE_ROWS:
            break
    return first or (begin, [])


def _begins_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _records(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Number the records, and say in which one a quotation mark swallows all that follows."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(chain(text, [_END]), delimiter=delimiter), 1):
            if cells and _END in cells[-1]:
                if cells == [_END]:
                    return
                raise _unclosed(number)
            yield number, cells
    except csv.Error as cause:  # a cell above the limit of the csv module, 131,072
        raise _unclosed(number + 1) from cause


def _unclosed(number: int) -> InvalidInput:
    return InvalidInput(
        f"Row {number} cannot be read. A quotation mark is opened there and never closed."
    )


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    with _bytes_of(path) as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
        yield text


@contextmanager
def _bytes_of(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
        file.seek(0)
        if is_packed:
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield cast("BinaryIO", unpacked)
        else:
            yield file


def _encoding(path: Path) -> str:
    """Tell the letters from their mark; without one UTF-8 if all of it is, else Windows-1252.

    Statistical detectors misread short files (a lone "Niño"), so none is asked.
    """
    with _bytes_of(path) as raw:
        start = raw.read(4_096)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding
        if kind := _kind(start, raw):
            raise InvalidInput(
                f"{path.name} is {kind}. Save the sheet as CSV and import that file."
            )
    if start.count(0) > len(start) * _MANY_NULS:
        return _of_two_bytes(path, start)
    if _can_decode(path, "utf-8"):
        return "utf-8"
    if _can_decode(path, "cp1252"):
        return "cp1252"
    raise InvalidInput(f"The letters of {path.name} cannot be read. Save it as CSV in UTF-8.")


def _of_two_bytes(path: Path, start: bytes) -> str:
    """Tell UTF-16 without a mark by where its zeros stand. Raises InvalidInput for no text."""
    first, second = start[::2].count(0), start[1::2].count(0)
    encoding = "utf-16-le" if second > first else "utf-16-be"
    if (first and second) or not _can_decode(path, encoding):
        raise InvalidInput(f"{path.name} is no text. Save the sheet as CSV and import that file.")
    return encoding


def _kind(start: bytes, rest: BinaryIO) -> str:
    """Say what a file is that is no list; empty for one that may be."""
    for beginning, kind in _NOT_TEXT.items():
        if start.startswith(beginning):
            is_locked = beginning == _OLE and _LOCKED in start + rest.read(_OLE_LOOKED_AT)
            return "locked with a password" if is_locked else kind
    return "a web page" if start.lstrip().lower().startswith(_WEB_PAGE) else ""


def _can_decode(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with _bytes_of(path) as raw:
            while chunk := raw.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(header: str) -> str:
    bare = "".join(header.split('"')[::2])  # what stands outside quotation marks
    return max(",;\t", key=bare.count)


@contextmanager
def _plain_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, PermissionError) as cause:
        raise InvalidInput(_cannot_open(path, cause)) from cause
    except UnicodeError as cause:
        raise InvalidInput(
            f"The letters of {path.name} cannot be read. Save it in UTF-8."
        ) from cause
    except (EOFError, gzip.BadGzipFile, zlib.error) as cause:
        raise InvalidInput(f"{path.name} is not complete: it breaks off or is damaged.") from cause
    except OSError as cause:
        raise InvalidInput(f"{path.name} cannot be read: {cause.strerror or cause}.") from cause


def _cannot_open(path: Path, cause: OSError) -> str:
    if isinstance(cause, FileNotFoundError):
        return f"There is no file {path}."
    if path.is_dir():
        return f"{path} is a folder, not a file."
    return f"{path} may not be read by you."
