"""The cart at the counter as the screen uses it: every edit is announced and kept on disk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.draft import Draft, cart_of, draft_of
from app.domain.product import Found
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine
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
        self._is_locked = False

    # Properties

    @property
    def cart(self) -> Cart:
        return self._cart

    @property
    def is_locked(self) -> bool:
        return self._is_locked

    @property
    def selected_line(self) -> SaleLine | None:
        """The chosen line, if there is one."""
        index = self._cart.selected
        return self._cart.lines[index] if 0 <= index < len(self._cart.lines) else None

    # Edits; each raises SaleRefused and then the cart is as it was

    def add(self, found: Found, quantity: Quantity) -> SaleLine:
        """Add what a code named."""
        index = self._cart.add(found, quantity)
        self._after_edit()
        self.line_added.emit(index)
        return self._cart.lines[index]

    def set_quantity(self, index: int, quantity: Quantity) -> None:
        self._cart.set_quantity(index, quantity)
        self._after_edit()

    def remove(self, index: int) -> SaleLine:
        removed = self._cart.remove(index)
        self._after_edit()
        return removed

    def clear(self) -> None:
        self._cart.clear()
        self._after_edit()

    def set_customer(self, customer: CustomerRef | None) -> None:
        if customer != self._cart.customer:
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

    def resume(self, draft: Draft) -> None:
        """Take a kept cart up again, key and all. Raises InvalidInput."""
        self._cart = cart_of(draft, self._shop.settings)
        self.changed.emit()

    def set_locked(self, locked: bool) -> None:
        if locked != self._is_locked:
            self._is_locked = locked
            self.locked.emit(locked)

    # Inside

    def _after_step(self, happened: bool) -> bool:
        if happened:
            self._after_edit()
        return happened

    def _after_edit(self) -> None:
        self.edited.emit()
        if self._cart.is_empty and self._cart.customer is None:
            self._shop.drop_draft()
        else:
            self._shop.keep_draft(draft_of(self._cart))
        self.changed.emit()
