"""The list itself: moved by keys from elsewhere, read on before its end comes into sight."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPoint, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QListView, QWidget

from app.domain.customer import Customer
from app.ui.customers.list_delegate import CustomerDelegate
from app.ui.customers.list_model import CustomerListModel
from app.ui.customers.scrolling import WayToTheEnd
from app.ui.theme import Theme
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

_READ_AHEAD = 30
_BIG_PAGE = 400
"""Rows read in one turn of the event loop on the way to the end: about 4 ms of look-up."""

MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class CustomerListView(QListView):
    """Shows a CustomerListModel and says which customer is the current one."""

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
        self._row_height = theme.size("listRow")
        self.setObjectName("customer_list")
        style_view(theme, self)
        self.setModel(model)
        self.setItemDelegate(CustomerDelegate(theme, wording, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Customers"))
        self._to_end = WayToTheEnd(self, self._read_big_page, self._arrive, model.failed.emit)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> Customer | None:
        return self._model.customer(self.currentIndex().row())

    def go_to(self, row: int, *, reveal: bool = True) -> None:
        """Make a row the current one; without `reveal` the list stays where it is."""
        self.setAutoScroll(reveal)
        self.setCurrentIndex(self._model.index(row))
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
        anchor, offset = self._anchor(changing)
        self._at_rest = True
        try:
            yield
        finally:
            self._at_rest = False
        row = self._model.row_of(anchor)
        if row >= 0:
            self.executeDelayedItemsLayout()
            bar = self.verticalScrollBar()
            shift = self.visualRect(self._model.index(row)).top() - offset
            bar.setValue(bar.value() + shift)

    def move_by_key(self, key: int) -> bool:
        """Move as the key says, from wherever the focus is; say whether it was such a key."""
        if key not in MOVES:
            return False
        self._to_end.stop()
        if key == Qt.Key.Key_End and not self._model.is_complete:
            self._to_end.start()
        elif self._model.rowCount():
            self.go_to(self._row_after(Qt.Key(key)))
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self.move_by_key(event.key())):
            event.ignore()

    # Inside

    def _anchor(self, changing: Collection[int]) -> tuple[int | None, int]:
        """Give the first customer in sight who stays where they are, and where that is."""
        if self.verticalScrollBar().value() == 0:
            return None, 0
        for row in range(self.indexAt(QPoint(0, 0)).row(), self._model.rowCount()):
            customer = self._model.customer(row)
            if customer is not None and customer.id not in changing:
                return customer.id, self.visualRect(self._model.index(row)).top()
        return None, 0

    def _row_after(self, key: Qt.Key) -> int:
        last = self._model.rowCount() - 1
        row = self.currentIndex().row()
        page = max(1, self.viewport().height() // self._row_height - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        if key == Qt.Key.Key_Home or row < 0:
            return last if key == Qt.Key.Key_End else 0
        return last if key == Qt.Key.Key_End else min(max(row + steps[key], 0), last)

    def _read_big_page(self) -> bool:
        self._model.load(_BIG_PAGE)
        return self._model.is_complete

    def _arrive(self) -> None:
        self.go_to(self._model.rowCount() - 1)

    @Slot()
    def _read_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() > bar.maximum() - _READ_AHEAD * self._row_height:
            self._model.fetchMore(QModelIndex())

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if not self._at_rest:
            self.current_changed.emit(self._model.customer(index.row()))
