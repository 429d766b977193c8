"""The customers a search finds, page by page, kept true while sales land."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from app.domain.customer import Customer, Sort
from app.domain.errors import NotFound
from app.ui.shop import Shop
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording

PAGE = TableModel.page_size
_TOP = Customer(0, "")
"""Stands before the first customer."""
_PATIENCE = 40
"""After this many single moves it is quicker to read the list again."""


class CustomerListModel(TableModel[Customer]):
    """One ordered search. Order and matches are the store's; nothing is sorted here."""

    can_jump = True

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._search = ""
        self._sort = Sort.TOTAL
        self._reverse = False
        self.name_columns(Heading(self.tr("Customer")))

    def show(self, search: str, sort: Sort, *, reverse: bool = False) -> None:
        """Begin the list anew. Raises StoreUnavailable; then the list is empty."""
        self._search, self._sort, self._reverse = search, sort, reverse
        self.begin()

    def refresh(self, customer_ids: Iterable[int]) -> None:
        """Put changed customers where they belong now. Raises StoreUnavailable."""
        waiting = list(customer_ids)
        for _ in range(_PATIENCE):
            if not waiting:
                self.reread()
                return
            stale = self._replace(waiting[-1])
            if stale is None:
                waiting.pop()
            else:
                waiting.append(stale)
        self.begin()

    # What the list is

    def read(self, after: Customer | None, limit: int, skip: int) -> Sequence[Customer]:
        return self._page_of(after, limit, skip=skip)

    def key_of(self, item: Customer) -> int:
        return item.id

    def size(self) -> int | None:
        if self._search:
            return None
        return self._shop.reader.customers.count(by=self._shop.by)

    def _page_of(
        self, after: Customer | None, limit: int, *, backwards: bool = False, skip: int = 0
    ) -> list[Customer]:
        return self._shop.reader.customers.page(
            self._search,
            self._sort,
            after,
            limit,
            by=self._shop.by,
            reverse=self._reverse != backwards,
            skip=skip,
        )

    # One customer changed

    def _replace(self, customer_id: int) -> int | None:
        """Move, add, or take away one customer: the store says who stands before them now.

        Gives the id of that one, and does nothing, when their own row is out of date.
        """
        before = self.head_row_of(customer_id)
        try:
            customer = self._shop.reader.customers.customer(customer_id, by=self._shop.by)
        except NotFound:
            self.take_out(before)
            return None
        above = self._above(customer)
        if above is None:
            self.take_out(before)
            return None
        row = self.head_row_of(above.id) if above is not _TOP else -1
        if row >= 0 and self._head[row] != above:
            return above.id
        if row >= 0 or above is _TOP:
            self._place(before, row + 1, customer)
        else:
            self.take_out(before)  # they stand in a part that was not read yet
        return None

    def _above(self, customer: Customer) -> Customer | None:
        """Give the one who stands before a customer, _TOP before the first; None when not found.

        That is the first one met going backwards; the search finds the customer when they come
        next after it.
        """
        above = self._met_backwards(customer)
        following = self._page_of(above, 1)
        if not following or following[0].id != customer.id:
            return None
        return above or _TOP

    def _met_backwards(self, customer: Customer) -> Customer | None:
        """Go one step back. By last purchase, those who never bought stand last either way."""
        met = self._page_of(customer, 1, backwards=True)
        above = met[0] if met else None
        if self._sort is not Sort.LAST:
            return above
        if customer.last_purchase is not None:
            return above if above is not None and above.last_purchase is not None else None
        if above is None:
            met = self._page_of(None, 1, backwards=True)
            above = met[0] if met and met[0].last_purchase is not None else None
        return above

    def _place(self, before: int, target: int, customer: Customer) -> None:
        if before < 0:
            self.put_in(target, customer)
        else:
            self.move(before, target, customer)

    # Words

    def text(self, item: Customer, column: int) -> str:
        return item.name

    def tip(self, item: Customer, column: int) -> str | None:
        return item.name

    def spoken(self, item: Customer) -> str:
        words = self._wording
        parts = [item.name, item.phone, words.money(item.total_purchases)]
        parts.append(words.sales(item.transaction_count))
        if item.last_purchase:
            parts.append(words.ago(item.last_purchase))
        return ", ".join(part for part in parts if part)
