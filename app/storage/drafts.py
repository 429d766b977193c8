"""The one open cart of this till, so that a power cut gives it back."""

from __future__ import annotations

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, utc_text
from app.domain.draft import Draft
from app.storage.database import Database
from app.storage.fit import storable
from app.storage.rights import guarded, require
from app.storage.till import till_of

# A draft that was on its way while its sale was saved is not written any more.
_KEEP = """INSERT INTO cart_drafts (till_id, sale_key, content, updated_at)
SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM sales WHERE sale_key = ?2)
ON CONFLICT (till_id) DO UPDATE SET sale_key = excluded.sale_key, content = excluded.content,
    updated_at = excluded.updated_at"""
_KEPT = """SELECT sale_key, content FROM cart_drafts WHERE till_id = ?
AND NOT EXISTS (SELECT 1 FROM sales WHERE sales.sale_key = cart_drafts.sale_key)"""


@guarded
class DraftRepository:
    """The open cart on disk; see DraftDrawer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop."""
        self._database = database
        self._clock = clock

    def keep(self, draft: Draft, *, by: Actor) -> None:
        """Write the cart down in place of the one before."""
        require(by, Right.SELL)
        at = utc_text(self._clock.now())
        with self._database.write("keep the open sale"):
            keep_draft(self._database, draft, at)

    def drop(self, *, by: Actor) -> None:
        """Forget the cart."""
        require(by, Right.SELL)
        with self._database.write("forget the open sale"):
            self._database.run(
                "DELETE FROM cart_drafts WHERE till_id = ?", (till_of(self._database),)
            )

    def kept(self, *, by: Actor) -> Draft | None:
        """Give the cart that was open, unless its key has become a sale."""
        require(by, Right.SELL)
        row = self._database.row(_KEPT, (till_of(self._database),))
        return None if row is None else Draft(*row)


def keep_draft(database: Database, draft: Draft, at: str) -> None:
    """Write the open cart down inside a transaction."""
    database.run(_KEEP, (till_of(database), storable(draft.key), storable(draft.content), at))
