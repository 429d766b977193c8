"""The accounts of one list and search, page by page, in the order of a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from app.domain.credit import Account, AccountSort, Owing
from app.domain.errors import NotFound
from app.domain.money import ZERO
from app.ui.account_words import age_tone, days_words
from app.ui.shop import Shop
from app.ui.widgets.table_model import Heading, TableModel
from app.ui.wording import Wording


class Column(IntEnum):
    """What stands in a row, from left to right."""

    NAME = 0
    LIMIT = 1
    BALANCE = 2
    AVAILABLE = 3
    OLDEST = 4
    PROMISE = 5
    CODE = 6


SORTS = {
    Column.NAME: AccountSort.NAME,
    Column.LIMIT: AccountSort.LIMIT,
    Column.BALANCE: AccountSort.BALANCE,
    Column.AVAILABLE: AccountSort.AVAILABLE,
    Column.OLDEST: AccountSort.OLDEST,
    Column.PROMISE: AccountSort.PROMISE,
    Column.CODE: AccountSort.CODE,
}
LARGEST_FIRST = (Column.LIMIT, Column.BALANCE, Column.AVAILABLE)


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """One row in words. `tone` is the badge's of the oldest unpaid."""

    account: Account
    texts: tuple[str, ...]
    below: str
    tone: str
    is_late: bool


class AccountListModel(TableModel[ShownAccount]):
    """Order and matches are the store's; nothing is sorted here."""

    can_jump = True

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._search = ""
        self._which = Owing.WITH_BALANCE
        self.sorted_by = Column.BALANCE
        self.is_reversed = False
        self.name_columns(
            Heading(self.tr("Customer")),
            Heading(self.tr("Limit"), is_figure=True),
            Heading(self.tr("Balance"), is_figure=True),
            Heading(self.tr("Available"), is_figure=True),
            Heading(self.tr("Oldest unpaid"), is_figure=True),
            Heading(self.tr("Promised"), is_figure=True),
            Heading(self.tr("Code")),
        )

    @property
    def is_ascending(self) -> bool:
        """Say which way the sorted column runs."""
        return (self.sorted_by not in LARGEST_FIRST) is not self.is_reversed

    def value(self, row: int) -> Account | None:
        shown = self.item(row)
        return None if shown is None else shown.account

    # Reading

    def show(self, search: str, which: Owing) -> None:
        """Begin the list anew. Raises StoreUnavailable; then the list is empty."""
        self._search, self._which = search, which
        self.begin()

    def sort_by(self, column: Column) -> None:
        """Order by another column, or the present one the other way. Raises StoreUnavailable."""
        self.is_reversed = not self.is_reversed if column is self.sorted_by else False
        self.sorted_by = column
        self.begin()

    def refresh(self, account_id: int) -> None:
        """Put one changed account where the store says it belongs now. Raises StoreUnavailable."""
        try:
            account = self._shop.reader.accounts.account(account_id, by=self._shop.by)
        except NotFound:
            self.follow(account_id, None)
        else:
            self.follow(account_id, self._shown(account))

    def read(self, after: ShownAccount | None, limit: int, skip: int) -> Sequence[ShownAccount]:
        page = self._shop.reader.accounts.page(
            self._search,
            self._which,
            SORTS[self.sorted_by],
            None if after is None else after.account,
            limit,
            self._shop.today,
            by=self._shop.by,
            reverse=self.is_reversed,
            skip=skip,
        )
        return [self._shown(account) for account in page]

    def key_of(self, item: ShownAccount) -> int:
        return item.account.id

    def size(self) -> int:
        return self._shop.reader.accounts.count(
            self._search, self._which, self._shop.today, by=self._shop.by
        )

    # Words

    def text(self, item: ShownAccount, column: int) -> str:
        return item.texts[column]

    def tip(self, item: ShownAccount, column: int) -> str | None:
        return item.account.name if column == Column.NAME else None

    def spoken_heading(self, name: str, column: int) -> str | None:
        if column != self.sorted_by:
            return None
        way = self.tr("ascending") if self.is_ascending else self.tr("descending")
        return self.tr("{column}, sorted {way}").format(column=name, way=way)

    def _shown(self, account: Account) -> ShownAccount:
        words, today = self._wording, self._shop.today
        days = (today - account.oldest_unpaid).days if account.oldest_unpaid else 0
        oldest = days_words(days) if account.oldest_unpaid else ""
        promise = account.promise_date
        promised = f"{promise.day} {words.month(promise)}" if promise else ""
        texts = (
            account.name,
            words.amount(account.limit),
            words.amount(account.balance),
            words.amount(account.available),
            oldest,
            promised,
            account.code,
        )
        below = account.phone or account.contact_person
        tone = age_tone(account.oldest_unpaid, today)
        is_late = promise is not None and promise < today and account.balance > ZERO
        return ShownAccount(account, texts, below, tone, is_late)

    def spoken(self, item: ShownAccount) -> str:
        account, words = item.account, self._wording
        parts = [
            account.name,
            account.code,
            account.phone,
            self.tr("owes {amount}").format(amount=words.money(account.balance)),
            self.tr("available {amount}").format(amount=words.money(account.available)),
        ]
        if item.texts[Column.OLDEST]:
            parts.append(self.tr("oldest unpaid {age}").format(age=item.texts[Column.OLDEST]))
        if item.texts[Column.PROMISE]:
            word = self.tr("promised {day}, late") if item.is_late else self.tr("promised {day}")
            parts.append(word.format(day=item.texts[Column.PROMISE]))
        return ", ".join(part for part in parts if part)
