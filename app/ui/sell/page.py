"""The Sell page: puts its parts together and keeps the focus where the next scan needs it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.domain.ports import Changes
from app.domain.sale import SaleLine
from app.ui.sell.cart_card import CartCard
from app.ui.sell.cart_model import CartModel
from app.ui.sell.cart_view import CartView
from app.ui.sell.idle_focus import IdleFocus
from app.ui.sell.line_edits import LineEdits
from app.ui.sell.line_keys import LineKeys
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.page_actions import PageActions
from app.ui.sell.product_panel import ProductPanel
from app.ui.sell.scan_field import ScanField
from app.ui.sell.scanning import Scanning
from app.ui.sell.side_panel import SidePanel, SideSurface, side_width
from app.ui.sell.taking_up import take_up
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

_EDGE = 16
_GAP = 12
_RESULT_HOLDS_MS = 400
"""The second Enter of a double tap that paid must not take the change off the screen."""


class SellPage(QWidget):
    """Scan, name, pay. Wishes to take the money go out; everything before that happens here."""

    charge_requested = Signal()
    exact_cash_requested = Signal()
    result_left = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sell_page")
        self._shop, self._wording, self._toasts = shop, wording, toasts
        self.sale = OpenSale(shop, self)
        self._keys = LineKeys(self)
        self._model = CartModel(wording, self)
        self.scan_field = ScanField(theme, wording, self._keys, self)
        self.view = CartView(theme, self._model, self._keys)
        self.card = CartCard(theme, wording, self.view)
        self.side = SidePanel(shop, theme, wording, self)
        self.products = ProductPanel(theme, wording, self)
        self.scanning = Scanning(
            shop, theme, wording, sounds, toasts, self.sale, self.scan_field, self.products, self
        )
        self.lines = LineEdits(theme, wording, toasts, self.scanning, self.sale, self)
        self.commands = PageActions(
            self,
            self.lines,
            scan=self.focus_scan,
            customer=self.focus_customer,
            charge=self.charge,
            exact=self.pay_exactly,
        )
        self._last_added: SaleLine | None = None
        self._shown_customer: CustomerRef | None = None
        self._result_holds = QTimer(self, singleShot=True, interval=_RESULT_HOLDS_MS)
        self._surface = SideSurface(theme)
        self._cards = QStackedLayout()
        self._sides = QStackedLayout()
        self._lay_out()
        self._connect()
        self._idle = IdleFocus(self, self.scan_field.edit, self.side.customer.field.edit)
        self._show_cart()

    # What the window asks of it

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self.sale.cart

    @property
    def shows_result(self) -> bool:
        """True from a saved sale until the next one begins."""
        return self._cards.currentWidget() is not self.card

    @Slot()
    def take_up(self) -> None:
        """Go on where the shop was left; to be called once it is open."""
        take_up(self._shop, self.sale, self._toasts, self._wording)

    @Slot()
    def start_new_sale(self) -> None:
        """Open an empty cart with a key of its own."""
        self._last_added = None
        self.side.customer.field.start_over()
        self.scan_field.set_next_quantity(None)
        self.sale.start_new()

    def show_result(self, card: QWidget, side: QWidget) -> None:
        """Put the finished sale in the place of cart and side panel; behind it a new one waits."""
        self.start_new_sale()
        for stack, widget in ((self._cards, card), (self._sides, side)):
            if stack.indexOf(widget) < 0:
                stack.addWidget(widget)
            stack.setCurrentWidget(widget)
        self._result_holds.start()
        self.focus_scan()

    @Slot()
    def leave_result(self) -> None:
        """Go back to the cart."""
        if self.shows_result:
            self._cards.setCurrentWidget(self.card)
            self._sides.setCurrentWidget(self.side)
            self.focus_scan()
            self.result_left.emit()

    def set_customer(self, who: CustomerRef | None) -> None:
        """Say who buys; also while the money is being taken."""
        self.sale.set_customer(who)

    def set_saving(self, saving: bool) -> None:
        """Keep the cart as it is until the store has answered."""
        self.sale.set_locked(saving)

    @Slot(str)
    def handle_scan(self, code: str) -> None:
        """Add what was scanned; a name still being typed is kept as it is."""
        self.side.customer.keep_typed()
        self.scanning.scan(code)
        self.focus_scan()

    @Slot()
    def focus_scan(self) -> None:
        """Be ready for the next item."""
        self.scan_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def focus_customer(self) -> None:
        """Go to the customer; a finished sale gives way."""
        self.leave_result()
        self.scanning.close()
        self.side.customer.begin()

    @Slot()
    def charge(self) -> None:
        """Wish to be paid, with the customer as typed."""
        if self._is_ready_to_pay():
            self.charge_requested.emit()

    @Slot()
    def pay_exactly(self) -> None:
        if self._is_ready_to_pay():
            self.exact_cash_requested.emit()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._surface.setFixedWidth(side_width(self.window().width()) + 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._toasts.set_anchor(self._left_stage)
        self.focus_scan()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._toasts.set_anchor(None)

    # Making it

    def _lay_out(self) -> None:
        self._left_stage = QWidget()
        self._left_stage.setLayout(self._cards)
        self._cards.addWidget(self.card)
        self._sides.addWidget(self.side)
        self._surface.setLayout(self._sides)
        left = QVBoxLayout()
        left.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        left.setSpacing(_GAP)
        left.addWidget(self.scan_field)
        left.addWidget(self._left_stage, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._surface)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes as the eye does: scan, customer, cart, line, pay, then the footer."""
        side = self.side
        order: list[QWidget] = [
            *(self.scan_field.edit, side.customer.field.edit, side.customer.chip.clear),
            *(self.view, side.quantity, side.remove, side.charge, side.exact),
            *(self.card.undo, self.card.clear),
        ]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        customer = self.side.customer
        self.sale.changed.connect(self._show_cart)
        self.sale.line_added.connect(self.view.flash)
        self.sale.locked.connect(self._on_locked)
        self.scanning.item_found.connect(self.leave_result)
        self.scanning.item_added.connect(self._on_item_added)
        self.scan_field.escaped.connect(self._on_escape)
        self.view.line_pressed.connect(self._on_line_pressed)
        self.lines.done.connect(self.focus_scan)
        self._keys.page_requested.connect(self.view.scroll_page)
        self._keys.charge_requested.connect(self._on_enter_when_empty)
        customer.customer_decided.connect(self._on_customer_decided)
        customer.name_refused.connect(self._on_name_refused)
        customer.left.connect(self.focus_scan)
        self._shop.changed.connect(self._on_shop_changed)
        self._shop.draft_failed.connect(self._on_draft_failed)
        self.lines.listen(self._keys, self.view.stepper)
        self.commands.give_to(self.side, self.card)

    # Slots

    @Slot()
    def _show_cart(self) -> None:
        cart = self.sale.cart
        self._model.show_lines(cart.lines)
        self.view.choose(cart.selected)
        self.card.show_cart(cart)
        has_line = self.sale.selected_line is not None and not self.sale.is_locked
        self.side.show_cart(cart, self._last_still_there(), has_line=has_line)
        if cart.customer != self._shown_customer or cart.customer is None:
            self._show_customer()
        self.commands.follow_cart(self.sale, has_line=has_line)

    def _show_customer(self) -> None:
        self._shown_customer = self.sale.cart.customer
        self.side.customer.show_customer(self._shown_customer)

    def _last_still_there(self) -> SaleLine | None:
        """The line of the item added last, as it is now; once it was taken out, the last line."""
        last = self._last_added
        lines = self.sale.cart.lines
        if last is not None:
            same = [line for line in lines if line.product_id == last.product_id]
            if same:
                return same[-1]
        return lines[-1] if lines else None

    @Slot(object)
    def _on_item_added(self, line: SaleLine) -> None:
        self._last_added = line
        self._show_cart()
        self.focus_scan()
        words = self._wording
        text = self.tr("{name}, {quantity} {unit}, {amount}. Total {total}")
        announce(
            self.view,
            text.format(
                name=line.name,
                quantity=words.quantity(line.quantity),
                unit=line.unit,
                amount=words.money(line.total),
                total=words.money(self.sale.cart.total),
            ),
        )

    @Slot(int)
    def _on_line_pressed(self, row: int) -> None:
        self.sale.select(row)
        self.focus_scan()

    @Slot()
    def _on_escape(self) -> None:
        """Esc peels one layer: the list, then the text; never the sale."""
        if not self.scanning.close():
            self.scan_field.start_over()

    @Slot()
    def _on_enter_when_empty(self) -> None:
        if not self.shows_result:
            self.charge()
        elif not self._result_holds.isActive():
            self.leave_result()

    @Slot(object)
    def _on_customer_decided(self, who: CustomerRef | None) -> None:
        self.sale.set_customer(who)
        self.focus_scan()

    @Slot(object)
    def _on_name_refused(self, problem: ShopError) -> None:
        self.scanning.refuse(problem)

    @Slot(bool)
    def _on_locked(self, locked: bool) -> None:
        self.side.set_saving(locked)
        self._show_cart()

    @Slot(object)
    def _on_shop_changed(self, changes: Changes) -> None:
        """A name or a visit may have changed behind the chip."""
        who = self.sale.cart.customer
        if who is not None and changes.customers and not self.side.customer.field.is_replacing:
            self._show_customer()
        if changes.settings:
            self._model.refresh()
            self._show_cart()

    @Slot(object)
    def _on_draft_failed(self, problem: ShopError) -> None:
        advice = self.tr("You can go on selling. After a power cut these items would be missing.")
        self._toasts.post(ToastMessage(problem.message, advice, "error"))

    def _is_ready_to_pay(self) -> bool:
        """Keep a name still being typed; what cannot be a name is said once, before any money."""
        if self.sale.cart.is_empty or self.sale.is_locked or self.shows_result:
            return False
        self.scanning.close()
        return self.side.customer.keep_typed()
