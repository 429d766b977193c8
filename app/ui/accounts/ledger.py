"""The ledger of one account, newest first, read on as it is scrolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.credit import LedgerEntry
from app.domain.money import ZERO
from app.ui.account_words import entry_words
from app.ui.accounts.statement_pages import signed
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.paged_model import Index, PagedModel
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import RIGHT, paint_text
from app.ui.widgets.rows import paint_row
from app.ui.wording import Wording

ROW_HEIGHT = 44
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PADDING = 6


class Column(IntEnum):
    """What stands in a row."""

    DATE = 0
    ENTRY = 1
    AMOUNT = 2
    BALANCE = 3


_WIDTHS: Mapping[int, int] = {Column.DATE: 66, Column.AMOUNT: 96, Column.BALANCE: 92}


class LedgerModel(PagedModel[LedgerEntry]):
    """The entries of one account."""

    columns = len(Column)

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._account_id: int | None = None
        self._headers = {
            Column.DATE: self.tr("Date"),
            Column.ENTRY: self.tr("Entry"),
            Column.AMOUNT: self.tr("Amount"),
            Column.BALANCE: self.tr("Balance"),
        }

    def show(self, account_id: int | None) -> None:
        """Show an account's ledger, or nothing. Raises StoreUnavailable."""
        self._account_id = account_id
        self.begin()

    def read(self, after: LedgerEntry | None, limit: int, skip: int) -> Sequence[LedgerEntry]:
        if self._account_id is None:
            return []
        book = self._shop.reader.accounts
        return book.ledger(self._account_id, after, limit, by=self._shop.by)

    def key_of(self, item: LedgerEntry) -> int:
        return item.id

    def words(self, entry: LedgerEntry) -> str:
        words = entry_words(entry, self._wording)
        return self.tr("{entry} (taken back)").format(entry=words) if entry.is_reversed else words

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.item(index.row()) if index.isValid() else None
        if entry is None or role == ROW_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.ENTRY:
            parts = (self.words(entry), entry.number, entry.reason, entry.person)
            return "  ·  ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = Column(index.column())
            return self._spoken(entry) if column is Column.DATE else self._text(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= Column.AMOUNT:
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= Column.AMOUNT:
            return _RIGHT
        return None

    def _text(self, entry: LedgerEntry, column: Column) -> str:
        words = self._wording
        if column is Column.DATE:
            day = entry.business_date
            return f"{day.day} {words.month(day)}"
        if column is Column.ENTRY:
            return self.words(entry)
        if column is Column.AMOUNT:
            return signed(entry.amount, words)
        return words.amount(entry.balance)

    def _spoken(self, entry: LedgerEntry) -> str:
        parts = [self._wording.day(entry.business_date), self.words(entry), entry.reason]
        parts += [signed(entry.amount, self._wording)]
        balance = self._wording.money(entry.balance)
        parts.append(self.tr("balance {amount}").format(amount=balance))
        return ", ".join(part for part in parts if part)


class LedgerDelegate(QStyledItemDelegate):
    """What makes the balance smaller is green, and has its sign."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: LedgerEntry | None = index.data(ROW_ROLE)
        if entry is None:
            return
        theme, rect, column = self._theme, QRectF(option.rect), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, theme, rect, selected=selected, bar=column == Column.DATE)
        ink = "text2" if column == Column.DATE else "text"
        if column == Column.AMOUNT and entry.amount < ZERO:
            ink = "success_text"
        ink = "text3" if entry.is_reversed else ink
        weight = {Column.BALANCE: 600, Column.AMOUNT: 500}.get(Column(column), 400)
        font = theme.font("body", tabular=column != Column.ENTRY, weight=weight)
        inside = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if column >= Column.AMOUNT:
            paint_text(painter, inside, text, font, theme.color(ink), RIGHT)
        else:
            paint_text(painter, inside, text, font, theme.color(ink))
        painter.restore()


class LedgerView(PagedTable):
    """Shows a LedgerModel; `opened` says which entry by a double click or Enter."""

    def __init__(self, theme: Theme, model: LedgerModel, *, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            model,
            LedgerDelegate(theme),
            row_height=ROW_HEIGHT,
            widths=_WIDTHS,
            stretch=Column.ENTRY,
            header_height=34,
            padding=_PADDING,
            parent=parent,
        )
        self._ledger = model
        self.setObjectName("account_ledger")
        self.setAccessibleName(self.tr("Ledger"))
        self.horizontalHeader().setSortIndicatorShown(False)

    @property
    def current(self) -> LedgerEntry | None:
        return self._ledger.item(self.currentIndex().row())
