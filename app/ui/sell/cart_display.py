"""Shows the cart everywhere on the page after each change, and says what was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.cart_line import CartLine
from app.domain.customer import CustomerRef
from app.ui.sell.cart_card import CartCard
from app.ui.sell.cart_model import CartModel
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.page_actions import PageActions
from app.ui.sell.side_panel import SidePanel
from app.ui.widgets.announce import announce
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.changes import Changes


class CartDisplay(QObject):
    """Reads the open sale and writes to widgets; decides nothing."""

    def __init__(
        self,
        wording: Wording,
        sale: OpenSale,
        model: CartModel,
        card: CartCard,
        side: SidePanel,
        commands: PageActions,
    ) -> None:
        super().__init__(sale)
        self._wording, self._sale, self._model = wording, sale, model
        self._card, self._side, self._commands = card, side, commands
        self._last_added: CartLine | None = None
        self._shown_customer: CustomerRef | None = None
        sale.changed.connect(self.show_cart)
        sale.line_added.connect(card.view.flash)
        sale.locked.connect(self._on_locked)

    def forget_last_added(self) -> None:
        self._last_added = None

    @Slot()
    def show_cart(self) -> None:
        cart = self._sale.cart
        self._model.show_lines(cart.items)
        self._card.view.choose(cart.selected)
        self._card.show_cart(cart)
        has_line = self._sale.selected_line is not None and not self._sale.is_locked
        self._side.show_cart(cart, self._last_still_there(), has_line=has_line)
        if cart.customer != self._shown_customer or cart.customer is None:
            self.show_customer()
        self._commands.follow_cart(self._sale, has_line=has_line)

    def show_customer(self) -> None:
        self._shown_customer = self._sale.cart.customer
        self._side.customer.show_customer(self._shown_customer)

    @Slot(object)
    def show_added(self, line: CartLine) -> None:
        """Let the newest item stand large, and say it with the total."""
        self._last_added = line
        self._side.last_added.show_line(line)
        words = self._wording
        text = self.tr("{name}, {quantity} {unit}, {amount}. Total {total}")
        announce(
            self._card.view,
            text.format(
                name=line.name,
                quantity=words.quantity(line.quantity),
                unit=line.unit,
                amount=words.money(line.net),
                total=words.money(self._sale.cart.total),
            ),
        )

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """A name, a visit, a balance or the currency may have changed behind what is shown."""
        has_customer = self._sale.cart.customer is not None
        concerns = changes.customers or changes.accounts
        if has_customer and concerns and not self._side.customer.field.is_replacing:
            self.show_customer()
        if changes.settings:
            bar = self._card.view.verticalScrollBar()
            read_at = bar.value()
            self._model.refresh()
            self.show_cart()
            bar.setValue(read_at)  # nothing was added that would have to come into view

    # Inside

    @Slot(bool)
    def _on_locked(self, locked: bool) -> None:
        self._side.set_saving(locked)
        self.show_cart()

    def _last_still_there(self) -> CartLine | None:
        """The line of the item added last, as it is now; once it was taken out, the last line."""
        last, lines = self._last_added, self._sale.cart.items
        if last is not None:
            for line in reversed(lines):
                if line is last or _is_same(line, last):
                    return line
        return lines[-1] if lines else None


def _is_same(line: CartLine, last: CartLine) -> bool:
    """Say whether it is the same goods; what is in no catalogue goes by its name."""
    if line.product_id is None:
        return (line.product_id, line.name) == (last.product_id, last.name)
    return line.product_id == last.product_id
