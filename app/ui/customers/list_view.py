"""The list itself: moved by keys from elsewhere, read on before its end comes into sight."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPoint, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.customer import Customer
from app.ui.customers.list_delegate import CustomerDelegate
from app.ui.customers.list_model import PAGE, CustomerListModel
from app.ui.theme import Theme
from app.ui.widgets.paged_view import Paging
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording


class CustomerListView(QTableView):
    """Shows a CustomerListModel and says which customer is the current one.

    A table of one column: a QListView asks for each of a million rows before it paints one.
    """

    current_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        model: CustomerListModel,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._at_rest = False
        self.setObjectName("customer_list")
        style_view(theme, self)
        self.setModel(model)
        self.setItemDelegate(CustomerDelegate(theme, wording, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self._set_up_rows(theme.size("listRow"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Customers"))
        self.paging = Paging(self, model, theme.size("listRow"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def _set_up_rows(self, height: int) -> None:
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)

    @property
    def current(self) -> Customer | None:
        return self._model.item(self.currentIndex().row())

    def go_to(self, row: int, *, reveal: bool = True) -> None:
        """Make a row the current one; without `reveal` the list stays where it is."""
        self.setAutoScroll(reveal)
        self.setCurrentIndex(self._model.index(row, 0))
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
        row = self._model.row_of(anchor, near=near)
        if row >= 0:
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            shift = self.visualRect(self._model.index(row, 0)).top() - offset
            bar.setValue(bar.value() + shift)

    def move_by_key(self, key: int) -> bool:
        """Move as the key says, from wherever the focus is; say whether it was such a key."""
        return self.paging.move_by_key(key)

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
        for row in range(top, min(top + PAGE, self._model.rowCount())):
            customer = self._model.item(row)
            if customer is not None and customer.id not in changing:
                return row, customer.id, self.visualRect(self._model.index(row, 0)).top()
        return 0, None, 0

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if not self._at_rest:
            self.current_changed.emit(self._model.item(index.row()))
