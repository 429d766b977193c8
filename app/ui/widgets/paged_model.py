"""Rows of the store in its own order, read as they come into sight, in a list of any length.

The top of the list is kept as it was read; what lies far below it are FarRows.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QTimer,
    Signal,
    Slot,
)

from app.domain.errors import StoreUnavailable
from app.ui.widgets.far_rows import FarRows
from app.ui.widgets.items import Index

Item = TypeVar("Item")

_HOPS = 40
_LONGEST_TURN_MS = 12
"""So many are looked for in one turn of the event loop, fewer where each takes long."""


class PagedModel(QAbstractTableModel, Generic[Item]):
    """Give `read` and `key_of`, then `begin`; order and matches are the store's.

    With `can_jump` the list gets all its rows as soon as they are counted, and any of them can
    be gone to at once; without it the rows follow as they are scrolled to.
    """

    failed = Signal(object)
    """StoreUnavailable, while scrolling; told once until the list is read again."""
    counted = Signal(int)
    """How many rows the list has, each time that is found out."""

    page_size = 100
    can_jump = False
    columns = 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._head: list[Item] = []
        self._total: int | None = 0
        self._far: FarRows[Item] = FarRows(self.read, self.page_size)
        self._is_counting = self._is_broken = False
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._look_on)

    # What a list gives

    @abstractmethod
    def read(self, after: Item | None, limit: int, skip: int) -> Sequence[Item]:
        """Give rows after one, None for the first; `skip` is 0 unless the list can jump.

        Raises StoreUnavailable.
        """

    @abstractmethod
    def key_of(self, item: Item) -> Hashable:
        """Give what tells one row from all others."""

    def size(self) -> int | None:
        """Give the number of rows where that is quickly told. Raises StoreUnavailable."""
        return None

    # What it holds

    @property
    def total(self) -> int | None:
        """How many rows there are; None while nobody knows."""
        return self._total

    @property
    def is_complete(self) -> bool:
        """Say whether the last row is there to go to."""
        return self._total is not None

    @property
    def is_looking(self) -> bool:
        """Say whether rows to remember are still looked for; a jump is slower until then."""
        return self._turn.isActive()

    def item(self, row: int) -> Item | None:
        """Give a row, read now where it has to be."""
        if 0 <= row < len(self._head):
            return self._head[row]
        return self._far_item(row) if 0 <= row < (self._total or 0) else None

    def value(self, row: int) -> object:
        """Give what a view says of a row: the row itself, unless a list knows better."""
        return self.item(row)

    def top(self) -> list[Item]:
        """Give the rows of the top that were read."""
        return self._head

    def head_row_of(self, key: Hashable) -> int:
        """Give the row of the top with this key, or -1."""
        return next((row for row, each in enumerate(self._head) if self.key_of(each) == key), -1)

    def row_of(self, key: Hashable, *, near: int = -1) -> int:
        """Give the row with this key where it was read, or stands close to a row; else -1."""
        row = self.head_row_of(key)
        if row >= 0:
            return row
        numbers = dict.fromkeys(self._far.kept)
        if near >= len(self._head):
            at = near // self.page_size
            numbers |= dict.fromkeys(number for number in (at, at - 1, at + 1) if number >= 0)
        for number in numbers:
            for place, each in enumerate(self._page(number)):
                if self.key_of(each) == key:
                    return number * self.page_size + place
        return -1

    # Reading

    def begin(self) -> None:
        """Read the list from its start. Raises StoreUnavailable; then it is empty."""
        self._turn.stop()
        self.beginResetModel()
        self._head, self._total = [], 0
        self._forget()
        self._is_counting = False
        try:
            page = list(self.read(None, self.page_size, 0))
            size = len(page) if len(page) < self.page_size else self.size()
            self._head, self._total = page, size
        finally:
            self.endResetModel()
        self._go_on()

    def load(self, limit: int = 0) -> None:
        """Read on where the end is not known. Raises StoreUnavailable."""
        if self._total is not None:
            return
        limit = limit or self.page_size
        page = self.read(self._head[-1] if self._head else None, limit, 0)
        if page:
            first = len(self._head)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._head += page
            self.endInsertRows()
        if len(page) < limit:
            self._total, self._is_counting = len(self._head), False
            self.counted.emit(self._total)

    def reread(self) -> None:
        """Ask for all below the top again: something moved. Raises StoreUnavailable."""
        if not self.can_jump:
            return
        self._forget()
        size = self.size()
        if size is not None:
            self._set_total(size)
        first, last = len(self._head), self.rowCount() - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columns - 1))
        self._is_counting = size is None
        self._look_on(is_told=False)

    # The top

    def put_in(self, row: int, item: Item) -> None:
        """Add a row to the top."""
        self.beginInsertRows(QModelIndex(), row, row)
        self._head.insert(row, item)
        self._count_one(1)
        self.endInsertRows()

    def put_back(self, item: Item) -> None:
        """Add a row where the store says it belongs now: before the one that follows it there.

        Nothing where it is not in the list, or its place was not read. Raises StoreUnavailable.
        """
        following = self.read(item, 1, 0)
        row = self.head_row_of(self.key_of(following[0])) if following else len(self._head)
        row = len(self._head) if row < 0 else row
        met = self.read(self._head[row - 1] if row else None, 1, 0)
        if met and self.key_of(met[0]) == self.key_of(item):
            self.put_in(row, item)

    def follow(self, key: Hashable, item: Item | None) -> None:
        """Put a row that changed where the store says it belongs now; None is gone.

        Raises StoreUnavailable.
        """
        self.take_out(self.head_row_of(key))
        if item is not None:
            self.put_back(item)
        self.reread()

    def take_out(self, row: int) -> None:
        """Take a row from the top; -1 is none."""
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._head[row]
            self._count_one(-1)
            self.endRemoveRows()

    def renew(self, row: int, item: Item) -> None:
        """Put what a row of the top says now in its place."""
        self._head[row] = item
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columns - 1))

    def move(self, before: int, target: int, item: Item) -> None:
        """Move a row of the top; `target` is a gap counted with the row still where it was."""
        row = before
        if target not in (before, before + 1):
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), target)
            row = target if target < before else target - 1
            self._head.insert(row, self._head.pop(before))
            self.endMoveRows()
        self.renew(row, item)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._head) if self._total is None else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.columns

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._total is None and not self._is_broken

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        try:
            self.load()
        except StoreUnavailable as problem:
            self._break(problem)

    # Far below

    def _far_item(self, row: int) -> Item | None:
        number, place = divmod(row, self.page_size)
        page = self._page(number)
        return page[place] if place < len(page) else None

    def _page(self, number: int) -> list[Item]:
        if self._is_broken:
            return []
        try:
            return self._far.page(number, self._head)
        except StoreUnavailable as problem:
            self._break(problem)
            return []

    def _go_on(self) -> None:
        """Count what was not counted; where all is counted, still look for rows to remember."""
        if self._total is not None:
            self.counted.emit(self._total)
        if self.can_jump and self.rowCount() >= self.page_size:
            self._is_counting = self._total is None
            self._look_on(is_told=False)

    @Slot()
    def _look_on(self, *, is_told: bool = True) -> None:
        """Remember some rows more. Raises StoreUnavailable unless it `is_told`."""
        watch = QElapsedTimer()
        watch.start()
        try:
            for _ in range(_HOPS):
                if not self._far.hop():
                    self._finish()
                    return
                if watch.hasExpired(_LONGEST_TURN_MS):
                    break
        except StoreUnavailable as problem:
            if not is_told:
                raise
            self._break(problem)
            return
        self._turn.start()

    def _finish(self) -> None:
        if self._is_counting:
            self._is_counting = False
            self._set_total(self._far.count())

    def _set_total(self, total: int) -> None:
        rows, total = self.rowCount(), max(total, len(self._head))
        if total > rows:
            self.beginInsertRows(QModelIndex(), rows, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < rows:
            self.beginRemoveRows(QModelIndex(), total, rows - 1)
            self._total = total
            self.endRemoveRows()
        self._total = total
        self.counted.emit(total)

    def _count_one(self, more: int) -> None:
        if self._total is not None:
            self._total += more

    def _forget(self) -> None:
        self._far.forget()
        self._is_broken = False

    def _break(self, problem: StoreUnavailable) -> None:
        """Whoever scrolls asks again and again; one answer is enough until the list is reread."""
        if not self._is_broken:
            self._is_broken = True
            QTimer.singleShot(0, self, lambda: self.failed.emit(problem))
