"""This program, started again for one thing: it says what came of it in one line of JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from app.ui.own_process import own_process

log = logging.getLogger(__name__)


class Errand(QObject):
    """Answers once with `done` after it was begun, unless it is stopped."""

    done = Signal(object)
    """dict: what it said; `problem` is empty when all went well"""

    def __init__(self, command: Sequence[str], parent: QObject, *, letter: str = "") -> None:
        """`letter` says for whom it is done; no other program gets to see it."""
        super().__init__(parent)
        self._has_ended = False
        self._command = tuple(command)
        self._process = own_process(self, letter)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_finished)

    def begin(self) -> None:
        """Start it; a program that cannot be started may answer before this returns."""
        program, *arguments = self._command
        self._process.start(program, arguments)

    @Slot()
    def stop(self) -> None:
        """End it; nothing is said after this."""
        self._has_ended = True
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2_000)

    @Slot()
    def _on_finished(self) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        self.done.emit(self._said())

    def _said(self) -> dict[str, Any]:
        try:
            said: dict[str, Any] = json.loads(bytes(self._process.readAllStandardOutput().data()))
        except ValueError:
            complaint = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            log.warning("an errand ended without an answer: %s", complaint.strip()[-500:])
            return {"problem": self.tr("Suki could not finish this. Try again.")}
        return said


def send_off(command: Sequence[str]) -> bool:
    """Start something that goes on when the till is closed; says whether it began."""
    process = QProcess()
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    return bool(process.startDetached())
