"""The commands of Sell that have a key of their own, and when they can be had."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.actions import make_action
from app.ui.sell.cart_card import CartCard
from app.ui.sell.line_edits import LineEdits
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.side_panel import SidePanel


class PageActions(QObject):
    """Made once for the page; buttons and shortcuts lead to the same actions."""

    def __init__(
        self,
        page: QWidget,
        lines: LineEdits,
        *,
        scan: Callable[[], None],
        customer: Callable[[], None],
        charge: Callable[[], None],
        exact: Callable[[], None],
        park: Callable[[], None],
        recall: Callable[[], None],
        sell_anyway: Callable[[], None],
        item: Callable[[], None],
        all_keys: Callable[[], None],
        price_check: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self.scan = make_action("scan_field", page, scan)
        self.customer = make_action("customer", page, customer)
        self.charge = make_action("charge", page, charge)
        self.exact = make_action("exact_cash", page, exact)
        self.park = make_action("park", page, park)
        self.recall = make_action("recall", page, recall)
        self.sell_anyway = make_action("sell_anyway", page, sell_anyway)
        self.sell_anyway.setEnabled(False)
        self.item = make_action("item", page, item)
        self.price_check = make_action("price_check", page, price_check)
        self.all_keys = make_action("all_keys", page, all_keys)
        self.quantity = make_action("quantity", page, lines.ask_quantity)
        self.discount = make_action("discount", page, lines.ask_discount)
        self.sale_discount = make_action("sale_discount", page, lines.ask_sale_discount)
        self.price = make_action("price", page, lines.ask_price)
        self.remove = make_action("remove", page, lines.remove)
        self.undo = make_action("undo", page, lines.undo)
        self.redo = make_action("redo", page, lines.redo)
        self.clear = QAction(QCoreApplication.translate("actions", "Clear sale"), page)
        self.clear.setObjectName("action_clear")
        self.clear.triggered.connect(lines.clear)
        keys = (self.scan, self.customer, self.charge, self.exact)
        line = (self.quantity, self.discount, self.sale_discount, self.price)
        others = (
            self.park,
            self.recall,
            self.sell_anyway,
            self.item,
            self.all_keys,
            self.price_check,
        )
        page.addActions([*keys, *line, *others, self.undo, self.redo])

    def give_to(self, side: SidePanel, card: CartCard) -> None:
        """Let the buttons press them."""
        line = (self.quantity, self.discount, self.price, self.remove)
        side.follow(line, self.charge, self.exact, self.park)
        card.follow(self.undo, self.clear)

    def follow_cart(self, sale: OpenSale, *, has_line: bool) -> None:
        free = not sale.is_locked
        filled = free and not sale.cart.is_empty
        for action in (self.quantity, self.discount, self.price, self.remove):
            action.setEnabled(has_line)
        self.sale_discount.setEnabled(filled)
        self.park.setEnabled(filled)
        self.item.setEnabled(free)
        self.charge.setEnabled(filled)
        self.exact.setEnabled(filled)
        self.undo.setEnabled(free and sale.cart.can_undo)
        self.redo.setEnabled(free and sale.cart.can_redo)
        self.clear.setEnabled(free and not (sale.cart.is_empty and sale.cart.customer is None))
