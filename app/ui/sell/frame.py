"""How Sell is laid out: scan field and card at the left, side panel at the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui.sell.cart_card import CartCard
from app.ui.sell.quick_keys import QuickKeys
from app.ui.sell.scan_field import ScanField
from app.ui.sell.side_panel import SidePanel, SideSurface, side_width
from app.ui.theme import Theme

WIDE, TALL = 1600, 768
"""From this width on the quick keys stand beside the cart; a lower window shows no strip."""
_EDGE = 16
_GAP = 12


class SellFrame(QWidget):
    """Holds the places; a finished sale takes those of cart and side panel for a while."""

    resized = Signal()

    def __init__(
        self,
        theme: Theme,
        scan_field: ScanField,
        parked: QWidget,
        card: CartCard,
        side: SidePanel,
        keys: QuickKeys,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._card, self._side, self._keys = card, side, keys
        self.stage = QWidget()
        self._surface = SideSurface(theme)
        self._cards = QStackedLayout(self.stage)
        self._sides = QStackedLayout(self._surface)
        self._cards.addWidget(card)
        self._sides.addWidget(side)
        left = QVBoxLayout()
        left.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        left.setSpacing(_GAP)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(scan_field, 1)
        top.addWidget(parked)
        left.addLayout(top)
        left.addWidget(self.stage, 1)
        left.addWidget(keys.strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._column = QWidget()
        beside = QVBoxLayout(self._column)
        beside.setContentsMargins(_EDGE, _EDGE, 0, _EDGE)
        beside.addWidget(keys.column)
        row.addWidget(self._column)
        row.addLayout(left, 1)
        row.addWidget(self._surface)
        self._order_focus(scan_field, parked, keys)

    @property
    def shows_result(self) -> bool:
        """True while something else stands in the place of the cart."""
        return self._cards.currentWidget() is not self._card

    def show_result(self, card: QWidget, side: QWidget | None) -> None:
        """Show a finished sale; without `side` the panel of the next one stays."""
        for stack, widget in ((self._cards, card), (self._sides, side or self._side)):
            if stack.indexOf(widget) < 0:
                stack.addWidget(widget)
            stack.setCurrentWidget(widget)

    def show_cart(self) -> None:
        self._cards.setCurrentWidget(self._card)
        self._sides.setCurrentWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._surface.setFixedWidth(side_width(self.window().width()) + 1)
        wide = self.window().width() >= WIDE
        self._column.setVisible(wide)
        self._keys.strip.setVisible(not wide and self.window().height() >= TALL)
        self.resized.emit()

    def _order_focus(self, scan_field: ScanField, parked: QWidget, keys: QuickKeys) -> None:
        """Tab goes as the eye does: scan, customer, cart, line, pay, then the footer."""
        side, card = self._side, self._card
        order: list[QWidget] = [
            *(scan_field, side.customer.field, side.customer.chip.clear),
            *(card.view, *side.line_buttons, side.charge, side.exact, side.park),
            *(parked, card.undo, card.clear, keys.strip.all),
        ]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
