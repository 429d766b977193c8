"""The right side of the customers dialog: everything about one customer."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.clock import business_day
from app.domain.credit import Account
from app.domain.customer import Customer
from app.domain.errors import NotFound, ShopError, StoreUnavailable
from app.domain.insights import standing_of
from app.domain.sale import HistoryRow
from app.ui.customers.figures import FiguresCard
from app.ui.customers.habits_view import MOST
from app.ui.customers.head import CustomerHead
from app.ui.customers.history_card import HistoryCard
from app.ui.customers.months_card import MONTHS, MonthsCard
from app.ui.customers.sale_card import SaleCard
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

GAP = 14
BASE_FROM, WIDE_FROM = 1366, 1600
NARROW_SALE, SALE, WIDE_SALE = 340, 388, 470


class CustomerDetail(States):
    """Head, figures, months, history and the sale chosen in it."""

    edit_requested = Signal()
    account_requested = Signal(object)  # Account

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, wording, parent=parent)
        self._shop = shop
        self._customer: Customer | None = None
        self.head = CustomerHead(theme, wording)
        self.figures = FiguresCard(theme, wording)
        self.months = MonthsCard(theme, wording)
        self.history = HistoryCard(shop, theme, wording)
        self.sale = SaleCard(shop, theme, wording)
        self.sale.setFixedWidth(SALE)
        self.nobody = EmptyState(theme, "user", self.tr("No customer chosen"))
        self._lay_out()
        self.head.edit_requested.connect(self.edit_requested)
        self.head.account_requested.connect(self.account_requested)
        self.history.chosen.connect(self._show_sale)
        self.history.ticked.connect(self._on_ticked)
        self.retried.connect(self.reload)

    def _lay_out(self) -> None:
        self._page = QWidget()
        upper = QHBoxLayout()
        upper.setSpacing(GAP)
        upper.addWidget(self.figures)
        upper.addWidget(self.months, 1)
        lower = QHBoxLayout()
        lower.setSpacing(GAP)
        lower.addWidget(self.history, 1)
        lower.addWidget(self.sale)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(20, 18, 19, 19)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addSpacing(2)
        column.addLayout(upper)
        column.addLayout(lower, 1)
        for state in (self._page, self.nobody):
            self.addWidget(state)
        self.setCurrentWidget(self.nobody)

    # What it shows

    @property
    def customer(self) -> Customer | None:
        return self._customer

    @property
    def is_shown(self) -> bool:
        """Say whether a customer is to be seen, and not why there is none."""
        return self.currentWidget() is self._page

    def fit(self, window_width: int) -> None:
        """Give the sale its share of a window of this width."""
        width = SALE if window_width >= BASE_FROM else NARROW_SALE
        self.sale.setFixedWidth(WIDE_SALE if window_width >= WIDE_FROM else width)

    def show_customer(self, customer: Customer | None) -> None:
        """Show somebody, newest sale open; the same person again only gets new words."""
        before = self._customer
        self._customer = customer
        if customer is None:
            self.setCurrentWidget(self.nobody)
            return
        self._show_words(customer)
        if before is None or before.id != customer.id or self.currentWidget() is not self._page:
            self._read(customer)

    def refresh(self, changes: Changes) -> None:
        """Take in what a commit changed; choices and scroll positions stay."""
        if self._customer is None or self._customer.id not in changes.customers:
            return
        try:
            customer = self._shop.reader.customers.customer(self._customer.id, by=self._shop.by)
            self._customer = customer
            self._show_words(customer)
            self._show_months(customer.id, keep_choice=True)
        except NotFound:
            self.show_customer(None)
            return
        except StoreUnavailable as problem:
            self.show_problem(problem)
            return
        self.history.refresh(changes.sales)
        if self.sale.sale_id in changes.sales:
            self.sale.reload()

    @Slot()
    def reload(self) -> None:
        if self._customer is not None:
            self._read(self._customer)

    def refresh_account(self) -> None:
        """Show what is owed now."""
        if self._customer is not None:
            self.head.show_account(self._account_of(self._customer))

    # Inside

    def _account_of(self, customer: Customer) -> Account | None:
        try:
            return self._shop.reader.accounts.of_customer(customer.id, by=self._shop.by)
        except ShopError:
            return None

    def _show_words(self, customer: Customer) -> None:
        self.head.show_customer(customer, standing_of(customer, self._shop.clock.now()))
        self.head.show_account(self._account_of(customer))
        self.figures.show_customer(customer)

    def _read(self, customer: Customer) -> None:
        try:
            self._show_months(customer.id)
        except StoreUnavailable as problem:
            self.show_problem(problem)
            return
        self.setCurrentWidget(self._page)
        self.history.show_customer(customer.id)

    def _show_months(self, customer_id: int, *, keep_choice: bool = False) -> None:
        month = business_day(self._shop.clock, self._shop.clock.now()).replace(day=1)
        months = self._shop.reader.customers.months(customer_id, month, MONTHS, by=self._shop.by)
        self.months.show_months(months, keep_choice=keep_choice)
        book = self._shop.reader.customers
        self.months.show_habits(book.often_buys(customer_id, MOST, by=self._shop.by))

    @Slot(object)
    def _show_sale(self, sale: HistoryRow | None) -> None:
        self.sale.show_sale(sale.sale_id if sale else None)

    @Slot(object)
    def _on_ticked(self, sales: list[HistoryRow]) -> None:
        self.sale.set_chosen(len(sales))
