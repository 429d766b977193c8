"""Who did what: one row beside what was done, in the same transaction. Rows are only added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.domain.clock import utc_text
from app.storage.fit import storable, typed

if TYPE_CHECKING:
    from datetime import datetime

    from app.storage.database import Database

REFUSED = "refused"

_PUT = """INSERT INTO audit_log (at, person, approved_by, act, subject, old, new)
VALUES (coalesce(?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), ?, ?, ?, ?, ?, ?)"""


def note(
    database: Database,
    by: Actor,
    act: str,
    subject: str,
    old: str = "",
    new: str = "",
    approved_by: str = "",
    at: datetime | None = None,
    *,
    is_code: bool = False,
) -> None:
    """Write down who did what, inside the write that did it; `old` and `new` are plain words.

    With `is_code` the subject is a code of goods, whose digits may pass for a card's. Without
    `at` the time is the machine's: a door that has no clock asks the file's.
    """
    what = storable(subject) if is_code else typed(subject)
    words = (typed(by.name), typed(approved_by), typed(act), what, typed(old), typed(new))
    database.insert(_PUT, (None if at is None else utc_text(at), *words))
