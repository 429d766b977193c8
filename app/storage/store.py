"""One open shop: takes the lock, looks at the file, brings it up to date, hands out its parts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter

from app.domain.actor import Actor, Right
from app.domain.clock import Clock
from app.domain.errors import ShopError, StoreUnavailable
from app.domain.pace import Pace
from app.domain.verification import VerifyReport
from app.storage.accounts import AccountRepository
from app.storage.adoption_record import tell_if_done
from app.storage.audit_list import AuditRepository
from app.storage.backup_files import remove_with_sidecars
from app.storage.classify import (
    ADOPTING,
    DATABASE_NAME,
    RESTORING,
    FileState,
    check_folder_is_free,
    classify,
    refusal,
)
from app.storage.customer_lookalikes import AT_ONCE, write_next_keys
from app.storage.customers import CustomerRepository
from app.storage.database import Database, Reader
from app.storage.drafts import DraftRepository
from app.storage.era_index import EraIndex
from app.storage.lock import ShopLock
from app.storage.methods import MethodRepository
from app.storage.migrations import NEWEST, create, migrate
from app.storage.parked import ParkedRepository
from app.storage.people import PeopleRepository
from app.storage.products import ProductRepository
from app.storage.repair import repair as repair_figures
from app.storage.rights import guarded, of_the_store, require
from app.storage.sales import SaleRepository
from app.storage.search_index import BATCH, SearchIndex
from app.storage.settings import (
    SettingsRepository,
    begin_session,
    end_session,
    ended_cleanly,
    is_session_open,
)
from app.storage.shelf_index import ShelfIndex
from app.storage.verify import verify
from app.storage.writer import Writer

_MOST_AT_ONCE = 1_000

_SMALL_FILE = 1 << 25
"""32 MB are looked through in about a tenth of a second."""

log = logging.getLogger(__name__)


class _OpenShop:
    """The parts of an open shop, the same for reading and for writing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = self._database = database
        self.sales = SaleRepository(database, clock)
        self.customers = CustomerRepository(database, clock)
        self.accounts = AccountRepository(database, clock)
        self.products = ProductRepository(database, clock)
        self.methods = MethodRepository(database, clock)
        self.parked = ParkedRepository(database, clock)
        self.drafts = DraftRepository(database, clock)
        self.settings = SettingsRepository(database, clock)
        self.people = PeopleRepository(database, clock)
        self.audit = AuditRepository(database, clock)


@guarded
class ReaderStore(_OpenShop):
    """A shop open for looking only; it changes no byte of the file, even at its end."""

    @property
    def ended_cleanly(self) -> bool:
        """Say how the session before the one that is open, or was last, ended."""
        return ended_cleanly(self.database)

    def verify(self, *, by: Actor, repair: bool = False) -> VerifyReport:
        """Recount everything from the sales. Raises StoreUnavailable when asked to repair."""
        require(by, Right.SEE_CUSTOMERS)
        if repair:
            raise StoreUnavailable("Could not repair: the shop is open for reading only.")
        return verify(self.database)

    def checkpoint(self) -> bool:
        """Do nothing: readers never write."""
        return False

    def prepare_searches(self, at_once: int) -> bool:  # noqa: ARG002 - as the writer's
        """Do nothing: readers never write."""
        return False

    def close(self) -> None:
        """Let the file go."""
        self.database.close()


