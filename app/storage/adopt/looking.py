"""What the old file is and what lies in the shop's place, before anything is begun."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.domain.errors import UnusableFile
from app.storage.adopt.swap import is_half_written
from app.storage.adopt.work import Wishes
from app.storage.classify import FileState, check_folder_is_free, classify, refusal
from app.storage.migrations import NEWEST
from app.storage.old_pos import begins_as_database, is_old_pos, read_only

_OURS = {FileState.OK, FileState.OLDER, FileState.NEWER}
_PACKED = b"\x1f\x8b"


class AlreadyOurs(UnusableFile):
    """This is a Suki shop already; there is nothing to bring along."""


def look_for_shop(source: Path, shop: Path, wishes: Wishes) -> bool:
    """Say whether there is a shop of ours to add to. Raises UnusableFile."""
    name = wishes.name or source.name
    _look_at_source(source, name)
    state = classify(shop, NEWEST)
    if state is FileState.OLD_POS:
        if not source.samefile(shop):
            raise UnusableFile(
                "Another old database lies in the shop's folder.",
                advice="Open the till once, it comes along by itself; then bring this one.",
            )
        return False
    if state is FileState.MISSING:
        if shop.parent.is_dir():
            check_folder_is_free(shop.parent, beside=source)
        return False
    if state is FileState.NOT_A_DATABASE and wishes.dump and wishes.dump.samefile(shop):
        return False
    if state not in {FileState.OK, FileState.OLDER}:
        raise refusal(state, shop)
    return True


def ending_of(path: Path) -> str:
    """Give how the name of an old file ends that is kept: a dump may lie in the shop's place."""
    if begins_as_database(path):
        return ".db"
    with path.open("rb") as file:
        is_packed = file.read(len(_PACKED)) == _PACKED
    return ".sql.gz" if is_packed else ".sql"


def _look_at_source(source: Path, name: str) -> None:
    if not source.is_file():
        raise UnusableFile(f"There is no file {source}.")
    _try_to_read(source)
    if classify(source, NEWEST, for_writing=False) in _OURS:
        raise AlreadyOurs(advice="To go back to an earlier copy of a shop, restore it.")
    if is_half_written(source):
        raise UnusableFile(
            f"{name} was left in the middle of a change by the program that wrote it.",
            advice="Open it once with that program, then bring it along.",
        )
    if not is_old_pos(source):
        raise UnusableFile(
            f"{name} is not the old POS's database.",
            advice="A SQLite file or a mysqldump text file with its sales is needed.",
        )


def _try_to_read(path: Path) -> None:
    """Raises UnusableFile where nobody lets us, or the folder does not let a log be read."""
    try:
        is_database = begins_as_database(path)
    except OSError as error:
        raise UnusableFile(f"{path.name} cannot be read: {error.strerror}.") from error
    may_leave_files = os.access(path.parent, os.W_OK)
    if may_leave_files or not is_database or not path.with_name(f"{path.name}-wal").exists():
        return
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as old:
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        raise UnusableFile(
            f"{path.name} and its log lie in a folder that cannot be written to.",
            advice=f"Copy both, also {path.name}-wal, to another folder and choose it there.",
        ) from error
