"""What changes an account by hand: an adjustment, an entry taken back, a promised day."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.credit import Account, LedgerEntry
from app.domain.errors import InvalidAmount, InvalidInput
from app.domain.money import Money
from app.ui.account_words import DOT, entry_words
from app.ui.period import parse_day
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.segments import SegmentedControl
from app.ui.wish_sheet import Wish, WishSheet
from app.ui.wording import Wording


class LedgerSheet(WishSheet):
    """One question about one account, over Save."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        account: Account,
        title: str,
        name: str,
    ) -> None:
        super().__init__(theme, wording, window, title, name, width=560, height=430)
        self.set_subtitle(f"{account.name}{DOT}{account.code}")
        self._shop, self._account = shop, account
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.lay_out(self.column)

    def add_reason(self, name: str) -> Field:
        field = Field(self.theme, label=self.tr("Why"), height=48)
        field.setObjectName(name)
        self.column.addWidget(field)
        return field

    def given(self, reason: Field) -> str:
        """Give what was typed, empty after it was said that something has to be."""
        text = reason.text().strip()
        if not text:
            reason.point_out(self.tr("Say why."))
        return text


class AdjustSheet(LedgerSheet):
    """By how much, which way, and why."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, account: Account
    ) -> None:
        title = self.tr("Adjust the balance")
        super().__init__(shop, theme, wording, window, account, title, "adjust")
        self.way = SegmentedControl(theme)
        self.way.setObjectName("adjust_way")
        self.way.add("more", self.tr("They owe more"))
        self.way.add("less", self.tr("They owe less"))
        self.amount = AmountField(theme, label=self.tr("By how much"), prefix=wording.currency)
        self.amount.setObjectName("adjust_amount")
        self.column.addWidget(self.way)
        self.column.addWidget(self.amount)
        self.reason = self.add_reason("adjust_reason")
        self.watch(self.amount, self.reason)
        self.listen(shop.ledgers.entered, shop.ledgers.not_entered)

    def ask(self) -> None:
        self.open(self.amount)

    def wish(self) -> Wish | None:
        try:
            amount = self._wording.parse_amount(self.amount.text())
        except InvalidAmount as problem:
            self.amount.point_out(problem.message)
            return None
        if not (reason := self.given(self.reason)):
            return None
        by = amount if self.way.current == "more" else Money(-amount.minor)
        at = self._shop.clock.now()
        return partial(self._shop.ledgers.adjust, self._account.id, by, reason, at)


class TakeBackSheet(LedgerSheet):
    """Why an entry is taken back; another entry says so, nothing is rubbed out."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        account: Account,
        entry: LedgerEntry,
    ) -> None:
        title = self.tr("Take the entry back")
        super().__init__(shop, theme, wording, window, account, title, "take_back")
        self._entry = entry
        words = f"{entry_words(entry, wording)}, {wording.day(entry.business_date)}"
        amount = wording.money(entry.amount)
        self.column.addWidget(Label(theme, f"{words}: {amount}", "body-lg", wrap=True))
        self.reason = self.add_reason("take_back_reason")
        self.save_button.setText(self.tr("Take back {amount}").format(amount=amount))
        self.save_button.refresh()
        self.watch(self.reason)
        self.listen(shop.ledgers.entered, shop.ledgers.not_entered)

    def ask(self) -> None:
        self.open(self.reason)

    def wish(self) -> Wish | None:
        if not (reason := self.given(self.reason)):
            return None
        at = self._shop.clock.now()
        return partial(self._shop.ledgers.reverse, self._account.id, self._entry.id, reason, at)


class PromiseSheet(LedgerSheet):
    """The day they said they would pay."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        account: Account,
        today: date,
    ) -> None:
        title = self.tr("Promised to pay")
        super().__init__(shop, theme, wording, window, account, title, "promise")
        self._today = today
        self.day = Field(
            theme, label=self.tr("Day"), placeholder=wording.day(today), icon="calendar", height=56
        )
        self.day.setObjectName("promise_day")
        self.day.set_text(wording.day(account.promise_date) if account.promise_date else "")
        self.none = GhostButton(theme, self.tr("No promise"), icon="x", height=44)
        self.none.setObjectName("promise_none")
        self.none.setVisible(account.promise_date is not None)
        self.column.addWidget(self.day)
        self.column.addWidget(self.none)
        self.none.clicked.connect(self._forget)
        self.watch(self.day)
        self.listen(shop.ledgers.saved, shop.ledgers.refused)

    def ask(self) -> None:
        self.open(self.day)

    def wish(self) -> Wish | None:
        try:
            day = parse_day(self.day.text())
        except InvalidInput as problem:
            self.day.point_out(problem.message)
            return None
        if day is None or day < self._today:
            self.day.point_out(self.tr("Type a day from today on."))
            return None
        return partial(self._shop.ledgers.promise, self._account.id, day)

    @Slot()
    def _forget(self) -> None:
        self.send(partial(self._shop.ledgers.promise, self._account.id, None))
