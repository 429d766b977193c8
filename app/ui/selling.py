"""From scan to saved sale: what Sell page, payment and store want from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.customer import CustomerRef
from app.domain.errors import ShopError, StoreUnavailable
from app.domain.money import ZERO
from app.ui.actions import make_action
from app.ui.pages import SELL, Page, Pages
from app.ui.sell.page import SellPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.tender.checkout import Checkout
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.money import Money
    from app.domain.sale import RecordedSale
    from app.ui.accounts.on_account import OnAccount
    from app.ui.accounts.payment_desk import PaymentDesk
    from app.ui.sale_result import SaleResult
    from app.ui.tender.account_stand import AccountStand
    from app.ui.widgets.sheet import Sheet


class Selling(QObject):
    """Leads one sale after the other over the window's page and its payment dialog."""

    settled = Signal(bool)  # the store's answer is on screen; true when the sale is saved

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        pages: Pages,
        sell: SellPage,
        checkout: Checkout,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._sounds, self._toasts = sounds, toasts
        self._pages, self._sell, self._checkout, self._window = pages, sell, checkout, window
        self._held_scans: list[str] = []
        self._is_accepting = False
        self._result: SaleResult | None = None
        self._on_account: OnAccount | None = None
        self._payments: PaymentDesk | None = None
        self._connect()

    def begin(self) -> None:
        """Take up the shop as it was left; from now on scans are heard."""
        self._sell.changeover.start_new()  # the cart so far knew nothing of the shop's VAT rate
        self._sell.take_up()
        self._is_accepting = True
        self._add_held_scans()

    def forget_scans(self) -> None:
        """Drop what was scanned before there was a shop to sell in."""
        self._held_scans = []

    @property
    def can_be_interrupted(self) -> bool:
        """Say whether a dialog may open: nothing is open, and no sale is on its way."""
        return self._is_accepting and not self._checkout.is_saving and self._sheet is None

    @property
    def _sheet(self) -> Sheet | None:
        """The dialog that lies over the window, if one does."""
        from app.ui.widgets.sheet import Sheet

        return Sheet.top(self._window)

    @property
    def result(self) -> SaleResult:
        """Give the view of a finished sale, made for the first one."""
        if self._result is None:
            from app.ui.sale_result import SaleResult

            self._result = SaleResult(
                self._shop, self._theme, self._wording, self._toasts, self._sell, self._window
            )
        return self._result

    @property
    def on_account(self) -> OnAccount:
        """Give what asks about accounts, made when it is asked for."""
        if self._on_account is None:
            from app.ui.accounts.on_account import OnAccount

            self._on_account = OnAccount(
                self._shop, self._theme, self._wording, self._window, self._checkout
            )
        return self._on_account

    def _connect(self) -> None:
        sell, checkout = self._sell, self._checkout
        sell.charge_requested.connect(self._charge)
        sell.side.customer.account_requested.connect(self.take_account_payment)
        self._window.addAction(
            make_action("account_payment", self._window, self.take_account_payment)
        )
        sell.exact_cash_requested.connect(self._exact_cash)
        checkout.saving.connect(sell.set_saving)
        checkout.finished.connect(self._on_sold)
        checkout.refused.connect(self._on_refused)
        checkout.given_back.connect(self._toasts.post)
        checkout.customer_requested.connect(self._ask_buyer)
        checkout.account_requested.connect(self._find_account)
        checkout.rider_change_requested.connect(self._change_rider)
        checkout.allowance_requested.connect(self._allow_over_limit)
        checkout.tender_opened.connect(self._lend_customer_key)
        checkout.tender_closed.connect(self._lend_customer_key)
        sell.changeover.result_left.connect(self._lend_customer_key)
        checkout.tender_closed.connect(sell.focus_scan)

    # Scans

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Add what was scanned, keep it for the next sale, or say aloud that it was not added."""
        if self._checkout.is_saving or not self._is_accepting:
            self._held_scans.append(code)
        elif (sheet := self._sheet) is not None:
            if not sheet.take_scan(code):
                self._refuse_scan(self._what_is_in_the_way())
        elif self._pages.current == SELL:
            self._sell.handle_scan(code)
        elif not self._page_takes(code):
            self._refuse_scan(self.tr("Go to Sell first, then scan it again."))

    def _page_takes(self, code: str) -> bool:
        page = self._pages.page
        return isinstance(page, Page) and page.handle_scan(code)

    def _what_is_in_the_way(self) -> str:
        if self._checkout.takes_payment:
            return self.tr("Finish or close the payment first.")
        return self.tr("Finish or close what is open first.")

    def _refuse_scan(self, what_to_do: str) -> None:
        self._sounds.play("refused")
        self._toasts.post(ToastMessage(self.tr("Item not added"), what_to_do, "error"))

    def _add_held_scans(self) -> None:
        held, self._held_scans = self._held_scans, []
        for code in held:
            self.take_scan(code)

    def _refuse_held_scans(self, what_to_do: str) -> None:
        if self._held_scans:
            self._held_scans = []
            self._refuse_scan(what_to_do)

    # Paying

    @Slot()
    def _charge(self) -> None:
        if self.can_be_interrupted:
            self._checkout.take_payment(self._sell.cart)

    @Slot()
    def _exact_cash(self) -> None:
        if self.can_be_interrupted:
            self._checkout.exact_cash(self._sell.cart)

    @Slot()
    def _lend_customer_key(self) -> None:
        """Qt gives a key that two actions want to neither: F3 is the tender's while it is open.

        Then it is the finished sale's, which somebody else may have bought.
        """
        taken = self._checkout.takes_payment or self._sell.changeover.shows_result
        self._sell.commands.customer.setEnabled(not taken)

    @Slot()
    def _ask_buyer(self) -> None:
        from app.ui.buyer_sheet import BuyerSheet

        who = self._sell.cart.customer
        sheet = BuyerSheet(self._shop, self._theme, self._wording, self._window, who)
        sheet.decided.connect(self._on_buyer_decided)
        sheet.ask()

    @Slot(object)
    def _on_buyer_decided(self, who: CustomerRef | None) -> None:
        self._sell.set_customer(who)
        self._checkout.refresh_buyer()

    @Slot()
    def _find_account(self) -> None:
        self.on_account.find_account()

    @Slot(object)
    def _change_rider(self, stand: AccountStand) -> None:
        self.on_account.change_rider(stand)

    @Slot(object, object)
    def _allow_over_limit(self, stand: AccountStand, balance: Money) -> None:
        self.on_account.allow_over_limit(stand, balance)

    # Payments on an account

    @Slot()
    def take_account_payment(self) -> None:
        """Take money on the account of whoever is chosen, else ask which account."""
        if not self.can_be_interrupted:
            return
        buyer = self._sell.side.customer.buyer
        if buyer is not None and buyer.account is not None:
            self.payments.take(buyer.account)
        else:
            self.payments.pick()

    @property
    def payments(self) -> PaymentDesk:
        """Give what takes money on accounts, made when it is asked for."""
        if self._payments is None:
            from app.ui.accounts.payment_desk import PaymentDesk

            made = PaymentDesk(self._shop, self._theme, self._wording, self._window, self)
            made.refused.connect(self._toasts.post)
            self._payments = made
        return self._payments

    # Answers

    @Slot(object)
    def _on_sold(self, recorded: RecordedSale) -> None:
        self._sounds.play("complete")
        self._toasts.close_all()
        self._pages.show_page(SELL)  # the change has to be seen
        try:
            self._show_result(recorded)
        except ShopError as problem:
            self._sell.changeover.start_new()
            self._say_what_was_saved(recorded, problem)
        if recorded.change > ZERO:  # it has to be seen before the next item takes its place
            self._refuse_held_scans(self.tr("Give the change first, then scan it again."))
        self._add_held_scans()
        self.settled.emit(True)

    def _show_result(self, recorded: RecordedSale) -> None:
        self.result.show(recorded)
        self._lend_customer_key()

    def _say_what_was_saved(self, recorded: RecordedSale, problem: ShopError) -> None:
        """The sale cannot be read back to be shown; its change has to be given all the same."""
        title = self.tr("Sale {number} is saved: total {total}, change {change}").format(
            number=recorded.number,
            total=self._wording.money(recorded.total),
            change=self._wording.money(recorded.change),
        )
        self._toasts.post(ToastMessage(title, problem.message, "notice"))

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        self._sounds.play("refused")
        # This cart may be on disk already; an item more would be lost with the same key.
        self._refuse_held_scans(self.tr("The sale before it is not saved yet."))
        if not self._checkout.takes_payment:
            in_doubt = isinstance(problem, StoreUnavailable) and problem.in_doubt
            words = self.tr("Pay again") if in_doubt else self.tr("Try again")
            title, detail = self._wording.error(problem)
            actions = (ToastAction(words, self._sell.pay_exactly),)
            self._toasts.post(ToastMessage(title, detail, "error", actions=actions))
        self.settled.emit(False)
