"""Long work on a terminal: how far it is, and how it is stopped in order."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType, TracebackType
from typing import TextIO

EVERY_ROWS = 10_000
_A_FEW = 1_024


class Progress:
    """Says how far a file is read: one line that renews itself, or a line now and then in a log."""

    def __init__(self, stream: TextIO, last_row: int) -> None:
        """`last_row` is the last row of the file, 0 where it is not known."""
        self._stream = stream
        self._of = f" of {last_row:,}" if last_row else ""
        self._is_terminal = stream.isatty()
        self._width = 0
        self._said = 0

    def at(self, row: int, so_far: str) -> None:
        """Tell that this row is done, and what came of all rows so far."""
        text = f"Row {row:,}{self._of}: {so_far}"
        if self._is_terminal:
            self._stream.write(f"\r{text.ljust(self._width)}")
            self._stream.flush()
            self._width = len(text)
        elif row >= self._said + EVERY_ROWS:
            self._said = row - row % EVERY_ROWS
            print(text, file=self._stream, flush=True)

    def clear(self) -> None:
        """Free the line, so that something else can be said."""
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._width = 0


class Interruption:
    """Turns Ctrl+C into a wish that is looked at between two transactions; a second one is not."""

    def __init__(self, ended_by: TextIO | None = None) -> None:
        """The end of `ended_by` is the same wish: a program cannot press Ctrl+C on Windows."""
        self.is_wanted = False
        self._before: object = None
        if ended_by is not None:
            threading.Thread(target=self._listen, args=(ended_by,), daemon=True).start()

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if callable(self._before) or isinstance(self._before, int):
            signal.signal(signal.SIGINT, self._before)

    def _listen(self, stream: TextIO) -> None:
        """Read past the stream's own buffer, whose lock would be missed at the program's end."""
        try:
            number = stream.fileno()
        except (OSError, ValueError):  # nobody is at its other end
            return
        while os.read(number, _A_FEW):
            pass
        self.is_wanted = True

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        if self.is_wanted:
            raise KeyboardInterrupt
        self.is_wanted = True
