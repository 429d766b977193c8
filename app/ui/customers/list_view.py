"""The list itself: moved by keys from elsewhere, read on before its end comes into sight."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPoint, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.domain.customer import Customer
from app.ui.customers.list_delegate import CustomerDelegate
from app.ui.customers.list_model import PAGE, CustomerListModel
from app.ui.theme import Theme
from app.ui.widgets.paged_view import PagedTable
from app.ui.wording import Wording

_BIG_PAGE = 400
"""Rows read in one turn of the event loop on the way to the end: about 4 ms of look-up."""


class CustomerListView(PagedTable):
    """Shows a CustomerListModel and says which customer is the current one.

    A table of one column: a QListView asks for each of a million rows before it paints one.
    """

    # On the class too: rows are shown while the view is being made.
    _at_rest = False

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        model: CustomerListModel,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            model,
            CustomerDelegate(theme, wording),
            row_height=theme.size("listRow"),
            widths={},
            big_page=_BIG_PAGE,
            parent=parent,
        )
        self._customers = model
        self.setObjectName("customer_list")
        self.setAccessibleName(self.tr("Customers"))
        self.horizontalHeader().hide()

    @property
    def current(self) -> Customer | None:
        return self._customers.item(self.currentIndex().row())

    def go_to(self, row: int, *, reveal: bool = True) -> None:
        """Make a row the current one; without `reveal` the list stays where it is."""
        self.setAutoScroll(reveal)
        self.setCurrentIndex(self._customers.index(row, 0))
        self.setAutoScroll(True)

    def clear_current(self) -> None:
        """Light no row."""
        self._at_rest = True
        self.selectionModel().clear()
        self._at_rest = False

    @contextmanager
    def held_still(self, changing: Collection[int]) -> Iterator[None]:
        """Keep what is in sight in sight, and say nothing, while these customers find their place.

        At the very top the list stays at the top instead: that is where one looks for news.
        """
        near, anchor, offset = self._anchor(changing)
        self._at_rest = True
        try:
            yield
        finally:
            self._at_rest = False
        row = self._customers.row_of(anchor, near=near)
        if row >= 0:
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            shift = self.visualRect(self._customers.index(row, 0)).top() - offset
            bar.setValue(bar.value() + shift)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self.move_by_key(event.key())):
            event.ignore()

    # Inside

    def _anchor(self, changing: Collection[int]) -> tuple[int, int | None, int]:
        """Give the first customer in sight who stays where they are, and where that is."""
        top = self.indexAt(QPoint(0, 0)).row()
        if self.verticalScrollBar().value() == 0:
            return 0, None, 0
        for row in range(top, min(top + PAGE, self._customers.rowCount())):
            customer = self._customers.item(row)
            if customer is not None and customer.id not in changing:
                return row, customer.id, self.visualRect(self._customers.index(row, 0)).top()
        return 0, None, 0

    @Slot(QModelIndex)
    def _on_current_row(self, index: QModelIndex) -> None:
        if not self._at_rest:
            super()._on_current_row(index)
