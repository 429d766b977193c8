"""Sales one after the other as they were rung up, whole, for exports."""

from __future__ import annotations

from app.domain.period import Period
from app.domain.sale import SaleRecord
from app.storage.database import Database
from app.storage.receipts import sale_record

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
_NEXT = """SELECT id FROM sales
WHERE id > ? AND business_date >= ? AND business_date <= ? ORDER BY id LIMIT ?"""


def sales_after(database: Database, after: int, limit: int, period: Period) -> list[SaleRecord]:
    """Give the next sales by id, voided ones and returns too."""
    start = period.start.isoformat() if period.start else _FIRST_DAY
    end = period.end.isoformat() if period.end else _LAST_DAY
    rows = database.rows(_NEXT, (after, start, end, limit))
    return [sale_record(database, sale_id) for (sale_id,) in rows]
