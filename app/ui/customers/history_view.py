"""The purchase history as a table one can walk through."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.sale import HistoryRow, Status
from app.ui.customers.history_model import ROW_ROLE, Column, HistoryModel
from app.ui.theme import Theme
from app.ui.widgets.badge import badge_width, paint_badge
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import LEFT, RIGHT, paint_text
from app.ui.widgets.rows import paint_row

_PADDING = 16
_WIDTHS: Mapping[int, int] = {Column.DATE: 108, Column.RECEIPT: 82, Column.TOTAL: 124}
_ICONS = {"voided": "circle-x", "return": "undo-2"}


class HistoryDelegate(QStyledItemDelegate):
    """Paints the cells of a HistoryModel."""

    def __init__(self, theme: Theme, model: HistoryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        column = index.column()
        painter.save()
        bar, here = column == Column.DATE, self._is_current(index)
        paint_row(painter, self._theme, rect, selected=selected, hovered=here, bar=bar)
        words = rect.adjusted(_PADDING, 0, -_PADDING if column == Column.TOTAL else 0, -1)
        sale: HistoryRow = index.data(ROW_ROLE)
        self._paint_cell(painter, words, sale, column, str(index.data()))
        painter.restore()

    def _is_current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        view = self.parent()
        return isinstance(view, QTableView) and view.currentIndex().row() == index.row()

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, sale: HistoryRow, column: int, text: str
    ) -> None:
        counts = sale.status is not Status.VOIDED
        figures = column != Column.PAID_WITH
        weight = {Column.DATE: 500, Column.TOTAL: 600}.get(Column(column), 400)
        font = self._theme.font(
            "body-lg" if column == Column.TOTAL else "body", tabular=figures, weight=weight
        )
        ink = "text" if column in (Column.DATE, Column.TOTAL) else "text2"
        color = self._theme.color(ink if counts else "text3")
        if column == Column.TOTAL and not counts:
            font.setStrikeOut(True)
        if column == Column.PAID_WITH and (mark := self._model.mark(sale)):
            self._paint_mark(painter, rect, text, mark, is_void=not counts)
            return
        paint_text(painter, rect, text, font, color, RIGHT if column == Column.TOTAL else LEFT)

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, text: str, mark: str, *, is_void: bool
    ) -> None:
        font = self._theme.font("body")
        icon = _ICONS["voided" if is_void else "return"]
        badge = badge_width(self._theme, mark, icon)
        room = QRectF(rect.left(), rect.top(), max(0.0, rect.width() - badge - 10), rect.height())
        ink = self._theme.color("text3" if is_void else "text2")
        paint_text(painter, room, text, font, ink)
        words = min(self._theme.metrics("body").horizontalAdvance(text), room.width())
        at = QPointF(rect.left() + words + 10, rect.center().y())
        tone = "neutral" if is_void else "warning"
        paint_badge(painter, self._theme, at, mark, tone, icon=icon)


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
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
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
