"""What somebody with a PIN allowed for one sale, as it lies in the file."""

from __future__ import annotations

from datetime import datetime

from app.domain.clock import from_utc_text, utc_text
from app.domain.people import Act, Approval, Wanted
from app.storage.database import Database
from app.storage.fit import storable, typed

_PUT = """INSERT INTO approvals (sale_key, act, subject, up_to, approved_by, approved_at)
VALUES (?, ?, ?, ?, ?, ?)"""
_OF_SALE = """SELECT sale_key, act, subject, up_to, approved_by, approved_at
FROM approvals WHERE sale_key = ? ORDER BY id"""


def put_approval(database: Database, wanted: Wanted, approved_by: str, at: datetime) -> Approval:
    """Keep an approval, inside a write."""
    words = (storable(wanted.sale_key), wanted.act.value, typed(wanted.subject))
    database.insert(_PUT, (*words, wanted.up_to, approved_by, utc_text(at)))
    return Approval(wanted, approved_by, at)


def approvals_of(database: Database, sale_key: str) -> list[Approval]:
    """Give what was allowed for a sale, in its order."""
    return [
        Approval(Wanted(key, Act(act), subject, up_to), person, from_utc_text(at))
        for key, act, subject, up_to, person, at in database.rows(_OF_SALE, (storable(sale_key),))
    ]
