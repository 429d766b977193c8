"""From a full cart to a saved sale: payments in parts, one record, one answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.draft import draft_of
from app.domain.errors import ShopError
from app.domain.money import total_of
from app.ui.buyer import buyer_of
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.ports import Changes
    from app.domain.sale import Payment, RecordedSale, Sale
    from app.domain.tender import PaymentMethod
    from app.ui.tender.tender_sheet import TenderSheet


class Checkout(QObject):
    """Runs the tender and the exact-cash key over one cart; at most one sale is on its way.

    The cart is left alone until the store has answered: after a refusal it is as it was, and
    the same key goes out again, so that nothing can be charged twice. Parts taken so far are
    kept with the cart, so that after a power cut they are there again.
    """

    finished = Signal(object)  # RecordedSale
    refused = Signal(object)  # ShopError; the tender shows it itself when it is open
    customer_requested = Signal()
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
        self._own_methods: tuple[PaymentMethod, ...] | None = None
        self._tender: TenderSheet | None = None
        if tender is not None:
            self._use(tender)
        shop.sale_recorded.connect(self._on_recorded)
        shop.sale_refused.connect(self._on_refused)
        shop.changed.connect(self._on_changed)
        shop.opened.connect(self._learn_methods)
        if shop.is_open:
            self._learn_methods()

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
            buyer = buyer_of(cart.customer, self._shop, self._wording)
            self.tender.take(cart.total, buyer, self._methods, cart.parts)

    def exact_cash(self, cart: Cart) -> None:
        """Complete the sale with exactly the total in cash.

        Where parts came back after a power cut, the tender opens instead: they count first.
        """
        if cart.parts:
            self.take_payment(cart)
        elif not cart.is_empty and not self.is_busy:
            self._cart = cart
            from app.domain.tender import pay

            self._record((pay(self._cash, cart.total, cart.total),))

    def refresh_buyer(self) -> None:
        """Show who is buying now, after the customer was changed during the tender."""
        if self._cart and self.takes_payment:
            self.tender.set_buyer(buyer_of(self._cart.customer, self._shop, self._wording))

    def _use(self, tender: TenderSheet) -> TenderSheet:
        from app.ui.tender.references import References

        self._tender = tender
        tender.doubt_with(References(self._shop, self._wording, self).doubt)
        tender.paid.connect(self._record)
        tender.parts_changed.connect(self._keep_parts)
        tender.given_back.connect(self._on_given_back)
        tender.customer_requested.connect(self.customer_requested)
        tender.opened.connect(self.tender_opened)
        tender.closed.connect(self.tender_closed)
        return tender

    @property
    def _methods(self) -> tuple[PaymentMethod, ...]:
        """The ways to pay as read last; before that, those every shop begins with."""
        if self._own_methods is None:
            from app.domain.tender import METHODS

            return METHODS
        return self._own_methods

    @property
    def _cash(self) -> PaymentMethod:
        from app.domain.tender import CASH

        return next((each for each in self._methods if each.is_cash), CASH)

    @Slot(object)
    def _keep_parts(self, parts: tuple[Payment, ...]) -> None:
        if self._cart is not None:
            self._cart.set_parts(parts)
            self._shop.keep_draft(draft_of(self._cart))

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

    @Slot()
    def _learn_methods(self) -> None:
        """Read the shop's own ways to pay; where that fails those known so far go on working."""
        try:
            methods = self._shop.reader.methods.methods(by=self._shop.by)
        except ShopError:
            return
        self._own_methods = methods
        self._wording.name_methods({each.code: each.name for each in methods})

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.settings:
            self._learn_methods()

    @Slot(object)
    def _record(self, payments: tuple[Payment, ...]) -> None:
        if self._cart is None or self.is_saving:
            return
        at = self._shop.clock.now()
        day = business_day(self._shop.clock, at)
        try:
            sale = self._cart.complete(payments, at, day, cashier=self._shop.by.name)
        except ShopError as problem:
            self._on_refused(problem)
            return
        self._pending = sale
        self.saving.emit(True)
        self._shop.record(sale)

    @Slot(object)
    def _on_recorded(self, recorded: RecordedSale) -> None:
        if self._pending is not None:
            self._pending = None
            self._cart = None
            self.saving.emit(False)
            if self._tender is not None:
                self._tender.close_sheet()
            self.finished.emit(recorded)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        self._pending = None
        self.saving.emit(False)
        if self.takes_payment:
            self.tender.show_problem(problem)
        self.refused.emit(problem)
