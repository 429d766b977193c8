"""One customer's sales and returns, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow, Kind, Status
from app.ui.shop import Shop
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording

PAGE = 60


class Column(IntEnum):
    DATE = 0
    RECEIPT = 1
    PAID_WITH = 2
    TOTAL = 3


class HistoryModel(TableModel[HistoryRow]):
    """The history of the customer shown, within a period."""

    page_size = PAGE

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._customer_id: int | None = None
        self._period = ALL_TIME
        self.name_columns(
            Heading(self.tr("Date")),
            Heading(self.tr("Receipt")),
            Heading(self.tr("Paid with")),
            Heading(self.tr("Total"), is_figure=True),
        )

    def sale(self, row: int) -> HistoryRow | None:
        return self.item(row)

    # Reading

    def show(self, customer_id: int | None, period: Period = ALL_TIME) -> None:
        """Begin with somebody's newest sale. Raises StoreUnavailable; then it is empty."""
        self._customer_id, self._period = customer_id, period
        self.begin()

    def refresh(self, sale_ids: Iterable[int]) -> None:
        """Take in new and changed sales without losing the place. Raises StoreUnavailable."""
        newest = self.read(None, PAGE, 0)
        known = [sale.sale_id for sale in newest]
        top = known.index(self.top()[0].sale_id) if self._joins(known) else -1
        if top < 0 or not self._update(newest[top:], sale_ids):
            self.begin()
            return
        for row, sale in enumerate(newest[:top]):
            self.put_in(row, sale)

    def _joins(self, sale_ids: list[int]) -> bool:
        return bool(self.top()) and self.top()[0].sale_id in sale_ids

    def _update(self, newest: Sequence[HistoryRow], sale_ids: Iterable[int]) -> bool:
        """Renew what changed in place; False when the rows are no longer the same sales."""
        loaded = self.top()[: len(newest)]
        if [sale.sale_id for sale in loaded] != [sale.sale_id for sale in newest]:
            return False
        fresh = list(enumerate(newest))
        for sale_id in sale_ids:
            row = self.row_of(sale_id)
            if row >= len(newest):
                found = self.read(self.top()[row - 1], 1, 0)
                if not found or found[0].sale_id != sale_id:
                    return False
                fresh.append((row, found[0]))
        for row, sale in fresh:
            if self.top()[row] != sale:
                self.renew(row, sale)
        return True

    def read(self, after: HistoryRow | None, limit: int, skip: int) -> Sequence[HistoryRow]:
        if self._customer_id is None:
            return []
        return self._shop.reader.customers.history(
            self._customer_id, after, limit, by=self._shop.by, period=self._period
        )

    def key_of(self, item: HistoryRow) -> int:
        return item.sale_id

    # Words

    def mark(self, sale: HistoryRow) -> str:
        """Name what makes a row more than a plain sale."""
        if sale.status is Status.VOIDED:
            return self.tr("Voided")
        return self.tr("Return") if sale.kind is Kind.RETURN else ""

    def text(self, item: HistoryRow, column: int) -> str:
        if column == Column.DATE:
            return self._wording.date(item.sold_at)
        if column == Column.RECEIPT:
            return item.number
        if column == Column.PAID_WITH:
            return self._wording.method(item.method)
        return self._wording.amount(item.total)

    def spoken(self, item: HistoryRow) -> str:
        cells = (self.text(item, column) for column in Column)
        return ", ".join([*cells, *filter(None, [self.mark(item)])])

    def spoken_heading(self, name: str, column: int) -> str | None:
        return self.tr("Date, newest first") if column == Column.DATE else None
