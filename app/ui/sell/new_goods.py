"""Goods the shop does not know are sold all the same: once, or as a product made on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart_line import CartLine
from app.domain.errors import SaleRefused, ShopError
from app.domain.money import Money
from app.domain.product import Found, Product, TaxCode
from app.domain.quantity import ONE
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.scale_labels import asked_by
from app.ui.sell.scan_field import ScanField
from app.ui.sell.scanning import Scanning
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.embedded import Label
    from app.ui.sell.item_sheet import ItemSheet

LONGEST_NAME = 120


class NewGoods(QObject):
    """Opens the sheet, has the product made, and adds it with the quantity that waits."""

    done = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        scanning: Scanning,
        sale: OpenSale,
        field: ScanField,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._scanning, self._sale = toasts, scanning, sale
        self._field, self._page = field, page
        self._sheet: ItemSheet | None = None
        self._code = ""
        self._label: Label | None = None
        shop.counter.product_made.connect(self._on_made)
        shop.counter.product_refused.connect(self._on_refused)

    @Slot()
    def sell_unknown(self) -> None:
        """Ask what the barcode is that was just refused."""
        code = self._scanning.unknown_code
        if code and not self._sale.is_locked:
            self._scanning.close()
            self._field.start_over()
            self._toasts.clear_errors()
            self._code, self._label = code, self._scanning.unknown_label
            asked = self._field.next_quantity or ONE
            if self._label is not None:
                asked = asked_by(self._label, asked)
            self._open_sheet().ask_product(code, asked)

    @Slot()
    def sell_item(self) -> None:
        """Ask for something that has no code."""
        if not self._sale.is_locked:
            self._scanning.close()
            self._code = ""
            self._open_sheet().ask_item(self._field.next_quantity or ONE)

    # Inside

    def _open_sheet(self) -> ItemSheet:
        if self._sheet is None:
            from app.ui.sell.item_sheet import ItemSheet

            self._sheet = ItemSheet(self._theme, self._wording, self._page.window())
            self._sheet.applied.connect(self._on_applied)
            self._sheet.closed.connect(self.done)
        return self._sheet

    @Slot(str, object, object)
    def _on_applied(self, name: str, price: Money, tax: TaxCode) -> None:
        if self._code:
            if self._sheet is not None:
                self._sheet.set_waiting(True)
            self._shop.counter.make_product(self._code, name, price)
            return
        self._close_sheet()
        try:
            self._scanning.add_line(self._item(name, price, tax))
        except SaleRefused as problem:
            self._scanning.refuse(problem)

    def _item(self, name: str, price: Money, tax: TaxCode) -> CartLine:
        """Make the line. Raises SaleRefused."""
        line = CartLine(
            name=(name or self.tr("Item"))[:LONGEST_NAME],
            quantity=ONE,
            unit_price=price,
            tax_rate_bp=self._shop.settings.rate_bp(tax),
            tax_code=tax.value,
        )
        asked = self._field.next_quantity
        if isinstance(asked, Money):
            return line.for_money(asked)
        return line if asked is None else line.with_quantity(asked)

    @Slot(object)
    def _on_made(self, product: Product) -> None:
        code, self._code = self._code, ""
        if code:
            self._close_sheet()
            self._scanning.add_found(Found(product, barcode=code), self._label)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._code and self._sheet is not None:
            self._sheet.show_problem(problem)

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.set_waiting(False)
            self._sheet.close_sheet()
