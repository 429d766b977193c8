"""A PagedModel in columns: their names, what stands in a cell, and what is read out."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt

from app.ui.widgets.items import ROW_ROLE, Index
from app.ui.widgets.paged_model import PagedModel
from app.ui.widgets.painting import RIGHT

Item = TypeVar("Item")
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a column; figures stand at the right."""

    name: str
    is_figure: bool = False


class TableModel(PagedModel[Item]):
    """A list names its columns once with `name_columns`, and says what stands in a cell."""

    _headings: tuple[Heading, ...] = ()

    def name_columns(self, *headings: Heading) -> None:
        """Take the columns from left to right."""
        self._headings = headings
        self.columns = len(headings)

    # What a list gives

    @abstractmethod
    def text(self, item: Item, column: int) -> str:
        """Give what stands in a cell."""

    @abstractmethod
    def spoken(self, item: Item) -> str:
        """Give what is read out for a whole row, in its first cell."""

    def tip(self, item: Item, column: int) -> str | None:
        """Give what a cell that may be cut short says in full."""
        return None

    def spoken_heading(self, name: str, column: int) -> str | None:
        """Give what is read out instead of a column's name, for instance how it is sorted."""
        return None

    # Qt

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        item = self.item(index.row()) if index.isValid() else None
        if item is None or role == ROW_ROLE:
            return item
        column = index.column()
        if role == _Role.DisplayRole:
            return self.text(item, column)
        if role == _Role.AccessibleTextRole:
            return self.text(item, column) if column else self.spoken(item)
        if role == _Role.ToolTipRole:
            return self.tip(item, column)
        return self._alignment(role, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columns:
            return None
        name = self._headings[section].name
        if role == _Role.DisplayRole:
            return name
        if role == _Role.AccessibleTextRole:
            return self.spoken_heading(name, section)
        return self._alignment(role, section)

    def _alignment(self, role: int, column: int) -> object:
        is_asked = role == _Role.TextAlignmentRole
        return RIGHT if is_asked and self._headings[column].is_figure else None
