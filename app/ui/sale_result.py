"""The finished sale in the place of the cart, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.domain.sale import RecordedSale
from app.ui.customer_changer import CustomerChanger
from app.ui.sell.page import SellPage
from app.ui.shop import Shop
from app.ui.tender.complete_view import CompleteView, ReceiptPanel
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.sale_customer import CustomerChange


class SaleResult(QObject):
    """Shows what was saved until the next sale begins; F3 there says whose it is after all."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        sell: SellPage,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._shop, self._sell, self._window = shop, sell, window
        self._recorded: RecordedSale | None = None
        self.complete = CompleteView(theme, wording)
        self.receipt = ReceiptPanel(theme, wording, shop.settings.shop_name)
        self.changer = CustomerChanger(shop, theme, wording, toasts, window, self)
        self.complete.new_sale_requested.connect(sell.changeover.leave_result)
        self.complete.change_requested.connect(self.change_customer)
        self.changer.changed.connect(self._on_changed)
        self._theme, self._wording, self._toasts = theme, wording, toasts
        self.receipt.slip_requested.connect(self.show_slip)

    def show(self, recorded: RecordedSale) -> None:
        """Show a sale as it lies on disk. Raises ShopError when it cannot be read."""
        sale = self._shop.reader.sales.sale(recorded.sale_id, by=self._shop.by)
        self._recorded = recorded
        self.complete.show_sale(recorded, sale)
        self.receipt.receipt.set_shop_name(self._shop.settings.shop_name)
        self.receipt.show_sale(sale)
        self._sell.changeover.show_result(self.complete, self.receipt)

    @Slot()
    def show_slip(self) -> None:
        """Show the slip by itself, to be signed for or saved."""
        if self._recorded is None or Sheet.top(self._window) is not None:
            return
        from app.ui.accounts.payment_desk import PaymentDesk

        desk = PaymentDesk(self._shop, self._theme, self._wording, self._window, self)
        desk.refused.connect(self._toasts.post)
        desk.show_sale(self._recorded.sale_id)

    @Slot()
    def change_customer(self) -> None:
        """Ask whose sale it is."""
        recorded = self._recorded
        if recorded is None or Sheet.top(self._window) is not None:
            return
        known = recorded.customer_id is not None
        who = CustomerRef(recorded.customer_name, recorded.customer_id) if known else None
        typed = recorded.customer_name if recorded.is_unlinked else None
        self.changer.ask([recorded.sale_id], who, typed)

    @Slot(object)
    def _on_changed(self, change: CustomerChange) -> None:
        recorded = self._recorded
        if recorded is None or recorded.sale_id not in change.sale_ids:
            return
        try:
            now = self._as_it_is_now(recorded)
            self.receipt.show_sale(self._shop.reader.sales.sale(now.sale_id, by=self._shop.by))
        except ShopError:
            return  # the change is on disk; only this view could not be read again
        self._recorded = now
        self.complete.show_buyer(now)

    def _as_it_is_now(self, recorded: RecordedSale) -> RecordedSale:
        sale = self._shop.reader.sales.sale(recorded.sale_id, by=self._shop.by)
        if sale.customer_id is None:
            return replace(
                recorded,
                customer_id=None,
                customer_name="",
                purchase_number=0,
                is_new_customer=False,
                is_unlinked=False,
            )
        customer = self._shop.reader.customers.customer(sale.customer_id, by=self._shop.by)
        return replace(
            recorded,
            customer_id=customer.id,
            customer_name=customer.name,
            purchase_number=customer.transaction_count,
            is_new_customer=False,
            is_unlinked=False,
        )
