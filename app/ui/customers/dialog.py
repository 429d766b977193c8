"""Customers: find somebody, see what they bought and when, open each sale."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.actor import Right
from app.domain.changes import Changes
from app.domain.credit import Account, Owing
from app.domain.customer import Customer, CustomerRef
from app.domain.errors import ShopError, StoreUnavailable
from app.ui.accounts.receivables import ReceivablesPane
from app.ui.actions import answer_key, keycap
from app.ui.customer_changer import CustomerChanger
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.detail import WIDE_FROM, CustomerDetail
from app.ui.customers.following import Following
from app.ui.customers.header import ACCOUNTS, CUSTOMERS, CustomersHeader
from app.ui.customers.list_pane import CustomerListPane
from app.ui.customers.unlinked_sheet import UnlinkedSheet
from app.ui.list_search import ListSearch
from app.ui.period_picker import PeriodPicker
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.card import Divider
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.copies.keeper import RunAgain
    from app.ui.files.desk import FileDesk

_SIZE, _WIDE_SIZE = (1334, 736), (1640, 940)
_LIST_WIDTH, _WIDE_LIST_WIDTH = 419, 479


class CustomersDialog(Sheet):
    """List at the left, the chosen customer at the right; stays true while sales land."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        files: FileDesk | None = None,
        run_again: RunAgain | None = None,
    ) -> None:
        """Without `files` nothing is imported or exported, without `run_again` no insights."""
        width, height = _SIZE
        super().__init__(
            theme, window, self.tr("Customers"), width=width, height=height, fill="canvas"
        )
        self._shop = shop
        self._wording = wording
        self.let_in: Callable[[Callable[[], None]], None] | None = None
        """Asks for the PIN of somebody who may see who owes what, and goes on."""
        self.setObjectName("customers_dialog")
        self._files = files
        self._run_again = run_again
        self.header = CustomersHeader(theme, wording, self, has_files=files is not None)
        self.list = CustomerListPane(shop, theme, wording)
        self.detail = CustomerDetail(shop, theme, wording)
        self.following = Following(self.list, self.detail, self)
        self.toasts = ToastHost(theme, self, self)
        self.changer = CustomerChanger(
            shop, theme, wording, self.toasts, window, self, keycap("undo")
        )
        self.accounts = ReceivablesPane(shop, theme, wording, self.toasts, window)
        self._lay_out()
        self._connect()
        self.let_through("F1", "F11")

    def _lay_out(self) -> None:
        self._people = QWidget()
        row = QHBoxLayout(self._people)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Divider(self.theme, vertical=True))
        row.addWidget(self.detail, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._people)
        self._stack.addWidget(self.accounts)
        whole = QHBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        header = self.header
        self._shop.changed.connect(self._on_changed)
        self.list.new_requested.connect(self._add_named)
        self.detail.edit_requested.connect(self.edit_customer)
        self.detail.history.period_requested.connect(self.pick_period)
        self.detail.account_requested.connect(self.show_account)
        header.tabs.chosen.connect(self._show_tab)
        self.list.model.counted.connect(self._count_customers)
        self.accounts.list.model.counted.connect(self._count_accounts)
        header.new_button.clicked.connect(self.add)
        header.import_button.clicked.connect(self.import_list)
        header.export_button.clicked.connect(self.export_list)
        if self._files is not None:
            self._files.imported.connect(self._on_imported)
        header.unlinked_button.clicked.connect(self.show_unlinked)
        self.list.insights_button.clicked.connect(self.show_insights)
        self.list.insights_button.setVisible(self._run_again is not None)
        self.detail.sale.change_requested.connect(self.change_customer)
        self.detail.sale.slip_requested.connect(self.accounts.desk.payments.show_sale)

    # Opening

    def open(self, focus: QWidget | None = None) -> None:
        """Show the list as it is now, its first customer chosen and the search ready."""
        if self.is_open:
            return
        self._fit()
        self.list.forget()
        self.detail.show_customer(None)
        self.list.reload()
        self.following.show_now()
        self._count_unlinked()
        self._count_accounts()
        self._show_tab(CUSTOMERS)
        super().open(focus or self.list.search)

    def show_customers(self) -> None:
        """Turn to the customers."""
        self._show_tab(CUSTOMERS)
        self.focus_search()

    def show_accounts(self) -> None:
        """Turn to who owes what; who may not see that is asked for a PIN."""
        self._show_tab(ACCOUNTS)
        if self._shows_accounts:
            self._search.begin()

    @Slot(object)
    def show_account(self, account: Account) -> None:
        """Turn to one account."""
        self._show_tab(ACCOUNTS)
        if self._shows_accounts:
            self.accounts.choose(account)
            self.accounts.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_escape(self) -> bool:
        if not self._search.text():
            return False
        self._search.set_text("")
        self._search.begin()
        return True

    def take_scan(self, code: str) -> bool:
        """The code of an account opens it."""
        try:
            account = self._shop.reader.accounts.coded(code, by=self._shop.by)
        except ShopError:
            return False
        if account is not None:
            self.show_account(account)
        return account is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slots: dict[str, Callable[[], object]] = {
            "search": self.focus_search,
            "new": self.add,
            "edit": self.accounts.edit if self._shows_accounts else self.edit_customer,
            "tab_customers": self.show_customers,
            "tab_accounts": self.show_accounts,
        }
        if self._shows_accounts:
            slots["record_payment"] = self.accounts.pay
        else:
            slots["change_customer"] = self.change_customer
            slots["undo"] = self.changer.take_back
        if not answer_key(event, slots):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Commands

    @Slot()
    def focus_search(self) -> None:
        self._search.begin()

    @Slot()
    def add(self) -> None:
        """Write down a new customer, or open a new account."""
        if self._shows_accounts:
            self.accounts.open_new()
        else:
            self.add_customer()

    @Slot()
    def add_customer(self) -> None:
        self._ask_for_contact(None)

    @Slot()
    def edit_customer(self) -> None:
        self.following.catch_up()
        if self.detail.customer is not None:
            self._ask_for_contact(self.detail.customer)

    @Slot()
    def change_customer(self) -> None:
        """Ask whose the chosen sales are."""
        self.following.catch_up()
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
    def show_insights(self) -> None:
        """Show the best customers and who is slipping away; a row leads back to that customer."""
        if self._run_again is None:
            return
        from app.ui.customers.insights_sheet import InsightsSheet

        sheet = InsightsSheet(self._shop, self.theme, self._wording, self._window, self._run_again)
        sheet.customer_requested.connect(self.show_customer)
        sheet.ask()

    @Slot(int)
    def show_customer(self, customer_id: int) -> None:
        """Turn to one customer, whatever was searched for."""
        self._show_tab(CUSTOMERS)
        try:
            customer = self._shop.reader.customers.customer(customer_id, by=self._shop.by)
        except ShopError as problem:
            self.toasts.post(ToastMessage(*self._wording.error(problem), "error"))
            return
        self.list.forget()
        self.list.reload()
        self.following.go_to(customer)

    @Slot()
    def import_list(self) -> None:
        """Bring in a list of customers from a file."""
        if self._files is not None:
            self._files.ask_for_file(CUSTOMERS)

    @Slot()
    def export_list(self) -> None:
        """Write all customers, or all accounts, into a file."""
        if self._files is not None:
            self._files.export(ACCOUNTS if self._shows_accounts else CUSTOMERS)

    @Slot()
    def pick_period(self) -> None:
        today = self._shop.today
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
        if self.is_open and changes.accounts:
            self.accounts.refresh(changes)
            self.detail.refresh_account()
            self._count_accounts()

    @Slot()
    def _on_imported(self) -> None:
        if self.is_open:
            self.list.reload()
            self.following.show_now()
            self._count_unlinked()

    @Slot(str)
    def _add_named(self, name: str) -> None:
        self._ask_for_contact(None, name)

    # Inside

    @property
    def _may_see_accounts(self) -> bool:
        return Right.ACCOUNTS in self._shop.by.rights

    @property
    def _shows_accounts(self) -> bool:
        return self._stack.currentWidget() is self.accounts

    @property
    def _search(self) -> ListSearch:
        return self.accounts.list.search if self._shows_accounts else self.list.search

    @Slot(str)
    def _show_tab(self, name: str) -> None:
        """Show one of the two; its figures are read when it is turned to."""
        is_accounts = name == ACCOUNTS
        if is_accounts and self.let_in is not None and not self._may_see_accounts:
            self.header.tabs.set_current(CUSTOMERS)
            self.let_in(self.show_accounts)
            return
        was_accounts = self._shows_accounts
        self.header.show_tab(name)
        self._stack.setCurrentWidget(self.accounts if is_accounts else self._people)
        if is_accounts and not was_accounts:
            self.accounts.begin()

    @Slot(int)
    def _count_customers(self, count: int) -> None:
        if not self.list.search.searched:
            self.header.tabs.set_count(CUSTOMERS, count)

    @Slot()
    def _count_accounts(self) -> None:
        """Say in the tab how many owe something."""
        today = self._shop.today
        try:
            count = self._shop.reader.accounts.count("", Owing.WITH_BALANCE, today,
                                                     by=self._shop.by)  # fmt: skip
        except ShopError:
            self.header.tabs.set_count(ACCOUNTS, None)
        else:
            self.header.tabs.set_count(ACCOUNTS, count)

    def _count_unlinked(self) -> None:
        try:
            count = self._shop.reader.sales.unlinked_count(by=self._shop.by)
        except StoreUnavailable:
            count = 0  # the list says what is wrong with the shop
        self.header.count_unlinked(count)

    def _ask_for_contact(self, customer: Customer | None, name: str = "") -> None:
        sheet = ContactSheet(
            self._shop, self.theme, self._wording, self._window, customer, name=name
        )
        sheet.saved.connect(self.following.go_to)
        sheet.open(sheet.name)

    def _fit(self) -> None:
        wide = self._window.width() >= WIDE_FROM
        self.list.setFixedWidth(_WIDE_LIST_WIDTH if wide else _LIST_WIDTH)
        self.detail.fit(self._window.width())
        self.accounts.fit(self._window.width())
        self.resize_panel(*(_WIDE_SIZE if wide else _SIZE))
