"""The customer of the sale: a field to type in, or the chip of who was chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.customer import CustomerRef
from app.ui.buyer import Buyer, buyer_of
from app.ui.sell.customer_field import CustomerField
from app.ui.sell.customer_lookup import CustomerLookup
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.badge import Badge
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel
from app.ui.wording import Wording

CHIP_HEIGHT = 68


class CustomerChip(Card):
    """Who buys: known, with purchases and last visit, or new, in amber. A tap changes it."""

    change_requested = Signal()
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="border_strong", radius="control", parent=parent)
        self.setObjectName("customer_chip")
        self.setFixedHeight(CHIP_HEIGHT)
        self._pressed = False
        self._avatar = AvatarView(theme, "", 44)
        self.name = ElidedLabel(theme, "", "heading")
        self.name.setObjectName("chip_name")
        self.badge = Badge(theme, self.tr("New"), "warning")
        self.badge.setObjectName("chip_new")
        self.detail = ElidedLabel(theme, "", "body", "text2")
        self.detail.setObjectName("chip_detail")
        self.clear = IconButton(theme, "x", self.tr("Take the customer off this sale"))
        self.clear.setObjectName("chip_clear")
        self.clear.clicked.connect(self.clear_requested)
        self._lay_out()

    def show_buyer(self, buyer: Buyer) -> None:
        self._avatar.set_name(buyer.name)
        self.name.setText(buyer.name)
        self.name.set_color("warning_text" if buyer.is_new else "text")
        self.badge.setVisible(buyer.is_new)
        self.detail.setText(buyer.detail)
        self.detail.setVisible(bool(buyer.detail))
        self.setAccessibleName(spoken_buyer(buyer))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pressed and inside:
            self.change_requested.emit()
        self._pressed = False

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name)
        first.addWidget(self.badge)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 4)
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.detail)
        words.addStretch(1)
        self.name.setFixedHeight(24)
        self.detail.setFixedHeight(20)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._avatar)
        row.addSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.clear)


def spoken_buyer(buyer: Buyer) -> str:
    """Say name and what is known about it in one breath."""
    return f"{buyer.name}, {buyer.detail}" if buyer.detail else buyer.name


class CustomerBox(QWidget):
    """Shows the field or the chip; every decision comes out as one signal."""

    customer_decided = Signal(object)  # CustomerRef | None
    name_refused = Signal(object)  # InvalidName
    left = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        stage: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._who: CustomerRef | None = None
        self._buyer: Buyer | None = None
        self.field = CustomerField(theme, wording, CustomerLookup(shop), stage, self)
        self.chip = CustomerChip(theme, self)
        self.chip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.chip)
        self._connect()

    def _connect(self) -> None:
        self.field.decided.connect(self._on_decided)
        self.field.refused.connect(self.name_refused)
        self.field.cancelled.connect(self.left)
        self.field.left.connect(self.left)
        self.chip.change_requested.connect(self.begin)
        self.chip.clear_requested.connect(self._clear)

    @property
    def buyer(self) -> Buyer | None:
        """Who stands on the chip."""
        return self._buyer

    @Slot()
    def begin(self) -> None:
        """Go to the field, from wherever the focus is."""
        self.chip.hide()
        self.field.show()
        self.field.begin(self._who)

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
            self.chip.show_buyer(self._buyer)
        self.chip.setVisible(self._buyer is not None)
        self.field.setVisible(self._buyer is None)

    # Inside

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
