"""Answers to what a million rows ask again and again, found without a line of Python run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")


class Remembered(dict[object, _Answer], Generic[_Answer]):
    """Works an answer out the first time a text is asked for; other things every time.

    Its `__getitem__` is made a function of SQLite, which then finds what is known by itself.
    """

    def __init__(self, ask: Callable[[object], _Answer], most: int = 0) -> None:
        """Forget all once there are `most` answers; 0 keeps them."""
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, key: object) -> _Answer:
        """Work it out."""
        answer = self._ask(key)
        if isinstance(key, str):
            if self._most and len(self) >= self._most:
                self.clear()
            self[key] = answer
        return answer
