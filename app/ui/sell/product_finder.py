"""A field over the few products it finds, for a dialog: looked for when typing rests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import ShopError
from app.domain.product import Product
from app.ui.sell.pick_list import PickList, PickModel
from app.ui.sell.product_panel import ProductDelegate
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.wording import Wording


class ProductFinder(QObject):
    """The field and the list are laid out by the dialog, which also hands on its keys."""

    looked = Signal()
    """What was typed was looked for: `products` are what was found."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        search: Field,
        *,
        list_name: str,
        most: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop, self._most, self.search = shop, most, search
        self._model = PickModel(lambda product: str(product.full_name), self)
        self._delegate = ProductDelegate(theme, wording)
        self.list = PickList(theme, self._model, self._delegate, list_name)
        self.list.setAccessibleName(self.tr("Products found"))
        self._rest = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        search.text_edited.connect(self._rest.start)
        search.cleared.connect(self.look)
        self._rest.timeout.connect(self.look)

    @property
    def products(self) -> tuple[Product, ...]:
        return self._model.rows

    def settle(self) -> None:
        """Follow what was typed now: a key in a hurry is about that."""
        if self._rest.isActive():
            self.look()

    def stop_waiting(self) -> None:
        self._rest.stop()

    @Slot()
    def look(self) -> None:
        """Look for what is typed, as it stands now."""
        self._rest.stop()
        self.search.set_error("")
        text = self.search.text().strip()
        try:
            shelf, by = self._shop.reader.products, self._shop.by
            found = shelf.search(text, self._most, by=by) if text else []
        except ShopError as problem:
            self.search.set_error(problem.message)
            found = []
        self.show(found, text)
        self.looked.emit()

    def show(self, products: Sequence[Product], typed: str = "") -> None:
        """Show these, the first one lit."""
        self._delegate.typed = typed
        self._model.set_rows(products)
        self.list.light(min(0, len(products) - 1))

    def step(self, step: int) -> None:
        """Light the row above or below; the ends hold."""
        if self.products:
            self.list.light(min(max(self.list.lit + step, 0), len(self.products) - 1))
