"""The customer of the sale: a field to type in, or the chip of who was chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.customer import CustomerRef
from app.ui.actions import make_action
from app.ui.buyer import Buyer, buyer_of
from app.ui.sell.customer_chip import CustomerChip, spoken_buyer
from app.ui.sell.customer_field import CustomerField
from app.ui.sell.customer_lookup import CustomerLookup
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.wording import Wording


class CustomerBox(QWidget):
    """Shows the field or the chip; every decision comes out as one signal."""

    customer_decided = Signal(object)  # CustomerRef | None
    name_refused = Signal(object)  # InvalidName
    left = Signal()
    account_requested = Signal(object)  # Account
    buyer_shown = Signal(object)  # Buyer on the chip, None where there is none

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        stage: QWidget,
        parent: QWidget | None = None,
        *,
        has_keys: bool = True,
    ) -> None:
        """`stage` is what the list may lie over; without keys the chip's are another's."""
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._who: CustomerRef | None = None
        self._buyer: Buyer | None = None
        self._typed_before = ""
        self._was_here_before = True
        self._swapped: tuple[CustomerRef, CustomerRef] | None = None
        self.field = CustomerField(theme, wording, CustomerLookup(shop), stage, self)
        self.chip = CustomerChip(theme, wording, self)
        self.chip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.chip)
        self._connect()
        if has_keys:
            self.addAction(make_action("swap_customer", self, self.swap))
            self.addAction(make_action("another_person", self, self.ask_another))

    def _connect(self) -> None:
        self.field.decided.connect(self._on_decided)
        self.field.refused.connect(self.name_refused)
        self.field.cancelled.connect(self.left)
        self.field.left.connect(self.left)
        self.chip.change_requested.connect(self.begin)
        self.chip.clear_requested.connect(self._clear)
        self.chip.swap_requested.connect(self.swap)
        self.chip.another_requested.connect(self.ask_another)
        self.chip.account_requested.connect(self.account_requested)

    @property
    def buyer(self) -> Buyer | None:
        """Who stands on the chip."""
        return self._buyer

    @Slot()
    def begin(self) -> None:
        """Go to the field, from wherever the focus is."""
        self._show_field()
        self.field.begin(self._who)

    @Slot()
    def ask_another(self) -> None:
        """Ask for what tells another person of the same name apart from who stands there."""
        if self._buyer is None or self._buyer.customer is None or self.chip.isHidden():
            return
        customer = self._buyer.customer
        self._show_field()
        self.field.begin_another(CustomerRef(customer.name, customer.id))

    @Slot()
    def swap(self) -> None:
        """Take who was meant in place of a new name, or go back to the name as typed."""
        buyer, who = self._buyer, self._who
        if buyer is None or who is None or self.chip.isHidden():
            return
        if buyer.is_new and buyer.alike is not None:
            meant = CustomerRef(buyer.alike.name, buyer.alike.id)
            self._swapped = (who, meant)
            self._on_decided(meant)
        elif self._swapped is not None and who == self._swapped[1]:
            self._on_decided(self._swapped[0])

    @Slot(bool)
    def remember_typed(self, locked: bool) -> None:
        """What stands in the field when a sale goes its way belongs to that sale."""
        if locked:
            self._typed_before = self.field.text()
            self._was_here_before = self.field.edit.hasFocus()

    def forget_sale(self) -> bool:
        """Forget the sale before; a name typed since it went its way stays, for the next one.

        Says whether somebody is at that name now.
        """
        self.field.start_over_but(self._typed_before)
        is_here, was_here = self.field.edit.hasFocus(), self._was_here_before
        self._typed_before, self._was_here_before = "", True
        return is_here and (bool(self.field.text()) or not was_here)

    def take_typed(self) -> str:
        """Take a name that is being typed out of the field, before another sale comes in."""
        typed = self.field.text()
        self.field.start_over()
        return typed

    def type_on(self, text: str) -> None:
        """Go on with a name that was being typed; whoever is chosen stays until it is decided."""
        self.begin()
        if text:
            self.field.set_text(text)

    def keep_typed(self) -> bool:
        """Accept a name that is still being typed; false when it was just refused."""
        if self.field.isHidden() or not (self.field.text() or self.field.is_replacing):
            return True
        return self.field.keep_typed()

    def show_customer(self, who: CustomerRef | None) -> None:
        """Show the cart's customer as the shop knows them now."""
        self._who = who
        self._buyer = buyer_of(who, self._shop, self._wording)
        if self._buyer is not None:
            swapped = self._swapped
            typed = swapped[0].name if swapped is not None and who == swapped[1] else ""
            self.chip.show_buyer(self._buyer, typed=typed)
        comes, goes = (self.field, self.chip) if self._buyer is None else (self.chip, self.field)
        goes.hide()  # first: both together would make a small window grow
        comes.show()
        self.buyer_shown.emit(self._buyer)

    # Inside

    def _show_field(self) -> None:
        self.chip.hide()
        self.field.show()
        self.buyer_shown.emit(None)

    @Slot(object)
    def _on_decided(self, who: CustomerRef | None) -> None:
        if who == self._who:
            self.show_customer(who)
        self.customer_decided.emit(who)
        if self._buyer is not None:
            announce(self, spoken_buyer(self._buyer))

    @Slot()
    def _clear(self) -> None:
        self.customer_decided.emit(None)
