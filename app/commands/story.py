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
