"""Lists that are read as they are scrolled: the way to the very end of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView

from app.domain.errors import StoreUnavailable


class WayToTheEnd(QObject):
    """Reads one part of a list in each turn of the event loop, then goes to its last row."""

    def __init__(
        self,
        view: QAbstractItemView,
        read: Callable[[], bool],
        arrive: Callable[[], None],
        fail: Callable[[StoreUnavailable], None],
    ) -> None:
        """`read` loads a part and says whether the end is reached."""
        super().__init__(view)
        self._read, self._arrive, self._fail = read, arrive, fail
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._step)

    def start(self) -> None:
        self._turn.start()

    def stop(self) -> None:
        """Forget about it: another key was pressed."""
        self._turn.stop()

    @Slot()
    def _step(self) -> None:
        try:
            at_end = self._read()
        except StoreUnavailable as problem:
            self._turn.stop()
            self._fail(problem)
            return
        if at_end:
            self._turn.stop()
            self._arrive()
