"""The rows of who did what, newest first, read as they come into sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.people import AuditRow
from app.ui.settings.audit_words import act_words, subject_words, value_words
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.paged_model import Index, PagedModel
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import paint_text
from app.ui.widgets.rows import paint_row
from app.ui.wording import Wording

ROW_HEIGHT = 52
_PADDING = 12
_LINE = 20
_CELL = int(Qt.ItemDataRole.UserRole) + 1


class Column(IntEnum):
    """What stands in a row, from left to right."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    CHANGE = 3


_WIDTHS: Mapping[int, int] = {Column.WHEN: 150, Column.WHO: 130, Column.CHANGE: 260}


class AuditModel(PagedModel[AuditRow]):
    """One search; what is done meanwhile comes when it is begun anew."""

    columns = len(Column)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._search = ""
        self._headers = {
            Column.WHEN: self.tr("When"),
            Column.WHO: self.tr("Who"),
            Column.WHAT: self.tr("What"),
            Column.CHANGE: self.tr("Before and after"),
        }

    def show(self, search: str) -> None:
        """Begin the list anew. Raises ShopError; then it is empty."""
        self._search = search
        self.begin()

    def read(self, after: AuditRow | None, limit: int, skip: int) -> Sequence[AuditRow]:
        return self._shop.reader.audit.page(self._search, after, limit, by=self._shop.by)

    def key_of(self, item: AuditRow) -> int:
        return item.id

    def lines(self, row: AuditRow, column: int) -> tuple[str, str]:
        """Give what stands in a cell, and the quieter line under it."""
        if column == Column.WHEN:
            return self._wording.date(row.at), self._wording.time(row.at)
        if column == Column.WHO:
            approved = self.tr("approved by {name}").format(name=row.approved_by)
            return row.person or self.tr("nobody by name"), approved if row.approved_by else ""
        if column == Column.WHAT:
            return act_words(row.act), subject_words(row)
        old, new = value_words(row, row.old), value_words(row, row.new)
        if old and new:
            return old, f"→ {new}"
        return new or old, ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.item(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == _CELL:
            return self.lines(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(each for each in self.lines(row, index.column()) if each)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            cells = range(self.columns) if index.column() == 0 else (index.column(),)
            texts = [each for cell in cells for each in self.lines(row, cell) if each]
            return ", ".join(texts)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[Column(section)]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.WHEN:
            return self.tr("{column}, newest first").format(column=self._headers[Column.WHEN])
        return None


class _Delegate(QStyledItemDelegate):
    """Two lines a cell."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        lines = index.data(_CELL)
        if lines is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, theme, rect, selected=selected, bar=index.column() == Column.WHEN)
        words = rect.adjusted(_PADDING, 0, -4, -1)
        height = min(round(_LINE * theme.scale), words.height() / 2)
        figures = index.column() == Column.WHEN
        above = QRectF(words.left(), words.center().y() - height, words.width(), height)
        if not lines[1]:
            above = words
        font = theme.font("body", tabular=figures, weight=500)
        paint_text(painter, above, lines[0], font, theme.color("text"))
        below = QRectF(words.left(), words.center().y(), words.width(), height)
        small = theme.font("label", tabular=figures, weight=400)
        paint_text(painter, below, lines[1], small, theme.color("text2"))
        painter.restore()


class AuditView(PagedTable):
    """Shows an AuditModel."""

    def __init__(self, theme: Theme, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, model, _Delegate(theme), row_height=ROW_HEIGHT, widths=_WIDTHS,
            stretch=Column.WHAT, sorted_by=(Column.WHEN, Qt.SortOrder.DescendingOrder),
            parent=parent,
        )  # fmt: skip
        self.setObjectName("audit_list")
        self.setAccessibleName(self.tr("Who did what"))
