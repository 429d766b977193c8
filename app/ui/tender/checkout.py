"""From a full cart to a saved sale: payments in parts, one record, one answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.draft import draft_of
from app.domain.errors import NotAllowed, ShopError
from app.domain.money import Money, total_of
from app.ui.shop import Shop
from app.ui.tender.sale_account import SaleAccount
from app.ui.tender.shop_methods import ShopMethods
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.credit import Account
    from app.domain.people import Wanted
    from app.domain.sale import Payment, RecordedSale, Sale
    from app.ui.buyer import Buyer
    from app.ui.tender.tender_sheet import TenderSheet

Approve = Callable[["Wanted", str, Callable[[], None]], None]
"""Asks somebody's PIN for an act, says what for, and goes on once it was allowed."""


class Checkout(QObject):
    """Runs the tender and the exact-cash key over one cart; at most one sale is on its way.

    The cart is left alone until the store has answered: after a refusal it is as it was, and
    the same key goes out again, so that nothing can be charged twice. Parts taken so far are
    kept with the cart, so that after a power cut they are there again.
    """

    finished = Signal(object)  # RecordedSale
    refused = Signal(object)  # ShopError; the tender shows it itself when it is open
    customer_requested = Signal()
    account_requested = Signal()
    rider_change_requested = Signal(object)  # AccountStand
    allowance_requested = Signal(object, object)  # AccountStand, Money
    saving = Signal(bool)
    given_back = Signal(object)  # ToastMessage: what was taken before the tender was left
    tender_opened = Signal()
    tender_closed = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        tender: TenderSheet | None = None,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere for a tender made here."""
        super().__init__(window)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._window, self._milliseconds = window, milliseconds
        self._cart: Cart | None = None
        self._pending: Sale | None = None
        self.approve: Approve | None = None
        self.have_allowed: Callable[[Sale, NotAllowed, Callable[[], None]], None] | None = None
        """Asks somebody's PIN for what the store refused a sale for, and goes on."""
        self._paid_with: tuple[Payment, ...] = ()
        self._account: SaleAccount | None = None
        self._methods = ShopMethods(shop, wording, self)
        self._tender: TenderSheet | None = None
        if tender is not None:
            self._use(tender)
        shop.sale_recorded.connect(self._on_recorded)
        shop.sale_refused.connect(self._on_refused)
        shop.changed.connect(self._on_changed)

    @property
    def is_saving(self) -> bool:
        """True from the payment until the store has answered."""
        return self._pending is not None

    @property
    def is_busy(self) -> bool:
        """True while a payment is being taken or saved: scans are not for the cart then."""
        return self.is_saving or self.takes_payment

    @property
    def takes_payment(self) -> bool:
        """True while the tender is open."""
        return self._tender is not None and self._tender.is_open

    @property
    def tender(self) -> TenderSheet:
        """Give the dialog that takes the money, made when it is asked for."""
        if self._tender is None:
            from app.ui.tender.tender_sheet import TenderSheet

            made = TenderSheet(self._theme, self._wording, self._window, self._milliseconds)
            return self._use(made)
        return self._tender

    def take_payment(self, cart: Cart) -> None:
        """Open the tender over a cart that is not empty."""
        if not cart.is_empty and not self.is_busy:
            self._cart = cart
            self._account = SaleAccount(self._shop, self._wording, cart)
            stand = self._account.take_up()
            buyer, methods = self._account.buyer, self._methods.all
            self.tender.take(cart.to_pay, buyer, methods, cart.parts, stand)

    def exact_cash(self, cart: Cart) -> None:
        """Complete the sale with exactly the total in cash.

        Where parts came back after a power cut, the tender opens instead: they count first.
        """
        if cart.parts or cart.rider:
            self.take_payment(cart)
        elif not cart.is_empty and not self.is_busy:
            self._cart = cart
            from app.domain.tender import pay

            self._record((pay(self._methods.cash, cart.total, cart.total),))

    def refresh_buyer(self) -> None:
        """Show who is buying now, after the customer was changed during the tender."""
        if self._account is not None and self.takes_payment:
            self._account.change_buyer()
            self.tender.set_buyer(self._account.buyer)
            self._show_account()

    # Accounts

    @property
    def buyer(self) -> Buyer | None:
        """Who buys, as the tender shows it."""
        return self._account.buyer if self._account else None

    @property
    def sale_key(self) -> str:
        """The key that somebody's word for this sale is given for."""
        return self._cart.key if self._cart else ""

    @Slot(object)
    def use_account(self, account: Account) -> None:
        """Pay with an account that was picked or just opened."""
        if self._account is not None and self.takes_payment:
            self._account.pick(account)
            self._show_account(use=True)

    @Slot(object)
    def set_rider(self, amount: Money | None) -> None:
        """Let so much of the old balance be paid along, or nothing; kept over a power cut."""
        if self._cart is not None and self._account is not None and self._account.account:
            self._account.pay_along(amount)
            self._show_account()
            self._shop.drafts.keep(draft_of(self._cart))

    def allow(self, balance: Money) -> None:
        """Let the account owe so much, as somebody agreed."""
        if self._account is not None and self.takes_payment:
            self._account.allow(balance)
            self._show_account(use=True)

    def show_problem(self, problem: ShopError) -> None:
        """Say in the tender what was refused."""
        if self.takes_payment:
            self.tender.show_refusal(problem)

    def _show_account(self, *, use: bool = False) -> None:
        if self._cart is not None and self._account is not None:
            stand = self._account.take_up()
            self.tender.set_stand(stand, self._cart.to_pay, use=use)

    @Slot(object)
    def _ask_for_allowance(self, balance: Money) -> None:
        stand = self._account.stand() if self._account else None
        if stand is not None:
            self.allowance_requested.emit(stand, balance)

    @Slot()
    def _ask_for_rider(self) -> None:
        stand = self._account.stand() if self._account else None
        if stand is not None:
            self.rider_change_requested.emit(stand)

    @Slot()
    def _on_left(self) -> None:
        """An old balance is paid along in the tender or not at all: nobody sees it on Sell."""
        if self._cart is not None and self._cart.rider is not None and not self.is_saving:
            self._cart.set_rider(None)
            self._shop.drafts.keep(draft_of(self._cart))

    def _use(self, tender: TenderSheet) -> TenderSheet:
        from app.ui.tender.references import References

        self._tender = tender
        tender.doubt_with(References(self._shop, self._wording, self).doubt)
        tender.paid.connect(self._record)
        tender.parts_changed.connect(self._keep_parts)
        tender.given_back.connect(self._on_given_back)
        tender.customer_requested.connect(self.customer_requested)
        tender.opened.connect(self.tender_opened)
        tender.closed.connect(self._on_left)
        tender.closed.connect(self.tender_closed)
        tender.account_requested.connect(self.account_requested)
        tender.rider_wished.connect(self.set_rider)
        tender.rider_change_requested.connect(self._ask_for_rider)
        tender.allowance_requested.connect(self._ask_for_allowance)
        return tender

    @Slot(object)
    def _keep_parts(self, parts: tuple[Payment, ...]) -> None:
        if self._cart is not None:
            self._cart.set_parts(parts)
            self._shop.drafts.keep(draft_of(self._cart))

    @Slot(object)
    def _on_given_back(self, parts: tuple[Payment, ...]) -> None:
        """Keep in sight what has to go back to the customer, references and all."""
        from app.ui.tender.part_list import sum_of_parts

        title = self.tr("Payment cancelled. Give back {amount}.").format(
            amount=self._wording.money(total_of(part.amount for part in parts))
        )
        taken = [f"{sum_of_parts(self._wording, [part])} {part.reference}" for part in parts]
        detail = "  ·  ".join(each.strip() for each in taken)
        self.given_back.emit(ToastMessage(title, detail, "warning"))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Show what became of the account meanwhile; what is typed stays where it can."""
        account = self._account
        if not changes.accounts or account is None or self.is_saving or not self.takes_payment:
            return
        account.read_again()
        before, now = self.tender.stand, account.stand()
        if before is None or now is None or before.account != now.account:
            self._show_account()

    @Slot(object)
    def _record(self, payments: tuple[Payment, ...]) -> None:
        if self._cart is None or self.is_saving:
            return
        at, by = self._shop.clock.now(), self._shop.by.name
        day, on_account = business_day(self._shop.clock, at), self._methods.on_account
        try:
            sale = self._cart.complete(payments, at, day, cashier=by, account_methods=on_account)
        except ShopError as problem:
            self._on_refused(problem)
            return
        self._pending, self._paid_with = sale, payments
        self.saving.emit(True)
        self._shop.record(sale)

    @Slot(object)
    def _on_recorded(self, recorded: RecordedSale) -> None:
        if self._pending is not None:
            self._pending = None
            self._cart = self._account = None
            self.saving.emit(False)
            if self._tender is not None:
                self._tender.close_sheet()
            self.finished.emit(recorded)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        sale, self._pending = self._pending, None
        self.saving.emit(False)
        if self.takes_payment:
            self.tender.show_problem(problem)
        self.refused.emit(problem)
        if sale and self.have_allowed is not None and isinstance(problem, NotAllowed):
            again = partial(self._record, self._paid_with)
            self.have_allowed(sale, problem, again)
