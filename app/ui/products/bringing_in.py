"""Takes what a file feeds into the shop, batch by batch, and keeps count of what came of it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import InvalidInput, ShopError
from app.domain.pace import Pace
from app.domain.ports import ImportCounts
from app.ui.products.feed import Preview, ProductFeed, Refused, Row
from app.ui.shop import Shop

_FIRST_BATCH, _LARGEST_BATCH = 5, 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BringingIn(QObject):
    """At most one batch is with the shop, so that a sale never waits for more than one, and
    batches are as large as takes no sale's time.

    A batch of which one product is refused is sent again product by product.
    """

    progressed = Signal(int)
    """How many products are through"""
    finished = Signal()
    failed = Signal(object)
    """ShopError: what is in stays in"""

    def __init__(self, shop: Shop, feed: ProductFeed, preview: Preview, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._feed = feed
        self._pace = Pace(_FIRST_BATCH, _LARGEST_BATCH)
        self._waiting: list[list[Row]] = []
        self._sent: list[Row] = []
        self._is_stopping = False
        self.added = self.changed = self.known = 0
        self.refused: list[Refused] = list(preview.refused)
        feed.fed.connect(self._on_fed)
        feed.done.connect(self.finished)
        shop.shelf.brought_in_within.connect(self._on_brought_in_within)
        shop.shelf.brought_in.connect(self._on_brought_in)
        shop.shelf.not_brought_in.connect(self._on_refused)
        feed.go()

    def stop(self) -> None:
        """Send nothing more; `finished` follows when the batch on its way is answered."""
        self._is_stopping = True
        self._waiting = []
        self._feed.stop()
        if not self._sent:
            self.finished.emit()

    @Slot(object)
    def _on_fed(self, rows: list[Row]) -> None:
        self._waiting = [rows]
        self._send()

    def _send(self) -> None:
        if not self._waiting:
            self._sent = []
            if self._is_stopping:
                self.finished.emit()
            else:
                self._feed.next_batch()
            return
        rows = self._waiting.pop(0)
        self._sent, rest = rows[: self._pace.size], rows[self._pace.size :]
        if rest:
            self._waiting.insert(0, rest)
        self._shop.shelf.bring_in([product for _, product in self._sent])

    @Slot(float)
    def _on_brought_in_within(self, seconds: float) -> None:
        self._pace.took(seconds, len(self._sent))

    @Slot(object)
    def _on_brought_in(self, counts: ImportCounts) -> None:
        if not self._sent:
            return
        self.added += counts.added
        self.known += counts.known
        self.changed += len(self._sent) - counts.added - counts.known
        self._go_on()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self._sent:
            return
        if not isinstance(problem, InvalidInput):
            self._waiting, self._sent = [], []
            self._feed.stop()
            self.failed.emit(problem)
        elif len(self._sent) > 1 and not self._is_stopping:
            self._waiting = [[row] for row in self._sent] + self._waiting
            self._send()
        else:
            self.refused.append(Refused(self._sent[0][0], problem.message))
            self._go_on()

    def _go_on(self) -> None:
        self.progressed.emit(self.added + self.changed + self.known)
        self._send()


def save_report(path: Path, refused: Sequence[Refused]) -> None:
    """Write the rows left out as CSV that a spreadsheet opens; no cell is taken for a formula.

    Raises OSError.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Row", "Reason"))
        for row in refused:
            reason = f"'{row.reason}" if row.reason.startswith(_FORMULA) else row.reason
            writer.writerow((row.number, reason))
