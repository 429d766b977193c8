"""Who is shown: name, how to reach them, since when they come."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Account
from app.domain.customer import Customer
from app.domain.insights import Standing, usual_days
from app.ui.account_words import balance_words
from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.badge import Badge
from app.ui.widgets.buttons import GhostButton, SecondaryButton
from app.ui.widgets.labels import ElidedLabel
from app.ui.wording import Wording

_DOT = "  ·  "


class CustomerHead(QWidget):
    """The first lines of the detail, with the way to change them."""

    edit_requested = Signal()
    account_requested = Signal(object)  # Account

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._avatar = AvatarView(theme, "", 52)
        self.name_label = ElidedLabel(theme, "", "title")
        self.name_label.setObjectName("customer_name")
        self.badge = Badge(theme, "", "neutral")
        self.badge.setObjectName("customer_standing")
        self.contact_label = ElidedLabel(theme, "", "body", "text2")
        self.contact_label.setObjectName("customer_contact")
        self.edit_button = SecondaryButton(theme, self.tr("Edit"), icon="pencil", height=44)
        self.edit_button.setObjectName("customer_edit")
        self.edit_button.setToolTip(keycap("edit"))
        self.edit_button.setMinimumWidth(92)
        self.edit_button.clicked.connect(self.edit_requested)
        self._account: Account | None = None
        self.account_button = GhostButton(theme, "", icon="notebook-pen", height=44)
        self.account_button.setObjectName("customer_account")
        self.account_button.clicked.connect(self._open_account)
        self.account_button.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name_label)
        first.addWidget(self.badge)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.contact_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self.account_button)
        row.addWidget(self.edit_button)
        self.setMinimumHeight(52)

    def show_customer(self, customer: Customer, standing: Standing | None) -> None:
        """Show who it is, and whether they are new here or not seen any more."""
        self._avatar.set_name(customer.name)
        self.name_label.setText(customer.name)
        self.contact_label.setText(_DOT.join(self._facts(customer)))
        words = {
            Standing.NEW: (self.tr("New"), "accent"),
            Standing.SLIPPING: (self.tr("Slipping away"), "warning"),
            Standing.LAPSED: (self.tr("Lapsed"), "neutral"),
        }
        self.badge.setVisible(standing in words)
        if standing in words:
            self.badge.set(*words[standing])
            self.badge.setToolTip(self._rhythm(customer))
            self.badge.setAccessibleDescription(self._rhythm(customer))

    def show_account(self, account: Account | None) -> None:
        """Show what is owed, as the way to the account; nothing without one."""
        self._account = account
        self.account_button.setVisible(account is not None)
        if account is not None:
            words = f"{account.code}  ·  {balance_words(account, self._wording)}"
            self.account_button.setText(words)
            self.account_button.refresh()

    @Slot()
    def _open_account(self) -> None:
        self.account_requested.emit(self._account)

    def _rhythm(self, customer: Customer) -> str:
        days = usual_days(customer)
        if days is None:
            return ""
        if days == 1:
            return self.tr("Usually comes every day")
        return self.tr("Usually comes every {count} days").format(count=days)

    def _facts(self, customer: Customer) -> list[str]:
        facts = [customer.phone or self.tr("no phone"), customer.email, customer.address]
        if customer.first_purchase:
            day = self._wording.date(customer.first_purchase)
            facts.append(self.tr("first purchase {day}").format(day=day))
        return [fact for fact in facts if fact]
