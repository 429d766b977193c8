"""Who may give a sale to another customer: at the counter on its own day, later with a right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed
from app.storage.database import Database
from app.storage.fit import fits
from app.storage.rights import holds

_DAY = "SELECT business_date, sale_number FROM sales WHERE id = ?"
_OF_CHANGE = "SELECT sale_id FROM customer_change_sales WHERE change_id = ? AND was_asked = 1"


def refuse_old(database: Database, sale_ids: Iterable[int], today: date, by: Actor) -> None:
    """Raise NotAllowed where one of the sales is of another day and the person may not."""
    if holds(by, Right.CHANGE_OLD_SALES):
        return
    for sale_id in sale_ids:
        row = database.row(_DAY, (sale_id,)) if fits(sale_id) else None
        if row is not None and row[0] != today.isoformat():
            refusal = NotAllowed(
                f"Sale {row[1]} is of another day.",
                advice="Its customer is changed by somebody who may change old sales.",
            )
            refusal.right = Right.CHANGE_OLD_SALES
            raise refusal


def sales_of_change(database: Database, change_id: int) -> list[int]:
    """Give the sales a change was asked for."""
    if not fits(change_id):
        return []
    return [sale_id for (sale_id,) in database.rows(_OF_CHANGE, (change_id,))]
