"""The detail follows the list: when it rests, or at once where a key is about the customer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.customer import Customer
from app.ui.customers.detail import CustomerDetail
from app.ui.customers.list_pane import CustomerListPane

_AFTER_MS = 60
"""The arrow key held down runs through the list."""


class Following(QObject):
    """Holds who is to be shown until the list has rested."""

    def __init__(self, people: CustomerListPane, detail: CustomerDetail, parent: QObject) -> None:
        super().__init__(parent)
        self._list, self._detail = people, detail
        self._next: tuple[Customer | None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._rest.timeout.connect(self.show_now)
        people.chosen.connect(self._on_chosen)

    @Slot()
    def show_now(self) -> None:
        """Let the detail show who was chosen last."""
        self._rest.stop()
        if self._next is not None:
            (customer,) = self._next
            self._next = None
            self._detail.show_customer(customer)

    def catch_up(self) -> None:
        """Let list and detail follow what was typed, before a key acts on the customer."""
        self._list.search.settle()
        self.show_now()

    def go_to(self, customer: Customer) -> None:
        """Show a customer just written down; the list hears of them a moment later."""
        self._list.choose(customer.id)
        self._next = (customer,)
        self.show_now()

    @Slot(object)
    def _on_chosen(self, customer: Customer | None) -> None:
        self._next = (customer,)
        self._rest.start()
