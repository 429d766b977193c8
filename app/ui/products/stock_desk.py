"""Stock changed by hand: opens the sheet, asks the shop, and says what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError
from app.domain.product import Product
from app.domain.stock import MoveReason, StockChange
from app.ui.products.stock_sheet import StockSheet
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording


class StockDesk(QObject):
    """Stock changes nowhere else: received, adjusted, or counted."""

    moved = Signal(object)  # Product as it is now

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._sounds, self._toasts, self._page = sounds, toasts, page
        self._sheet: StockSheet | None = None
        self._asked: StockChange | None = None
        shop.shelf.stock_changed.connect(self._on_changed)
        shop.shelf.stock_refused.connect(self._on_refused)

    def change(self, product: Product, reason: MoveReason) -> None:
        """Ask for one product; it is read again, for a sale may have moved it."""
        if Sheet.top(self._page.window()) is not None:
            return
        try:
            now = self._shop.reader.products.product(product.id, by=self._shop.by)
        except ShopError as problem:
            self._post_problem(problem)
            return
        self._opened().ask(now, reason)

    def count(self, product: Product | None) -> None:
        """Begin a round of counting, with this product if there is one."""
        if Sheet.top(self._page.window()) is None:
            self._opened().begin_round(product)

    # Inside

    def _opened(self) -> StockSheet:
        if self._sheet is None:
            window = self._page.window()
            self._sheet = StockSheet(self._shop, self._theme, self._wording, window)
            self._sheet.change_requested.connect(self._ask)
            self._sheet.looked_for.connect(self._look_for)
        return self._sheet

    @Slot(object)
    def _ask(self, change: StockChange) -> None:
        self._asked = change
        self._shop.shelf.change_stock(change)

    @Slot(str)
    def _look_for(self, text: str) -> None:
        """Go on with an exact code, else with the best name."""
        sheet, shelf, by = self._opened(), self._shop.reader.products, self._shop.by
        try:
            found = shelf.by_code(text.strip(), by=by)
            named = [found.product] if found else shelf.search(text, 1, by=by)
        except ShopError as problem:
            sheet.search.set_error(problem.message)
            return
        self._sounds.play("added" if named else "refused")
        if named:
            sheet.take_up(named[0])
        else:
            sheet.say_unknown(text.strip())

    @Slot(object)
    def _on_changed(self, product: Product) -> None:
        asked, self._asked = self._asked, None
        if asked is None or self._sheet is None:
            return
        self._sheet.show_done(product)
        self.moved.emit(product)
        if not self._sheet.is_round:
            self._toasts.post(ToastMessage(self._said(product), kind="success"))

    def _said(self, product: Product) -> str:
        name = product.full_name
        if product.stock is None:
            return self.tr("{name} is not counted any more").format(name=name)
        count = f"{self._wording.quantity(product.stock)} {product.unit}"
        return self.tr("{name}: {count} in stock").format(name=name, count=count)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        self._asked = None
        if self._sheet is not None and self._sheet.is_open:
            self._sheet.show_problem(problem)

    def _post_problem(self, problem: ShopError) -> None:
        self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
