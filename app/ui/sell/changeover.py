"""From one sale to the next: what came of the last one stays in sight until the next begins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.ui.sell.cart_display import CartDisplay
from app.ui.sell.frame import SellFrame
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.scan_field import ScanField
from app.ui.sell.scanning import Scanning
from app.ui.sell.side_panel import SidePanel

_RESULT_HOLDS_MS = 400
"""The second Enter of a double tap that paid must not take the change off the screen."""


class Changeover(QObject):
    """Whoever is typed as the next customer meanwhile stays typed, and keeps the focus."""

    ready = Signal()
    """The next item may come."""
    result_left = Signal()

    def __init__(
        self,
        sale: OpenSale,
        side: SidePanel,
        frame: SellFrame,
        display: CartDisplay,
        scan_field: ScanField,
        scanning: Scanning,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._sale, self._side, self._frame, self._display = sale, side, frame, display
        self._scan_field, self._scanning = scan_field, scanning
        self._types_next = False
        self._holds = QTimer(self, singleShot=True, interval=_RESULT_HOLDS_MS)

    @property
    def shows_result(self) -> bool:
        """True from a saved sale until the next one begins."""
        return self._frame.shows_result

    @Slot()
    def start_new(self) -> None:
        """Open an empty cart with a key of its own."""
        self._open_new()
        self._sale.welcome_next()

    def show_result(self, card: QWidget, side: QWidget) -> None:
        """Put the finished sale in the place of cart and side panel; behind it a new one waits.

        Where the next customer is being typed already, their field stays.
        """
        self.start_new()
        self._frame.show_result(card, None if self._types_next else side)
        self._holds.start()
        self.be_ready()

    @Slot()
    def leave_result(self) -> None:
        """Go back to the cart."""
        if self.shows_result:
            self._frame.show_cart()
            self.ready.emit()
            self.result_left.emit()

    def leave_by_enter(self) -> None:
        """Go back to the cart, unless this Enter may be the second of a double tap."""
        if not self._holds.isActive():
            self.leave_result()

    @Slot(object)
    def take(self, draft: Draft) -> None:
        """Go on with a cart that was put aside."""
        self._open_new()
        types, self._types_next = self._types_next, False
        typed = self._side.customer.take_typed()
        self._sale.resume(draft)
        self._sale.welcome_next()
        self.leave_result()
        self.ready.emit()
        if types:
            self._side.customer.type_on(typed)

    @Slot()
    def be_ready(self) -> None:
        """Be ready for the next item, unless the next customer is being typed."""
        types, self._types_next = self._types_next, False
        if not types:
            self.ready.emit()

    def _open_new(self) -> None:
        self._display.forget_last_added()
        self._types_next = self._side.customer.forget_sale()
        self._scan_field.set_next_quantity(None)
        self._scanning.forget_warnings()
        self._sale.start_new()
