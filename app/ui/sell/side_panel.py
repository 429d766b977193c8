"""The right side of Sell: customer, last item, what to do with a line, totals, Charge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cart import Cart
from app.domain.cart_line import CartLine
from app.ui.actions import keycap
from app.ui.sell.customer_box import CustomerBox
from app.ui.sell.last_added import LastAdded
from app.ui.sell.often_buys import OftenBuys
from app.ui.sell.totals import Totals
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.wording import Wording

_EDGE = 20
_GAP = 8


def side_width(window_width: int) -> int:
    """How wide the side panel is: 360, 400 from 1366, 456 from 1600."""
    if window_width >= 1600:
        return 456
    return 400 if window_width >= 1366 else 360


class SideSurface(QWidget):
    """The plain surface of the side with its hairline; whatever is shown stands on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(QRect(0, 0, 1, self.height()), self._theme.color("border"))


class SidePanel(QWidget):
    """Charge, totals and the room above never move; what is added later goes in between."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        stage: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._shop = shop
        self._wording = wording
        self.customer = CustomerBox(shop, theme, wording, stage, self)
        self.often = OftenBuys(shop, theme, wording, self.customer.chip.clear, self)
        self.last_added = LastAdded(theme, wording, self)
        self.quantity = SecondaryButton(
            theme, self.tr("Quantity"), icon="hash", height=52, key=keycap("quantity")
        )
        self.quantity.setObjectName("line_quantity")
        self.discount = SecondaryButton(
            theme, self.tr("Discount"), icon="tag", height=52, key=keycap("discount")
        )
        self.discount.setObjectName("line_discount")
        self.price = SecondaryButton(
            theme, self.tr("Price"), icon="pencil", height=52, key=keycap("price")
        )
        self.price.setObjectName("line_price")
        self.remove = SecondaryButton(
            theme, self.tr("Remove"), icon="trash-2", height=52, key=keycap("remove")
        )
        self.remove.setObjectName("line_remove")
        self.totals = Totals(theme, wording, self)
        self.charge = PrimaryButton(
            theme, self.tr("Charge"), icon="banknote", key=keycap("charge"), height=76
        )
        self.charge.setObjectName("charge")
        self.exact = SecondaryButton(theme, self.tr("Exact cash"), key=keycap("exact_cash"))
        self.exact.setObjectName("exact_cash")
        self.park = SecondaryButton(theme, self.tr("Park"), icon="circle-pause", key=keycap("park"))
        self.park.setObjectName("park")
        self._is_saving = False
        self._lay_out()
        self.customer.buyer_shown.connect(self.often.show_buyer)
        self.often.squeezed.connect(self.customer.chip.offer_often)
        self.customer.chip.often_requested.connect(self.often.show_menu)

    @property
    def line_buttons(self) -> tuple[SecondaryButton, ...]:
        """What can be done with the chosen line, as read."""
        return (self.quantity, self.discount, self.price, self.remove)

    def follow(
        self, line: Sequence[QAction], charge: QAction, exact: QAction, park: QAction
    ) -> None:
        """Let each button press its action; the keycaps were set from the same table."""
        for button, action in zip(self.line_buttons, line, strict=True):
            button.clicked.connect(action.trigger)
        self.charge.clicked.connect(charge.trigger)
        self.exact.clicked.connect(exact.trigger)
        self.park.clicked.connect(park.trigger)

    def show_cart(self, cart: Cart, last: CartLine | None, *, has_line: bool) -> None:
        words = self._wording
        self.totals.show_cart(cart, self._shop.settings.vat_rate_bp)
        self.last_added.show_line(last)
        for line_button in self.line_buttons:
            line_button.setEnabled(has_line)
        self.park.setEnabled(not cart.is_empty and not self._is_saving)
        total = words.money(cart.total)
        for button in (self.charge, self.exact):
            button.setEnabled(not cart.is_empty and not self._is_saving)
            button.setAccessibleDescription(self.tr("Total {amount}").format(amount=total))

    @Slot(bool)
    def set_saving(self, saving: bool) -> None:
        """Say that a sale is on its way; the size of nothing changes."""
        self._is_saving = saving
        self.charge.setText(self.tr("Saving") if saving else self.tr("Charge"))
        for button in (self.charge, self.exact, self.park, *self.line_buttons):
            button.setEnabled(not saving)
        self.often.set_shut(saving)

    def _lay_out(self) -> None:
        actions = QGridLayout()
        actions.setSpacing(_GAP)
        for index, button in enumerate(self.line_buttons):
            actions.addWidget(button, index // 2, index % 2)
        for half in (0, 1):
            actions.setColumnStretch(half, 1)
        below = QHBoxLayout()
        below.setSpacing(_GAP)
        below.addWidget(self.exact, 3)
        below.addWidget(self.park, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE + 1, 16, _EDGE, 16)
        column.setSpacing(0)
        column.addWidget(self.customer)
        column.addWidget(self.often, 1)
        column.addWidget(self.last_added)
        column.addSpacing(_GAP)
        column.addLayout(actions)
        column.addSpacing(16)
        column.addWidget(self.totals)
        column.addSpacing(16)
        column.addWidget(self.charge)
        column.addSpacing(_GAP)
        column.addLayout(below)
