"""One account at the right of the list: what is owed, what can be done, and the ledger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Account
from app.domain.errors import NotFound, ShopError, StoreUnavailable
from app.domain.money import ZERO
from app.ui.accounts.account_head import AccountHead
from app.ui.accounts.ledger_pane import LedgerPane
from app.ui.actions import keycap
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from app.ui.widgets.painting import paint_box
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording


class AccountPanel(States):
    """Follows the list; what it asks for goes out as signals."""

    payment_requested = Signal()
    statement_requested = Signal()
    promise_requested = Signal()

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, wording, parent=parent)
        self.setObjectName("account_detail")
        self._shop = shop
        self._account: Account | None = None
        self.head = AccountHead(theme, wording)
        self.ledger = LedgerPane(shop, theme, wording)
        self.pay = PrimaryButton(
            theme, self.tr("Record payment"), icon="banknote", type_name="button"
        )
        self.pay.setObjectName("account_pay")
        self.pay.setToolTip(keycap("record_payment"))
        self.statement = SecondaryButton(theme, self.tr("Statement"), icon="receipt-text")
        self.statement.setObjectName("account_statement")
        self.promise = GhostButton(theme, "", icon="calendar", height=44)
        self.promise.setObjectName("account_promise")
        self.nobody = EmptyState(theme, "notebook-pen", self.tr("No account chosen"))
        self._lay_out()
        self.pay.clicked.connect(self.payment_requested)
        self.statement.clicked.connect(self.statement_requested)
        self.promise.clicked.connect(self.promise_requested)
        self.retried.connect(self.reload)
        self.ledger.model.failed.connect(self.show_problem)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pay, 3)
        buttons.addWidget(self.statement, 2)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.promise)
        column.addWidget(self.ledger, 1)
        for state in (self._page, self.nobody):
            self.addWidget(state)
        self.setCurrentWidget(self.nobody)

    # What it shows

    @property
    def account(self) -> Account | None:
        return self._account

    def show_account(self, account: Account | None) -> None:
        """Show an account and its ledger from the newest entry, or nobody's."""
        self._account = account
        if account is None:
            self.setCurrentWidget(self.nobody)
            return
        self.head.show_account(account)
        self.pay.setEnabled(account.is_active)
        self._show_promise(account)
        try:
            self.ledger.show_account(account.id)
        except StoreUnavailable as problem:
            self.show_problem(problem)
        else:
            self.setCurrentWidget(self._page)

    @Slot()
    def reload(self) -> None:
        """Read the account again, as after a commit."""
        if self._account is None:
            return
        try:
            account = self._shop.reader.accounts.account(self._account.id, by=self._shop.by)
        except NotFound:
            self.show_account(None)
        except ShopError as problem:
            self.show_problem(problem)
        else:
            self.show_account(account)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill all but the corner that is the dialog's own."""
        painter = QPainter(self)
        radius = self._theme.radius("dialog") - 1.0
        color = self._theme.color("surface")
        painter.fillRect(self.rect().adjusted(0, 0, 0, -round(radius)), color)
        painter.fillRect(self.rect().adjusted(0, 0, -round(radius), 0), color)
        corner = QRectF(self.rect()).adjusted(self.width() / 2, self.height() / 2, 0, 0)
        paint_box(painter, corner, radius, fill=color)

    # Inside

    def _show_promise(self, account: Account) -> None:
        day = account.promise_date
        self.promise.setVisible(account.balance > ZERO or day is not None)
        text = self.tr("When did they promise to pay?")
        if day is not None:
            is_late = day < self._shop.today
            text = self.tr("Promised for {day}, late") if is_late else self.tr("Promised for {day}")
            text = text.format(day=self._wording.day(day))
        self.promise.setText(text)
        self.promise.refresh()
