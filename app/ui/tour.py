"""Plays the main job by itself, with real keys in the real window, and pictures each step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.domain.customer import Customer
from app.domain.product import Product
from app.ui.copies.keeper import RunAgain
from app.ui.files import words
from app.ui.files.import_sheet import ImportSheet
from app.ui.old_pos.desk import OldPosDesk
from app.ui.shop import Shop
from app.ui.tender.questions import DEAF_MS
from app.ui.theme import Scheme, Theme
from app.ui.tour_hands import SETTLE_MS, Hands, TourFailed
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from app.ui.wording import Wording

_SIZE = (1366, 768)
_ON_ITS_WAY = 0.1
_REGULAR = "Maria Santos"
_SHELF = ("coffee", "milk", "noodles", "rice", "chocolate", "biscuits")


class Stage(Protocol):
    """The running till the tour plays on."""

    window: MainWindow
    shop: Shop
    theme: Theme
    wording: Wording


class OldPos(NamedTuple):
    """What other systems left behind: a list of sales, and a database with how it comes along
    into a shop of its own.
    """

    sales: Path
    path: Path
    run_again: RunAgain


class Tour(QObject):
    """Scan three, name a regular in another case, take cash, then look the sale up.

    Then the owner sees who owes what, and one of them pays; at last the sales of another system
    are imported, and the database of an old POS comes along.
    """

    def __init__(self, stage: Stage, pictures: Path, old_pos: OldPos) -> None:
        super().__init__()
        self._window = stage.window
        self._shop = stage.shop
        self._theme = stage.theme
        self._wording = stage.wording
        self._hands = Hands(stage.window, pictures)
        self._old_pos = old_pos
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
        QTimer.singleShot(SETTLE_MS, self._play)

    @Slot()
    def _play(self) -> None:
        self._theme.set_scheme(Scheme.LIGHT)  # the shop's own, from its settings, was just set
        try:
            at_the_desk = (self._collect, self._import, self._bring)
            for step in (self._sell, self._pay, self._look_up, *at_the_desk):
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
        self._hands.until("the till is ready", self._window.isVisible)
        self._hands.picture("01-ready")
        regular = self._regular()
        self.customer_name = regular.name
        for product in self._three_products():
            self._hands.scan(product.barcode)
        self._hands.until(
            "three lines are in the cart", lambda: len(self._window.sell.cart.lines) == 3
        )
        self._hands.picture("02-scanned")
        self._hands.press(Qt.Key.Key_F3)
        self._hands.type(regular.name[:3].swapcase())
        self._hands.rest(SETTLE_MS)
        self._hands.picture("03-suggestions")
        self._hands.type(regular.name[3:].swapcase())
        self._hands.press(Qt.Key.Key_Return)
        self._hands.until("the regular was recognised", self._has_customer)
        self._hands.picture("04-customer")
        self._theme.set_scheme(Scheme.DARK)
        self._hands.picture("04-customer-dark")
        self._theme.set_scheme(Scheme.LIGHT)

    def _pay(self) -> None:
        due = self._window.sell.cart.total
        self._hands.press(Qt.Key.Key_F12)
        self._hands.until("the tender is open", lambda: self._window.checkout.tender.is_open)
        self._hands.type(str((due.minor // 50_000 + 1) * 500))
        self._hands.rest(DEAF_MS)
        self._hands.picture("05-payment")
        self._hands.press(Qt.Key.Key_Return)
        self._hands.until("the sale is saved", lambda: bool(self.sale_number))
        self._hands.picture("06-complete")

    def _look_up(self) -> None:
        self._hands.press(Qt.Key.Key_F10)
        self._hands.rest(SETTLE_MS)
        self._hands.picture("07-customers")
        self._hands.type(self.customer_name.lower())
        self._hands.rest(2 * SETTLE_MS)
        self._hands.picture("08-history")
        self._hands.tab_to("customer_history")
        self._hands.press(Qt.Key.Key_Down)
        self._hands.rest(SETTLE_MS)
        self._hands.picture("09-lines")

    def _collect(self) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        self._hands.press(Qt.Key.Key_2, control)
        self._hands.rest(2 * SETTLE_MS)
        self._hands.press(Qt.Key.Key_Down)
        self._hands.rest(SETTLE_MS)
        self._hands.picture("10-accounts")
        self._hands.press(Qt.Key.Key_R, control)
        self._hands.until("the payment is asked for", self._asks_for_payment)
        self._hands.picture("11-account-payment")

    def _import(self) -> None:
        for _ in range(3):
            self._hands.press(Qt.Key.Key_Escape)
        files = self._window.desks.files
        if files is not None:
            files.import_file(words.SALES, str(self._old_pos.sales))
        sheet = Sheet.top(self._window)
        if not isinstance(sheet, ImportSheet):
            raise TourFailed("no window shows what an import would do")
        self._hands.until("the list was read", sheet.import_button.isVisible)
        self._hands.picture("12-import-preview")
        self._hands.press(Qt.Key.Key_Return)
        bar = sheet.bar
        self._hands.until("rows come in", lambda: bar.value() > bar.maximum() * _ON_ITS_WAY)
        self._hands.picture("13-import-progress", at_once=True)
        self._hands.until("all came in", sheet.report_button.isVisible)
        self._hands.picture("14-import-report")
        sheet.close_sheet()

    def _bring(self) -> None:
        desk = OldPosDesk(
            self._shop, self._theme, self._wording, self._window, self._old_pos.run_again
        )
        desk.look_at(str(self._old_pos.path))
        sheet = desk.sheet
        if sheet is None:
            raise TourFailed("nothing asks about the old POS")
        self._hands.until("its figures are there", sheet.bring.isEnabled)
        self._hands.picture("15-old-pos-preview")
        self._hands.press(Qt.Key.Key_Return)
        self._hands.until("it is on its way", lambda: sheet.progress.bar.part > _ON_ITS_WAY)
        self._hands.picture("16-old-pos-progress", at_once=True)
        self._hands.until("it came along", sheet.read.isVisible)
        self._hands.picture("17-old-pos-report")

    def _asks_for_payment(self) -> bool:
        top = Sheet.top(self._window)
        return top is not None and top.objectName() == "payment_sheet"

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
