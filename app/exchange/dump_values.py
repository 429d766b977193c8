"""One value of a dump, as a database without decimals and dates keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_INTEGERS = {
    "tinyint",
    "smallint",
    "mediumint",
    "int",
    "integer",
    "bigint",
    "bit",
    "bool",
    "boolean",
    "year",
}
_REALS = {"float", "double", "real"}
_BLOBS = {"blob", "tinyblob", "mediumblob", "longblob", "binary", "varbinary", "geometry"}
_DATES = {"date", "datetime", "timestamp"}
_ESCAPED = re.compile(rb"\\(.)|''", re.DOTALL)
_MEANT = {
    b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a",
    b"%": b"\\%", b"_": b"\\_",
}  # fmt: skip
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_PREFIXED = re.compile(rb"(?:_[A-Za-z0-9]+\s*|[nN])('.*')", re.DOTALL)


class Decoder(Protocol):
    """Knows the character set."""

    def decoded(self, text: bytes) -> str:
        """Give text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how SQLite keeps it; money stays the text it is written as."""

    name: str
    kind: str
    is_date: bool = False


def read_column(name: str, words: Sequence[str]) -> Column:
    """Read what stands behind a column's name."""
    kind = words[0] if words else "text"
    if kind in _INTEGERS:
        return Column(name, "INTEGER")
    if kind in _REALS:
        return Column(name, "REAL")
    if kind in _BLOBS:
        return Column(name, "BLOB")
    return Column(name, "TEXT", is_date=kind in _DATES)


def value_of(raw: bytes, column: Column, text: Decoder) -> object:
    """Read a value as it is written. Dates of zeros are no dates. Raises ValueError."""
    first = raw[:1]
    if first == b"'":
        return _of_text(unescaped(raw[1:-1]), column, text)
    if first in b"Nn" and raw.upper() == b"NULL":
        return None
    if raw[:2] in (b"0x", b"0X"):
        return _of_bytes(_hex(raw[2:]), column, text)
    if first in b"xX" and raw[1:2] == b"'":
        return _of_bytes(_hex(raw[2:-1]), column, text)
    if first in b"bB" and raw[1:2] == b"'":
        return int(raw[2:-1] or b"0", 2)
    if prefixed := _PREFIXED.fullmatch(raw):
        return _of_text(unescaped(prefixed[1][1:-1]), column, text)
    if raw.upper() in (b"TRUE", b"FALSE"):
        return int(raw.upper() == b"TRUE")
    if not _NUMBER.fullmatch(raw):
        raise ValueError(raw)
    return _of_number(raw.decode("ascii"), column)


def unescaped(text: bytes) -> bytes:
    r"""Undo what MySQL wrote with a backslash or twice; `\%` and `\_` keep theirs."""
    if b"\\" not in text and b"''" not in text:
        return text
    return _ESCAPED.sub(_meant, text)


def _meant(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return b"'" if sign is None else _MEANT.get(sign, sign)


def _of_text(value: bytes, column: Column, text: Decoder) -> object:
    if column.kind == "BLOB":
        return value
    said = text.decoded(value).replace("\0", "")
    if column.is_date and said.startswith("0000-00-00"):
        return None
    if column.kind == "TEXT":
        return said
    return _of_number(said, column) if _NUMBER.fullmatch(said.encode()) else said


def _of_number(said: str, column: Column) -> object:
    if column.kind == "INTEGER" and _WHOLE.fullmatch(said):
        return int(said)
    if column.kind == "REAL":
        return float(said)
    return said


def _of_bytes(value: bytes, column: Column, text: Decoder) -> object:
    if column.kind == "BLOB":
        return value
    if column.kind == "INTEGER":
        return int.from_bytes(value)
    return text.decoded(value).replace("\0", "")


def _hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii").zfill(len(digits) + len(digits) % 2))
