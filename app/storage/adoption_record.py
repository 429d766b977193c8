"""What a shop remembers of an old database that came along, and the report beside it."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.domain.clock import utc_text
from app.storage.backup_files import flush
from app.storage.database import Database
from app.storage.moves import move

story = logging.getLogger("app.story")
"""What the owner reads on the terminal as well as in the log."""

RECORD = "adoption"
REPORT_DRAFT = "shop.adopting.report"
"""A report has this name until what it tells of is in its place."""
NOTHING_TO_DO = "The old POS's database came along before: there was nothing to do."

LAST_SALE = "SELECT coalesce(max(id), 0) FROM sales"
_RECORD = "SELECT value FROM settings WHERE key = ?"


def record_of(database: Database) -> dict[str, object] | None:
    """Give what is remembered; None when nothing came along."""
    value = database.value(_RECORD, (RECORD,))
    if value is None:
        return None
    record: dict[str, object] = json.loads(value)
    return record


def tell_if_done(database: Database, folder: Path, started: datetime | None) -> None:
    """Say at a start after it, until something is sold, that nothing is left to do; finishes what
    a power cut left. `started` is when the program did, if it opens the shop more than once.
    """
    record = record_of(database)
    if record is None:
        return
    publish_report(folder, str(record["report"]))
    is_news = started is not None and str(record["at"]) >= utc_text(started)
    if not is_news and database.value(LAST_SALE) == record["last_sale_id"]:
        story.info("%s", NOTHING_TO_DO)


def can_be_put_back(database: Database) -> str:
    """Give the file that was the shop before, empty when it is gone or something was sold."""
    record = record_of(database)
    if record is None or database.value(LAST_SALE) != record["last_sale_id"]:
        return ""
    kept = str(record["kept_as"])
    return kept if kept and (database.path.parent / kept).is_file() else ""


def publish_report(folder: Path, name: str) -> None:
    """Give the report its name."""
    with suppress(FileNotFoundError):
        move(folder / REPORT_DRAFT, folder / name)
        flush(folder)
