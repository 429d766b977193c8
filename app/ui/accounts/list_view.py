"""The table of accounts: who, the figures at the right, a bar for the credit that is used."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.credit import Account
from app.domain.money import ZERO
from app.ui.accounts.limit_bar import paint_limit
from app.ui.accounts.list_model import AccountListModel, Column, ShownAccount
from app.ui.theme import Theme
from app.ui.widgets.badge import paint_badge
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate

ROW_HEIGHT = 52
_PADDING = 16
_WIDTHS: Mapping[int, int] = {
    Column.LIMIT: 116,
    Column.BALANCE: 118,
    Column.AVAILABLE: 122,
    Column.OLDEST: 134,
    Column.PROMISE: 102,
    Column.CODE: 108,
}
_GIVE_WAY = (Column.PROMISE, Column.LIMIT, Column.CODE)
"""Columns that stand beside the list too, in the order in which they make room for the name."""

_ROOM_FOR_NAME = 180
_ICONS = {"warning": "clock", "danger": "circle-alert"}
_LINE = 20
_BAR = 5


class AccountDelegate(RowDelegate[ShownAccount]):
    """Paints the cells of an AccountListModel."""

    def paint_cell(self, painter: QPainter, cell: Cell[ShownAccount]) -> None:
        inside, column = cell.rect.adjusted(_PADDING, 0, -_PADDING, -1), Column(cell.column)
        if column is Column.NAME:
            self._paint_name(painter, inside.adjusted(0, 0, 8, 0), cell.row)
        elif column is Column.AVAILABLE:
            self._paint_available(painter, inside, cell.row)
        else:
            self._paint_text(painter, inside, cell.row, column)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: ShownAccount) -> None:
        theme = self.theme
        height = round(_LINE * theme.scale)
        name = QRectF(rect)
        if row.below:
            name = QRectF(rect.left(), rect.center().y() - height, rect.width(), height)
            below = QRectF(rect.left(), rect.center().y(), rect.width(), height)
            small = theme.font("label", weight=400, tabular=True)
            paint_text(painter, below, row.below, small, theme.color("text3"))
        ink = theme.color("text" if row.account.is_active else "text3")
        font = theme.font("body-lg", weight=600)
        paint_text(painter, name, row.account.name, font, ink)

    def _paint_available(self, painter: QPainter, rect: QRectF, row: ShownAccount) -> None:
        theme = self.theme
        is_over = row.account.available < ZERO
        color = theme.color("danger_text" if is_over else "text")
        font = theme.font("body-lg", tabular=True, weight=500)
        upper = rect.adjusted(0, 0, 0, -12)
        paint_text(painter, upper, row.texts[Column.AVAILABLE], font, color, RIGHT)
        track = QRectF(rect.right() - 76, rect.bottom() - 14, 76, _BAR)
        paint_limit(painter, theme, track, row.account)

    def _paint_text(
        self, painter: QPainter, rect: QRectF, row: ShownAccount, column: Column
    ) -> None:
        theme, text = self.theme, row.texts[column]
        tone = row.tone if column is Column.OLDEST else ""
        if column is Column.PROMISE and row.is_late:
            tone = "danger"
        if tone:
            at = QPointF(rect.right(), rect.center().y())
            paint_badge(painter, theme, at, text, tone, icon=_ICONS[tone], from_right=True)
            return
        is_balance = column is Column.BALANCE
        tabular = column is not Column.CODE
        font = theme.font("body-lg", tabular=tabular, weight=600 if is_balance else 400)
        color = theme.color("text" if is_balance else "text2")
        if column is Column.CODE:
            paint_text(painter, rect, text, font, color)
        else:
            paint_text(painter, rect, text, font, color, RIGHT)


class AccountListView(PagedTable):
    """Shows an AccountListModel; a tap on a column's name orders by it."""

    sort_requested = Signal(int)

    def __init__(
        self, theme: Theme, model: AccountListModel, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            model,
            AccountDelegate(theme),
            row_height=ROW_HEIGHT,
            widths=_WIDTHS,
            stretch=Column.NAME,
            header_height=44,
            parent=parent,
        )
        self._accounts = model
        self.setObjectName("account_list")
        self.setAccessibleName(self.tr("Accounts"))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_requested)
        header.setObjectName("account_columns")
        header.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        header.installEventFilter(self)
        self._ring = FocusRing(theme, header, header, radius="control")
        header.setAccessibleName(self.tr("Order of the accounts"))
        theme.changed.connect(self._make_room)
        self.show_order()

    @property
    def current(self) -> Account | None:
        return self._accounts.value(self.currentIndex().row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the names of the columns the arrows order by another one, Space the other way."""
        header = self.horizontalHeader()
        if (
            watched is header
            and isinstance(event, QKeyEvent)
            and (event.type() == QEvent.Type.KeyPress)
        ):
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 0}
            if event.key() in steps:
                shown = [each for each in Column if not self.isColumnHidden(each)]
                at = self._accounts.sorted_by
                place = shown.index(at) if at in shown else 0
                step = steps[Qt.Key(event.key())]
                self.sort_requested.emit(int(shown[(place + step) % len(shown)]))
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @Slot()
    def show_order(self) -> None:
        """Let the arrow stand at the column the list is ordered by."""
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = ascending if self._accounts.is_ascending else descending
        self.horizontalHeader().setSortIndicator(self._accounts.sorted_by, order)

    @Slot()
    def _make_room(self) -> None:
        """Hide what has no room beside the name; the panel at the right says it too."""
        scale = self._theme.scale
        room = self.width() - round(_ROOM_FOR_NAME * scale)
        room -= sum(round(width * scale) for width in _WIDTHS.values())
        for column in _GIVE_WAY:
            is_tight = room < 0
            self.setColumnHidden(column, is_tight)
            if is_tight:
                room += round(_WIDTHS[column] * scale)
