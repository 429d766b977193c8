"""Whose a sale is: how it was given to another customer, and sales that still have none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.sale import HistoryRow


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """Sales given to another customer (None: to nobody) at one moment, by one person.

    The name typed at the counter stays on each sale. `undone_at` is set once it was taken back.
    """

    id: int
    sale_ids: tuple[int, ...]
    to_customer_id: int | None
    changed_at: datetime
    changed_by: str
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnlinkedSale:
    """A sale with a name and no customer: its customer step failed."""

    row: HistoryRow
    customer_name: str
