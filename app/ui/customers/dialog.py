"""Customers: find somebody, see what they bought and when, open each sale."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.clock import business_day
from app.domain.customer import Customer, CustomerRef
from app.domain.errors import StoreUnavailable
from app.domain.ports import Changes
from app.ui.actions import answer_key
from app.ui.customer_changer import CustomerChanger
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.detail import WIDE_FROM, CustomerDetail
from app.ui.customers.list_pane import CustomerListPane
from app.ui.customers.period_picker import PeriodPicker
from app.ui.customers.unlinked_sheet import UnlinkedSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording

_SIZE, _WIDE_SIZE = (1334, 736), (1640, 940)
_LIST_WIDTH, _WIDE_LIST_WIDTH = 419, 479
_DETAIL_AFTER_MS = 60
"""The arrow key held down runs through the list; the detail follows when it rests."""


class CustomersDialog(Sheet):
    """List at the left, the chosen customer at the right; stays true while sales land."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording, window: QWidget) -> None:
        width, height = _SIZE
        super().__init__(
            theme, window, self.tr("Customers"), width=width, height=height, fill="canvas"
        )
        self._shop = shop
        self._wording = wording
        self._pending: tuple[Customer | None] | None = None
        self.setObjectName("customers_dialog")
        self.new_button = PrimaryButton(
            theme, self.tr("New customer"), icon="plus", height=44, type_name="button"
        )
        self.new_button.setObjectName("customer_new")
        self.unlinked_button = SecondaryButton(theme, "", icon="triangle-alert", height=44)
        self.unlinked_button.setObjectName("customers_unlinked")
        self.list = CustomerListPane(shop, theme, wording)
        self.detail = CustomerDetail(shop, theme, wording)
        self.toasts = ToastHost(theme, self, self)
        self.changer = CustomerChanger(shop, theme, wording, self.toasts, window, self)
        self._rest = QTimer(self, singleShot=True, interval=_DETAIL_AFTER_MS)
        self._lay_out()
        self._connect()
        self.let_through("F1", "F11")

    def _lay_out(self) -> None:
        self.add_to_header(self.unlinked_button, at_right=True)
        self.add_to_header(self.new_button, at_right=True)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Divider(self.theme, vertical=True))
        row.addWidget(self.detail, 1)

    def _connect(self) -> None:
        self._shop.changed.connect(self._on_changed)
        self.list.chosen.connect(self._on_chosen)
        self.list.new_requested.connect(self._add_named)
        self._rest.timeout.connect(self._show_pending)
        self.detail.edit_requested.connect(self.edit_customer)
        self.detail.history.period_requested.connect(self.pick_period)
        self.new_button.clicked.connect(self.add_customer)
        self.unlinked_button.clicked.connect(self.show_unlinked)
        self.detail.sale.change_requested.connect(self.change_customer)

    # Opening

    def open(self, focus: QWidget | None = None) -> None:
        """Show the list as it is now, its first customer chosen and the search ready."""
        if self.is_open:
            return
        self._fit()
        self.list.forget()
        self.detail.show_customer(None)
        self.list.reload()
        self._show_pending()
        self._count_unlinked()
        super().open(focus or self.list.search)

    def handle_escape(self) -> bool:
        if not self.list.search.text():
            return False
        self.list.search.set_text("")
        self.focus_search()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slots = {
            "search": self.focus_search,
            "new": self.add_customer,
            "edit": self.edit_customer,
            "change_customer": self.change_customer,
        }
        if not answer_key(event, slots):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Commands

    @Slot()
    def focus_search(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.select_all()

    @Slot()
    def add_customer(self) -> None:
        self._ask_for_contact(None)

    @Slot()
    def edit_customer(self) -> None:
        self._show_pending()
        if self.detail.customer is not None:
            self._ask_for_contact(self.detail.customer)

    @Slot()
    def change_customer(self) -> None:
        """Ask whose the chosen sales are."""
        self._show_pending()
        customer, sales = self.detail.customer, self.detail.history.view.chosen
        if customer is not None and sales and self.detail.is_shown:
            who = CustomerRef(customer.name, customer.id)
            self.changer.ask([sale.sale_id for sale in sales], who)

    @Slot()
    def show_unlinked(self) -> None:
        """Show the sales that have a name and no customer."""
        sheet = UnlinkedSheet(self._shop, self.theme, self._wording, self._window, self.changer)
        sheet.ask()

    @Slot()
    def pick_period(self) -> None:
        today = business_day(self._shop.clock, self._shop.clock.now())
        period = self.detail.history.period
        picker = PeriodPicker(self.theme, self._wording, self._window, period, today)
        picker.picked.connect(self.detail.history.set_period)
        picker.open(picker.first_focus)

    # Slots

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.is_open and changes.sales:
            self._count_unlinked()
        if self.is_open and changes.customers:
            self.list.refresh(changes.customers)
            self.detail.refresh(changes)

    @Slot(object)
    def _on_chosen(self, customer: Customer | None) -> None:
        self._pending = (customer,)
        self._rest.start()

    @Slot()
    def _show_pending(self) -> None:
        """Let the detail follow the list now."""
        self._rest.stop()
        if self._pending is not None:
            (customer,) = self._pending
            self._pending = None
            self.detail.show_customer(customer)

    @Slot(str)
    def _add_named(self, name: str) -> None:
        self._ask_for_contact(None, name)

    @Slot(object)
    def _on_saved(self, customer: Customer) -> None:
        """Go to a customer just written down; the list hears of them a moment later."""
        self.list.choose(customer.id)
        self._pending = (customer,)
        self._show_pending()

    # Inside

    def _count_unlinked(self) -> None:
        """Say how many sales wait for a customer; nothing when there are none."""
        try:
            count = self._shop.reader.sales.unlinked_count(by=self._shop.by)
        except StoreUnavailable:
            count = 0  # the list says what is wrong with the shop
        self.unlinked_button.setVisible(count > 0)
        words = self.tr("{sales} without a customer").format(sales=self._wording.sales(count))
        self.unlinked_button.setText(words)
        self.unlinked_button.refresh()

    def _ask_for_contact(self, customer: Customer | None, name: str = "") -> None:
        sheet = ContactSheet(
            self._shop, self.theme, self._wording, self._window, customer, name=name
        )
        sheet.saved.connect(self._on_saved)
        sheet.open(sheet.name)

    def _fit(self) -> None:
        wide = self._window.width() >= WIDE_FROM
        self.list.setFixedWidth(_WIDE_LIST_WIDTH if wide else _LIST_WIDTH)
        self.detail.fit(self._window.width())
        self.resize_panel(*(_WIDE_SIZE if wide else _SIZE))
