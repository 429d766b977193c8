"""The process that reads a file for the window: what it says, and what it is told."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QProcess,
    Signal,
    Slot,
)

from app.domain.import_text import Item, item_of
from app.ui.own_process import own_process

log = logging.getLogger(__name__)

_PATIENCE_MS = 1_000

Row = tuple[tuple[int, ...], Item]
"""The rows of the file that something was made of, and what was made."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is left out; `number` is the spreadsheet's, the header is row 1."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """A file before anything is tried: `columns` says which of `ours` is which of its own.

    `missing` asks for a column that has to be named by hand; nothing is tried before.
    """

    header: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str]
    ours: tuple[str, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a file."""

    added: int
    changed: int
    known: int
    customers: int
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]


class FileFeed(QObject):
    """Starts reading when made; ends with `done` or `failed`, or when it is stopped."""

    looked = Signal(object)
    """Look"""
    tried = Signal(int, int)
    """so many rows of so many (0: not known)"""
    previewed = Signal(object)
    """Preview"""
    fed = Signal(object)
    """list[Row]: the next batch, after `go` and after each `next_batch`"""
    done = Signal()
    failed = Signal(str)
    saved = Signal(str)
    """the name of the file the rows left out are in"""
    not_saved = Signal(str)

    def __init__(
        self, what: str, command: Sequence[str], parent: QObject, *, letter: str = ""
    ) -> None:
        """`letter` says for whom it is read; no other program gets to see it."""
        super().__init__(parent)
        self._what = what
        self._has_ended = False
        self._process = own_process(self, letter)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_finished)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        program, *arguments = command
        self._process.start(program, arguments)

    def go(self) -> None:
        """Have the first batch sent."""
        self._process.write(b"go\n")

    def next_batch(self) -> None:
        self._process.write(b"next\n")

    def save_left_out(self, path: Path, refused: Sequence[Refused]) -> None:
        """Have the rows written as they are, with their reasons; `saved` or `not_saved` follows."""
        rows = [[row.number, row.reason] for row in refused]
        wanted = json.dumps({"path": str(path), "rows": rows})
        self._process.write(f"left-out {wanted}\n".encode())

    @Slot()
    def stop(self) -> None:
        """Read no more; nothing is said after this. Asked first, it takes its copies along."""
        self._has_ended = True
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if sys.platform != "win32" and self._process.processId():
            os.kill(self._process.processId(), signal.SIGINT)
            if self._process.waitForFinished(_PATIENCE_MS):
                return
        self._process.kill()
        self._process.waitForFinished(_PATIENCE_MS)

    @Slot()
    def _read(self) -> None:
        while self._process.canReadLine() and not self._has_ended:
            line = bytes(self._process.readLine().data())
            try:
                said = json.loads(line)
            except ValueError:
                log.warning("not understood: %r", line[:200])
                continue
            self._take(said)

    def _take(self, said: Mapping[str, Any]) -> None:
        if "problem" in said:
            self._fail(str(said["problem"]))
        elif "batch" in said:
            self.fed.emit([(tuple(rows), item_of(self._what, i)) for rows, i in said["batch"]])
        elif "done" in said:
            self.done.emit()
        elif "at" in said:
            self.tried.emit(said["at"], said["of"])
        elif "saved" in said:
            self.saved.emit(said["saved"])
        elif "not_saved" in said:
            self.not_saved.emit(said["not_saved"])
        elif "header" in said:
            self._take_look(said)
        else:
            self.previewed.emit(_preview(said))

    def _take_look(self, said: Mapping[str, Any]) -> None:
        look = Look(
            tuple(said["header"]),
            tuple(map(tuple, said["first"])),
            said["columns"],
            tuple(said["ours"]),
            said["missing"],
        )
        if look.missing:
            self.stop()
        self.looked.emit(look)

    @Slot()
    def _on_finished(self) -> None:
        self._read()
        if not self._has_ended:
            complaint = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            log.warning("reading a file ended early: %s", complaint.strip()[-500:])
            self._fail(self.tr("The file could not be read to its end."))

    def _fail(self, words: str) -> None:
        self.stop()
        self.failed.emit(words)


def _preview(said: Mapping[str, Any]) -> Preview:
    return Preview(
        added=said["added"],
        changed=said["changed"],
        known=said["known"],
        customers=said["customers"],
        refused=tuple(Refused(row, reason) for row, reason in said["refused"]),
        remarks=tuple(said["remarks"]),
    )
