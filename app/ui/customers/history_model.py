"""One customer's sales and returns, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow, Kind, Status
from app.ui.shop import Shop
from app.ui.widgets.paged_model import Index, PagedModel
from app.ui.wording import Wording

PAGE = 60
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    DATE = 0
    RECEIPT = 1
    PAID_WITH = 2
    TOTAL = 3


class HistoryModel(PagedModel[HistoryRow]):
    """The history of the customer shown, within a period."""

    page_size = PAGE
    columns = len(Column)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._customer_id: int | None = None
        self._period = ALL_TIME

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

    # Qt

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (self.tr("Date"), self.tr("Receipt"), self.tr("Paid with"), self.tr("Total"))
            return titles[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.DATE:
            return self.tr("Date, newest first")
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.TOTAL:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        sale = self.sale(index.row()) if index.isValid() else None
        if sale is None:
            return None
        if role == ROW_ROLE:
            return sale
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(sale, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.DATE:
            cells = (self._shown(sale, column) for column in Column)
            return ", ".join([*cells, *filter(None, [self.mark(sale)])])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.TOTAL:
            return _RIGHT
        return None

    def mark(self, sale: HistoryRow) -> str:
        """Name what makes a row more than a plain sale."""
        if sale.status is Status.VOIDED:
            return self.tr("Voided")
        return self.tr("Return") if sale.kind is Kind.RETURN else ""

    def _shown(self, sale: HistoryRow, column: int) -> str:
        if column == Column.DATE:
            return self._wording.date(sale.sold_at)
        if column == Column.RECEIPT:
            return sale.number
        if column == Column.PAID_WITH:
            return self._wording.method(sale.method)
        return self._wording.amount(sale.total)
