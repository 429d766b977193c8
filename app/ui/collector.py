"""Collects Python's garbage in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1_000


class WindowThreadCollector(QObject):
    """Stands in for Python's own collector, which runs in whichever thread happens to allocate.

    In the storage thread it would take a closed dialog's actions and widgets apart while Qt uses
    them here: a crash in the middle of a sale (seen). Reference counting goes on everywhere.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def keep_what_is_there(self) -> None:
        """Count what was made so far as here to stay: no later collection looks at it again.

        Most of it is code. Looking through it all takes longer than a frame may.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python's own collector."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, if any."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if counts[age] > thresholds[age]]
        if due:
            gc.collect(max(due))
