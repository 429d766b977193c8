"""What the shop needs of the store about sales, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.actor import Actor
from app.domain.customer import CustomerRef
from app.domain.imported import ImportCounts, ImportedSale, LaidOutSale
from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow, RecordedSale, Sale, SaleRecord
from app.domain.sale_customer import CustomerChange, UnlinkedSale


class SaleBook(Protocol):
    """Every sale, and the one door by which it gets in."""

    def record(self, sale: Sale, *, by: Actor) -> RecordedSale:
        """Save sale, lines, payments, customer, stock and stats: all or nothing, once.

        Drops the draft of the same key. If only the customer step fails the sale is whole and
        unlinked. Raises StoreUnavailable; with `in_doubt` the same call again cannot charge twice.
        """

    def bring_in(self, sales: Sequence[ImportedSale | LaidOutSale], *, by: Actor) -> ImportCounts:
        """Save another system's sales in one transaction: no stock, own number series."""

    def void(self, sale_id: int, reason: str, at: datetime, *, by: Actor) -> None:
        """Take a sale's effects back; it stays on record. Refused twice, or after a return."""

    def sale(self, sale_id: int, *, by: Actor) -> SaleRecord:
        """Give one sale whole. Raises NotFound."""

    def numbered(self, number: str, *, by: Actor) -> SaleRecord:
        """Give the sale with this number (own numbers before foreign ones). Raises NotFound."""

    def last(self, *, by: Actor) -> SaleRecord | None:
        """Give the newest sale rung up at this till."""

    def page(
        self, after: int, limit: int, *, by: Actor, period: Period = ALL_TIME
    ) -> list[SaleRecord]:
        """Give sales and returns after the id given, oldest first, voided ones too; 0 begins."""

    def with_reference(self, method: str, reference: str, *, by: Actor) -> HistoryRow | None:
        """Give the newest sale, not voided, that was paid by this method with this reference."""

    def change_customer(
        self, sale_ids: Sequence[int], who: CustomerRef | None, at: datetime, *, by: Actor
    ) -> CustomerChange:
        """Give sales to another customer, found or made like any, or to nobody.

        Both customers' figures move in the same transaction, returns of the sales go along, and
        who and when is kept. Raises NotFound, InvalidName; SaleRefused where nothing would change.
        """

    def undo_change(self, change_id: int, at: datetime, *, by: Actor) -> CustomerChange:
        """Take a change back. Raises SaleRefused when it was taken back or changed again since."""

    def changes(self, sale_id: int, *, by: Actor) -> list[CustomerChange]:
        """Give the changes of a sale's customer, newest first."""

    def unlinked(self, limit: int, *, by: Actor) -> list[UnlinkedSale]:
        """Give the sales whose customer step failed, oldest first."""

    def unlinked_count(self, *, by: Actor) -> int:
        """Count them."""

    def link_unlinked(self, *, by: Actor) -> int:
        """Link the sales whose customer step failed; gives how many. Done at every start."""
