"""The window's way to the writer: wishes go in, facts come back as signals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.actor import Actor
from app.domain.clock import Clock, business_day
from app.domain.errors import ShopError, StoreUnavailable
from app.domain.settings import ShopSettings
from app.ui.counter import CounterDesk
from app.ui.customer_desk import CustomerDesk
from app.ui.drafts import Drafts
from app.ui.intake import Intake
from app.ui.ledger_desk import LedgerDesk
from app.ui.people_desk import PeopleDesk
from app.ui.shelf import Shelf
from app.ui.storage_thread import NOBODY, StorageThread, Writer
from app.ui.ways_to_pay import WaysToPay

if TYPE_CHECKING:
    from app.domain.parked import ParkedSale
    from app.domain.ports import Store, StoreOpener
    from app.domain.sale import Sale
    from app.ui.storage_thread import HeldWish


class Shop(QObject):
    """One shop as the window sees it: a reader for look-ups, and wishes for the writer.

    Every answer comes as a signal on the GUI thread after the commit; exceptions stay where
    they happen.
    """

    opened = Signal()
    failed_to_open = Signal(object)
    sale_recorded = Signal(object)
    sale_refused = Signal(object)
    changed = Signal(object)
    settings_saved = Signal(object)
    refused = Signal(object)
    by_changed = Signal(object)
    """Actor: who acts from now on"""
    not_allowed = Signal(object)
    """HeldWish: to be answered by `repeat`, or by its own `refuse`; see `ask_for_rights`"""

    _serve_requested = Signal(object)
    _repeat_requested = Signal(object)
    _open_requested = Signal()
    _record_requested = Signal(object)
    _settings_requested = Signal(object)
    _close_requested = Signal()

    def __init__(
        self,
        open_writer: StoreOpener,
        open_reader: StoreOpener,
        clock: Clock,
        by: Actor | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Without `by` the shop itself says who is present once it is open."""
        super().__init__(parent)
        self.clock = clock
        self._first = by
        self._by = by or NOBODY
        self.ended_cleanly = True
        self._open_reader = open_reader
        self._reader: Store | None = None
        self._settings: ShopSettings | None = None
        self._wished: ShopSettings | None = None
        self._unanswered = 0
        self._thread = StorageThread(self)
        self._writer = Writer(open_writer, by)
        self._writer.moveToThread(self._thread)
        self.drafts = Drafts(self._writer, self)
        self.customers = CustomerDesk(self._writer, self._thread, clock, self)
        self.shelf = Shelf(self._writer, self._thread, self)
        self.counter = CounterDesk(self._writer, self._thread, self)
        self.methods = WaysToPay(self._writer, self._thread, self)
        self.ledgers = LedgerDesk(self._writer, self._thread, self)
        self.people = PeopleDesk(self._writer, self._thread, self)
        self.intake = Intake(self._writer, self._thread, self)
        self._connect()
        self._thread.start()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        writer = self._writer
        wishes: list[tuple[object, Callable[..., None]]] = [
            (self._open_requested, writer.open),
            (self._serve_requested, writer.serve),
            (self._repeat_requested, writer.repeat),
            (self._record_requested, writer.record),
            (self._settings_requested, writer.save_settings),
        ]
        for wish, slot in wishes:
            wish.connect(slot, queued)  # type: ignore[attr-defined]
        self._close_requested.connect(writer.close, Qt.ConnectionType.BlockingQueuedConnection)
        writer.opened.connect(self._on_opened, queued)
        writer.failed_to_open.connect(self.failed_to_open, queued)
        writer.recorded.connect(self.sale_recorded, queued)
        writer.refused.connect(self.sale_refused, queued)
        writer.settings_refused.connect(self._on_settings_refused, queued)
        writer.settings_saved.connect(self._on_settings_saved, queued)
        writer.changed.connect(self.changed, queued)
        writer.not_allowed.connect(self.not_allowed, queued)

    # Properties

    @property
    def by(self) -> Actor:
        """Give who acts now."""
        return self._by

    @property
    def reader(self) -> Store:
        """Give the reader for indexed look-ups. Raises StoreUnavailable before `opened`."""
        if self._reader is None:
            raise StoreUnavailable
        return self._reader

    @property
    def is_open(self) -> bool:
        """Say whether `opened` has come and look-ups work."""
        return self._reader is not None

    @property
    def settings(self) -> ShopSettings:
        """Give the shop's settings as last wished for, so that two quick changes both count.

        Before the first start was answered these are the defaults; a refusal takes a wish back.
        """
        return self._wished or self._settings or ShopSettings("")

    @property
    def today(self) -> date:
        """Give the business day it is now."""
        return business_day(self.clock, self.clock.now())

    @property
    def is_new(self) -> bool:
        """Say whether the first start still has to ask its three questions."""
        return self._settings is None

    # Wishes

    def serve(self, by: Actor) -> None:
        """Let somebody act from now on; what was wished before stays theirs who wished it."""
        if by == self._by and by.seal == self._by.seal:
            return
        self._by = by
        self._serve_requested.emit(by)
        self.by_changed.emit(by)

    def ask_for_rights(self) -> None:
        """Hold back what somebody may not have, for whoever answers `not_allowed`."""
        self._writer.asks_for_rights = True

    def repeat(self, wish: HeldWish) -> None:
        """Make a wish again that was held back, for whoever acts now."""
        self._repeat_requested.emit(wish)

    def open(self) -> None:
        """Open the shop's file in the storage thread; `opened` or `failed_to_open` follows."""
        self._open_requested.emit()

    def record(self, sale: Sale) -> None:
        """Save a completed sale; `sale_recorded` or `sale_refused` follows."""
        self._record_requested.emit(sale)

    def park(self, parked: ParkedSale) -> None:
        """Put the open cart aside; `counter.parked` or `counter.parking_refused` follows."""
        self.drafts.forget_waiting()  # written later, it would be two carts
        self.counter.park(parked)

    def recall(self, key: str, in_place_of: ParkedSale | None) -> None:
        """Take a parked cart up; `counter.recalled` or `counter.parking_refused` follows."""
        self.drafts.forget_waiting()
        self.counter.recall(key, in_place_of)

    def save_settings(self, settings: ShopSettings) -> None:
        """Keep the settings; `settings_saved` or `refused` follows."""
        self._wished = settings
        self._unanswered += 1
        self._settings_requested.emit(settings)

    def close(self) -> None:
        """Close the reader, then the writer, after everything already wished for is done."""
        if not self._thread.isRunning():
            return
        self.drafts.send_waiting()
        if self._reader:
            self._reader.close()
            self._reader = None
        self._close_requested.emit()
        self._thread.quit()
        self._thread.wait()

    # Slots

    @Slot(bool)
    def _on_opened(self, ended_cleanly: bool) -> None:
        try:
            self._reader = self._open_reader()
            self._by = self._first or self._reader.people.present()
            self._settings = self._reader.settings.load(by=self.by)
        except ShopError as problem:
            self.failed_to_open.emit(problem)
            return
        self.ended_cleanly = ended_cleanly
        self.opened.emit()

    @Slot(object)
    def _on_settings_saved(self, settings: ShopSettings) -> None:
        self._settings = settings
        self._count_answer()
        self.settings_saved.emit(settings)

    @Slot(object)
    def _on_settings_refused(self, problem: ShopError) -> None:
        self._count_answer()
        self.refused.emit(problem)

    def _count_answer(self) -> None:
        self._unanswered -= 1
        if not self._unanswered:
            self._wished = None
