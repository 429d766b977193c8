"""The pages of the window, one shown at a time; those not asked for yet are not made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.actor import Right
from app.ui.actions import make_action

SELL, PRODUCTS, SETTINGS = "sell", "products", "settings"
NEEDS = {PRODUCTS: Right.EDIT_PRODUCTS, SETTINGS: Right.SETTINGS}
"""The right without which a page asks for a PIN."""


class Page(QWidget):
    """A page of the owner's; Esc leads back to Sell when there is nothing else to peel off."""

    left = Signal()

    def take_focus(self) -> None:
        """Put the cursor where work on this page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_scan(self, code: str) -> bool:
        """Use what was scanned; say whether there was a use for it."""
        return False

    def handle_escape(self) -> bool:
        """Peel off an inner layer; say whether there was one."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.handle_escape():
            self.left.emit()


class Pages(QStackedWidget):
    """Sell is always there; the others are made when first asked for."""

    turned = Signal(str)
    sell_requested = Signal()

    def __init__(self, sell: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._makers: dict[str, Callable[[], Page]] = {}
        self._made: dict[str, QWidget] = {SELL: sell}
        self._current = SELL
        self.addWidget(sell)

    def offer(self, name: str, make: Callable[[], Page]) -> None:
        """Name a page and how it is made."""
        self._makers[name] = make

    @property
    def current(self) -> str:
        return self._current

    @property
    def page(self) -> QWidget:
        """Give the page that is shown."""
        return self._made[self._current]

    def show_page(self, name: str) -> None:
        if name not in self._made:
            self._made[name] = self._make(name)
        self._current = name
        self.setCurrentWidget(self._made[name])
        self.turned.emit(name)

    def _make(self, name: str) -> Page:
        """F2 means the scan field everywhere: from another page it leads back to Sell."""
        page = self._makers[name]()
        page.addAction(make_action("scan_field", page, page.left.emit))
        page.left.connect(self.sell_requested)
        self.addWidget(page)
        return page
