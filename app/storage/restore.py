"""Put a copy back in place of the shop: checked first, with a way back, and never half."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.actor import Actor, Right
from app.domain.backup import Copy, Figures, Origin, Reason
from app.domain.backup_text import DamagedRecord, read_copy
from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.backup import check, make_copy
from app.storage.backup_facts import figures_in, origin_of
from app.storage.backup_files import (
    copy_bytes,
    flush,
    plain_faults,
    record_of,
    remove_with_sidecars,
    sha256_of,
)
from app.storage.classify import COPIES, DATABASE_NAME, RESTORING, FileState, classify, refusal
from app.storage.doors import door
from app.storage.lock import ShopLock
from app.storage.needs import of_newer_program
from app.storage.restore_swap import put_away, swap
from app.storage.rights import require
from app.storage.till_change import Series, settle_in

log = logging.getLogger(__name__)

WHAT = "restore the copy"

_DAMAGED = "This copy is damaged: it is not what was written, byte for byte."
_CHOOSE = "Choose another copy. Nothing was changed."
_READABLE = {FileState.OK, FileState.OLDER}
_REPLACEABLE = {
    FileState.LEFTOVERS,
    FileState.EMPTY,
    FileState.TRUNCATED,
    FileState.DAMAGED,
    FileState.NOT_A_DATABASE,
}
"""What no shop can be read from: it is put away as it is, and what is there is replaced."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What a restore would replace and by what; `here` is None where no shop can be read.

    `is_elsewhere` is true unless the copy is known to be of the till in this folder.
    """

    copy: Copy
    here: Figures | None
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the safety copy, or where a file that could not be read was put."""

    copy: Copy
    till: int
    safety: Copy | None = None
    put_away: Path | None = None


def look_at(path: Path) -> Copy:
    """Read a copy's record and compare every byte of the copy with it.

    Raises UnusableFile with one sentence when it is not there, has no record, or is damaged.
    """
    record = record_of(path)
    with plain_faults("read the copy", path):
        if not path.is_file():
            raise UnusableFile(f"There is no copy {path}.", advice=_CHOOSE)
        if not record.is_file():
            raise UnusableFile(
                f"The record {record.name} is not beside this copy, so nobody can tell whether "
                "it is whole.",
                advice="Put both into one folder, or choose another copy. Nothing was changed.",
            )
        copy = _read_record(record)
        if path.stat().st_size != copy.size or sha256_of(path) != copy.sha256:
            raise UnusableFile(_DAMAGED, advice=_CHOOSE)
    return copy


def _read_record(record: Path) -> Copy:
    try:
        return read_copy(record.read_text(encoding="utf-8"))
    except (DamagedRecord, UnicodeDecodeError) as error:
        raise UnusableFile(
            f"The record {record.name} beside this copy is damaged.", advice=_CHOOSE
        ) from error


def sides(path: Path, folder: Path, *, newest: int) -> Sides:
    """Look at both: the copy, byte for byte, and the shop it would replace."""
    copy = look_at(path)
    if copy.schema > newest:
        raise _too_new(path)
    here, origin = _shop_in(folder, newest)
    return Sides(copy, here, _is_elsewhere(path, copy, folder, origin))


@door
def restore(
    path: Path, folder: Path, now: datetime, *, newest: int, series: Series, by: Actor
) -> Restored:
    """Put the copy in place of the folder's shop, which is copied first.

    Takes the shop's lock for the time. Whenever it ends, even without warning, the folder holds
    the shop as it was or the restored one, whole. Raises TillOpen, UnusableFile, StoreUnavailable.
    """
    require(by, Right.BACKUPS)
    with plain_faults(WHAT, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with closing(_Held(folder)):
            draft = folder / RESTORING
            try:
                copy = _bring_beside(path, draft, newest)
                till = settle_in(draft, series, now, by.name)
                flush(draft)
                shop = folder / DATABASE_NAME
                safety, away = _keep_what_is_there(shop, now, newest)
                swap(draft, shop, is_readable=safety is not None)
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
    copy = look_at(path)
    if copy.schema > newest:
        raise _too_new(path)
    remove_with_sidecars(draft)
    if copy_bytes(path, draft) != copy.sha256:
        raise UnusableFile(_DAMAGED, advice=_CHOOSE)
    try:
        check(draft, newest)
    except StoreUnavailable as error:
        raise UnusableFile(_DAMAGED, advice=_CHOOSE) from error
    return copy


def _keep_what_is_there(shop: Path, now: datetime, newest: int) -> tuple[Copy | None, Path | None]:
    """Give the way back: a copy of the shop, or the place of what is none any more."""
    state = classify(shop, newest)
    if state is FileState.MISSING:
        return None, None
    if state in _READABLE:
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
        with closing(_reading(shop)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))
    except sqlite3.DatabaseError:
        return True


def _shop_in(folder: Path, newest: int) -> tuple[Figures | None, Origin | None]:
    shop = folder / DATABASE_NAME
    if classify(shop, newest, for_writing=False) not in _READABLE:
        return None, None
    try:
        with closing(_reading(shop)) as connection:
            return figures_in(connection), origin_of(connection)
    except sqlite3.Error:
        return None, None  # damaged inside; it will be put away


def _is_elsewhere(path: Path, copy: Copy, folder: Path, here: Origin | None) -> bool:
    """A copy among the folder's own, or of the same till of the same shop, comes home."""
    if path.resolve().parent == (folder / COPIES).resolve():
        return False
    return here is None or not copy.origin.shop_id or here.mark != copy.origin.mark


def _too_new(path: Path) -> UnusableFile:
    return UnusableFile(
        of_newer_program(path, "This copy was made by a newer Suki"),
        advice="Install that version, then restore it. Nothing was changed.",
    )


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
