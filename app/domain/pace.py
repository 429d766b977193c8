"""How much of a long work is done at a time, so that a sale that comes meanwhile hardly waits."""

from __future__ import annotations

LONGEST = 0.020
"""Seconds a part may take; a waiting sale goes before the next part."""
_AIM = 0.5
"""The part of that which is aimed at: a flush of the disk now and then takes twice as long."""
_LEAST = 0.004
"""Seconds of own work that a part may have however long it then waits for the disk: the sale
waits for that disk as well, and smaller parts would only be more of them."""
_MEMORY = 0.8


class Pace:
    """Learns from how long each part took; slows down at once and speeds up step by step."""

    def __init__(self, size: int, most: int) -> None:
        """Begin with parts of `size`, and never take more than `most` at a time."""
        self.size = size
        self._most = most
        self._each = 0.0

    def took(self, seconds: float, done: int, worked: float | None = None) -> None:
        """Learn from a part of so many; seconds of the clock on the wall, as a sale waits them.

        `worked` are those of them in which the processor was at work; without it all of them.
        """
        if done < 1 or seconds <= 0:
            return
        work = seconds if worked is None else min(max(worked, 0.0), seconds)
        # Some systems count such seconds in steps longer than a part takes, so some count as none.
        self._each = max(work / done, self._each * _MEMORY)
        room = LONGEST * _AIM - (seconds - work)
        fitting = int(max(room, _LEAST) / self._each) if self._each else self._most
        self.size = max(1, min(fitting, self.size + self.size // 4 + 1, self._most))
