"""How long the window's thread is busy without a break: nothing is painted or heard meanwhile."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

_WAITED = Path("/proc/thread-self/schedstat")
"""Linux: nanoseconds this thread ran, nanoseconds it waited for a core, and how often."""


class FrameWatch(QObject):
    """Notes every stretch between two rests of the event loop, in seconds.

    What another program took of the machine is no fault of ours: the time spent waiting for a
    core is left out where the system tells it. Waiting for a lock, a disk or Python's other
    threads is not.
    """

    def __init__(self) -> None:
        """Begin to watch the loop of this thread."""
        super().__init__()
        self.seconds: list[float] = []
        self._begun: float | None = None
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_rest)
        self._dispatcher = dispatcher

    def stop(self) -> None:
        self._dispatcher.awake.disconnect(self._on_awake)
        self._dispatcher.aboutToBlock.disconnect(self._on_rest)

    @property
    def longest_ms(self) -> float:
        return max(self.seconds) * 1e3

    def longer_than(self, milliseconds: float) -> int:
        return sum(each * 1e3 > milliseconds for each in self.seconds)

    @Slot()
    def _on_awake(self) -> None:
        if self._begun is None:
            self._begun = _own_time()

    @Slot()
    def _on_rest(self) -> None:
        if self._begun is not None:
            self.seconds.append(_own_time() - self._begun)
            self._begun = None


def _own_time() -> float:
    return time.perf_counter() - _waited_for_a_core()


def _waited_for_a_core() -> float:
    if not os.path.exists(_WAITED):  # noqa: PTH110 - asked thousands of times
        return 0.0
    return int(_WAITED.read_bytes().split()[1]) / 1e9
