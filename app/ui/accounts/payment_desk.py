"""From an account to a payment on it and its slip, wherever it was asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.credit import Account, LedgerEntry
from app.domain.errors import ShopError
from app.domain.money import ZERO
from app.ui.accounts.account_picker import AccountPicker
from app.ui.accounts.payment_sheet import PaymentSheet
from app.ui.accounts.slip import SlipWords
from app.ui.accounts.slip_sheet import SlipSheet
from app.ui.shop import Shop
from app.ui.tender.receipt_lines import ReceiptWords
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording


class PaymentDesk(QObject):
    """A counter act: it needs no owner."""

    refused = Signal(object)  # ToastMessage

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shop, self._theme, self._wording, self._window = shop, theme, wording, window

    def pick(self) -> None:
        """Ask whose account is paid, by code or name."""
        title = self.tr("Payment on which account?")
        sheet = AccountPicker(self._shop, self._theme, self._wording, self._window, title)
        sheet.picked.connect(self.take)
        sheet.ask()

    @Slot(object)
    def take(self, account: Account) -> None:
        """Take money on an account as it stands now."""
        try:
            fresh = self._shop.reader.accounts.account(account.id, by=self._shop.by)
        except ShopError as problem:
            self._refuse(problem)
            return
        sheet = PaymentSheet(self._shop, self._theme, self._wording, self._window, fresh)
        sheet.saved.connect(lambda entry: self.show_slip(fresh, entry, is_new=True))
        sheet.ask()

    def show_slip(self, account: Account, entry: LedgerEntry, *, is_new: bool = False) -> None:
        """Show the slip of a payment, with the change to give where it was just taken."""
        try:
            whole = self._shop.reader.accounts.entry(entry.id, by=self._shop.by)
        except ShopError as problem:
            self._refuse(problem)
            return
        words = SlipWords(self._wording, self)
        SlipSheet(
            self._theme,
            self._wording,
            self._window,
            self.tr("Payment recorded") if is_new else self.tr("Payment slip"),
            words.lines(whole, account, self._shop.settings.shop_name),
            words.spoken(whole, account),
            file_name=whole.number or account.code,
            change=whole.change if is_new else ZERO,
            is_new=is_new,
        ).ask()
        words.deleteLater()

    @Slot(int)
    def show_sale(self, sale_id: int) -> None:
        """Show what a sale put on an account, as its slip."""
        try:
            sale = self._shop.reader.sales.sale(sale_id, by=self._shop.by)
        except ShopError as problem:
            self._refuse(problem)
            return
        title = self.tr("Receipt {number}").format(number=sale.head.number)
        words = ReceiptWords(self._wording, self)
        lines = words.lines(sale, self._shop.settings.shop_name)
        SlipSheet(
            *(self._theme, self._wording, self._window, title, lines, title),
            file_name=sale.head.number,
        ).ask()
        words.deleteLater()

    def _refuse(self, problem: ShopError) -> None:
        self.refused.emit(ToastMessage(*self._wording.error(problem), "error"))
