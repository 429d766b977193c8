"""The text of a dump as statements, tokens and rows; read piece by piece."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.errors import InvalidInput

CUT_OFF = "The end of this dump is missing, so it is not all there; dump it again"

_PIECE = 1 << 16
_LONGEST = 1 << 27
"""No value of a shop has 128 MB; so much without an end is an unclosed quote."""

_STRING = rb"'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'"
_TOKEN = re.compile(
    _STRING
    + rb"|\"[^\"\\]*(?:(?:\\.|\"\")[^\"\\]*)*\"|`[^`]*(?:``[^`]*)*`|[A-Za-z_0-9$@\x80-\xff]+|.",
    re.DOTALL,
)
_VALUE = re.compile(
    rb"\s*((?:_[A-Za-z0-9]+\s*|[xXbBnN](?='))?" + _STRING + rb"|[^\s,'()]+)\s*([,)])",
    re.DOTALL,
)
_BLANKS = re.compile(rb"\s+")
_RUN_BY_MYSQL = re.compile(rb"/\*M?!([0-9]{5,6})?")
_PROMISES = (
    (re.compile(rb"^-- (mysql|mariadb) dump", re.MULTILINE), b"-- dump completed"),
    (re.compile(rb"@old_character_set_client *= *@@"), b"=@old_character_set_client"),
)
"""What stands at the beginning of a dump, and what then stands at its end."""
_END = 1 << 12
_NEVER_RUN = 999_999
"""MariaDB marks its sandbox line with this version."""
_CHARSETS = {
    "utf8": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "binary": "utf-8", "ascii": "utf-8",
    "latin1": "cp1252", "default": "utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted text or one sign; `ends` is true for what ends a statement."""

    text: bytes
    ends: bool = False

    @property
    def word(self) -> str:
        """Give it in small letters, to compare keywords with."""
        return self.text.lower().decode("ascii", "replace")


