"""The owner's wish about the ways to pay: its way to the writer, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.storage_thread import Writer, answering, repeatable

if TYPE_CHECKING:
    from app.domain.tender import PaymentMethod


class MethodsWriter(QObject):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer

    @Slot(object)
    @repeatable
    def save(self, methods: Sequence[PaymentMethod]) -> None:
        with answering(self.refused.emit):
            self._writer.store.methods.save(methods, by=self._writer.by)
            self.saved.emit(tuple(methods))
            self._writer.announce(Changes(settings=True))


class WaysToPay(QObject):
    """What the window may ask for; every answer comes on its own thread, after the commit."""

    saved = Signal(object)
    """tuple[PaymentMethod, ...]"""
    refused = Signal(object)
    """ShopError"""

    _save_requested = Signal(object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        super().__init__(parent)
        self._writer = MethodsWriter(writer)
        self._writer.moveToThread(thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._save_requested.connect(self._writer.save, queued)
        self._writer.saved.connect(self.saved, queued)
        self._writer.refused.connect(self.refused, queued)

    def save(self, methods: Sequence[PaymentMethod]) -> None:
        """Keep them in this order; `saved` or `refused` follows."""
        self._save_requested.emit(tuple(methods))
