"""Starts the real program in another process and listens to what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HARMLESS = "This plugin does not support propagateSizeHints()"
"""What Qt's offscreen platform says of itself."""
_PATIENCE_SECONDS = 60


class Program:
    """One run of the till with steps to do; see `tests.flows.child`."""

    def __init__(self, folder: Path, *steps: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.child", "--data", str(folder), "--", *steps],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self.said: list[str] = []

    def until(self, word: str) -> None:
        """Read on until it says this word."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line.strip())
            if self.said[-1] == word:
                return
        raise AssertionError(f"it ended before it said {word}: {self.said} {self._errors()}")

    def cut_the_power(self) -> None:
        """Kill it as hard as the system can."""
        self._process.kill()
        self._process.communicate(timeout=_PATIENCE_SECONDS)

    def ask_to_end(self) -> None:
        """Ask as a computer does that is shutting down."""
        self._process.terminate()

    def end(self) -> int:
        """Wait for its own end; gives the exit code. It must not have complained."""
        assert self._process.stdout is not None
        self.said += [line.strip() for line in self._process.stdout]
        complaints = self._errors()
        code = self._process.wait(_PATIENCE_SECONDS)
        assert complaints == [], complaints
        return code

    def _errors(self) -> list[str]:
        assert self._process.stderr is not None
        return complaints_in(self._process.stderr.read())


def complaints_in(errors: str) -> list[str]:
    """Give the lines of a standard error output that somebody would have to worry about."""
    return [line for line in errors.splitlines() if line.strip() and line.strip() != HARMLESS]


@contextmanager
def running(folder: Path, *steps: str) -> Iterator[Program]:
    """Start the program; whatever happens, it does not outlive the block."""
    program = Program(folder, *steps)
    try:
        yield program
    finally:
        program.cut_the_power()
