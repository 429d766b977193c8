"""A restored copy becomes the shop of this computer: its session, its till and its numbers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.clock import utc_text
from app.domain.errors import InvalidInput
from app.storage.settings import IS_OPEN
from app.storage.till import TILL_KEY

_KEEP = """INSERT INTO settings (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value"""
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
_AUDIT = """INSERT INTO audit_log (at, person, act, subject, new)
VALUES (?, ?, 'restore', 'shop', ?)"""


@dataclass(frozen=True, slots=True)
class Series:
    """Which numbers the restored till gives out.

    With `goes_on` those of the copy's till: nobody else may use them any more. Else a series of
    its own, that of `till` or of the next till there is none of yet.
    """

    goes_on: bool
    till: int = 0


def settle_in(draft: Path, series: Series, now: datetime, person: str) -> int:
    """Change a copy that is not in place yet; gives the number of its till."""
    connection = sqlite3.connect(
        f"{draft.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
    )
    with closing(connection):
        connection.execute("PRAGMA synchronous = FULL").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        tables = {name for (name,) in connection.execute(_TABLES).fetchall()}
        connection.execute(_KEEP, (IS_OPEN, "false"))
        till = _old_till(connection) if series.goes_on else _new_till(connection, series, tables)
        if "audit_log" in tables:
            connection.execute(_AUDIT, (utc_text(now), person, f"till {till}"))
        connection.execute("COMMIT")
    return till


def _old_till(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (TILL_KEY,)).fetchone()
    return 1 if row is None else int(json.loads(row[0]))


def _new_till(connection: sqlite3.Connection, series: Series, tables: set[str]) -> int:
    """What was open or put aside at the other till is sold there, not here a second time."""
    known = {till for (till,) in connection.execute("SELECT till_id FROM sale_series").fetchall()}
    till = series.till or max(known) + 1
    if till in known:
        raise InvalidInput(f"Till {till} has numbers already.", advice="Choose another number.")
    connection.execute("INSERT INTO sale_series (till_id, last_number) VALUES (?, 0)", (till,))
    connection.execute(_KEEP, (TILL_KEY, json.dumps(till)))
    for table in ("cart_drafts", "parked_carts"):
        if table in tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    return till
