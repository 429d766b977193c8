"""The storage thread: where the one read-write store lives, and what it does there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.domain.actor import Actor
from app.domain.changes import Changes
from app.domain.draft import Draft
from app.domain.errors import NotAllowed, ShopError, StoreUnavailable
from app.domain.settings import ShopSettings

if TYPE_CHECKING:
    from app.domain.ports import Store, StoreOpener
    from app.domain.sale import Sale

log = logging.getLogger(__name__)

CHECKPOINT_AFTER_IDLE_MS = 5_000
_BETWEEN_PARTS_MS = 200

NOBODY = Actor("", frozenset())


_now = threading.local()
"""The wish that the thread is at work on, where it can be made again."""


@dataclass(frozen=True, slots=True)
class HeldWish:
    """A wish that the person may not have: somebody's PIN is asked before it is refused."""

    problem: NotAllowed
    again: Callable[[], None]
    refuse: Callable[[ShopError], object]


def repeatable(slot: Callable[..., None]) -> Callable[..., None]:
    """Let a slot of a desk's writer be called again by who may, instead of being refused."""

    @wraps(slot)
    def called(self: Any, *things: Any) -> None:  # noqa: ANN401 - as the slot
        writer = self if isinstance(self, Writer) else self._writer
        _now.wish = (writer, partial(called, self, *things))
        try:
            slot(self, *things)
        finally:
            _now.wish = None

    return called


def _is_held(problem: ShopError, refuse: Callable[[ShopError], object]) -> bool:
    """Hold a refusal back where a PIN can be asked for."""
    wish: tuple[Writer, Callable[[], None]] | None = getattr(_now, "wish", None)
    if wish is None or not isinstance(problem, NotAllowed) or problem.right is None:
        return False
    writer, again = wish
    if writer.asks_for_rights:
        writer.not_allowed.emit(HeldWish(problem, again, refuse))
    return writer.asks_for_rights


@contextmanager
def answering(refuse: Callable[[ShopError], object]) -> Iterator[None]:
    """Answer a wish even when it fails: whoever waits for it would wait for ever.

    A refusal is passed on and over. A fault of our own is answered as in doubt, because nobody
    knows how far it got, and goes on to the crash notice.
    """
    problem: ShopError | None = StoreUnavailable(
        "Suki could not finish this.",
        advice="Try again: nothing is charged twice.",
        in_doubt=True,
    )
    try:
        yield
        problem = None
    except ShopError as refusal:
        problem = refusal
    finally:
        if problem is not None and not _is_held(problem, refuse):
            refuse(problem)


def unanswered(problem: ShopError) -> None:
    """Log what nobody waits for."""
    log.warning("%s", problem.message)


def _log_unclean_end(problem: ShopError) -> None:
    log.warning("the shop was not closed in order: %s", problem.message)


def _log_checkpoint(problem: ShopError) -> None:
    log.info("checkpoint put off: %s", problem.message)


class StorageThread(QThread):
    """Runs an event loop for the writer. A subclass: a plain QThread loses thread-local state."""

    def run(self) -> None:
        self.exec()


class Writer(QObject):
    """Lives in the storage thread and holds the only read-write store. Executes, never decides."""

    opened = Signal(bool)
    failed_to_open = Signal(object)
    recorded = Signal(object)
    refused = Signal(object)
    settings_refused = Signal(object)
    draft_kept = Signal()
    draft_failed = Signal(object)
    settings_saved = Signal(object)
    changed = Signal(object)
    not_allowed = Signal(object)

    asks_for_rights = False
    """Whether somebody listens to `not_allowed` and answers it."""

    def __init__(self, open_writer: StoreOpener, by: Actor | None) -> None:
        """Without `by` it is whoever the shop finds present when it is opened."""
        super().__init__()
        self._open_writer = open_writer
        self._first = by
        self.by = by or NOBODY
        self._store: Store | None = None
        self._idle: QTimer | None = None

    @property
    def store(self) -> Store:
        """Give the open store. Raises StoreUnavailable before `opened`."""
        if self._store is None:
            raise StoreUnavailable
        return self._store

    @Slot()
    def open(self) -> None:
        with answering(self.failed_to_open.emit):
            self._store = self._open_writer()
            self.by = self._first or self._store.people.present()
            linked = self._store.sales.link_unlinked(by=self.by)
            log.info("shop opened, %s earlier sales linked", linked)
            self._idle = QTimer(self, singleShot=True, interval=CHECKPOINT_AFTER_IDLE_MS)
            self._idle.timeout.connect(self._checkpoint)
            self._idle.start()  # what a bring-in or an older version left to be tidied
            self.opened.emit(self._store.ended_cleanly)

    @Slot(object)
    def serve(self, by: Actor) -> None:
        """Whatever was wished before was wished by whoever was there before."""
        self.by = by

    @Slot(object)
    def repeat(self, wish: HeldWish) -> None:
        """Make a wish again; whoever acts now was set before."""
        wish.again()

    @Slot(object)
    def record(self, sale: Sale) -> None:
        with answering(self.refused.emit):
            recorded = self.store.sales.record(sale, by=self.by)
            log.info("sale %s recorded, total %s", recorded.sale_id, recorded.total)
            self.recorded.emit(recorded)
            who = recorded.customer_id
            customers = frozenset[int]() if who is None else frozenset({who})
            sales = frozenset({recorded.sale_id})
            slips = (*recorded.charged, *filter(None, (recorded.paid_along,)))
            accounts = frozenset(slip.account_id for slip in slips)
            self.announce(Changes(customers, sales, products=True, accounts=accounts))

    @Slot(object)
    def keep_draft(self, draft: Draft | None) -> None:
        with answering(self.draft_failed.emit):
            if draft is None:
                self.store.drafts.drop(by=self.by)
            else:
                self.store.drafts.keep(draft, by=self.by)
            self.draft_kept.emit()

    @Slot(object)
    @repeatable
    def save_settings(self, settings: ShopSettings) -> None:
        with answering(self.settings_refused.emit):
            self.store.settings.save(settings, by=self.by)
            self.settings_saved.emit(settings)
            self.announce(Changes(settings=True))

    @Slot()
    def close(self) -> None:
        if self._idle:
            self._idle.stop()
        store, self._store = self._store, None
        if store:
            with answering(_log_unclean_end):
                store.close()

    @Slot()
    def _checkpoint(self) -> None:
        if self._store:
            with answering(_log_checkpoint):
                if self._store.checkpoint() and self._idle:
                    self._idle.start(_BETWEEN_PARTS_MS)

    def announce(self, changes: Changes) -> None:
        """Tell the window what was touched; the time of rest begins anew."""
        if self._idle:
            self._idle.start(CHECKPOINT_AFTER_IDLE_MS)
        self.changed.emit(changes)