class DumpText:
    """A window over the file that moves on; what lies behind it is forgotten."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        """`tell` hears how many bytes were read so far."""
        self._file = file
        self._tell = tell
        self._read = 0
        self._buffer = b""
        self._place = 0
        self._lines_before = 0
        self._is_at_end = False
        self._delimiter = b";"
        self._inside = 0
        self._charset = "utf-8"
        self._first = self._last = b""
        self._recode: codecs.IncrementalDecoder | None = None
        self._begin()

    # Statements

    def next(self) -> Token | None:
        """Give the first token of the next statement or the next of this one; None at the end."""
        self._skip_blanks()
        if self._place >= len(self._buffer):
            return None
        if self._is_here(self._delimiter):
            self._place += len(self._delimiter)
            return Token(self._delimiter, ends=True)
        return Token(self._match_token())

    def needed(self) -> Token:
        """Give the next token of a statement that is not over. Raises InvalidInput."""
        token = self.next()
        if token is None or token.ends:
            raise self.problem("A statement ends in the middle")
        return token

    def peek(self) -> bytes:
        """Give the next sign without taking it."""
        self._skip_blanks()
        return self._buffer[self._place : self._place + 1]

    def skip_statement(self) -> None:
        """Pass over the rest of a statement."""
        token = self.next()
        while token is not None and not token.ends:
            token = self.next()

    def set_delimiter(self) -> None:
        """Heed the client's own command, which says what ends a statement."""
        rest = self._rest_of_line().strip()
        if not rest:
            raise self.problem("DELIMITER names no delimiter")
        self._delimiter = rest

    def rows(self) -> Iterator[list[bytes]]:
        """Give the values of each row as they are written, to the end of the statement."""
        while True:
            if self.needed().text != b"(":
                raise self.problem("A row does not begin with a bracket")
            yield self._row()
            token = self.next()
            if token is None:
                raise self.problem("The file ends in the middle of its rows")
            if token.ends:
                return
            if token.text != b",":
                self.skip_statement()  # what is to happen with a row that is there already
                return

    # Texts

    def set_charset(self, name: str) -> None:
        """Read texts in this character set from here on. Raises InvalidInput."""
        known = _CHARSETS.get(name.lower())
        if known is None:
            raise self.problem(f"The character set {name} cannot be read; dump it as utf8mb4")
        self._charset = known

    def decoded(self, text: bytes) -> str:
        """Give text. Bytes that are not of the character set are read as those of Windows."""
        try:
            return text.decode(self._charset)
        except UnicodeDecodeError:
            return text.decode("cp1252", "replace")

    def is_cut_off(self) -> bool:
        """Say whether what the beginning promises of the end is not there; to ask at the end."""
        last = self._last[-_END:].lower()
        first = self._first.lower()
        return any(begins.search(first) and end not in last for begins, end in _PROMISES)

    def problem(self, what: str) -> InvalidInput:
        """Say in which line something cannot be read."""
        if self._is_at_end and self.is_cut_off():
            what = CUT_OFF
        line = self._lines_before + self._buffer.count(b"\n", 0, self._place) + 1
        return InvalidInput(f"Line {line:,} of the dump cannot be read. {what}.")

    # Inside

    def _begin(self) -> None:
        head = self._file.read(_PIECE)
        self._read = len(head)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._recode = codecs.getincrementaldecoder("utf-16")()
        elif head.startswith(codecs.BOM_UTF8):
            head = head[len(codecs.BOM_UTF8) :]
        self._buffer = self._as_bytes(head)
        self._first = self._last = self._buffer
        self._is_at_end = not head

    def _as_bytes(self, piece: bytes) -> bytes:
        return piece if self._recode is None else self._recode.decode(piece).encode()

    def _more(self) -> bool:
        """Read on, and forget what is done; a long value is met with ever longer pieces."""
        if self._is_at_end:
            return False
        if self._place:
            self._lines_before += self._buffer.count(b"\n", 0, self._place)
            self._buffer = self._buffer[self._place :]
            self._place = 0
        if len(self._buffer) > _LONGEST:
            raise self.problem("A text has no end")
        piece = self._file.read(max(_PIECE, len(self._buffer)))
        self._read += len(piece)
        self._tell(self._read)
        self._is_at_end = not piece
        piece = self._as_bytes(piece)
        self._last = (self._last + piece if len(piece) < _END else piece)[-_END:]
        self._buffer += piece
        return not self._is_at_end

    def _is_here(self, sign: bytes) -> bool:
        while len(self._buffer) - self._place < len(sign) and self._more():
            pass
        return self._buffer.startswith(sign, self._place)

    def _match_token(self) -> bytes:
        while True:
            found = _TOKEN.match(self._buffer, self._place)
            if found is None:
                raise self.problem("There is something that is no SQL")
            text = found[0]
            is_cut = found.end() == len(self._buffer) or (len(text) == 1 and text in b"'\"`")
            if not is_cut or not self._more():
                break
        if len(text) == 1 and text in b"'\"`":
            raise self.problem("A text has no end")
        self._place = found.end()
        return text

    def _row(self) -> list[bytes]:
        values = []
        match = _VALUE.match
        while True:
            found = match(self._buffer, self._place)
            while found is None:
                if not self._more():
                    raise self.problem("A value cannot be read")
                found = match(self._buffer, self._place)
            values.append(found[1])
            self._place = found.end()
            if found[2] == b")":
                return values

    def _skip_blanks(self) -> None:
        while True:
            found = _BLANKS.match(self._buffer, self._place)
            if found:
                self._place = found.end()
            if self._place >= len(self._buffer):
                if self._more():
                    continue
                return
            if not self._skip_comment():
                return

    def _skip_comment(self) -> bool:
        """Pass over one comment; what only MySQL runs is read as if it stood there plainly."""
        if self._is_here(b"#") or (
            self._is_here(b"--") and not self._buffer[self._place + 2 : self._place + 3].strip()
        ):
            self._rest_of_line()
            return True
        if self._inside and self._is_here(b"*/"):
            self._inside -= 1
            self._place += 2
            return True
        if not self._is_here(b"/*"):
            return False
        self._is_here(b"/*M!999999")  # have it whole
        run = _RUN_BY_MYSQL.match(self._buffer, self._place)
        if run and int(run[1] or 0) < _NEVER_RUN:
            self._inside += 1
            self._place = run.end()
            return True
        self._place += 2
        while (end := self._buffer.find(b"*/", self._place)) < 0:
            if not self._more():
                raise self.problem("A comment has no end")
        self._place = end + 2
        return True

    def _rest_of_line(self) -> bytes:
        while (end := self._buffer.find(b"\n", self._place)) < 0:
            if not self._more():
                end = len(self._buffer)
                break
        rest = self._buffer[self._place : end]
        self._place = end
        return rest


def unquoted(text: bytes) -> bytes:
    """Take the marks off a name."""
    if text[:1] in (b"`", b'"', b"'"):
        return text[1:-1].replace(text[:1] * 2, text[:1])
    return text