@guarded
class WriterStore(_OpenShop):
    """The one shop that writes, in the process that holds the lock."""

    def __init__(self, writer: Writer, clock: Clock, lock: ShopLock, *, is_till: bool) -> None:
        """Take over an open file and its lock; `is_till` keeps the session's record."""
        super().__init__(writer, clock)
        self._clock = clock
        self._lock = lock
        self._keying = Pace(AT_ONCE, _MOST_AT_ONCE)
        self._search_index = SearchIndex()
        self._indexing = Pace(BATCH, _MOST_AT_ONCE)
        self._era_index = EraIndex()
        self._dating = Pace(BATCH, _MOST_AT_ONCE)
        self._shelf_index = ShelfIndex()
        self._shelving = Pace(BATCH, _MOST_AT_ONCE)
        self._is_till = is_till
        self._is_closed = False
        self._ended_cleanly = begin_session(writer) if is_till else ended_cleanly(writer)

    @property
    def ended_cleanly(self) -> bool:
        """Say whether the till before this one closed the shop in order; true when new."""
        return self._ended_cleanly

    def verify(self, *, by: Actor, repair: bool = False) -> VerifyReport:
        """Recount everything from the sales; `repair` writes the recount."""
        require(by, Right.SEE_CUSTOMERS)
        if not repair:
            return verify(self.database)
        require(by, Right.SETTINGS)
        return repair_figures(self.database, by, self._clock.now())

    def checkpoint(self) -> bool:
        """Fold the log into the file, and write down what searches are made by.

        One part of that at a time, as large as fits before a sale that comes meanwhile.
        """
        self.database.checkpoint()
        return (
            self._at_pace(write_next_keys, self._keying)
            or self._at_pace(self._shelf_index.go_on, self._shelving)
            or self._at_pace(self._search_index.go_on, self._indexing)
            or self._at_pace(self._era_index.go_on, self._dating)
        )

    def prepare_searches(self, at_once: int) -> bool:
        """Write the next part of what searches are made by; says whether there is more.

        For commands, where no sale waits: large parts are several times as quick.
        """
        return (
            write_next_keys(self.database, at_once)
            or self._shelf_index.go_on(self.database, at_once)
            or self._search_index.go_on(self.database, at_once)
            or self._era_index.go_on(self.database, at_once)
        )

    def _at_pace(self, work: Callable[[Database, int], bool], pace: Pace) -> bool:
        size, begun = pace.size, perf_counter()
        has_more = work(self.database, size)
        if has_more:
            pace.took(perf_counter() - begun, size)
        return has_more

    def close(self) -> None:
        """Note the orderly end, fold the log, let the file go, then the lock. Twice is harmless."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if self._is_till:
                end_session(self.database)
        except StoreUnavailable as error:
            log.warning("the end of the session could not be noted: %s", error)
        finally:
            self.database.close()
            self._lock.release()


def open_store(
    folder: Path, clock: Clock, *, is_till: bool = True, started: datetime | None = None
) -> WriterStore:
    """Open the shop in a folder for writing; begins a new one where nothing is.

    Sales that have a name and no customer are linked. Commands that write pass
    `is_till=False`: they are no session. What came along since the program `started` was told
    then. Use the store in the thread that opened it. Raises
    TillOpen, UnusableFile or StoreUnavailable; then the file is as it was.
    """
    lock = ShopLock(folder)
    try:
        writer = _open_writer(folder, clock, started)
        try:
            store = WriterStore(writer, clock, lock, is_till=is_till)
        except ShopError:
            writer.close()
            raise
    except ShopError:
        lock.release()
        raise
    _link_unlinked(store)
    return store


def open_reader(folder: Path, clock: Clock) -> ReaderStore:
    """Open the shop in a folder for looking; takes no lock. Raises UnusableFile."""
    path = folder / DATABASE_NAME
    state = classify(path, NEWEST, for_writing=False)
    if state is not FileState.OK:
        raise refusal(state, path)
    return ReaderStore(Reader(path), clock)


def _open_writer(folder: Path, clock: Clock, started: datetime | None) -> Writer:
    path = folder / DATABASE_NAME
    state = classify(path, NEWEST)
    for unfinished in (RESTORING, ADOPTING):  # the lock is ours
        remove_with_sidecars(folder / unfinished)
    if state is FileState.MISSING:
        check_folder_is_free(folder)
        create(path)
    elif state is FileState.OLD_POS:
        from app.storage.adopt.adoption import adopt_inside  # once in a shop's life
        from app.storage.adopt.work import Wishes

        adopt_inside(path, folder, clock, Wishes())
    elif state not in {FileState.OK, FileState.OLDER}:
        raise refusal(state, path)
    writer = Writer(path)
    try:
        _check_inside(writer)
        migrate(writer, clock.now())
        if state is not FileState.OLD_POS:
            tell_if_done(writer, folder, started)
    except BaseException:
        writer.close()
        raise
    return writer


def _check_inside(writer: Writer) -> None:
    """Look for damage: in a small file always, in a large one when the till did not end in order,
    since that takes about half a second for 100 MB.
    """
    is_small = writer.path.stat().st_size <= _SMALL_FILE
    if (is_small or is_session_open(writer)) and not writer.is_whole():
        raise refusal(FileState.DAMAGED, writer.path)


def _link_unlinked(store: WriterStore) -> None:
    """A name that cannot be linked must not keep the shop closed."""
    try:
        store.sales.link_unlinked(by=of_the_store())
    except StoreUnavailable as error:
        log.warning("sales without a customer stay so for now: %s", error)
