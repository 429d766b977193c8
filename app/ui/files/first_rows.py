"""The first rows of a file, under the names we have for its columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.files import words
from app.ui.files.feed import Look
from app.ui.theme import Theme
from app.ui.widgets.rows import TableHeader, style_view

_ROW = 36
_MARGIN, _GAP, _WIDEST = 3, 14, 280


class FirstRows(QTableWidget):
    """Only the columns that come in: what else the file has is of no use here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("import_first_rows")
        style_view(theme, self)
        self.setHorizontalHeader(TableHeader(theme, self, padding=_MARGIN))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._wanted: list[int] = []
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
        names = [name for name, _ in shown]
        self._wanted = [self._width_of(column, name) for column, name in enumerate(names)]
        self._share_room()
        header = self.horizontalHeader().height()
        self.setFixedHeight(header + _ROW * len(look.first) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _width_of(self, column: int, name: str) -> int:
        """Give the room its widest text asks for, within bounds."""
        body, head = self._theme.metrics("body"), self._theme.metrics("label-strong")
        items = (self.item(row, column) for row in range(self.rowCount()))
        widest = max((body.horizontalAdvance(item.text()) for item in items if item), default=0)
        asked = max(widest, head.horizontalAdvance(name)) + _MARGIN * 2 + _GAP
        return round(min(asked, _WIDEST))

    def _share_room(self) -> None:
        """Give each column its share of the width there is."""
        room, wanted = self.viewport().width(), sum(self._wanted)
        for column, width in enumerate(self._wanted):
            self.setColumnWidth(column, int(width * room / wanted))
