"""The list inside a search panel: rows to choose by arrow keys or a tap, never with the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.theme import Theme
from app.ui.widgets.painting import paint_box
from app.ui.widgets.rows import style_view

_Index = QModelIndex | QPersistentModelIndex
EDGE = 6
"""How far a lit row stays from the panel's own edge."""


class PickModel(QAbstractListModel):
    """A handful of rows and how each is read aloud."""

    def __init__(self, spoken: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self.rows: tuple[Any, ...] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in shown or not index.isValid():
            return None
        return self._spoken(self.rows[index.row()])


class PickDelegate(QStyledItemDelegate):
    """Paints what lies behind a row; subclasses paint the row itself."""

    def __init__(self, theme: Theme, height: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state = option.state
        area = QRectF(option.rect)
        area.adjust(EDGE - 1, 0, -EDGE + 1, 0)
        lit = bool(state & QtWidgets.QStyle.StateFlag.State_Selected)
        fill = "accent_soft" if lit else ""
        if not lit and state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            fill = "surface2"
        painter.save()
        if fill:
            radius = self.theme.radius("control")
            paint_box(painter, area, radius, fill=self.theme.color(fill))
        model = index.model()
        if isinstance(model, PickModel):
            self.paint_row(painter, area, model.rows[index.row()], lit=lit)
        painter.restore()

    def paint_row(self, painter: QPainter, area: QRectF, row: Any, *, lit: bool) -> None:  # noqa: ANN401
        """Paint one row's own content."""


class PickList(QListView):
    """Shows the rows; a tap picks when it is let go over the row it began on."""

    picked = Signal(int)

    def __init__(self, theme: Theme, model: PickModel, delegate: PickDelegate, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._pressed = -1
        self.released_at = QPoint()
        """Where the tap that picked was let go, in the list's own coordinates."""
        style_view(theme, self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        theme.changed.connect(self.viewport().update)

    @property
    def lit(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()

    def light(self, row: int) -> None:
        model = self.model()
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._row_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, pressed = self._row_at(event), self._pressed
        self._pressed = -1
        self.released_at = event.position().toPoint()
        if row >= 0 and row == pressed:
            self.picked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double tap picks nothing more."""

    def _row_at(self, event: QMouseEvent) -> int:
        return self.indexAt(event.position().toPoint()).row()
