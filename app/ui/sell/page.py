"""The Sell page: puts its parts together and keeps the focus where the next scan needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cart import Cart
from app.domain.customer import CustomerRef
from app.domain.errors import ShopError
from app.ui.sell.cart_card import CartCard
from app.ui.sell.cart_display import CartDisplay
from app.ui.sell.cart_model import CartModel
from app.ui.sell.cart_view import CartView
from app.ui.sell.changeover import Changeover
from app.ui.sell.frame import SellFrame
from app.ui.sell.idle_focus import IdleFocus
from app.ui.sell.left_over import LeftOver
from app.ui.sell.line_edits import LineEdits
from app.ui.sell.line_keys import LineKeys
from app.ui.sell.new_goods import NewGoods
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.page_actions import PageActions
from app.ui.sell.parking import ParkedButton, Parking
from app.ui.sell.quick_keys import QuickKeys
from app.ui.sell.scan_field import ScanField
from app.ui.sell.scanning import Scanning
from app.ui.sell.side_panel import SidePanel
from app.ui.sell.taking_up import take_up
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.sell.price_check import PriceCheck
    from app.ui.sell.product_panel import ProductPanel


class SellPage(QWidget):
    """Scan, name, pay. Wishes to take the money go out; everything before that happens here."""

    charge_requested = Signal()
    exact_cash_requested = Signal()

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
        self._shop, self._theme, self._wording, self._toasts = shop, theme, wording, toasts
        self._price_check: PriceCheck | None = None
        self.sale = OpenSale(shop, self)
        self._keys = LineKeys(self)
        self._model = CartModel(wording, self)
        self.scan_field = ScanField(theme, wording, self._keys, self)
        self.view = CartView(theme, self._model, self._keys)
        self.card = CartCard(theme, wording, self.view)
        self.side = SidePanel(shop, theme, wording, self)
        self.scanning = Scanning(
            shop, theme, wording, sounds, toasts, self.sale, self.scan_field, self
        )
        self._left_over = LeftOver(self.scan_field, toasts, self)
        self.lines = LineEdits(shop, theme, wording, toasts, self.scanning, self.sale, self)
        self.parked = ParkedButton(theme)
        self.parking = Parking(shop, theme, wording, toasts, self.sale, self.parked, self)
        self.goods = NewGoods(
            shop, theme, wording, toasts, self.scanning, self.sale, self.scan_field, self
        )
        self.quick = QuickKeys(
            shop, theme, wording, self.scanning, self.sale, self.scan_field, self
        )
        self.commands = PageActions(
            self,
            self.lines,
            scan=self.focus_scan,
            customer=self.focus_customer,
            charge=self.charge,
            exact=self.pay_exactly,
            park=self.park,
            recall=self.recall,
            sell_anyway=self.goods.sell_unknown,
            item=self.goods.sell_item,
            all_keys=self.quick.show_all,
            price_check=self.check_price,
        )
        self._display = CartDisplay(
            wording, self.sale, self._model, self.card, self.side, self.commands
        )
        self._frame = SellFrame(
            theme, self.scan_field, self.parked, self.card, self.side, self.quick
        )
        self.changeover = Changeover(
            *(self.sale, self.side, self._frame, self._display),
            *(self.scan_field, self.scanning, self),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._connect()
        self._idle = IdleFocus(self, self.scan_field.edit, self.side.customer.field.edit)
        self._display.show_cart()

    # What the window asks of it

    @property
    def cart(self) -> Cart:
        """The open cart."""
        return self.sale.cart

    @property
    def products(self) -> ProductPanel:
        """The list under the scan field."""
        return self.scanning.panel

    @Slot()
    def take_up(self) -> None:
        """Go on where the shop was left; to be called once it is open."""
        take_up(self._shop, self.sale, self._toasts, self._wording)
        self.parking.refresh()

    def set_customer(self, who: CustomerRef | None) -> None:
        """Say who buys; also while the money is being taken."""
        self.sale.set_customer(who)

    def set_saving(self, saving: bool) -> None:
        """Keep the cart as it is until the store has answered."""
        self.sale.set_locked(saving)

    @Slot(str)
    def handle_scan(self, code: str) -> None:
        """Add what was scanned; a name still being typed is kept as it is."""
        if self.parking.is_moving:
            self.parking.hold(code)
            return
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
        self.changeover.leave_result()
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

    @Slot()
    def park(self) -> None:
        """Put the sale aside, with the name as typed, and begin another."""
        if self._is_ready_to_pay():
            self.parking.park()

    @Slot()
    def recall(self) -> None:
        """Show the sales put aside; the open one changes places with the chosen one."""
        self.scanning.close()
        if self.side.customer.keep_typed():
            self.parking.show()

    @Slot()
    def check_price(self) -> None:
        """Show what something costs, and add nothing."""
        if self._price_check is None:
            from app.ui.sell.price_check import PriceCheck

            self._price_check = PriceCheck(self._shop, self._theme, self._wording, self.window())
            self._price_check.closed.connect(self.focus_scan)
        self.scanning.close()
        self._price_check.ask()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._toasts.set_anchor(self._frame.stage)
        self.focus_scan()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._toasts.set_anchor(None)

    # Inside

    def _connect(self) -> None:
        customer = self.side.customer
        self.changeover.ready.connect(self.focus_scan)
        self.scanning.item_found.connect(self.changeover.leave_result)
        self.scanning.item_added.connect(self._display.show_added)
        self.scanning.item_added.connect(self.focus_scan)
        self.scan_field.escaped.connect(self._on_escape)
        self.view.line_pressed.connect(self._on_line_pressed)
        self.lines.done.connect(self.focus_scan)
        self.scanning.sell_anyway.connect(self.goods.sell_unknown)
        self.scanning.unknown_changed.connect(self.commands.sell_anyway.setEnabled)
        self.goods.done.connect(self.focus_scan)
        self.quick.item_requested.connect(self.goods.sell_item)
        self.quick.done.connect(self.focus_scan)
        self.side.often.wished.connect(self.quick.press)
        self.parking.cart_left.connect(self.changeover.start_new)
        self.parking.cart_taken.connect(self.changeover.take)
        self.parking.scan_released.connect(self.handle_scan)
        self.parking.done.connect(self.changeover.be_ready)
        self.sale.locked.connect(customer.remember_typed)
        self._keys.page_requested.connect(self.view.scroll_page)
        self._keys.charge_requested.connect(self._on_enter_when_empty)
        customer.customer_decided.connect(self._on_customer_decided)
        customer.name_refused.connect(self._on_name_refused)
        customer.left.connect(self.focus_scan)
        self._shop.changed.connect(self._display.refresh)
        self._shop.drafts.failed.connect(self._on_draft_failed)
        self._frame.resized.connect(self._settle_panels, Qt.ConnectionType.QueuedConnection)
        self.lines.listen(self._keys, self.view.stepper)
        self.commands.give_to(self.side, self.card)
        self.parked.clicked.connect(self.commands.recall.trigger)

    # Slots

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
        if self.changeover.shows_result:
            self.changeover.leave_by_enter()
        else:
            self.charge()

    @Slot(object)
    def _on_customer_decided(self, who: CustomerRef | None) -> None:
        self.sale.set_customer(who)
        self.focus_scan()

    @Slot(object)
    def _on_name_refused(self, problem: ShopError) -> None:
        self.scanning.refuse(problem)

    @Slot(object)
    def _on_draft_failed(self, problem: ShopError) -> None:
        advice = self.tr("You can go on selling. After a power cut these items would be missing.")
        self._toasts.post(ToastMessage(problem.message, advice, "error"))

    @Slot()
    def _settle_panels(self) -> None:
        """Open lists stay under their fields when the window changes."""
        if self.scanning.shows_list:
            self.scanning.search_now()
        if self.side.customer.field.shows_list:
            self.side.customer.field.search_now()

    def _is_ready_to_pay(self) -> bool:
        """Keep a name still being typed; what cannot be a name is said once, before any money."""
        if self.sale.cart.is_empty or self.sale.is_locked or self.changeover.shows_result:
            return False
        self.scanning.close()
        if not self._left_over.is_settled():
            self.focus_scan()
            return False
        return self.side.customer.keep_typed()
