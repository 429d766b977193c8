"""What the counter needs next is made while nobody waits, a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_PAUSE_MS = 40
"""Between two pieces of work: a key or a scan comes first."""


class WarmUp(QObject):
    """Does one piece of work after the other; each is to be shorter than a frame."""

    done = Signal()

    def __init__(self, work: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._work = iter(work)
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest to whoever asks for it."""
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        piece = next(self._work, None)
        if piece is None:
            self._timer.stop()
            self.done.emit()
        else:
            piece()
