"""Rows of sales as the domain knows them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.clock import from_utc_text
from app.domain.money import Money
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.database import Row

HISTORY_COLUMNS = (
    "sales.id, sales.sale_number, sales.foreign_number, sales.kind, sales.status,"
    " sales.sale_date, sales.total_amount, sales.payment_method, sales.cashier,"
    " sales.item_count"
)


_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
"""A page has fifty rows: calling the enumerations would take a fifth of its time."""


def history_row(row: Row) -> HistoryRow:
    """Read the columns of HISTORY_COLUMNS, in that order; what follows them is left alone."""
    (one,) = history_rows([row[:10]])
    return one


def history_rows(rows: Iterable[Row]) -> list[HistoryRow]:
    """Read rows of exactly HISTORY_COLUMNS."""
    return [
        HistoryRow(
            sale_id,
            number,
            foreign,
            _KINDS[kind],
            _STATUSES[status],
            from_utc_text(at),
            Money(total),
            method,
            cashier,
            items,
        )
        for sale_id, number, foreign, kind, status, at, total, method, cashier, items in rows
    ]
