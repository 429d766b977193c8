"""The rows of a file that are left out, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.files.feed import Refused
from app.ui.theme import Theme
from app.ui.widgets.rows import style_view

_MOST_LISTED = 500
"""Rows shown here; the saved file has all of them."""
_LOWEST = 44


class RefusedList(QListWidget):
    """Long reasons take several lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("import_refused")
        self.setAccessibleName(self.tr("Rows left out"))
        style_view(theme, self)
        self.setFont(theme.font("body"))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Tall(self))

    def show_rows(self, refused: Sequence[Refused]) -> None:
        self.clear()
        for row in refused[:_MOST_LISTED]:
            words = self.tr("Row {number}: {reason}")
            self.addItem(words.format(number=f"{row.number:,}", reason=row.reason))


class _Tall(QStyledItemDelegate):
    """Rows as high as a finger is wide."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        wanted = super().sizeHint(option, index)
        return wanted.expandedTo(QSize(0, _LOWEST))
