"""How long the window's thread is busy without a break: nothing is painted or heard meanwhile."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_WAITED = Path("/proc/thread-self/schedstat")
"""Linux: nanoseconds this thread ran, nanoseconds it waited for a core, and how often."""


class FrameWatch(QObject):
    """Notes how long one beat of a fast timer comes after the other, in seconds.

    What another program took of the machine is no fault of ours: the time spent waiting for a
    core is left out where the system tells it. Waiting for a lock, a disk or Python's other
    threads is not.
    """

    def __init__(self) -> None:
        """Begin to watch the loop of this thread."""
        super().__init__()
        self.seconds: list[float] = []
        self.longest_work_ms = 0.0
        """CPU of this thread between the two beats with most of it."""
        self._last, self._worked = _own_time(), time.thread_time()
        self._beat = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def stop(self) -> None:
        self._beat.stop()

    @property
    def longest_ms(self) -> float:
        return max(self.seconds) * 1e3

    def longer_than(self, milliseconds: float) -> int:
        return sum(each * 1e3 > milliseconds for each in self.seconds)

    @Slot()
    def _on_beat(self) -> None:
        now, worked = _own_time(), time.thread_time()
        self.seconds.append(now - self._last)
        self.longest_work_ms = max(self.longest_work_ms, (worked - self._worked) * 1e3)
        self._last, self._worked = now, worked


def _own_time() -> float:
    return time.perf_counter() - _waited_for_a_core()


def _waited_for_a_core() -> float:
    if not os.path.exists(_WAITED):  # noqa: PTH110 - asked thousands of times
        return 0.0
    return int(_WAITED.read_bytes().split()[1]) / 1e9
