"""Accounts receivable: the list of accounts, the one that is chosen, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.credit import Account, LedgerEntry
from app.ui.accounts.account_desk import AccountDesk
from app.ui.accounts.account_panel import AccountPanel
from app.ui.accounts.list_pane import AccountListPane
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.card import Divider
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording

_PANEL, _WIDE_PANEL, _WIDE_FROM = 408, 480, 1600
_PANEL_GROWS = 0.3


class ReceivablesPane(QWidget):
    """Reads nothing before it was begun; its commands are about the chosen account."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        window: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receivables")
        self._theme = theme
        self._is_read = False
        self.list = AccountListPane(shop, theme, wording)
        self.panel = AccountPanel(shop, theme, wording)
        self.desk = AccountDesk(shop, theme, wording, toasts, window, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, 1)
        row.addWidget(Divider(theme, vertical=True))
        row.addWidget(self.panel)
        self.fit(0)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self.pay)
        self.list.new_requested.connect(self.open_new)
        self.desk.saved.connect(self.choose)
        panel = self.panel
        panel.payment_requested.connect(self.pay)
        panel.statement_requested.connect(self.show_statement)
        panel.promise_requested.connect(self.note_promise)
        panel.head.edit_requested.connect(self.edit)
        panel.head.adjust_requested.connect(self.adjust)
        panel.head.closing_requested.connect(self.close_or_open)
        panel.ledger.opened.connect(self._show_entry)
        panel.ledger.undo_requested.connect(self._take_back)
        self._theme.changed.connect(self._fit_again)

    # What it shows

    @property
    def account(self) -> Account | None:
        """The account the keys act on: the lit one of what was typed, at once."""
        self.list.settle()
        return self.panel.account

    def fit(self, window_width: int) -> None:
        """Give the chosen account its share of a window of this width; larger text needs more."""
        self._fitted = window_width
        larger = 1 + (self._theme.scale - 1) * _PANEL_GROWS
        wide = window_width >= _WIDE_FROM
        self.panel.setFixedWidth(round((_WIDE_PANEL if wide else _PANEL) * larger))

    @Slot()
    def _fit_again(self) -> None:
        self.fit(self._fitted)

    def begin(self) -> None:
        """Read everything, as when the tab is opened; the first account is chosen."""
        self._is_read = True
        self.list.begin()

    @Slot(object)
    def choose(self, account: Account) -> None:
        """Show one account, wherever the list has it."""
        if not self._is_read:
            self.begin()
        self.list.choose(account)
        self.panel.show_account(account)

    def refresh(self, changes: Changes) -> None:
        """Take in what a commit changed; the chosen account stays chosen."""
        if not self._is_read:
            return
        self.list.refresh(changes)
        if self.panel.account is not None and self.panel.account.id in changes.accounts:
            self.panel.reload()

    # Commands

    @Slot()
    def pay(self) -> None:
        self._with_account(self.desk.pay)

    @Slot()
    def show_statement(self) -> None:
        self._with_account(self.desk.show_statement)

    @Slot()
    def open_new(self) -> None:
        self.desk.open_new(self.list.search.searched)

    @Slot()
    def edit(self) -> None:
        self._with_account(self.desk.edit)

    @Slot()
    def adjust(self) -> None:
        self._with_account(self.desk.adjust)

    @Slot()
    def note_promise(self) -> None:
        self._with_account(self.desk.note_promise)

    @Slot()
    def close_or_open(self) -> None:
        self._with_account(self.desk.close_or_open)

    # Inside

    def _with_account(self, act: Callable[[Account], None]) -> None:
        if (account := self.account) is not None:
            act(account)

    @Slot(object)
    def _show(self, account: Account | None) -> None:
        if account is None or account != self.panel.account:
            self.panel.show_account(account)

    @Slot(object)
    def _show_entry(self, entry: LedgerEntry) -> None:
        if (account := self.panel.account) is not None:
            self.desk.show_entry(account, entry)

    @Slot(object)
    def _take_back(self, entry: LedgerEntry) -> None:
        if (account := self.panel.account) is not None:
            self.desk.take_back(account, entry)
