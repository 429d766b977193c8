"""Takes what a file feeds into the shop, batch by batch, and keeps count of what came of it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import InvalidInput, NameTaken, SaleRefused, ShopError
from app.domain.imported import ImportCounts
from app.domain.pace import Pace
from app.ui.files.feed import FileFeed, Preview, Refused, Row
from app.ui.shop import Shop

_FIRST_BATCH, _LARGEST_BATCH = 5, 200
_AHEAD = 200
"""While fewer items than that wait, the next are asked for: the shop never waits for the file."""
_REFUSALS = (InvalidInput, NameTaken, SaleRefused)


class BringingIn(QObject):
    """At most one batch is with the shop, so that a sale never waits for more than one, and
    batches are as large as takes no sale's time.

    A batch of which one item is refused is sent again item by item.
    """

    progressed = Signal(int)
    """How many items are through"""
    finished = Signal()
    failed = Signal(object)
    """ShopError: what is in stays in"""

    def __init__(
        self, shop: Shop, what: str, feed: FileFeed, preview: Preview, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shop, self._what, self._feed = shop, what, feed
        self._by = shop.by
        self._pace = Pace(_FIRST_BATCH, _LARGEST_BATCH)
        self._waiting: deque[Row] = deque()
        self._alone = 0
        """So many of them go one by one: one of them was refused"""
        self._sent: list[Row] = []
        self._is_asked = True
        self._has_all = self._is_over = False
        self.added = self.changed = self.known = self.customers = 0
        self.refused: list[Refused] = list(preview.refused)
        feed.fed.connect(self._on_fed)
        feed.done.connect(self._on_done)
        shop.intake.brought_in.connect(self._on_brought_in)
        shop.intake.refused.connect(self._on_refused)
        feed.go()

    def stop(self) -> None:
        """Send nothing more; `finished` follows when the batch on its way is answered."""
        if self._is_over:
            return
        self._is_over = True
        self._waiting.clear()
        if not self._sent:
            self.finished.emit()

    @Slot(object)
    def _on_fed(self, rows: list[Row]) -> None:
        self._is_asked = False
        if not self._is_over:
            self._waiting.extend(rows)
            self._go_on()

    @Slot()
    def _on_done(self) -> None:
        self._has_all = True
        if not self._is_over:
            self._go_on()

    def _go_on(self) -> None:
        """Send the next batch unless one is on its way, and have the one after it read."""
        if not self._sent:
            self._send()
        if not (self._is_asked or self._has_all or self._is_over) and len(self._waiting) < _AHEAD:
            self._is_asked = True
            self._feed.next_batch()

    def _send(self) -> None:
        size = 1 if self._alone else self._pace.size
        self._alone = max(0, self._alone - 1)
        self._sent = [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]
        if self._sent:
            self._shop.intake.bring_in(self._what, [item for _, item in self._sent], self._by)
        elif self._has_all or self._is_over:
            self._is_over = True
            self.finished.emit()

    @Slot(object, float, float)
    def _on_brought_in(self, counts: ImportCounts, seconds: float, worked: float) -> None:
        if not self._sent:
            return
        done = len(self._sent)
        self._pace.took(seconds, done, worked)
        self.added += counts.added
        self.known += counts.known
        self.changed += done - counts.added - counts.known
        self.customers += counts.new_customers
        self._is_through()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self._sent:
            return
        if not isinstance(problem, _REFUSALS):
            self._waiting.clear()
            self._sent = []
            self._is_over = True
            self.failed.emit(problem)
        elif self._is_over:
            self._is_through()  # nothing of that batch is in
        elif len(self._sent) > 1:
            self._waiting.extendleft(reversed(self._sent))
            self._alone = len(self._sent)
            self._sent = []
            self._go_on()
        else:
            self._leave_out(self._sent[0][0], problem.message)
            self._is_through()

    def _is_through(self) -> None:
        self._sent = []
        self.progressed.emit(self.added + self.changed + self.known)
        self._go_on()

    def _leave_out(self, rows: tuple[int, ...], reason: str) -> None:
        *others, last = rows
        self.refused.append(Refused(last, reason))
        words = self.tr("Its sale is left out with row {number}.").format(number=last)
        self.refused.extend(Refused(row, words) for row in others)
