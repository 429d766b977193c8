"""Carts put aside, oldest first, each under the key its sale will have."""

from __future__ import annotations

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, from_utc_text, utc_text
from app.domain.draft import Draft
from app.domain.errors import NotFound
from app.domain.money import Money
from app.domain.parked import ParkedSale
from app.storage.database import Database, Row
from app.storage.drafts import keep_draft
from app.storage.fit import storable, typed
from app.storage.rights import guarded, require
from app.storage.till import till_of

_PARK = """INSERT OR REPLACE INTO parked_carts
    (sale_key, content, customer_name, item_count, total, note, parked_at)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
_NOT_OPEN = "DELETE FROM cart_drafts WHERE till_id = ? AND sale_key = ?"
_ALL = """SELECT sale_key, content, customer_name, item_count, total, note, parked_at
FROM parked_carts ORDER BY parked_at, sale_key"""
_ONE = "SELECT sale_key, content FROM parked_carts WHERE sale_key = ?"
_FORGET = "DELETE FROM parked_carts WHERE sale_key = ?"


@guarded
class ParkedRepository:
    """Parked carts on disk; see ParkedDrawer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop."""
        self._database = database
        self._clock = clock

    def park(self, parked: ParkedSale, *, by: Actor) -> None:
        require(by, Right.SELL)
        with self._database.write("park the sale"):
            self._park(parked)

    def parked(self, *, by: Actor) -> list[ParkedSale]:
        require(by, Right.SELL)
        return [_parked(row) for row in self._database.rows(_ALL)]

    def count(self, *, by: Actor) -> int:
        require(by, Right.SELL)
        return int(self._database.value("SELECT count(*) FROM parked_carts"))

    def recall(self, key: str, in_place_of: ParkedSale | None, *, by: Actor) -> Draft:
        require(by, Right.SELL)
        at = utc_text(self._clock.now())
        with self._database.write("take the parked sale up again"):
            row = self._database.row(_ONE, (storable(key),))
            if row is None:
                raise NotFound("This parked sale is not there any more.")
            if in_place_of is not None:
                self._park(in_place_of)
            self._database.run(_FORGET, (row[0],))
            keep_draft(self._database, Draft(*row), at)
        return Draft(*row)

    def discard(self, key: str, *, by: Actor) -> None:
        require(by, Right.SELL)
        with self._database.write("forget the parked sale"):
            if not self._database.run(_FORGET, (storable(key),)):
                raise NotFound("This parked sale is not there any more.")

    def _park(self, parked: ParkedSale) -> None:
        key = storable(parked.draft.key)
        words = (storable(parked.draft.content), typed(parked.customer_name))
        counts = (parked.item_count, parked.total.minor)
        at = utc_text(parked.parked_at)
        self._database.run(_PARK, (key, *words, *counts, typed(parked.note), at))
        self._database.run(_NOT_OPEN, (till_of(self._database), key))


def _parked(row: Row) -> ParkedSale:
    key, content, customer_name, item_count, total, note, parked_at = row
    return ParkedSale(
        Draft(key, content), customer_name, item_count, Money(total), note, from_utc_text(parked_at)
    )
