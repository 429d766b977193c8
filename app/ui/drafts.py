"""The open cart on its way to the disk: one write at a time, and after it only the newest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.draft import Draft
from app.domain.errors import ShopError
from app.ui.storage_thread import Writer


class Drafts(QObject):
    """Writes the cart down soon. Coalesced: at most one draft waits, so that no sale does."""

    failed = Signal(object)
    """ShopError: the cart is not on the disk; said once, until one is kept again"""

    _requested = Signal(object)

    def __init__(self, writer: Writer, parent: QObject) -> None:
        super().__init__(parent)
        self._is_running = False
        self._waiting: tuple[Draft | None] | None = None
        self._is_failing = False
        queued = Qt.ConnectionType.QueuedConnection
        self._requested.connect(writer.keep_draft, queued)
        writer.draft_kept.connect(self._on_kept, queued)
        writer.draft_failed.connect(self._on_failed, queued)

    @property
    def are_written(self) -> bool:
        """Say whether all that was wished for is on the disk, as far as it could be."""
        return not self._is_running

    def keep(self, draft: Draft) -> None:
        """Write the open cart down soon."""
        self._queue(draft)

    def drop(self) -> None:
        """Forget the open cart."""
        self._queue(None)

    def forget_waiting(self) -> None:
        """Leave out what waits: the cart is put aside or another one taken up."""
        self._waiting = None

    def send_waiting(self) -> None:
        """Send what waits on its way now: the shop is about to be closed."""
        if self._waiting is not None:
            (draft,) = self._waiting
            self._waiting = None
            self._send(draft)

    def _queue(self, draft: Draft | None) -> None:
        if self._is_running:
            self._waiting = (draft,)
        else:
            self._send(draft)

    def _send(self, draft: Draft | None) -> None:
        self._is_running = True
        self._requested.emit(draft)

    @Slot()
    def _on_kept(self) -> None:
        self._is_failing = False
        self._go_on()

    @Slot(object)
    def _on_failed(self, problem: ShopError) -> None:
        if not self._is_failing:
            self._is_failing = True
            self.failed.emit(problem)
        self._go_on()

    def _go_on(self) -> None:
        self._is_running = False
        self.send_waiting()
