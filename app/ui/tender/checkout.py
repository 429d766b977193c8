"""From a full cart to a saved sale: one payment, one record, one answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.errors import ShopError
from app.domain.sale import Payment, RecordedSale, Sale
from app.domain.tender import CASH, pay
from app.ui.buyer import buyer_of
from app.ui.shop import Shop
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Theme
from app.ui.wording import Wording


class Checkout(QObject):
    """Runs the tender and the exact-cash key over one cart; at most one sale is on its way.

    The cart is left alone until the store has answered: after a refusal it is as it was, and
    the same key goes out again, so that nothing can be charged twice.
    """

    finished = Signal(object)  # RecordedSale
    refused = Signal(object)  # ShopError; the tender shows it itself when it is open
    customer_requested = Signal()
    saving = Signal(bool)

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        tender: TenderSheet | None = None,
    ) -> None:
        super().__init__(window)
        self._shop = shop
        self._wording = wording
        self._cart: Cart | None = None
        self._pending: Sale | None = None
        self.tender = tender or TenderSheet(theme, wording, window)
        self.tender.paid.connect(self._record)
        self.tender.customer_requested.connect(self.customer_requested)
        shop.sale_recorded.connect(self._on_recorded)
        shop.sale_refused.connect(self._on_refused)

    @property
    def is_saving(self) -> bool:
        """True from the payment until the store has answered."""
        return self._pending is not None

    @property
    def is_busy(self) -> bool:
        """True while a payment is being taken or saved: scans are not for the cart then."""
        return self.is_saving or self.tender.is_open

    def take_payment(self, cart: Cart) -> None:
        """Open the tender over a cart that is not empty."""
        if not cart.is_empty and not self.is_busy:
            self._cart = cart
            self.tender.take(cart.total, buyer_of(cart.customer, self._shop, self._wording))

    def exact_cash(self, cart: Cart) -> None:
        """Complete the sale with exactly the total in cash."""
        if not cart.is_empty and not self.is_busy:
            self._cart = cart
            self._record(pay(CASH, cart.total, cart.total))

    def refresh_buyer(self) -> None:
        """Show who is buying now, after the customer was changed during the tender."""
        if self._cart and self.tender.is_open:
            self.tender.set_buyer(buyer_of(self._cart.customer, self._shop, self._wording))

    @Slot(object)
    def _record(self, payment: Payment) -> None:
        if self._cart is None or self.is_saving:
            return
        at = self._shop.clock.now()
        day = business_day(self._shop.clock, at)
        try:
            sale = self._cart.complete((payment,), at, day, cashier=self._shop.by.name)
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
            self.tender.close_sheet()
            self.finished.emit(recorded)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        self._pending = None
        self.saving.emit(False)
        if self.tender.is_open:
            self.tender.show_problem(problem)
        self.refused.emit(problem)
