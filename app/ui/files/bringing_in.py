"""Takes what a file feeds into the shop, batch by batch, and keeps count of what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import InvalidInput, NameTaken, SaleRefused, ShopError
from app.domain.imported import ImportCounts
from app.domain.pace import Pace
from app.ui.files.feed import FileFeed, Preview, Refused, Row
from app.ui.shop import Shop

_FIRST_BATCH, _LARGEST_BATCH = 5, 100
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
        self._waiting: list[list[Row]] = []
        self._sent: list[Row] = []
        self._is_over = False
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
        self._waiting = []
        if not self._sent:
            self.finished.emit()

    @Slot(object)
    def _on_fed(self, rows: list[Row]) -> None:
        if not self._is_over:
            self._waiting = [rows]
            self._send()

    @Slot()
    def _on_done(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit()

    def _send(self) -> None:
        self._sent = []
        if not self._waiting:
            if self._is_over:
                self.finished.emit()
            else:
                self._feed.next_batch()
            return
        rows = self._waiting.pop(0)
        self._sent, rest = rows[: self._pace.size], rows[self._pace.size :]
        if rest:
            self._waiting.insert(0, rest)
        self._shop.intake.bring_in(self._what, [item for _, item in self._sent], self._by)

    @Slot(object, float)
    def _on_brought_in(self, counts: ImportCounts, seconds: float) -> None:
        if not self._sent:
            return
        self._pace.took(seconds, len(self._sent))
        self.added += counts.added
        self.known += counts.known
        self.changed += len(self._sent) - counts.added - counts.known
        self.customers += counts.new_customers
        self._go_on()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self._sent:
            return
        if not isinstance(problem, _REFUSALS):
            self._waiting, self._sent = [], []
            self._is_over = True
            self.failed.emit(problem)
        elif len(self._sent) > 1 and not self._is_over:
            self._waiting = [[row] for row in self._sent] + self._waiting
            self._send()
        else:
            self._leave_out(self._sent[0][0], problem.message)
            self._go_on()

    def _leave_out(self, rows: tuple[int, ...], reason: str) -> None:
        *others, last = rows
        self.refused.append(Refused(last, reason))
        words = self.tr("Its sale is left out with row {number}.").format(number=last)
        self.refused.extend(Refused(row, words) for row in others)

    def _go_on(self) -> None:
        self.progressed.emit(self.added + self.changed + self.known)
        self._send()
