"""The first rows of a file, under the names we have for its columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.files import words
from app.ui.files.feed import Look
from app.ui.theme import Theme
from app.ui.widgets.rows import TableHeader, style_view

_ROW = 36


class FirstRows(QTableWidget):
    """Only the columns that come in: what else the file has is of no use here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("import_first_rows")
        style_view(theme, self)
        self.setHorizontalHeader(TableHeader(theme, self, padding=8))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("First rows"))
        self._theme = theme

    def show_rows(self, look: Look) -> None:
        shown = [(words.column(ours), theirs) for ours, theirs in look.columns.items()]
        shown = [(name, theirs) for name, theirs in shown if name]
        self.clear()
        self.setColumnCount(len(shown))
        self.setRowCount(len(look.first))
        self.setHorizontalHeaderLabels([name for name, _ in shown])
        for column, (_, theirs) in enumerate(shown):
            place = look.header.index(theirs)
            for row, cells in enumerate(look.first):
                item = QTableWidgetItem(cells[place])
                item.setFont(self._theme.font("body"))
                item.setToolTip(cells[place])
                self.setItem(row, column, item)
        header = self.horizontalHeader().height()
        self.setFixedHeight(header + _ROW * len(look.first) + 2)
