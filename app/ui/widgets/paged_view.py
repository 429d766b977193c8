"""Views over a PagedModel: keys that move, reading ahead, and the way to the very end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from app.domain.errors import StoreUnavailable
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.paged_model import PagedModel
from app.ui.widgets.rows import TableHeader, style_view

Key = Qt.Key
MOVES = frozenset({Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home,
                   Key.Key_End})  # fmt: skip

_READ_AHEAD = 30


class Paging(QObject):
    """What a view of rows of one height does over a PagedModel."""

    def __init__(
        self, view: QAbstractItemView, model: PagedModel[Any], row_height: int, big_page: int
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._row_height = view, model, row_height
        self._big_page = big_page
        self._to_end = QTimer(self, interval=0)
        self._to_end.timeout.connect(self._step)
        view.verticalScrollBar().valueChanged.connect(self._read_ahead)

    def move_by_key(self, key: int) -> bool:
        """Move as the key says, from wherever the focus is; say whether it was such a key."""
        if key not in MOVES:
            return False
        self.stay()
        if key == Key.Key_End and not self._model.is_complete:
            self._to_end.start()
        elif self._model.rowCount():
            self._go_and_say(self._row_after(Key(key)))
        return True

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self._view.setCurrentIndex(self._model.index(row, 0))

    def stay(self) -> None:
        """Forget about the way to the end: another key was pressed."""
        self._to_end.stop()

    def _row_after(self, key: Qt.Key) -> int:
        last = self._model.rowCount() - 1
        row = self._view.currentIndex().row()
        page = max(1, self._view.viewport().height() // self._row_height - 1)
        steps = {Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_PageUp: -page, Key.Key_PageDown: page}
        if key == Key.Key_End:
            return last
        return 0 if key == Key.Key_Home or row < 0 else min(max(row + steps[key], 0), last)

    @Slot()
    def _step(self) -> None:
        try:
            self._model.load(self._big_page)
        except StoreUnavailable as problem:
            self._to_end.stop()
            self._model.failed.emit(problem)
            return
        if self._model.is_complete:
            self._to_end.stop()
            self._go_and_say(self._model.rowCount() - 1)

    def _go_and_say(self, row: int) -> None:
        """With the focus elsewhere, as in the search, nobody but us says which row it is now."""
        self.go_to(row)
        if not self._view.hasFocus():
            index = self._model.index(row, 0)
            announce(self._view, str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    @Slot()
    def _read_ahead(self) -> None:
        bar = self._view.verticalScrollBar()
        if bar.value() > bar.maximum() - _READ_AHEAD * self._row_height:
            self._model.fetchMore(QModelIndex())


class PagedTable(QTableView):
    """A PagedModel as a table of whole rows; every column has a width but the one that gives."""

    current_changed = Signal(object)
    """What the model says is the value of the current row, or None."""
    opened = Signal(object)
    """The same, when Enter was pressed."""

    def __init__(
        self,
        theme: Theme,
        model: PagedModel[Any],
        delegate: QStyledItemDelegate,
        *,
        row_height: int,
        widths: Mapping[int, int],
        stretch: int = 0,
        header_height: int = 38,
        padding: int = 16,
        sorted_by: tuple[int, Qt.SortOrder] = (0, Qt.SortOrder.AscendingOrder),
        big_page: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`widths` are those of 100 % text; `row_height` is the same at any.

        On the way to the end `big_page` rows are read at a time, else a page of the model.
        """
        super().__init__(parent)
        self._theme, self._model, self._widths = theme, model, widths
        self._row_height = row_height
        style_view(theme, self)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self._set_up_columns(header_height, padding, stretch, sorted_by)
        self.paging = Paging(self, model, row_height, big_page or model.page_size)
        self.selectionModel().currentRowChanged.connect(self._on_current_row)

    def _set_up_columns(
        self, height: int, padding: int, stretch: int, by: tuple[int, Qt.SortOrder]
    ) -> None:
        header = TableHeader(self._theme, self, height=height, padding=padding)
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(*by)
        header.setSortIndicatorShown(True)
        self._size_columns()
        self._theme.changed.connect(self._size_columns)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._row_height)
        rows.setDefaultSectionSize(self._row_height)

    @property
    def current(self) -> object:
        """What the model says is the value of the current row, or None."""
        return self._model.value(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.paging.go_to(row)

    def clear_current(self) -> None:
        """Light no row."""
        self.selectionModel().clear()

    def move_by_key(self, key: int) -> bool:
        """Move from wherever the focus is; say whether it was such a key."""
        return self.paging.move_by_key(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Key.Key_Return, Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        elif key in (Key.Key_Left, Key.Key_Right, Key.Key_Escape):
            event.ignore()
        elif not (plain and self.move_by_key(key)):
            super().keyPressEvent(event)

    @Slot()
    def _size_columns(self) -> None:
        for column, width in self._widths.items():
            self.horizontalHeader().resizeSection(column, round(width * self._theme.scale))

    @Slot(QModelIndex)
    def _on_current_row(self, index: QModelIndex) -> None:
        self.current_changed.emit(self._model.value(index.row()))
