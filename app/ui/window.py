"""The one window: the rail, the page that is open, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.domain.money import ZERO
from app.domain.resources import resource
from app.domain.sale import RecordedSale
from app.domain.settings import ShopSettings
from app.ui.actions import make_action
from app.ui.buyer_sheet import BuyerSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.first_run import FirstRun
from app.ui.help_sheet import HelpSheet
from app.ui.pages import PRODUCTS, SELL, SETTINGS, Page, Pages
from app.ui.rail import Rail
from app.ui.sale_result import SaleResult
from app.ui.scan_gate import ScanGate
from app.ui.sell.page import SellPage
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.tender.checkout import Checkout
from app.ui.tender.tender_sheet import TenderSheet
from app.ui.theme import Scheme, Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

SMALLEST = (1280, 720)


class MainWindow(QWidget):
    """Brings the screens together; what a screen does is its own."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere for the tender, else a timer of its own does."""
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Suki")
        self.setWindowIcon(QIcon(str(resource("icons", "suki-256.png"))))
        self.setMinimumSize(*SMALLEST)
        self.resize(1366, 768)
        self._shop, self._theme, self._wording, self._sounds = shop, theme, wording, sounds
        self._held_scans: list[str] = []
        self._closes_after_sale = False
        self._customers: CustomersDialog | None = None
        self._result: SaleResult | None = None
        self.first_run: FirstRun | None = None
        self.toasts = ToastHost(theme, self)
        self.rail = Rail(theme, wording, shop.clock)
        self.sell = SellPage(shop, theme, wording, sounds, self.toasts)
        self.pages = Pages(self.sell)
        tender = TenderSheet(theme, wording, self, milliseconds)
        self.checkout = Checkout(shop, theme, wording, self, tender)
        self.gate = ScanGate(self)
        self.pages.offer(PRODUCTS, self._make_products)
        self.pages.offer(SETTINGS, self._make_settings)
        self._lay_out()
        self._connect()

    # Opening and closing

    @Slot()
    def come_forward(self) -> None:
        """Show the window again, above the others, as after a second start."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a sale on its way; the open cart is on disk anyhow."""
        if self.checkout.is_saving:
            self._closes_after_sale = True
            event.ignore()
        else:
            super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.color("canvas"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.first_run is not None:
            self.first_run.setGeometry(self.rect())

    # Commands

    @Slot()
    def show_customers(self) -> None:
        if self._can_open_a_dialog():
            if self._customers is None:
                self._customers = CustomersDialog(self._shop, self._theme, self._wording, self)
            self._customers.open()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Turn to a page; its own field takes the cursor."""
        if self._can_open_a_dialog():
            self.pages.show_page(name)
            self.focus_page()

    @Slot()
    def show_sell(self) -> None:
        self.show_page(SELL)

    @Slot()
    def focus_page(self) -> None:
        """Be ready for what is done most on the page that is open."""
        page = self.pages.page
        if isinstance(page, Page):
            page.take_focus()
        else:
            self.sell.focus_scan()

    @Slot()
    def show_help(self) -> None:
        if not isinstance(Sheet.top(self), HelpSheet) and not self.checkout.is_saving:
            HelpSheet(self._theme, self).open()

    @Slot()
    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # Building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.pages, 1)

    def _connect(self) -> None:
        for name, slot in (
            ("help", self.show_help),
            ("customers", self.show_customers),
            ("full_screen", self.toggle_full_screen),
        ):
            self.addAction(make_action(name, self, slot))
        self.gate.scanned.connect(self._on_scanned)
        self.rail.customers_requested.connect(self.show_customers)
        self.rail.help_requested.connect(self.show_help)
        self.rail.page_requested.connect(self.show_page)
        self.pages.sell_requested.connect(self.show_sell)
        self.pages.turned.connect(self.rail.show_page)
        self.rail.scheme_chosen.connect(self._use_scheme)
        self.sell.charge_requested.connect(self._charge)
        self.sell.exact_cash_requested.connect(self._exact_cash)
        self.checkout.saving.connect(self.sell.set_saving)
        self.checkout.finished.connect(self._on_sold)
        self.checkout.refused.connect(self._on_sale_refused)
        self.checkout.given_back.connect(self.toasts.post)
        self.checkout.customer_requested.connect(self._ask_buyer)
        self.checkout.tender.opened.connect(self._lend_customer_key)
        self.checkout.tender.closed.connect(self._lend_customer_key)
        self.sell.result_left.connect(self._lend_customer_key)
        self._theme.changed.connect(self.update)
        self._shop.settings_saved.connect(self._on_settings_saved)
        self._shop.refused.connect(self._on_wish_refused)
        self._shop.opened.connect(self._begin)
        if self._shop.is_open:
            self._begin()

    # The shop

    @Slot()
    def _begin(self) -> None:
        self._use_settings(self._shop.settings)
        if self._shop.is_new:
            self._ask_first_questions()
        else:
            self.sell.start_new_sale()  # the cart so far knew nothing of the shop's VAT rate
            self.sell.take_up()
            self._add_held_scans()

    def _ask_first_questions(self) -> None:
        for behind in (self.rail, self.pages):
            behind.hide()  # neither keys nor Tab may get there before the answers
        self.first_run = FirstRun(self._theme, self._wording, self)
        self.first_run.answered.connect(self._shop.save_settings)
        self.first_run.setGeometry(self.rect())
        self.first_run.show()
        self.first_run.begin()

    @Slot(object)
    def _on_settings_saved(self, settings: ShopSettings) -> None:
        self._use_settings(settings)
        if self.first_run is not None:
            self.first_run.hide()
            self.first_run.deleteLater()
            self.first_run = None
            self.sell.start_new_sale()
            self.rail.show()
            self.pages.show()
            self.sell.focus_scan()

    def _use_settings(self, settings: ShopSettings) -> None:
        self._wording.set_currency(settings.currency)
        self._sounds.set_enabled(settings.sounds)
        self._sounds.set_volume(settings.volume)
        self.gate.set_gap(settings.scan_gap_ms)
        if not self._shop.is_new:
            self._theme.set_scheme(Scheme(settings.theme))
            self._theme.set_scale(settings.text_scale / 100)
            self._theme.set_reduce_motion(settings.reduce_motion)
            self.setWindowTitle(self.tr("{shop} · Suki").format(shop=settings.shop_name))

    @Slot(object)
    def _use_scheme(self, scheme: Scheme) -> None:
        self._theme.set_scheme(scheme)
        if not self._shop.is_new:
            self._shop.save_settings(replace(self._shop.settings, theme=scheme.value))
        self.focus_page()

    @Slot(object)
    def _on_wish_refused(self, problem: ShopError) -> None:
        if self.first_run is not None:
            self.first_run.show_problem(problem)
        else:
            self._post_problem(problem)

    # Scans

    @Slot(str)
    def _on_scanned(self, code: str) -> None:
        if self.first_run is not None:
            return
        if self.checkout.is_saving or not self._shop.is_open:
            self._held_scans.append(code)
        elif Sheet.top(self) is not None:
            self._refuse_scan(self._what_is_in_the_way())
        elif self.pages.current == SELL:
            self.sell.handle_scan(code)
        elif not self._page_takes(code):
            self._refuse_scan(self.tr("Go to Sell first, then scan it again."))

    def _page_takes(self, code: str) -> bool:
        page = self.pages.page
        return isinstance(page, Page) and page.handle_scan(code)

    def _what_is_in_the_way(self) -> str:
        if self.checkout.tender.is_open:
            return self.tr("Finish or close the payment first.")
        return self.tr("Finish or close what is open first.")

    def _refuse_scan(self, what_to_do: str) -> None:
        self._sounds.play("refused")
        self.toasts.post(ToastMessage(self.tr("Item not added"), what_to_do, "error"))

    def _add_held_scans(self) -> None:
        held, self._held_scans = self._held_scans, []
        for code in held:
            self._on_scanned(code)

    def _refuse_held_scans(self, what_to_do: str) -> None:
        if self._held_scans:
            self._held_scans = []
            self._refuse_scan(what_to_do)

    # The sale

    @Slot()
    def _charge(self) -> None:
        if self._can_open_a_dialog():
            self.checkout.take_payment(self.sell.cart)

    @Slot()
    def _exact_cash(self) -> None:
        if Sheet.top(self) is None:
            self.checkout.exact_cash(self.sell.cart)

    @Slot()
    def _lend_customer_key(self) -> None:
        """Qt gives a key that two actions want to neither: F3 is the tender's while it is open.

        Then it is the finished sale's, which somebody else may have bought.
        """
        taken = self.checkout.tender.is_open or self.sell.shows_result
        self.sell.commands.customer.setEnabled(not taken)

    @Slot()
    def _ask_buyer(self) -> None:
        sheet = BuyerSheet(self._shop, self._theme, self._wording, self, self.sell.cart.customer)
        sheet.decided.connect(self._on_buyer_decided)
        sheet.ask()

    @Slot(object)
    def _on_buyer_decided(self, who: CustomerRef | None) -> None:
        self.sell.set_customer(who)
        self.checkout.refresh_buyer()

    @Slot(object)
    def _on_sold(self, recorded: RecordedSale) -> None:
        self._sounds.play("complete")
        self.toasts.close_all()
        self.pages.show_page(SELL)  # the change has to be seen
        try:
            self._show_result(recorded)
        except ShopError as problem:
            self.sell.start_new_sale()
            self._post_problem(problem)
        if recorded.change > ZERO:  # it has to be seen before the next item takes its place
            self._refuse_held_scans(self.tr("Give the change first, then scan it again."))
        self._add_held_scans()
        if self._closes_after_sale:
            QTimer.singleShot(0, self.close)

    def _show_result(self, recorded: RecordedSale) -> None:
        if self._result is None:
            self._result = SaleResult(
                self._shop, self._theme, self._wording, self.toasts, self.sell, self
            )
        self._result.show(recorded)
        self._lend_customer_key()

    @Slot(object)
    def _on_sale_refused(self, problem: ShopError) -> None:
        self._sounds.play("refused")
        self._closes_after_sale = False
        # This cart may be on disk already; an item more would be lost with the same key.
        self._refuse_held_scans(self.tr("The sale before it is not saved yet."))
        if not self.checkout.tender.is_open:
            again = ToastAction(self.tr("Try again"), self._exact_cash)
            self._post_problem(problem, again)

    # Inside

    def _make_products(self) -> Page:
        from app.ui.products.page import ProductsPage

        return ProductsPage(self._shop, self._theme, self._wording, self._sounds, self.toasts)

    def _make_settings(self) -> Page:
        from app.ui.settings.page import SettingsPage

        return SettingsPage(self._shop, self._theme, self._wording, self._sounds, self.gate)

    def _can_open_a_dialog(self) -> bool:
        is_free = self._shop.is_open and self.first_run is None and not self.checkout.is_saving
        return is_free and Sheet.top(self) is None

    def _post_problem(self, problem: ShopError, *actions: ToastAction) -> None:
        title, detail = self._wording.error(problem)
        self.toasts.post(ToastMessage(title, detail, "error", actions=actions))
