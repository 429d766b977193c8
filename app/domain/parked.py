"""Carts put aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.draft import Draft
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class ParkedSale:
    """A cart put aside: what the list of parked sales shows, and the draft itself."""

    draft: Draft
    customer_name: str
    item_count: int
    total: Money
    note: str
    parked_at: datetime
