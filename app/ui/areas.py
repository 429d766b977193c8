"""Where the window leads: to its pages and dialogs, if need be by a PIN, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actor import Right
from app.ui.desks import Desks
from app.ui.pages import NEEDS, PRODUCTS, SELL, SETTINGS, Page, Pages
from app.ui.pin.guard import Guard
from app.ui.sell.page import SellPage
from app.ui.selling import Selling
from app.ui.tender.checkout import Checkout
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.customers.dialog import CustomersDialog


class Areas(QObject):
    """Opens what is asked for, where no sale is interrupted by it and the right is there."""

    def __init__(
        self,
        theme: Theme,
        pages: Pages,
        sell: SellPage,
        selling: Selling,
        checkout: Checkout,
        guard: Guard,
        desks: Desks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._pages, self._sell = theme, pages, sell
        self._selling, self._checkout = selling, checkout
        self._guard, self._desks, self._window = guard, desks, window
        self._customers: CustomersDialog | None = None
        pages.offer(PRODUCTS, desks.make_products)
        pages.offer(SETTINGS, desks.make_settings)
        pages.sell_requested.connect(self.show_sell)

    @Slot()
    def show_customers(self) -> None:
        if self._selling.can_be_interrupted:
            words = self.tr("Customers and what they bought")
            self._guard.open(Right.SEE_CUSTOMERS, words, self._open_customers)

    def _open_customers(self) -> None:
        if self._customers is None:
            self._customers = self._desks.make_customers()
        self._customers.open()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Turn to a page, if need be by a PIN; its own field takes the cursor."""
        if not self._selling.can_be_interrupted:
            return
        if name in NEEDS:
            words = {PRODUCTS: self.tr("Products and what they cost"),
                     SETTINGS: self.tr("Settings of the shop")}[name]  # fmt: skip
            self._guard.open(NEEDS[name], words, partial(self._turn_to, name))
        else:
            self._turn_to(name)

    def _turn_to(self, name: str) -> None:
        self._pages.show_page(name)
        self.focus_page()

    @Slot()
    def show_sell(self) -> None:
        self.show_page(SELL)

    @Slot()
    def show_settings(self) -> None:
        self.show_page(SETTINGS)

    @Slot()
    def focus_page(self) -> None:
        """Be ready for what is done most on the page that is open."""
        page = self._pages.page
        if isinstance(page, Page):
            page.take_focus()
        else:
            self._sell.focus_scan()

    @Slot()
    def show_help(self) -> None:
        from app.ui.help_sheet import HelpSheet
        from app.ui.widgets.sheet import Sheet

        if not isinstance(Sheet.top(self._window), HelpSheet) and not self._checkout.is_saving:
            HelpSheet(self._theme, self._window).open()

    @Slot()
    def leave_owners(self) -> None:
        """Whoever may see more has left: what they had open goes, an open sale stays."""
        from app.ui.widgets.sheet import Sheet

        customers = self._customers
        if self._pages.current != SELL or (customers is not None and customers.is_open):
            while (sheet := Sheet.top(self._window)) is not None:
                sheet.close_sheet()
            self._pages.show_page(SELL)
            self._sell.focus_scan()
        if customers is not None:
            self._customers = None
            customers.deleteLater()
