"""The cart at the counter as the screen uses it: every edit is announced and kept on disk."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.cart import Cart
from app.domain.cart_line import CartLine, line_of
from app.domain.customer import CustomerRef
from app.domain.discount import Discount
from app.domain.draft import Draft, DraftWriter, cart_of
from app.domain.money import Money
from app.domain.product import Found
from app.domain.quantity import ONE, Quantity
from app.domain.sale_line import SaleLine
from app.domain.settings import ShopSettings
from app.ui.shop import Shop


class OpenSale(QObject):
    """Owns the one Cart. While it is locked, a sale is being saved and no edit gets in."""

    changed = Signal()
    edited = Signal()  # before `changed`, and not for a mere choice of line
    line_added = Signal(int)
    locked = Signal(bool)

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._cart = Cart(shop.settings)
        self._writer = DraftWriter()
        self._is_locked = False
        self._for_next: CustomerRef | None = None
        shop.settings_saved.connect(self._use_settings)

    # Properties

    @property
    def cart(self) -> Cart:
        return self._cart

    @property
    def is_locked(self) -> bool:
        return self._is_locked

    @property
    def selected_line(self) -> CartLine | None:
        """The chosen line, if there is one."""
        index, items = self._cart.selected, self._cart.items
        return items[index] if 0 <= index < len(items) else None

    def draft(self) -> Draft:
        """The cart as it is kept on disk."""
        return self._writer.draft_of(self._cart)

    # Edits; each raises SaleRefused and then the cart is as it was

    def add(self, found: Found, asked: Quantity | Money) -> CartLine:
        """Add what a code named: so many, or as much as an amount buys."""
        if isinstance(asked, Money):
            line = line_of(found, ONE, self._shop.settings)
            if not line.unit_price:  # prepaid load and the like cost what is asked for
                return self.add_line(replace(line, unit_price=asked))
            return self.add_line(line.for_money(asked))
        return self._added(self._cart.add(found, asked))

    def add_line(self, line: CartLine) -> CartLine:
        """Add a line made elsewhere."""
        return self._added(self._cart.add_line(line))

    def set_quantity(self, index: int, asked: Quantity | Money) -> None:
        """So many, or as much as an amount buys."""
        if isinstance(asked, Money):
            self._cart.sell_for(index, asked)
        else:
            self._cart.set_quantity(index, asked)
        self._after_edit()

    def discount_line(self, index: int, discount: Discount | None) -> None:
        self._cart.discount_line(index, discount)
        self._after_edit()

    def discount_sale(self, discount: Discount | None) -> None:
        self._cart.discount_sale(discount)
        self._after_edit()

    def set_price(self, index: int, price: Money, reason: str) -> None:
        self._cart.set_price(index, price, reason)
        self._after_edit()

    def remove(self, index: int) -> SaleLine:
        removed = self._cart.remove(index)
        self._after_edit()
        return removed

    def clear(self) -> None:
        self._cart.clear()
        self._after_edit()

    def set_customer(self, customer: CustomerRef | None) -> None:
        """Say who buys. A sale on its way keeps who it was rung up for; the next one is meant."""
        if self._is_locked:
            self._for_next = customer
        elif customer != self._cart.customer:
            self._cart.set_customer(customer)
            self._after_edit()

    def undo(self) -> bool:
        return self._after_step(self._cart.undo())

    def redo(self) -> bool:
        return self._after_step(self._cart.redo())

    def select(self, index: int) -> None:
        """Choose a line: no edit, nothing to undo or to keep."""
        self._cart.select(index)
        self.changed.emit()

    # One sale after the other

    def start_new(self) -> None:
        """Open an empty cart with a key of its own; the draft of the last one is its sale's."""
        self._cart = Cart(self._shop.settings)
        self.set_locked(False)
        self.edited.emit()
        self.changed.emit()

    def welcome_next(self) -> None:
        """Take over who was named while the sale before was on its way."""
        who, self._for_next = self._for_next, None
        if who is not None:
            self.set_customer(who)

    def resume(self, draft: Draft) -> None:
        """Take a kept cart up again, key and all. Raises InvalidInput."""
        self._cart = cart_of(draft, self._shop.settings)
        self.changed.emit()

    def set_locked(self, locked: bool) -> None:
        if locked != self._is_locked:
            self._is_locked = locked
            self.locked.emit(locked)

    # Inside

    def _added(self, index: int) -> CartLine:
        self._after_edit()
        self.line_added.emit(index)
        return self._cart.items[index]

    def _after_step(self, happened: bool) -> bool:
        if happened:
            self._after_edit()
        return happened

    def _after_edit(self) -> None:
        self.edited.emit()
        cart = self._cart
        if cart.is_empty and cart.customer is None and not cart.parts:
            self._shop.drafts.drop()
        else:
            self._shop.drafts.keep(self.draft())
        self.changed.emit()

    @Slot(object)
    def _use_settings(self, settings: ShopSettings) -> None:
        self._cart.use_settings(settings)
