"""A short list of the owner's own entries, worked by arrows and Del."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.widgets.painting import RIGHT, paint_box, paint_text
from app.ui.widgets.rows import paint_row, style_view

ROW = 48
_NOTE = Qt.ItemDataRole.UserRole


class RowList(QListWidget):
    """Rows of a text and a quieter note at the right."""

    removal_requested = Signal()

    def __init__(self, theme: Theme, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.theme = theme
        style_view(theme, self)
        self.setItemDelegate(_Rows(self))
        theme.changed.connect(self.viewport().update)

    def fill(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows; the current one stays where it is, as far as there are rows."""
        at = self.currentRow()
        self.clear()
        for text, note in rows:
            item = QListWidgetItem(text)
            item.setData(_NOTE, note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {note}" if note else text)
            self.addItem(item)
        if rows:
            self.setCurrentRow(min(max(at, 0), len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Paints them; the focus shows as a ring on the current row."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._view.theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, theme, rect, selected=selected)
        if selected and self._view.hasFocus():
            ring = rect.adjusted(1, 1, -1, -2)
            paint_box(painter, ring, 4, edge=theme.color("focus"), width=theme.ring_width)
        words = rect.adjusted(16, 0, -16, 0)
        note, small = str(index.data(_NOTE) or ""), theme.metrics("label")
        if note:
            font = theme.font("label", weight=400)
            paint_text(painter, words, note, font, theme.color("text2"), RIGHT)
            words.setRight(words.right() - small.horizontalAdvance(note) - 16)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint_text(painter, words, text, theme.font("body-lg", weight=500), theme.color("text"))
        painter.restore()
