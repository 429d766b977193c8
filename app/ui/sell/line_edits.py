"""Edits of a line by key, button or finger; each can be undone and gives the focus back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart import Cart
from app.domain.discount import Discount
from app.domain.errors import SaleRefused, ShopError
from app.domain.money import Money, total_of
from app.domain.quantity import ONE, Quantity
from app.ui.actions import keycap
from app.ui.sell.line_keys import LineKeys
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.scanning import Scanning
from app.ui.sell.stepper import Stepper
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.sell.discount_sheet import DiscountSheet
    from app.ui.sell.price_sheet import PriceSheet
    from app.ui.sell.quantity_sheet import QuantitySheet


Edit = Callable[[Cart], object]
Then = Callable[[], None]


def at_once(_edit: Edit, then: Then) -> None:
    """Edit without asking anybody."""
    then()


class LineEdits(QObject):
    """Works on the chosen line."""

    done = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        scanning: Scanning,
        sale: OpenSale,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._scanning, self._sale = toasts, scanning, sale
        self._page = page
        self._quantity: QuantitySheet | None = None
        self._discount: DiscountSheet | None = None
        self._price: PriceSheet | None = None
        self._offer: ToastMessage | None = None
        self.have_allowed: Callable[[Edit, Then], None] = at_once
        """Goes on once somebody may make the edit, which it can try on another cart."""
        sale.edited.connect(self._withdraw_offer)

    def listen(self, keys: LineKeys, stepper: Stepper) -> None:
        keys.line_requested.connect(self.move)
        keys.step_requested.connect(self.step)
        keys.remove_requested.connect(self.remove)
        stepper.less_requested.connect(self.fewer)
        stepper.more_requested.connect(self.more)

    # Wishes

    @Slot(int)
    def move(self, step: int) -> None:
        """Choose the line above or below; the ends hold."""
        cart = self._sale.cart
        if not cart.is_empty:
            self._sale.select(min(max(cart.selected + step, 0), len(cart.lines) - 1))
            self._say_line()

    @Slot(int)
    def step(self, step: int) -> None:
        """One more or one fewer of the chosen line; below one it goes, and can come back."""
        line = self._sale.selected_line
        if line is None or self._sale.is_locked:
            return
        if not line.quantity.is_whole or line.by_money is not None:
            self.ask_quantity()  # a weight is typed, not counted
            return
        quantity = line.quantity + (ONE if step > 0 else -ONE)
        if quantity.thousandths <= 0:
            self.remove()
        else:
            self._set_quantity(quantity)

    @Slot()
    def fewer(self) -> None:
        self.step(-1)

    @Slot()
    def more(self) -> None:
        self.step(1)

    @Slot()
    def remove(self) -> None:
        """Take the chosen line out and offer it back."""
        if self._sale.selected_line is None or self._sale.is_locked:
            return
        removed = self._sale.remove(self._sale.cart.selected)
        title = self.tr("Removed {name}").format(name=removed.name)
        self._offer_undo(title, icon="trash-2")
        self.done.emit()

    @Slot()
    def clear(self) -> None:
        """Empty the sale, customer included, and offer it back."""
        if self._sale.is_locked:
            return
        taken = total_of(part.amount for part in self._sale.cart.parts)
        self._sale.clear()
        title = self.tr("Sale cleared")
        if taken:  # before a power cut, and the sale was taken up again with it
            title = self.tr("Sale cleared. Give back {amount}.")
        self._offer_undo(title.format(amount=self._wording.money(taken)), icon="trash-2")
        self.done.emit()

    @Slot()
    def undo(self) -> None:
        if not self._sale.is_locked and self._sale.undo():
            announce(self._page, self.tr("Undone"))
        self.done.emit()

    @Slot()
    def redo(self) -> None:
        if not self._sale.is_locked and self._sale.redo():
            announce(self._page, self.tr("Done again"))
        self.done.emit()

    @Slot()
    def ask_quantity(self) -> None:
        """Open the small dialog over the chosen line."""
        line = self._sale.selected_line
        if line is None or self._sale.is_locked:
            return
        if self._quantity is None:
            from app.ui.sell.quantity_sheet import QuantitySheet

            self._quantity = QuantitySheet(self._theme, self._wording, self._page.window())
            self._quantity.applied.connect(self._set_quantity)
            self._quantity.closed.connect(self.done)
        self._quantity.ask(line)

    @Slot()
    def ask_discount(self) -> None:
        """Open the discount of the chosen line."""
        if self._sale.selected_line is not None:
            self._ask_discount(whole_sale=False)

    @Slot()
    def ask_sale_discount(self) -> None:
        """Open the discount of the whole sale."""
        self._ask_discount(whole_sale=True)

    @Slot()
    def ask_price(self) -> None:
        """Open the price of the chosen line."""
        line = self._sale.selected_line
        if line is None or self._sale.is_locked:
            return
        if self._price is None:
            from app.ui.sell.price_sheet import PriceSheet

            self._price = PriceSheet(self._theme, self._wording, self._page.window())
            self._price.have_allowed = self._allow_price
            self._price.applied.connect(self._set_price)
            self._price.closed.connect(self.done)
        self._price.ask(line, self._lowest_price(line.product_id))

    # Inside

    def _ask_discount(self, *, whole_sale: bool) -> None:
        if self._sale.is_locked or self._sale.cart.is_empty:
            return
        if self._discount is None:
            from app.ui.sell.discount_sheet import DiscountSheet

            self._discount = DiscountSheet(self._theme, self._wording, self._page.window())
            self._discount.have_allowed = self._allow_discount
            self._discount.applied.connect(self._set_discount)
            self._discount.closed.connect(self.done)
        self._discount.ask(self._sale.cart, whole_sale=whole_sale)

    def _lowest_price(self, product_id: int | None) -> Money | None:
        if product_id is None:
            return None
        try:
            product = self._shop.reader.products.product(product_id, by=self._shop.by)
        except ShopError:
            return None  # the shelf cannot be asked; a sale must not wait for it
        return product.lowest_price

    @Slot(object)
    def _set_quantity(self, asked: Quantity | Money) -> None:
        """Of fewer pieces the same amount off is more; what nobody took anything off is free."""
        row = self._sale.cart.selected

        def edit(cart: Cart) -> None:
            if isinstance(asked, Money):
                cart.sell_for(row, asked)
            else:
                cart.set_quantity(row, asked)

        def then() -> None:
            self._change(lambda: self._sale.set_quantity(row, asked))

        if self._sale.cart.discount or any(item.listed_price for item in self._sale.cart.lines):
            self.have_allowed(edit, then)
        else:
            then()

    def _allow_discount(self, asked: object, then: Then) -> None:
        discount, whole_sale = cast("tuple[Discount | None, bool]", asked)
        if whole_sale:
            self.have_allowed(lambda cart: cart.discount_sale(discount), then)
        else:
            row = self._sale.cart.selected
            self.have_allowed(lambda cart: cart.discount_line(row, discount), then)

    def _allow_price(self, asked: object, then: Then) -> None:
        price, reason = cast("tuple[Money, str]", asked)
        row = self._sale.cart.selected
        self.have_allowed(lambda cart: cart.set_price(row, price, reason), then)

    @Slot(object, bool)
    def _set_discount(self, discount: Discount | None, whole_sale: bool) -> None:
        if whole_sale:
            self._change(lambda: self._sale.discount_sale(discount))
        else:
            self._change(lambda: self._sale.discount_line(self._sale.cart.selected, discount))

    @Slot(object, str)
    def _set_price(self, price: Money, reason: str) -> None:
        self._change(lambda: self._sale.set_price(self._sale.cart.selected, price, reason))

    def _change(self, edit: Callable[[], None]) -> None:
        """Make an edit and say what the line is now; a refusal is said and changes nothing."""
        try:
            edit()
        except SaleRefused as problem:
            self._scanning.refuse(problem)
            return
        self._say_line()
        self.done.emit()

    def _say_line(self) -> None:
        line, words = self._sale.selected_line, self._wording
        if line is not None:
            text = f"{line.name}, {words.quantity(line.quantity)}, {words.money(line.net)}"
            announce(self._page, text)

    def _offer_undo(self, title: str, *, icon: str) -> None:
        action = ToastAction(self.tr("Undo"), self.undo, keycap("undo"))
        self._offer = ToastMessage(title, "", "undo", icon, (action,))
        self._toasts.post(self._offer)

    @Slot()
    def _withdraw_offer(self) -> None:
        """After any further edit Undo would mean that one: the offer no longer holds."""
        if self._offer is not None:
            self._toasts.withdraw(self._offer)
            self._offer = None
