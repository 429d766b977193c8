"""A restored copy becomes the shop of this computer: its session, its till and its numbers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.domain.clock import utc_text
from app.domain.errors import InvalidInput
from app.storage.account_series import START_ANEW
from app.storage.file_uri import file_uri
from app.storage.settings import IS_OPEN
from app.storage.till import TILL_KEY

MOST_TILLS = 999

_KEEP = """INSERT INTO settings (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value"""
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
_AUDIT = """INSERT INTO audit_log (at, person, act, subject, new)
VALUES (?, ?, 'restore', 'shop', ?)"""
_TRIES = "UPDATE pin_gate SET failed_tries = max(failed_tries, ?)"


def check_number(till: int, taken: Collection[int]) -> None:
    """Raise InvalidInput for a number that some till of the shop is known to have, or none can."""
    advice = "Choose a number that no other computer of the shop has."
    if not 1 <= till <= MOST_TILLS:
        raise InvalidInput(f"Tills have the numbers 1 to {MOST_TILLS}.", advice=advice)
    if till in taken:
        raise InvalidInput(f"Till {till} has numbers already.", advice=advice)


def settle_in(
    draft: Path, as_till: int | None, failed_tries: int, now: datetime, person: str
) -> int:
    """Change a copy that is not in place yet; gives the number of its till.

    With `as_till` it gets series of its own, else those of the copy's till go on. The PIN gate
    stays as far shut as it was here, after `failed_tries`, or where the copy was made.
    """
    connection = sqlite3.connect(file_uri(draft, "mode=rw"), uri=True, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA synchronous = FULL").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        tables = {name for (name,) in connection.execute(_TABLES).fetchall()}
        connection.execute(_KEEP, (IS_OPEN, "false"))
        if as_till is not None:
            _begin_series(connection, as_till, tables)
        till = _till_in(connection)
        if "pin_gate" in tables:
            connection.execute(_TRIES, (failed_tries,))
        if "audit_log" in tables:
            connection.execute(_AUDIT, (utc_text(now), person, f"till {till}"))
        connection.execute("COMMIT")
    return till


def _till_in(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (TILL_KEY,)).fetchone()
    return 1 if row is None else int(json.loads(row[0]))


def _begin_series(connection: sqlite3.Connection, till: int, tables: set[str]) -> None:
    """What was open or put aside at the other till is sold there, not here a second time."""
    connection.execute("INSERT INTO sale_series (till_id, last_number) VALUES (?, 0)", (till,))
    connection.execute(_KEEP, (TILL_KEY, json.dumps(till)))
    if "account_series" in tables:
        connection.execute(START_ANEW)
    for table in ("cart_drafts", "parked_carts"):
        if table in tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
