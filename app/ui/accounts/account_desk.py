"""What can be done with an account: opens the sheet that asks, and says what was refused."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.credit import Account, LedgerEntry
from app.domain.errors import ShopError
from app.ui.accounts.account_sheet import AccountSheet
from app.ui.accounts.payment_desk import PaymentDesk
from app.ui.accounts.reason_sheet import AdjustSheet, PromiseSheet, TakeBackSheet
from app.ui.accounts.statement_sheet import StatementSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording


class AccountDesk(QObject):
    """Knows no list: what is chosen comes with the wish, what is new goes out as `saved`."""

    saved = Signal(object)  # Account, opened or changed

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        window: QWidget,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._window, self._page = toasts, window, page
        self.payments = PaymentDesk(shop, theme, wording, window, self)
        self.payments.refused.connect(toasts.post)
        shop.ledgers.refused.connect(self._on_refused)

    def open_new(self, name: str) -> None:
        """Open an account, begun with a name."""
        self._ask(AccountSheet(*self._tools, name=name))

    def edit(self, account: Account) -> None:
        try:
            who = self._shop.reader.accounts.customers_of(account.id, by=self._shop.by)
        except ShopError as problem:
            self._post(problem)
            return
        self._ask(AccountSheet(*self._tools, account, customers=who))

    def pay(self, account: Account) -> None:
        """Take money; on a closed account none is taken."""
        if account.is_active:
            self.payments.take(account)

    def show_statement(self, account: Account) -> None:
        StatementSheet(*self._tools, account).ask()

    def adjust(self, account: Account) -> None:
        AdjustSheet(*self._tools, account).ask()

    def note_promise(self, account: Account) -> None:
        PromiseSheet(*self._tools, account, self._shop.today).ask()

    def close_or_open(self, account: Account) -> None:
        self._shop.ledgers.close(account.id, closed=account.is_active)

    def take_back(self, account: Account, entry: LedgerEntry) -> None:
        TakeBackSheet(*self._tools, account, entry).ask()

    def show_entry(self, account: Account, entry: LedgerEntry) -> None:
        """Show the slip of a payment, or the sale that was charged."""
        if entry.sale_id is not None and not entry.number:
            self.payments.show_sale(entry.sale_id)
        else:
            self.payments.show_slip(account, entry)

    # Inside

    @property
    def _tools(self) -> tuple[Shop, Theme, Wording, QWidget]:
        return self._shop, self._theme, self._wording, self._window

    def _ask(self, sheet: AccountSheet) -> None:
        sheet.saved.connect(self.saved)
        sheet.ask()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        """What no open sheet says: that an account could not be closed."""
        top = Sheet.top(self._window)
        is_asking = top is not None and not top.isAncestorOf(self._page)
        if self._page.isVisible() and not is_asking:
            self._post(problem)

    def _post(self, problem: ShopError) -> None:
        self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
