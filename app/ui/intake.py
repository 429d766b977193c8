"""What a file brings: its way to the writer batch by batch, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, unanswered

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.domain.import_text import Item
    from app.domain.ports import Store

_PRODUCTS = "products"


class IntakeWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    brought_in = Signal(object, float, float)
    refused = Signal(object)

    @Slot(str, object, object)
    def bring_in(self, what: str, items: Sequence[Any], by: Actor) -> None:
        with answering(self.refused.emit):
            begun, worked = perf_counter(), thread_time()
            counts = self._book(what, self._writer.store).bring_in(items, by=by)
            self.brought_in.emit(counts, perf_counter() - begun, thread_time() - worked)
            if what == _PRODUCTS:
                self._writer.announce(Changes(products=True))

    @Slot(str, object, object)
    def keep_columns(self, what: str, header: Sequence[str], columns: Mapping[str, str]) -> None:
        """Nobody waits for it: at worst the same question is asked again."""
        with answering(unanswered):
            self._writer.store.settings.keep_columns(what, header, columns, by=self._writer.by)

    def _book(self, what: str, store: Store) -> Any:  # noqa: ANN401 - one of three books
        return {_PRODUCTS: store.products, "customers": store.customers, "sales": store.sales}[what]


class Intake(Desk):
    """What the window may ask for; every answer comes on its own thread, after the commit."""

    brought_in = Signal(object, float, float)
    """ImportCounts of one batch, the seconds it kept the writer from a sale, and in how many of
    them it was at work"""
    refused = Signal(object)
    """ShopError: nothing of the batch was kept"""

    _bring_in_requested = Signal(str, object, object)
    _keep_columns_requested = Signal(str, object, object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = IntakeWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on(
            (self._bring_in_requested, half.bring_in),
            (self._keep_columns_requested, half.keep_columns),
        )

    def bring_in(self, what: str, items: Sequence[Item], by: Actor) -> None:
        """Add or update a batch of one kind; `brought_in` or `refused` follows.

        `by` is who agreed to the import: it goes on when somebody else is at the till.
        """
        self._bring_in_requested.emit(what, tuple(items), by)

    def keep_columns(self, what: str, header: Sequence[str], columns: Mapping[str, str]) -> None:
        """Remember which column is which in files with this header."""
        self._keep_columns_requested.emit(what, tuple(header), dict(columns))
