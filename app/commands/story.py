"""What the log tells of a shop's great moments is told on the terminal as well."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_STORY = logging.getLogger("app.story")


class _Teller(logging.Handler):
    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        print(record.getMessage(), file=self._stream, flush=True)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def heard() -> Iterator[list[str]]:
    """Give what is told as long as this lasts, for whoever tells it again."""
    listener = _Listener()
    _STORY.addHandler(listener)
    try:
        yield listener.heard
    finally:
        _STORY.removeHandler(listener)


@contextmanager
def told_on(stream: TextIO) -> Iterator[None]:
    """Tell it there as long as this lasts."""
    teller, level = _Teller(stream), _STORY.level
    _STORY.addHandler(teller)
    _STORY.setLevel(logging.INFO)
    try:
        yield
    finally:
        _STORY.removeHandler(teller)
        _STORY.setLevel(level)
