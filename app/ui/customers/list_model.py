"""The customers a search finds, page by page, kept true while sales land."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.customer import Customer, Sort
from app.domain.errors import NotFound, StoreUnavailable
from app.ui.shop import Shop
from app.ui.wording import Wording

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
CUSTOMER_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_TOP = Customer(0, "")
"""Stands before the first customer."""
_PATIENCE = 40
"""After this many single moves it is quicker to read the list again."""


class CustomerListModel(QAbstractListModel):
    """One ordered search. Order and matches are the store's; nothing is sorted here."""

    failed = Signal(object)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._rows: list[Customer] = []
        self._search = ""
        self._sort = Sort.TOTAL
        self._reverse = False
        self._is_complete = True

    # What it holds

    @property
    def is_complete(self) -> bool:
        """Say whether the last customer of the search is loaded."""
        return self._is_complete

    def customer(self, row: int) -> Customer | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, customer_id: int | None) -> int:
        """Give the loaded row of a customer, or -1."""
        return next((row for row, c in enumerate(self._rows) if c.id == customer_id), -1)

    # Reading

    def show(self, search: str, sort: Sort, *, reverse: bool = False) -> None:
        """Begin the list anew. Raises StoreUnavailable; then the list is empty."""
        self._search, self._sort, self._reverse = search, sort, reverse
        self.beginResetModel()
        self._rows = []
        self._is_complete = True
        try:
            self._rows = self._page(None, PAGE)
            self._is_complete = len(self._rows) < PAGE
        finally:
            self.endResetModel()

    def refresh(self, customer_ids: Iterable[int]) -> None:
        """Put changed customers where they belong now. Raises StoreUnavailable."""
        waiting = list(customer_ids)
        for _ in range(_PATIENCE):
            if not waiting:
                return
            stale = self._replace(waiting[-1])
            if stale is None:
                waiting.pop()
            else:
                waiting.append(stale)
        self.show(self._search, self._sort, reverse=self._reverse)

    def load(self, limit: int = PAGE) -> None:
        """Read on. Raises StoreUnavailable."""
        if self._is_complete:
            return
        page = self._page(self._rows[-1] if self._rows else None, limit)
        self._is_complete = len(page) < limit
        if page:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._rows += page
            self.endInsertRows()

    def _page(
        self, after: Customer | None, limit: int, *, backwards: bool = False
    ) -> list[Customer]:
        return self._shop.reader.customers.page(
            self._search,
            self._sort,
            after,
            limit,
            by=self._shop.by,
            reverse=self._reverse != backwards,
        )

    # One customer changed

    def _replace(self, customer_id: int) -> int | None:
        """Move, add, or take away one customer: the store says who stands before them now.

        Gives the id of that one, and does nothing, when their own row is out of date.
        """
        before = self.row_of(customer_id)
        try:
            customer = self._shop.reader.customers.customer(customer_id, by=self._shop.by)
        except NotFound:
            self._remove(before)
            return None
        above = self._above(customer)
        if above is None:
            self._remove(before)
            return None
        row = self.row_of(above.id) if above is not _TOP else -1
        if row >= 0 and self._rows[row] != above:
            return above.id
        if row >= 0 or above is _TOP:
            self._place(before, row + 1, customer)
        else:
            self._remove(before)  # they stand in a part that was not read yet
        return None

    def _above(self, customer: Customer) -> Customer | None:
        """Give the one who stands before a customer, _TOP before the first; None when not found.

        That is the first one met going backwards; the search finds the customer when they come
        next after it.
        """
        above = self._met_backwards(customer)
        following = self._page(above, 1)
        if not following or following[0].id != customer.id:
            return None
        return above or _TOP

    def _met_backwards(self, customer: Customer) -> Customer | None:
        """Go one step back. By last purchase, those who never bought stand last either way."""
        met = self._page(customer, 1, backwards=True)
        above = met[0] if met else None
        if self._sort is not Sort.LAST:
            return above
        if customer.last_purchase is not None:
            return above if above is not None and above.last_purchase is not None else None
        if above is None:
            met = self._page(None, 1, backwards=True)
            above = met[0] if met and met[0].last_purchase is not None else None
        return above

    def _place(self, before: int, target: int, customer: Customer) -> None:
        if before < 0:
            self._insert(target, customer)
        else:
            self._move(before, target, customer)

    def _insert(self, row: int, customer: Customer) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, customer)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()

    def _move(self, before: int, target: int, customer: Customer) -> None:
        """`target` is a gap counted with the customer still at the old row."""
        if target in (before, before + 1):
            row = before
        else:
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), target)
            row = target if target < before else target - 1
            del self._rows[before]
            self._rows.insert(row, customer)
            self.endMoveRows()
        self._rows[row] = customer
        self.dataChanged.emit(self.index(row), self.index(row))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        customer = self.customer(index.row()) if index.isValid() else None
        if customer is None:
            return None
        if role == CUSTOMER_ROLE:
            return customer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return customer.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(customer)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid():
            return
        try:
            self.load()
        except StoreUnavailable as problem:
            # Whoever scrolls asks again and again; one answer is enough until the list is reread.
            self._is_complete = True
            self.failed.emit(problem)

    def _spoken(self, customer: Customer) -> str:
        words = self._wording
        parts = [customer.name, customer.phone, words.money(customer.total_purchases)]
        parts.append(words.sales(customer.transaction_count))
        if customer.last_purchase:
            parts.append(words.ago(customer.last_purchase))
        return ", ".join(part for part in parts if part)
