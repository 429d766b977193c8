"""From the schema a file has to the one this version knows: numbered steps, each all or nothing."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.backup import Reason
from app.domain.errors import StoreUnavailable
from app.storage import step_001, step_002, step_002_products, step_002_search, step_003
from app.storage.backup import make_copy
from app.storage.backup_files import flush
from app.storage.classify import APPLICATION_ID, COPIES, CREATING
from app.storage.faults import raise_plain
from app.storage.moves import move, remove
from app.storage.needs import KEEP_NEEDS, needs_text
from app.storage.till import NAME_SHOP, new_shop_mark
from app.storage.writer import Writer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema in raw SQL; released steps are never edited.

    `since` is the first version of Suki that knows the step: what an older one tells to install.
    """

    number: int
    since: str
    statements: tuple[str, ...]


STEPS = (
    Step(1, "0.1.0", step_001.STATEMENTS),
    Step(
        2,
        "0.1.0",
        (*step_002.STATEMENTS, *step_002_products.STATEMENTS, *step_002_search.STATEMENTS),
    ),
    Step(3, "0.1.0", step_003.STATEMENTS),
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
        flush(draft)
        move(draft, path)
        flush(path.parent)
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
    copy = copy_before(writer.path, now)
    for step in due:
        with writer.write("bring the shop up to date"):
            for statement in (*step.statements, f"PRAGMA user_version = {step.number}"):
                writer.run(statement)
            writer.run(KEEP_NEEDS, (needs_text(step.since),))
        log.info("the shop's file is at step %s", step.number)
    return copy


def copy_before(path: Path, now: datetime) -> Path:
    """Make a checked copy of the shop, like any other, before anything is changed."""
    folder = path.parent / COPIES
    return folder / make_copy(path, folder, Reason.UPGRADE, now, newest=NEWEST).name


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
            connection.execute(KEEP_NEEDS, (needs_text(step.since),))
            connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
        connection.execute(NAME_SHOP, (new_shop_mark(),))
    finally:
        connection.close()


def _remove_draft(draft: Path) -> None:
    """A shop whose making was interrupted holds nothing yet."""
    for ending in ("", "-wal", "-shm", "-journal"):
        remove(draft.with_name(draft.name + ending))
