"""The owner's wish about the ways to pay: its way to the writer, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, repeatable

if TYPE_CHECKING:
    from app.domain.tender import PaymentMethod


class MethodsWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    saved = Signal(object)
    refused = Signal(object)

    @Slot(object)
    @repeatable
    def save(self, methods: Sequence[PaymentMethod]) -> None:
        with answering(self.refused.emit):
            self._writer.store.methods.save(methods, by=self._writer.by)
            self.saved.emit(tuple(methods))
            self._writer.announce(Changes(settings=True))


class WaysToPay(Desk):
    """What the window may ask for; every answer comes on its own thread, after the commit."""

    saved = Signal(object)
    """tuple[PaymentMethod, ...]"""
    refused = Signal(object)
    """ShopError"""

    _save_requested = Signal(object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = MethodsWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on((self._save_requested, half.save))

    def save(self, methods: Sequence[PaymentMethod]) -> None:
        """Keep them in this order; `saved` or `refused` follows."""
        self._save_requested.emit(tuple(methods))
