"""The rows of who did what, newest first, read as they come into sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.domain.people import AuditRow
from app.ui.settings.audit_words import act_words, subject_words, value_words
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording

ROW_HEIGHT = 52
_PADDING = 12
_LINE = 20


class Column(IntEnum):
    """What stands in a row, from left to right."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    CHANGE = 3


_WIDTHS: Mapping[int, int] = {Column.WHEN: 150, Column.WHO: 130, Column.CHANGE: 260}


class AuditModel(TableModel[AuditRow]):
    """One search; what is done meanwhile comes when it is begun anew."""

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._search = ""
        self.name_columns(
            Heading(self.tr("When")),
            Heading(self.tr("Who")),
            Heading(self.tr("What")),
            Heading(self.tr("Before and after")),
        )

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

    def text(self, item: AuditRow, column: int) -> str:
        return ", ".join(line for line in self.lines(item, column) if line)

    def tip(self, item: AuditRow, column: int) -> str | None:
        return self.text(item, column) if column else self.spoken(item)

    def spoken(self, item: AuditRow) -> str:
        texts = (self.text(item, column) for column in Column)
        return ", ".join(text for text in texts if text)

    def spoken_heading(self, name: str, column: int) -> str | None:
        if column != Column.WHEN:
            return None
        return self.tr("{column}, newest first").format(column=name)


class AuditDelegate(RowDelegate[AuditRow]):
    """Two lines a cell."""

    def __init__(self, theme: Theme, model: AuditModel) -> None:
        super().__init__(theme)
        self._model = model

    def paint_cell(self, painter: QPainter, cell: Cell[AuditRow]) -> None:
        theme, is_time = self.theme, cell.column == Column.WHEN
        upper, lower = self._model.lines(cell.row, cell.column)
        words = cell.rect.adjusted(_PADDING, 0, -4, -1)
        height = min(round(_LINE * theme.scale), words.height() / 2)
        above = QRectF(words.left(), words.center().y() - height, words.width(), height)
        font = theme.font("body", tabular=is_time, weight=500)
        paint_text(painter, above if lower else words, upper, font, theme.color("text"))
        below = QRectF(words.left(), words.center().y(), words.width(), height)
        small = theme.font("label", tabular=is_time, weight=400)
        paint_text(painter, below, lower, small, theme.color("text2"))


class AuditView(PagedTable):
    """Shows an AuditModel."""

    def __init__(self, theme: Theme, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, model, AuditDelegate(theme, model), row_height=ROW_HEIGHT, widths=_WIDTHS,
            stretch=Column.WHAT, sorted_by=(Column.WHEN, Qt.SortOrder.DescendingOrder),
            parent=parent,
        )  # fmt: skip
        self.setObjectName("audit_list")
        self.setAccessibleName(self.tr("Who did what"))
