"""What changes an account by hand: an adjustment, an entry taken back, a promised day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Account, LedgerEntry
from app.domain.errors import InvalidAmount, InvalidInput, ShopError
from app.domain.money import Money
from app.ui.account_words import entry_words
from app.ui.actions import keycap
from app.ui.period import parse_day
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording


class LedgerSheet(Sheet):
    """Stays open, text kept, until the shop has answered."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, title: str, name: str
    ) -> None:
        super().__init__(theme, window, title, width=560, height=430, delete_on_close=True)
        self.setObjectName(name)
        self._shop, self._wording = shop, wording
        self._is_saving = False
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName(f"{name}_problem")
        self.problem.hide()
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), key=keycap("back"))
        self.cancel.setObjectName(f"{name}_cancel")
        self.save_button = PrimaryButton(theme, self.tr("Save"), icon="check", key="Enter")
        self.save_button.setObjectName(f"{name}_save")
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.save_button, 1)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(28, 20, 28, 24)
        whole.setSpacing(12)
        whole.addLayout(self.column)
        whole.addStretch(1)
        whole.addWidget(self.problem)
        whole.addLayout(self._buttons)
        self.set_primary(self.save_button)
        self.cancel.clicked.connect(self.leave)

    def may_leave(self) -> bool:
        return not self._is_saving

    @Slot(object)
    def _on_done(self, answer: object) -> None:
        if self._is_saving:
            self._set_saving(False)
            self.close_sheet()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_saving:
            self._set_saving(False)
            words = " ".join(part for part in self._wording.error(problem) if part)
            self.problem.setText(words)
            self.problem.show()
            announce(self, words, at_once=True)

    def given_reason(self, field: Field) -> str:
        """Give what was typed, empty after it was said that something has to be."""
        reason = field.text().strip()
        if not reason:
            field.point_out(self.tr("Say why."))
        return reason

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.problem.hide()
        self.save_button.setEnabled(not saving)
        self.cancel.setEnabled(not saving)
        self.set_closable(not saving)


class AdjustSheet(LedgerSheet):
    """By how much, which way, and why."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, account: Account
    ) -> None:
        super().__init__(
            shop, theme, wording, window, self.tr("Adjust the balance"), "adjust_sheet"
        )
        self.set_subtitle(f"{account.name}  ·  {account.code}")
        self._account = account
        self.way = SegmentedControl(theme)
        self.way.setObjectName("adjust_way")
        self.way.add("more", self.tr("They owe more"))
        self.way.add("less", self.tr("They owe less"))
        self.amount = AmountField(theme, label=self.tr("By how much"), prefix=wording.currency)
        self.amount.setObjectName("adjust_amount")
        self.reason = Field(theme, label=self.tr("Why"), height=48)
        self.reason.setObjectName("adjust_reason")
        for widget in (self.way, self.amount, self.reason):
            self.column.addWidget(widget)
        self.save_button.clicked.connect(self.save)
        shop.ledgers.entered.connect(self._on_done)
        shop.ledgers.not_entered.connect(self._on_refused)

    def ask(self) -> None:
        self.open(self.amount)

    @Slot()
    def save(self) -> None:
        """Ask the shop; a second tap finds it on its way."""
        if self._is_saving:
            return
        self.amount.set_error("")
        self.reason.set_error("")
        try:
            amount = self._wording.parse_amount(self.amount.text())
        except InvalidAmount as problem:
            self.amount.point_out(problem.message)
            return
        if not (reason := self.given_reason(self.reason)):
            return
        by = amount if self.way.current == "more" else Money(-amount.minor)
        at = self._shop.clock.now()
        self._set_saving(True)
        self._shop.ledgers.adjust(self._account.id, by, reason, at)


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
        super().__init__(shop, theme, wording, window, title, "take_back_sheet")
        self.set_subtitle(f"{account.name}  ·  {account.code}")
        self._account, self._entry = account, entry
        words = f"{entry_words(entry, wording)}, {wording.day(entry.business_date)}"
        amount = wording.money(entry.amount)
        self.column.addWidget(Label(theme, f"{words}: {amount}", "body-lg", wrap=True))
        self.reason = Field(theme, label=self.tr("Why"), height=48)
        self.reason.setObjectName("take_back_reason")
        self.column.addWidget(self.reason)
        self.save_button.setText(self.tr("Take back {amount}").format(amount=amount))
        self.save_button.refresh()
        self.save_button.clicked.connect(self.save)
        shop.ledgers.entered.connect(self._on_done)
        shop.ledgers.not_entered.connect(self._on_refused)

    def ask(self) -> None:
        self.open(self.reason)

    @Slot()
    def save(self) -> None:
        """Ask the shop; a second tap finds it on its way."""
        if self._is_saving:
            return
        self.reason.set_error("")
        if not (reason := self.given_reason(self.reason)):
            return
        at = self._shop.clock.now()
        self._set_saving(True)
        self._shop.ledgers.reverse(self._account.id, self._entry.id, reason, at)


class PromiseSheet(LedgerSheet):
    """The day they said they would pay."""

    forgotten = Signal()

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
        super().__init__(shop, theme, wording, window, title, "promise_sheet")
        self.set_subtitle(f"{account.name}  ·  {account.code}")
        self._account, self._today = account, today
        self.day = Field(
            theme, label=self.tr("Day"), placeholder=wording.day(today), icon="calendar", height=56
        )
        self.day.setObjectName("promise_day")
        self.day.set_text(wording.day(account.promise_date) if account.promise_date else "")
        self.column.addWidget(self.day)
        self.none = GhostButton(theme, self.tr("No promise"), icon="x", height=44)
        self.none.setObjectName("promise_none")
        self.none.setVisible(account.promise_date is not None)
        self.column.addWidget(self.none)
        self.none.clicked.connect(self._forget)
        self.save_button.clicked.connect(self.save)
        shop.ledgers.saved.connect(self._on_done)
        shop.ledgers.refused.connect(self._on_refused)

    def ask(self) -> None:
        self.open(self.day)

    @Slot()
    def save(self) -> None:
        """Ask the shop; a second tap finds it on its way."""
        if self._is_saving:
            return
        self.day.set_error("")
        try:
            day = parse_day(self.day.text())
        except InvalidInput as problem:
            self.day.point_out(problem.message)
            return
        if day is None or day < self._today:
            self.day.point_out(self.tr("Type a day from today on."))
            return
        self._set_saving(True)
        self._shop.ledgers.promise(self._account.id, day)

    @Slot()
    def _forget(self) -> None:
        if not self._is_saving:
            self._set_saving(True)
            self._shop.ledgers.promise(self._account.id, None)
