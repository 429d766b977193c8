"""Put a copy back in place of the shop: checked first, with a way back, and never half."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.actor import Actor, Right
from app.domain.backup import Copy, Reason
from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.backup import check, make_copy
from app.storage.backup_files import copy_bytes, flush, plain_faults, remove_with_sidecars
from app.storage.classify import COPIES, DATABASE_NAME, RESTORING, FileState, classify, refusal
from app.storage.doors import door
from app.storage.lock import ShopLock
from app.storage.restore_sides import (
    CHOOSE,
    DAMAGED,
    READABLE,
    failed_tries,
    leave_mark,
    look_at_ours,
    reading,
    tills_taken,
)
from app.storage.restore_swap import put_away, swap
from app.storage.rights import require
from app.storage.till_change import check_number, settle_in

log = logging.getLogger(__name__)

WHAT = "restore the copy"

_REPLACEABLE = {
    FileState.LEFTOVERS,
    FileState.EMPTY,
    FileState.TRUNCATED,
    FileState.DAMAGED,
    FileState.NOT_A_DATABASE,
}
"""What no shop can be read from: it is put away as it is, and what is there is replaced."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the safety copy, or where a file that could not be read was put."""

    copy: Copy
    till: int
    safety: Copy | None = None
    put_away: Path | None = None


@door
def restore(
    path: Path,
    folder: Path,
    now: datetime,
    *,
    newest: int,
    by: Actor,
    as_till: int | None = None,
) -> Restored:
    """Put the copy in place of the folder's shop, which is copied first.

    The numbers of the copy's till go on; with `as_till` the restored till has that number and
    series of its own. Takes the shop's lock for the time. Whenever it ends, even without warning,
    the folder holds the shop as it was or the restored one, whole. Raises TillOpen, UnusableFile,
    StoreUnavailable, and InvalidInput for a number that is taken.
    """
    require(by, Right.BACKUPS)
    with plain_faults(WHAT, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with closing(_Held(folder)):
            draft, shop = folder / RESTORING, folder / DATABASE_NAME
            try:
                copy = _bring_beside(path, draft, newest)
                if as_till is not None:
                    check_number(as_till, tills_taken(path, copy, folder))
                till = settle_in(draft, as_till, failed_tries(shop), now, by.name)
                flush(draft)
                safety, away = _keep_what_is_there(shop, now, newest)
                swap(draft, shop, is_readable=safety is not None)
                if as_till is not None:
                    leave_mark(path, copy, as_till)
            finally:
                remove_with_sidecars(draft)
    log.info("restored a copy made at %s", copy.made_at)
    return Restored(copy, till, safety, away)


class _Held:
    """The shop's lock, to be closed."""

    def __init__(self, folder: Path) -> None:
        self._lock = ShopLock(folder)

    def close(self) -> None:
        self._lock.release()


def _bring_beside(path: Path, draft: Path, newest: int) -> Copy:
    """Write the copy's bytes beside the shop, where they are checked: just what was checked is
    what comes into place, whatever happens to the copy meanwhile.
    """
    copy = look_at_ours(path, newest)
    remove_with_sidecars(draft)
    if copy_bytes(path, draft) != copy.sha256:
        raise UnusableFile(DAMAGED, advice=CHOOSE)
    try:
        check(draft, newest)
    except StoreUnavailable as error:
        raise UnusableFile(DAMAGED, advice=CHOOSE) from error
    return copy


def _keep_what_is_there(shop: Path, now: datetime, newest: int) -> tuple[Copy | None, Path | None]:
    """Give the way back: a copy of the shop, or the place of what is none any more."""
    state = classify(shop, newest)
    if state is FileState.MISSING:
        return None, None
    if state in READABLE:
        try:
            return make_copy(shop, shop.parent / COPIES, Reason.RESTORE, now, newest=newest), None
        except StoreUnavailable:
            if not _is_broken(shop):
                raise
            log.warning("the shop is damaged and is put away as it is")
    elif state not in _REPLACEABLE and not _has_journal(shop):
        raise refusal(state, shop)
    return None, put_away(shop, now)


def _has_journal(shop: Path) -> bool:
    """A shop never has one; another program's beside it keeps everybody from reading the file."""
    return shop.with_name(f"{shop.name}-journal").exists()


def _is_broken(shop: Path) -> bool:
    """Say whether a copy failed because of the shop itself, and not of the disk."""
    try:
        with closing(reading(shop)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))
    except sqlite3.DatabaseError:
        return True
