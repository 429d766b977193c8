"""The program, started again for one long errand: tells each stage, and what came of it."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from app.ui.own_process import own_process

log = logging.getLogger(__name__)

_PATIENCE_MS = 1_000


class LongErrand(QObject):
    """One run. The program it starts leaves nothing half done, whenever it is ended."""

    told = Signal(str, int, int)
    """the stage, how much of it is done, of how much (0: not known)"""
    done = Signal(object)
    """dict: what it said last, or `problem` and `advice`; once, unless it was stopped"""

    def __init__(self, command: Sequence[str], parent: QObject, *, letter: str = "") -> None:
        """`letter` says for whom it is done; no other program gets to see it."""
        super().__init__(parent)
        self._has_ended = False
        self._said: dict[str, Any] = {}
        self._command = tuple(command)
        self._process = own_process(self, letter)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_finished)

    def begin(self) -> None:
        program, *arguments = self._command
        self._process.start(program, arguments)

    @Slot()
    def stop(self) -> None:
        """End it; nothing is said after this. Asked first, it takes its drafts along."""
        self._has_ended = True
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        if sys.platform == "win32":
            self._process.closeWriteChannel()
        elif self._process.processId():
            os.kill(self._process.processId(), signal.SIGINT)
        if self._process.waitForFinished(_PATIENCE_MS):
            return
        self._process.kill()
        self._process.waitForFinished(_PATIENCE_MS)

    @Slot()
    def _read(self) -> None:
        while self._process.canReadLine():
            self._take(bytes(self._process.readLine().data()))

    def _take(self, line: bytes) -> None:
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError:
            log.warning("not understood: %r", line[:200])
            return
        if "stage" not in said:
            self._said = said
        elif not self._has_ended:
            self.told.emit(said["stage"], said["done"], said["of"])

    @Slot()
    def _on_finished(self) -> None:
        if self._has_ended:
            return
        self._read()
        if rest := bytes(self._process.readAllStandardOutput().data()):
            self._take(rest)
        self._has_ended = True
        if not self._said:
            complaint = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            log.warning("it ended without an answer: %s", complaint.strip()[-500:])
            problem = self.tr("Suki could not finish this. Nothing was changed.")
            self._said = {"problem": problem, "advice": ""}
        self.done.emit(self._said)
