"""The pages of who did what; see AuditBook."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, from_utc_text
from app.domain.people import AuditRow
from app.storage.audit import REFUSED, note
from app.storage.database import Database
from app.storage.fit import LARGEST_ID, storable
from app.storage.rights import guarded, require

_PAGE = r"""SELECT id, at, person, approved_by, act, subject, old, new FROM audit_log
WHERE id < ?1 AND (?2 = '' OR
    person || char(10) || approved_by || char(10) || act || char(10) || subject || char(10)
    || old || char(10) || new LIKE ?2 ESCAPE '\')
ORDER BY id DESC LIMIT ?3"""
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@guarded
class AuditRepository:
    """Who did what, on disk; rows are only ever added."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop; only the writer notes."""
        self._database = database
        self._clock = clock

    def page(
        self, search: str, before: AuditRow | None, limit: int, *, by: Actor
    ) -> Sequence[AuditRow]:
        """Give what was done, newest first, with the text `search` in any of its columns."""
        require(by, Right.PEOPLE)
        asked = storable(search).strip().translate(_ESCAPED)
        first = LARGEST_ID if before is None else before.id
        rows = self._database.rows(_PAGE, (first, f"%{asked}%" if asked else "", limit))
        return [AuditRow(row[0], from_utc_text(row[1]), *row[2:]) for row in rows]

    def refused(self, act: str, *, by: Actor) -> None:
        """Write down a refusal at a door of a reader, which cannot; needs no right."""
        with self._database.write("note a refusal"):
            note(self._database, by, REFUSED, act, at=self._clock.now())
