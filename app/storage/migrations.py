"""From the schema a file has to the one this version knows: numbered steps, each all or nothing."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.clock import utc_text
from app.domain.errors import StoreUnavailable
from app.storage import step_001, step_002, step_002_products, step_002_search, step_003
from app.storage.classify import APPLICATION_ID, COPIES, CREATING
from app.storage.faults import raise_plain
from app.storage.writer import Writer

log = logging.getLogger(__name__)

UNFINISHED = "unfinished"
"""A copy has this name until it is proven whole."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema in raw SQL; released steps are never edited."""

    number: int
    statements: tuple[str, ...]


STEPS = (
    Step(1, step_001.STATEMENTS),
    Step(2, (*step_002.STATEMENTS, *step_002_products.STATEMENTS, *step_002_search.STATEMENTS)),
    Step(3, step_003.STATEMENTS),
)
NEWEST = STEPS[-1].number


def create(path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Make a new shop. It appears under its name whole or not at all.

    The caller holds the shop's lock and has checked that nothing is there.
    """
    draft = path.with_name(CREATING)
    try:
        _remove_draft(draft)
        _fill(draft, steps)
        _flush(draft)
        draft.rename(path)
        _flush(path.parent)
    except sqlite3.Error as error:
        raise_plain(error, "create the shop")
    except OSError as error:
        raise StoreUnavailable(f"Could not create the shop: {error.strerror}.") from error


def migrate(writer: Writer, now: datetime, steps: Sequence[Step] = STEPS) -> Path | None:
    """Take the steps a file has not seen yet, after a copy of it was made and proven whole.

    Gives the copy, None when there was nothing to do. A step that fails leaves the file at the
    step before, whole.
    """
    version: int = writer.value("PRAGMA user_version")
    due = [step for step in steps if step.number > version]
    if not due:
        return None
    copy = copy_before(writer.path, due[0].number, now)
    for step in due:
        with writer.write("bring the shop up to date"):
            for statement in (*step.statements, f"PRAGMA user_version = {step.number}"):
                writer.run(statement)
        log.info("the shop's file is at step %s", step.number)
    return copy


def copy_before(path: Path, number: int, now: datetime) -> Path:
    """Copy the shop with `VACUUM INTO` and check the copy before anything is changed."""
    folder = path.parent / COPIES
    moment = utc_text(now).replace(":", "").replace(".", "")
    copy, draft = folder / f"before-step-{number}-{moment}.db", folder / UNFINISHED
    try:
        folder.mkdir(exist_ok=True)
        draft.unlink(missing_ok=True)
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            source.execute("VACUUM INTO ?", (str(draft),))
            _compare(source, draft)
        finally:
            source.close()
        _flush(draft)
        draft.replace(copy)
        _flush(folder)
    except sqlite3.Error as error:
        raise_plain(error, "make a copy of the shop first")
    except OSError as error:
        raise StoreUnavailable(
            f"Could not make a copy of the shop first: {error.strerror}."
        ) from error
    return copy


def _fill(draft: Path, steps: Sequence[Step]) -> None:
    """Write all steps into a file of its own; `BEGIN` by hand, as executescript commits first."""
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for step in steps:
            connection.execute("BEGIN IMMEDIATE")
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
    finally:
        connection.close()


def _compare(source: sqlite3.Connection, path: Path) -> None:
    """Raise when the copy is not whole or does not hold as many rows as its source."""
    copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        is_whole = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not is_whole or _counts(copy) != _counts(source):
            raise StoreUnavailable("The copy of the shop is not whole, so nothing was changed.")
    finally:
        copy.close()


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
    ).fetchall()
    return [
        (name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for (name,) in names
    ]


def _remove_draft(draft: Path) -> None:
    """A shop whose making was interrupted holds nothing yet."""
    for ending in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Make the file, or the names in a folder, outlast a power cut."""
    with contextlib.suppress(PermissionError):  # Windows opens no folder
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
