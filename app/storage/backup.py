"""A copy of the shop that is known to work: made, looked through, recounted, written down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.domain.backup import Copy, Reason
from app.domain.clock import utc_text
from app.domain.errors import StoreUnavailable
from app.storage.backup_facts import figures_in, origin_of, sale_count
from app.storage.backup_files import (
    UNFINISHED,
    flush,
    one_at_a_time,
    plain_faults,
    put_in_place,
    record_of,
    remove_unfinished,
    remove_with_sidecars,
    sha256_of,
)
from app.storage.classify import APPLICATION_ID
from app.storage.database import Reader
from app.storage.file_uri import file_uri
from app.storage.moves import remove
from app.storage.verify import damage, recount

WHAT = "make a copy of the shop"

_NOT_WHOLE = "The copy of the shop is not whole, so it does not count."


def make_copy(source: Path, folder: Path, reason: Reason, now: datetime, *, newest: int) -> Copy:
    """Make a checked copy in a folder of copies, which is made if need be.

    Works while the till sells: the file is only read, from one moment of it. `newest` is the
    schema that can be recounted; a copy of an older one is only looked through. Raises
    StoreUnavailable; then nothing new is in the folder.
    """
    with plain_faults(WHAT, folder):
        folder.mkdir(exist_ok=True)
        with one_at_a_time(folder):
            remove_unfinished(folder)
            return write_copy(source, _free_name(folder, reason, now), reason, now, newest=newest)


def copy_to_file(source: Path, target: Path, now: datetime, *, newest: int) -> Copy:
    """Make a checked copy under a name of one's own, its record beside it.

    Raises StoreUnavailable when something has the name already.
    """
    for taken in (target, record_of(target)):
        if taken.exists():
            raise StoreUnavailable(
                f"Could not {WHAT}: there is already a file {taken}.",
                advice="Choose another name, or a folder.",
            )
    with plain_faults(WHAT, target.parent):
        return write_copy(source, target, Reason.ASKED, now, newest=newest)


def write_copy(source: Path, target: Path, reason: Reason, now: datetime, *, newest: int) -> Copy:
    """Write, check and describe a copy, then give it its name. Faults come as they are."""
    draft = target.with_name(f"{UNFINISHED}-{target.name}")
    try:
        remove_with_sidecars(draft)
        _vacuum_into(source, draft)
        differing = check(draft, newest)
        flush(draft)
        copy = described(draft, target.name, reason, now, differing)
        put_in_place(draft, target, copy)
    except BaseException:
        _give_up(draft, target)
        raise
    return copy


def check(path: Path, newest: int) -> int:
    """Look a closed copy through and recount it; gives how many figures of the shop differ.

    A figure that differs is the shop's and no fault of the copy: without any copy at all it would
    only be worse. Raises StoreUnavailable when the copy is not whole.
    """
    with closing(_reading(path)) as connection:
        is_ours = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    with closing(Reader(path)) as database:
        if not is_ours or any(damage(database)):
            raise StoreUnavailable(_NOT_WHOLE, advice="Run `suki verify` to see what is wrong.")
        return len(tuple(recount(database))) if schema == newest else 0


def _vacuum_into(source: Path, draft: Path) -> None:
    draft.touch()  # a folder that takes no file says so here, in the system's own words
    with closing(_reading(source)) as connection:
        before = sale_count(connection)
        connection.execute("VACUUM INTO ?", (str(draft),))
        after = sale_count(connection)
    with closing(_reading(draft)) as copy:
        if not before <= sale_count(copy) <= after:
            raise StoreUnavailable(_NOT_WHOLE)


def described(draft: Path, name: str, reason: Reason, now: datetime, differing: int) -> Copy:
    """Read what is written down about a copy, down to its last byte. Faults come as they are."""
    with closing(_reading(draft)) as connection:
        schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
        origin, figures = origin_of(connection), figures_in(connection)
    size, digest = draft.stat().st_size, sha256_of(draft)
    return Copy(name, now, reason, schema, size, digest, origin, figures, differing)


def _reading(path: Path) -> sqlite3.Connection:
    """`mode=ro` alone: `query_only` would still fold the log at its end."""
    return sqlite3.connect(file_uri(path, "mode=ro"), uri=True, isolation_level=None)


def _free_name(folder: Path, reason: Reason, now: datetime) -> Path:
    moment = utc_text(now)[:19].replace("-", "").replace(":", "")
    name = f"suki-{moment}Z-{reason.value}"
    number = 1
    while True:
        path = folder / (f"{name}.db" if number == 1 else f"{name}-{number}.db")
        if not path.exists():
            return path
        number += 1


def _give_up(draft: Path, target: Path) -> None:
    """Leave nothing behind, as far as the disk still lets us."""
    try:
        remove_with_sidecars(draft)
        remove(record_of(draft))
        if not target.exists():
            remove(record_of(target))
    except OSError:
        return  # the fault that led here is the one to tell
