"""The ledger of one account, newest first, read on as it is scrolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.domain.credit import LedgerEntry
from app.domain.money import ZERO
from app.ui.account_words import entry_words
from app.ui.accounts.statement_pages import signed
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.paged_view import PagedTable
from app.ui.widgets.painting import LEFT, RIGHT, paint_text
from app.ui.widgets.row_delegate import Cell, RowDelegate
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording

ROW_HEIGHT = 44
_PADDING = 6


class Column(IntEnum):
    """What stands in a row."""

    DATE = 0
    ENTRY = 1
    AMOUNT = 2
    BALANCE = 3


_WIDTHS: Mapping[int, int] = {Column.DATE: 66, Column.AMOUNT: 96, Column.BALANCE: 92}


class LedgerModel(TableModel[LedgerEntry]):
    """The entries of one account."""

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._account_id: int | None = None
        self.name_columns(
            Heading(self.tr("Date")),
            Heading(self.tr("Entry")),
            Heading(self.tr("Amount"), is_figure=True),
            Heading(self.tr("Balance"), is_figure=True),
        )

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

    # Words

    def words(self, entry: LedgerEntry) -> str:
        words = entry_words(entry, self._wording)
        return self.tr("{entry} (taken back)").format(entry=words) if entry.is_reversed else words

    def text(self, item: LedgerEntry, column: int) -> str:
        words = self._wording
        if column == Column.DATE:
            day = item.business_date
            return f"{day.day} {words.month(day)}"
        if column == Column.ENTRY:
            return self.words(item)
        return (
            words.amount(item.balance) if column == Column.BALANCE else signed(item.amount, words)
        )

    def tip(self, item: LedgerEntry, column: int) -> str | None:
        if column != Column.ENTRY:
            return None
        parts = (self.words(item), item.number, item.reason, item.person)
        return "  ·  ".join(part for part in parts if part)

    def spoken(self, item: LedgerEntry) -> str:
        words = self._wording
        parts = [words.day(item.business_date), self.words(item), item.reason]
        parts.append(signed(item.amount, words))
        parts.append(self.tr("balance {amount}").format(amount=words.money(item.balance)))
        return ", ".join(part for part in parts if part)


class LedgerDelegate(RowDelegate[LedgerEntry]):
    """What makes the balance smaller is green, and has its sign."""

    def paint_cell(self, painter: QPainter, cell: Cell[LedgerEntry]) -> None:
        theme, entry, column = self.theme, cell.row, Column(cell.column)
        ink = "text2" if column is Column.DATE else "text"
        if column is Column.AMOUNT and entry.amount < ZERO:
            ink = "success_text"
        ink = "text3" if entry.is_reversed else ink
        weight = {Column.BALANCE: 600, Column.AMOUNT: 500}.get(column, 400)
        font = theme.font("body", tabular=column is not Column.ENTRY, weight=weight)
        inside = cell.rect.adjusted(_PADDING, 0, -_PADDING, -1)
        align = RIGHT if column >= Column.AMOUNT else LEFT
        paint_text(painter, inside, cell.text, font, theme.color(ink), align)


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
