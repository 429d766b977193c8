"""Plays the main job by itself, with real keys in the real window, and pictures each step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.customer import Customer
from app.domain.product import Product
from app.ui.shop import Shop
from app.ui.tender.tender_sheet import DEAF_MS
from app.ui.theme import Scheme, Theme
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow

log = logging.getLogger(__name__)

_SIZE = (1366, 768)
_PATIENCE_MS = 10_000
_TYPING_MS = 60
"""Slower than any scanner, so that the gate takes it for a person."""
_SETTLE_MS = 250
_REGULAR = "Maria Santos"
_SHELF = ("coffee", "milk", "noodles", "rice", "chocolate", "biscuits")


class Stage(Protocol):
    """The running till the tour plays on."""

    window: MainWindow
    shop: Shop
    theme: Theme


class TourFailed(AssertionError):
    """A step did not show what it should."""


class Tour(QObject):
    """Scan three, name a regular in another case, take cash, then look the sale up.

    At the end the owner sees who owes what, and one of them pays.
    """

    def __init__(self, stage: Stage, pictures: Path) -> None:
        super().__init__()
        self._window = stage.window
        self._shop = stage.shop
        self._theme = stage.theme
        self._pictures = pictures
        self.sale_number = ""
        self.customer_name = ""
        self.has_failed = True

    def start(self) -> None:
        """Begin as soon as the shop is open."""
        self._theme.set_reduce_motion(True)
        self._window.resize(*_SIZE)
        self._shop.sale_recorded.connect(self._note_sale)
        self._shop.opened.connect(self._begin)
        self._shop.failed_to_open.connect(self._end)

    @Slot()
    def _begin(self) -> None:
        QTimer.singleShot(_SETTLE_MS, self._play)

    @Slot()
    def _play(self) -> None:
        self._theme.set_scheme(Scheme.LIGHT)  # the shop's own, from its settings, was just set
        try:
            for step in (self._sell, self._pay, self._look_up, self._collect):
                step()
            self.has_failed = False
        finally:
            self._end()

    @Slot()
    def _end(self) -> None:
        QApplication.exit(1 if self.has_failed else 0)

    @Slot(object)
    def _note_sale(self, recorded: object) -> None:
        self.sale_number = str(getattr(recorded, "number", ""))

    # The job

    def _sell(self) -> None:
        self._until("the till is ready", self._window.isVisible)
        self._picture("01-ready")
        regular = self._regular()
        self.customer_name = regular.name
        for product in self._three_products():
            self._scan(product.barcode)
        self._until("three lines are in the cart", lambda: len(self._window.sell.cart.lines) == 3)
        self._picture("02-scanned")
        self._press(Qt.Key.Key_F3)
        self._type(regular.name[:3].swapcase())
        QTest.qWait(_SETTLE_MS)
        self._picture("03-suggestions")
        self._type(regular.name[3:].swapcase())
        self._press(Qt.Key.Key_Return)
        self._until("the regular was recognised", self._has_customer)
        self._picture("04-customer")
        self._theme.set_scheme(Scheme.DARK)
        self._picture("04-customer-dark")
        self._theme.set_scheme(Scheme.LIGHT)

    def _pay(self) -> None:
        due = self._window.sell.cart.total
        self._press(Qt.Key.Key_F12)
        self._until("the tender is open", lambda: self._window.checkout.tender.is_open)
        self._type(str((due.minor // 50_000 + 1) * 500))
        QTest.qWait(DEAF_MS)
        self._picture("05-payment")
        self._press(Qt.Key.Key_Return)
        self._until("the sale is saved", lambda: bool(self.sale_number))
        self._picture("06-complete")

    def _look_up(self) -> None:
        self._press(Qt.Key.Key_F10)
        QTest.qWait(_SETTLE_MS)
        self._picture("07-customers")
        self._type(self.customer_name.lower())
        QTest.qWait(2 * _SETTLE_MS)
        self._picture("08-history")
        self._tab_to("customer_history")
        self._press(Qt.Key.Key_Down)
        QTest.qWait(_SETTLE_MS)
        self._picture("09-lines")

    def _collect(self) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        self._press(Qt.Key.Key_2, control)
        QTest.qWait(2 * _SETTLE_MS)
        self._press(Qt.Key.Key_Down)
        QTest.qWait(_SETTLE_MS)
        self._picture("10-accounts")
        self._press(Qt.Key.Key_R, control)
        self._until("the payment is asked for", self._asks_for_payment)
        self._picture("11-account-payment")

    def _asks_for_payment(self) -> bool:
        top = Sheet.top(self._window)
        return top is not None and top.objectName() == "payment_sheet"

    # Hands and eyes

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise TourFailed("the window is not on any screen")
        return handle

    def _press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._handle(), key, modifier, _TYPING_MS)

    def _type(self, text: str) -> None:
        """Type plain ASCII text, capitals with Shift."""
        shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
        for letter in text:
            key = Qt.Key(ord(letter.upper()))
            QTest.keyClick(self._handle(), key, shift if letter.isupper() else none, _TYPING_MS)
        QTest.qWait(2 * _TYPING_MS)

    def _scan(self, code: str) -> None:
        for letter in code:
            QTest.keyClick(self._handle(), Qt.Key(ord(letter)))
        QTest.keyClick(self._handle(), Qt.Key.Key_Return)
        QTest.qWait(_SETTLE_MS)

    def _tab_to(self, name: str) -> None:
        for _ in range(20):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self._press(Qt.Key.Key_Tab)
        raise TourFailed(f"Tab never reached {name}")

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        for _ in range(_PATIENCE_MS // _TYPING_MS):
            if condition():
                return
            QTest.qWait(_TYPING_MS)
        raise TourFailed(f"waited in vain until {what}")

    def _picture(self, name: str) -> None:
        QTest.qWait(_SETTLE_MS)
        path = self._pictures / f"{name}.png"
        if not self._window.grab().save(str(path)):
            raise TourFailed(f"{path} could not be written")
        log.info("picture %s", path.name)

    # The cast

    def _regular(self) -> Customer:
        regular = self._shop.reader.customers.named(_REGULAR, by=self._shop.by)
        if regular is None:
            raise TourFailed(f"the demo shop has no {_REGULAR}")
        return regular

    def _three_products(self) -> list[Product]:
        found: dict[str, Product] = {}
        for product in self._shelf():
            if product.barcode and product.stock is not None:
                found.setdefault(product.barcode, product)
            if len(found) == 3:
                break
        if len(found) < 3:
            raise TourFailed("the demo shop has no three products with barcodes")
        return list(found.values())

    def _shelf(self) -> Iterator[Product]:
        search = self._shop.reader.products.search
        for word in _SHELF:
            yield from search(word, 1, by=self._shop.by)
        for letter in "abcdefghijklmnop":
            yield from search(letter, 1, by=self._shop.by)

    def _has_customer(self) -> bool:
        customer = self._window.sell.cart.customer
        return customer is not None and customer.name == self.customer_name
