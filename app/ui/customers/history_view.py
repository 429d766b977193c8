"""The purchase history as a table one can walk through."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from app.domain.sale import HistoryRow, Status
from app.ui.customers.history_model import Column, HistoryModel
from app.ui.theme import Theme
from app.ui.widgets.badge import badge_width, paint_badge
from app.ui.widgets.items import Index
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import LEFT, RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate

_PADDING = 16
_WIDTHS: Mapping[int, int] = {Column.DATE: 108, Column.RECEIPT: 82, Column.TOTAL: 124}
_ICONS = {"voided": "circle-x", "return": "undo-2"}


class HistoryDelegate(RowDelegate[HistoryRow]):
    """Paints the cells of a HistoryModel."""

    def __init__(self, theme: Theme, model: HistoryModel) -> None:
        super().__init__(theme)
        self._model = model

    def is_pointed_at(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """While several are ticked the current one is shaded."""
        view = self.parent()
        return isinstance(view, QTableView) and view.currentIndex().row() == index.row()

    def paint_cell(self, painter: QPainter, cell: Cell[HistoryRow]) -> None:
        right = -_PADDING if cell.column == Column.TOTAL else 0
        words = cell.rect.adjusted(_PADDING, 0, right, -1)
        mark = self._model.mark(cell.row)
        if cell.column == Column.PAID_WITH and mark:
            is_void = cell.row.status is Status.VOIDED
            self._paint_mark(painter, words, cell.text, mark, is_void=is_void)
        else:
            self._paint_fact(painter, words, cell.row, Column(cell.column), cell.text)

    def _paint_fact(
        self, painter: QPainter, rect: QRectF, sale: HistoryRow, column: Column, text: str
    ) -> None:
        counts, is_total = sale.status is not Status.VOIDED, column is Column.TOTAL
        weight = {Column.DATE: 500, Column.TOTAL: 600}.get(column, 400)
        size, tabular = "body-lg" if is_total else "body", column is not Column.PAID_WITH
        font = self.theme.font(size, tabular=tabular, weight=weight)
        font.setStrikeOut(is_total and not counts)
        ink = "text" if column in (Column.DATE, Column.TOTAL) else "text2"
        color = self.theme.color(ink if counts else "text3")
        paint_text(painter, rect, text, font, color, RIGHT if is_total else LEFT)

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, text: str, mark: str, *, is_void: bool
    ) -> None:
        font = self.theme.font("body")
        icon = _ICONS["voided" if is_void else "return"]
        badge = badge_width(self.theme, mark, icon)
        room = QRectF(rect.left(), rect.top(), max(0.0, rect.width() - badge - 10), rect.height())
        ink = self.theme.color("text3" if is_void else "text2")
        paint_text(painter, room, text, font, ink)
        words = min(self.theme.metrics("body").horizontalAdvance(text), room.width())
        at = QPointF(rect.left() + words + 10, rect.center().y())
        tone = "neutral" if is_void else "warning"
        paint_badge(painter, self.theme, at, mark, tone, icon=icon)


class HistoryView(PagedTable):
    """Shows a HistoryModel and says which sale is the current one, and which are ticked.

    Space ticks and unticks the current sale, and from then on moving about keeps the ticks; Shift
    and Ctrl choose several as everywhere. Nothing ticked means the current one.
    """

    ticked_changed = Signal()

    # On the class too: Qt asks how to choose while the view is being made.
    _is_ticking = False

    def __init__(self, theme: Theme, model: HistoryModel, *, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            model,
            HistoryDelegate(theme, model),
            row_height=theme.size("tableRowDense"),
            widths=_WIDTHS,
            stretch=Column.PAID_WITH,
            header_height=34,
            sorted_by=(Column.DATE, Qt.SortOrder.DescendingOrder),
            parent=parent,
        )
        self._history = model
        self.setObjectName("customer_history")
        self.setAccessibleName(self.tr("Purchase history"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelReset.connect(self.stop_ticking)
        model.rowsInserted.connect(self._keep_in_sight)

    @property
    def current(self) -> HistoryRow | None:
        return self._history.sale(self.currentIndex().row())

    @property
    def chosen(self) -> list[HistoryRow]:
        """The ticked sales in the order shown; the current one when there are none."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ticked = [sale for row in rows if (sale := self._history.sale(row)) is not None]
        return ticked or ([self.current] if self.current is not None else [])

    @property
    def is_ticking(self) -> bool:
        return self._is_ticking

    def start_ticking(self) -> None:
        """Let every tap and every Space tick a sale; the current one is ticked already."""
        if not self._is_ticking:
            self._is_ticking = True
            self.ticked_changed.emit()

    @Slot()
    def stop_ticking(self) -> None:
        """Go back to one chosen sale."""
        if self._is_ticking or len(self.selectionModel().selectedRows()) > 1:
            self._is_ticking = False
            self.setCurrentIndex(self.currentIndex())
            self.ticked_changed.emit()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if not self._is_ticking or _has_modifiers(event):
            return super().selectionCommand(index, event)
        flags = QItemSelectionModel.SelectionFlag
        if isinstance(event, QMouseEvent):
            pressed = event.type() == QEvent.Type.MouseButtonPress
            return flags.Toggle | flags.Rows if pressed else flags.NoUpdate
        return flags.NoUpdate

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.paging.stay()
        if event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() == Qt.Key.Key_Escape and self._is_ticking:
            self.stop_ticking()
        else:
            super().keyPressEvent(event)

    # Inside

    def _tick(self) -> None:
        if not self._is_ticking:
            self.start_ticking()
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)

    @Slot()
    def _on_selection(self) -> None:
        self.ticked_changed.emit()

    @Slot(QModelIndex, int, int)
    def _keep_in_sight(self, parent: QModelIndex, first: int, last: int) -> None:
        """Leave the rows somebody scrolled to where they are when sales come on top of them."""
        bar = self.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            self.updateGeometries()
            bar.setValue(bar.value() + (last + 1) * self._row_height)


def _has_modifiers(event: QEvent | None) -> bool:
    if not isinstance(event, QKeyEvent | QMouseEvent):
        return False
    held = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return bool(event.modifiers() & held)
