"""Rows of sales as the domain knows them."""

from __future__ import annotations

from app.domain.clock import from_utc_text
from app.domain.money import Money
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.database import Row

HISTORY_COLUMNS = (
    "sales.id, sales.sale_number, sales.foreign_number, sales.kind, sales.status,"
    " sales.sale_date, sales.total_amount, sales.payment_method, sales.cashier,"
    " sales.item_count"
)


def history_row(row: Row) -> HistoryRow:
    """Read the columns of HISTORY_COLUMNS, in that order; what follows them is left alone."""
    sale_id, number, foreign_number, kind, status, sold_at, total, method, cashier, items = row[:10]
    return HistoryRow(
        sale_id=sale_id,
        number=number,
        foreign_number=foreign_number,
        kind=Kind(kind),
        status=Status(status),
        sold_at=from_utc_text(sold_at),
        total=Money(total),
        method=method,
        cashier=cashier,
        item_count=items,
    )
