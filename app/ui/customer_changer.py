"""Giving saved sales to another customer: asks whom, says what happened, and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.ui.buyer_sheet import BuyerSheet
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.sale_customer import CustomerChange


class CustomerChanger(QObject):
    """One at a time; answers to the wishes of others are left to them."""

    changed = Signal(object)  # CustomerChange, done or taken back

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        window: QWidget,
        parent: QObject | None = None,
        undo_key: str = "",
    ) -> None:
        """`undo_key` is on the keycap of Undo where somebody listens to it for `take_back`."""
        super().__init__(parent)
        self._undo_key = undo_key
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._window = toasts, window
        self._sale_ids: tuple[int, ...] = ()
        self._before: CustomerRef | None = None
        self._is_unlinked = False
        self._is_waiting = False
        self._last: tuple[int, ToastMessage] | None = None
        shop.customers.sales_given.connect(self._on_changed)
        shop.customers.change_undone.connect(self._on_undone)
        shop.customers.change_refused.connect(self._on_refused)

    # What it does

    def ask(
        self, sale_ids: Sequence[int], before: CustomerRef | None, typed: str | None = None
    ) -> None:
        """Ask whose sales these are, beginning with who has them now.

        `typed` is the name on sales that could not be linked to anybody.
        """
        if self._is_waiting or not sale_ids:
            return
        self._sale_ids, self._before = tuple(sale_ids), before
        self._is_unlinked = typed is not None
        name = before if typed is None else CustomerRef(typed)
        sheet = BuyerSheet(self._shop, self._theme, self._wording, self._window, name)
        sheet.ask_about_sales(len(sale_ids), has_name=name is not None)
        sheet.decided.connect(self._on_decided)
        sheet.ask()

    def take_back(self) -> None:
        """Undo the last change made here, also once its message is gone."""
        if self._last is not None:
            change_id, message = self._last
            self._toasts.withdraw(message)
            self._undo(change_id)

    # Answers

    @Slot(object)
    def _on_decided(self, who: CustomerRef | None) -> None:
        if who != self._before or self._is_unlinked:
            self._is_waiting = True
            self._shop.customers.give_sales(self._sale_ids, who)

    @Slot(object)
    def _on_changed(self, change: CustomerChange) -> None:
        if not self._is_waiting:
            return
        self._is_waiting = False
        undo = ToastAction(self.tr("Undo"), lambda: self._undo(change.id), self._undo_key)
        title = self._moved_words(change)
        detail = self.tr("The totals of everybody concerned are right again.")
        message = ToastMessage(title, detail, "undo", actions=(undo,))
        self._last = (change.id, message)
        self._toasts.post(message)
        self.changed.emit(change)

    @Slot(object)
    def _on_undone(self, change: CustomerChange) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._last = None
            title = self.tr("The change was taken back")
            self._toasts.post(ToastMessage(title, "", "info", "undo-2"))
            self.changed.emit(change)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))

    # Inside

    def _undo(self, change_id: int) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._shop.customers.undo_change(change_id)

    def _moved_words(self, change: CustomerChange) -> str:
        name = self._name_of(change.to_customer_id)
        if len(change.sale_ids) == 1:
            title = (
                self.tr("Sale {number} is {name}’s now")
                if name
                else self.tr("Sale {number} has no customer now")
            )
            return title.format(number=self._number_of(change.sale_ids[0]), name=name)
        title = (
            self.tr("{count} sales are {name}’s now")
            if name
            else self.tr("{count} sales have no customer now")
        )
        return title.format(count=len(change.sale_ids), name=name)

    def _name_of(self, customer_id: int | None) -> str:
        if customer_id is None:
            return ""
        try:
            return self._shop.reader.customers.customer(customer_id, by=self._shop.by).name
        except ShopError:
            return self.tr("the new customer")

    def _number_of(self, sale_id: int) -> str:
        try:
            return self._shop.reader.sales.sale(sale_id, by=self._shop.by).head.number
        except ShopError:
            return ""
