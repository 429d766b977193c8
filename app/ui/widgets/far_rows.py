"""Rows far below what was scrolled to, read by the page and kept only round what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Read = Callable[["Item | None", int, int], Sequence[Item]]
"""Gives rows after one, None for the first: how many, and after how many more."""

STEP = 1_024
"""Every so many rows one is remembered, and from it any other is near."""

_PAGES_KEPT = 24


class FarRows(Generic[Item]):
    """Whatever reads may raise StoreUnavailable."""

    def __init__(self, read: Read[Item], page_size: int) -> None:
        self._read, self._page_size = read, page_size
        self._marks: list[Item] = []
        self._pages: dict[int, list[Item]] = {}

    def forget(self) -> None:
        """Have everything read anew: something moved."""
        self._marks.clear()
        self._pages.clear()

    @property
    def kept(self) -> Iterable[int]:
        """The numbers of the pages that were read and are kept."""
        return tuple(self._pages)

    def page(self, number: int, head: Sequence[Item]) -> list[Item]:
        """Give a page by its number; `head` are the rows at the top that are known."""
        page = self._pages.get(number)
        if page is None:
            after, skip = self._before(number, head)
            page = list(self._read(after, self._page_size, skip))
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page

    def hop(self) -> bool:
        """Remember one row more; False at the end of the list."""
        found = self._read(self._marks[-1] if self._marks else None, 1, STEP - 1)
        self._marks += found
        return bool(found)

    def count(self) -> int:
        """Give how many rows there are, once `hop` has come to the end."""
        last = self._marks[-1] if self._marks else None
        return len(self._marks) * STEP + len(self._read(last, STEP, 0))

    def _before(self, number: int, head: Sequence[Item]) -> tuple[Item | None, int]:
        """Give a row above a page, and how many lie between."""
        start = number * self._page_size
        above = self._pages.get(number - 1, [])
        if len(above) == self._page_size:
            return above[-1], 0
        if 0 < start <= len(head):
            return head[start - 1], 0
        while len(self._marks) < start // STEP and self.hop():
            pass
        steps = min(len(self._marks), start // STEP)
        return self._marks[steps - 1] if steps else None, start - steps * STEP
