"""The shop to try an import on: what comes of it is exact, and nothing is written."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from app.commands.session import Session
from app.domain.import_text import SALES
from app.domain.ports import Store
from app.storage.classify import DATABASE_NAME, check_folder_is_free
from app.storage.faults import raise_plain
from app.storage.file_uri import file_uri

_PREFIX = "suki-trial-"
_A_DAY = 86_400


class Rehearsal(Session):
    """A session that only looks at its shop, whatever is written."""

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Open the shop for saying what would come of imported sales."""
        from app.storage.rehearsal import open_rehearsal

        store = open_rehearsal(self.folder, self.clock)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def on_trial(session: Session, what: str) -> Iterator[Session]:
    """Give a session to try an import in. Sales are many, so they are rehearsed beside the shop;
    everything else goes into a throw-away copy of it, or an empty shop where there is none.

    Takes no lock and works while the till is open. Raises UnusableFile, StoreUnavailable.
    """
    if what == SALES and _has_shop(session.folder):
        with session.reading():  # so that what is no shop is named for what it is
            yield _rehearsed(session, session.folder)
        return
    with on_a_copy(session) as copy:
        if what == SALES:
            with copy.writing():
                copy = _rehearsed(session, copy.folder)
        yield copy


def _rehearsed(session: Session, folder: Path) -> Session:
    return Rehearsal(folder, session.clock, session.out, session.err, session.inside)


@contextmanager
def on_a_copy(session: Session) -> Iterator[Session]:
    """Give a session over a throw-away copy; an empty shop where there is none yet."""
    _remove_forgotten()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        copy = replace(session, folder=Path(name))
        if _has_shop(session.folder):
            _copy(session, copy.folder)
        yield copy


def _remove_forgotten() -> None:
    """Remove copies that a power cut left: all customers lie in them."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left, ignore_errors=True)


def _has_shop(folder: Path) -> bool:
    if (folder / DATABASE_NAME).exists():
        return True
    if folder.is_dir():
        check_folder_is_free(folder)
    return False


def _copy(session: Session, target: Path) -> None:
    with session.reading():  # so that what is no shop is named for what it is
        source = session.folder / DATABASE_NAME
        try:
            connection = sqlite3.connect(file_uri(source, "mode=ro"), uri=True)
            try:
                connection.execute("VACUUM INTO ?", (str(target / DATABASE_NAME),))
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise_plain(error, "copy the shop to try the import on")
