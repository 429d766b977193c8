"""Goods without a barcode, one tap away; what is weighed or measured asks how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart_line import line_of
from app.domain.errors import ShopError
from app.domain.money import Money
from app.domain.product import Found, is_measured
from app.domain.quantity import ONE, Quantity
from app.ui.sell.key_bar import KeyBar, KeyColumn, KeyStrip
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.scan_field import ScanField
from app.ui.sell.scanning import Scanning
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.product import QuickKey
    from app.ui.sell.all_keys_sheet import AllKeysSheet
    from app.ui.sell.edit_keys_sheet import EditKeysSheet
    from app.ui.sell.quantity_sheet import QuantitySheet


class QuickKeys(QObject):
    """Reads the keys, shows them where there is room, and sells what is pressed."""

    item_requested = Signal()
    done = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        scanning: Scanning,
        sale: OpenSale,
        field: ScanField,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._scanning, self._sale, self._field, self._page = scanning, sale, field, page
        self._keys: list[QuickKey] = []
        self._asked: Found | None = None
        self._all: AllKeysSheet | None = None
        self._edit: EditKeysSheet | None = None
        self._quantity: QuantitySheet | None = None
        self.strip = KeyStrip(theme, wording)
        self.column = KeyColumn(theme, wording)
        for bar in self._bars:
            bar.show_keys(())
            bar.pressed.connect(self.press)
            bar.all_requested.connect(self.show_all)
            bar.edit_requested.connect(self.choose)
        sale.locked.connect(self._on_locked)
        shop.changed.connect(self._on_changed)
        shop.opened.connect(self.refresh)
        shop.counter.keys_saved.connect(self._on_saved)
        shop.counter.keys_refused.connect(self._on_refused)
        if shop.is_open:
            self.refresh()

    @property
    def keys(self) -> list[QuickKey]:
        return self._keys

    @property
    def _bars(self) -> tuple[KeyBar, KeyBar]:
        return self.strip, self.column

    @Slot()
    def refresh(self) -> None:
        """Read the keys again."""
        try:
            keys = self._shop.reader.products.quick_keys(by=self._shop.by)
        except ShopError:
            return  # the keys of before still name what can be sold
        if keys != self._keys:
            self._keys = keys
            for bar in self._bars:
                bar.show_keys(keys)

    # Wishes

    @Slot(object)
    def press(self, key: QuickKey) -> None:
        """Sell one, or ask how much where that is what the price is for."""
        if self._sale.is_locked:
            return
        found = Found(key.product)
        asks = not key.product.price or is_measured(key.product.unit)
        if asks and self._field.next_quantity is None:
            self._scanning.close()
            self._asked = found
            self._quantity_sheet().ask_new(line_of(found, ONE, self._shop.settings))
            return
        self._scanning.add_found(found)
        self.done.emit()

    @Slot()
    def show_all(self) -> None:
        """Show every key there is."""
        if self._sale.is_locked:
            return
        self._scanning.close()
        if self._all is None:
            from app.ui.sell.all_keys_sheet import AllKeysSheet

            self._all = AllKeysSheet(self._theme, self._wording, self._page.window())
            self._all.closed.connect(self.done)
            self._all.pressed.connect(self.press)
            self._all.item_requested.connect(self.item_requested)
            self._all.edit_requested.connect(self.choose)
        self._all.show_keys(self._keys)

    @Slot()
    def choose(self) -> None:
        """Choose what has a key."""
        self._scanning.close()
        if self._edit is None:
            from app.ui.sell.edit_keys_sheet import EditKeysSheet

            self._edit = EditKeysSheet(self._shop, self._theme, self._wording, self._page.window())
            self._edit.closed.connect(self.done)
            self._edit.saved.connect(self._shop.counter.save_keys)
        self._edit.edit(self._keys)

    # Inside

    def _quantity_sheet(self) -> QuantitySheet:
        if self._quantity is None:
            from app.ui.sell.quantity_sheet import QuantitySheet

            self._quantity = QuantitySheet(self._theme, self._wording, self._page.window())
            self._quantity.applied.connect(self._on_quantity)
            self._quantity.closed.connect(self.done)
        return self._quantity

    @Slot(object)
    def _on_quantity(self, asked: Quantity | Money) -> None:
        found, self._asked = self._asked, None
        if found is not None:
            self._field.set_next_quantity(asked)
            self._scanning.add_found(found)

    @Slot()
    def _on_saved(self) -> None:
        if self._edit is not None:
            self._edit.close_sheet()
        self.refresh()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._edit is not None and self._edit.is_open:
            self._edit.show_problem(problem)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.products or changes.settings:
            self.refresh()

    @Slot(bool)
    def _on_locked(self, locked: bool) -> None:
        for bar in self._bars:
            bar.set_shut(locked)
