"""How much of a long work is done at a time, so that a sale that comes meanwhile hardly waits."""

from __future__ import annotations

LONGEST = 0.020
"""Seconds a part may take; a waiting sale goes before the next part."""
_AIM = 0.5
"""The part of that which is aimed at: a flush of the disk now and then takes twice as long."""


class Pace:
    """Learns from how long each part took; slows down at once and speeds up step by step."""

    def __init__(self, size: int, most: int) -> None:
        """Begin with parts of `size`, and never take more than `most` at a time."""
        self.size = size
        self._most = most

    def took(self, seconds: float, done: int) -> None:
        """Learn from a part of so many; seconds of the clock on the wall, as a sale waits them."""
        if done < 1 or seconds <= 0:
            return
        fitting = int(done * LONGEST * _AIM / seconds)
        self.size = max(1, min(fitting, self.size + self.size // 4 + 1, self._most))
