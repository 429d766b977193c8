"""What stands in the editor beside the list, and that nothing typed there is lost by the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError
from app.domain.product import Product
from app.ui.products.editor import ProductEditor
from app.ui.products.leave_sheet import LeaveSheet
from app.ui.products.list_pane import ProductListPane
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.sheet import Sheet

_AFTER_MS = 60
"""The arrow key held down runs through the list; an open editor follows when it rests."""


class Opening(QObject):
    """Opens products and begins new ones, after what is typed already is decided about."""

    failed = Signal(object)  # ShopError

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        products: ProductListPane,
        editor: ProductEditor,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._page = shop, theme, page
        self._list, self._editor = products, editor
        self._next: Product | None = None
        self._rest = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._rest.timeout.connect(self._follow)
        products.lit.connect(self._on_lit)

    @Slot()
    def begin_new(self) -> None:
        self._unless_dirty(lambda: self._begin("", is_code=False))

    @Slot(str)
    def begin_named(self, text: str) -> None:
        """Begin a new product from what was searched for: a code, or the beginning of a name."""
        is_code = len(text) >= 6 and text.isascii() and text.isdigit()
        self._unless_dirty(lambda: self._begin(text, is_code=is_code))

    @Slot(str, bool)
    def begin_scanned(self, code: str, asks_first: bool) -> None:
        """Begin a new product with a scanned code."""
        if asks_first:
            self.begin_named(code)
        else:
            self._begin(code, is_code=True)

    @Slot(object)
    def open(self, product: Product) -> None:
        """Open a product, unless it is the one that is open."""
        self.stay()
        if self._editor.is_open and self._editor.product.id == product.id and product.id:
            return
        self._unless_dirty(lambda: self.show(product))

    def show(self, product: Product) -> None:
        """Show a product as it is now, whatever is typed."""
        try:
            whole = self._shop.reader.products.product(product.id, by=self._shop.by)
            self._editor.open(whole)
        except ShopError as problem:
            self.failed.emit(problem)
            return
        self._suggest()
        self._list.light(product.id)

    @Slot()
    def leave(self) -> None:
        """Close the editor; ask first when something would be lost."""
        self._unless_dirty(self.close)

    @Slot()
    def close(self) -> None:
        self._editor.hide()
        self._list.search.begin()

    def reopen(self) -> None:
        """Show what is open as it is now, unless somebody is at it."""
        if self._editor.is_open and self._editor.product.id and not self._editor.is_dirty:
            self.show(self._editor.product)

    def stay(self) -> None:
        """Follow no row that was lit meanwhile: it is not what anybody chose."""
        self._rest.stop()

    @Slot()
    def light(self) -> None:
        """Light the row of what is open."""
        if self._editor.is_open:
            self._list.light(self._editor.product.id)

    # Inside

    def _unless_dirty(self, act: Callable[[], None]) -> None:
        if not self._editor.is_dirty:
            act()
            return
        window = self._page.window()
        if Sheet.top(window) is not None:
            return
        name = self._editor.product.full_name or self.tr("the new product")
        sheet = LeaveSheet(self._theme, window, name)
        sheet.thrown_away.connect(act)
        sheet.closed.connect(self.light)
        sheet.open(sheet.keep_button)

    def _begin(self, text: str, *, is_code: bool) -> None:
        self._list.view.clear_current()
        self._editor.begin(text, is_code=is_code)
        self._suggest()
        self._editor.focus_first()

    def _suggest(self) -> None:
        loaded = self._list.model.loaded()
        self._editor.suggest((p.category for p in loaded), (p.brand for p in loaded))

    @Slot(object)
    def _on_lit(self, product: Product | None) -> None:
        if product is not None and self._editor.is_open:
            self._next = product
            self._rest.start()

    @Slot()
    def _follow(self) -> None:
        if self._next is not None:
            self.open(self._next)
