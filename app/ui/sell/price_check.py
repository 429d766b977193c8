"""Shift+F2: what something costs and whether it is there. Nothing is sold here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.product import Found, Pack, Product
from app.domain.quantity import ONE
from app.ui.sell.cart_model import code_words
from app.ui.sell.product_finder import ProductFinder
from app.ui.sell.product_panel import stock_words
from app.ui.sell.scale_labels import labelled
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.field import Field
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 640, 560
_FOUND = 5


class PriceCheck(Sheet):
    """A scan or a search shows one product large; the cart behind stays as it is."""

    def __init__(self, shop: Shop, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Price check"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("price_check")
        self._shop, self._words = shop, wording
        self.search = Field(
            theme,
            icon="scan-barcode",
            placeholder=self.tr("Scan a barcode or type a product name"),
            clearable=True,
        )
        self.search.edit.setObjectName("price_check_edit")
        self.finder = ProductFinder(
            *(shop, theme, wording, self.search),
            list_name="price_check_found",
            most=_FOUND,
            parent=self,
        )
        self.found = self.finder.list
        self.found.setFixedHeight(_FOUND * 56)
        self.name = ElidedLabel(theme, "", "title")
        self.code = ElidedLabel(theme, "", "body", "text2")
        self.price = MoneyLabel(theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft)
        self.stock = Label(theme, "", "body-lg", "text2")
        self.packs = Label(theme, "", "body-lg", "text2", wrap=True)
        for label, name in (
            *((self.name, "checked_name"), (self.code, "checked_code")),
            *((self.price, "checked_price"), (self.stock, "checked_stock")),
            (self.packs, "checked_packs"),
        ):
            label.setObjectName(name)
        self.nothing = EmptyState(
            theme,
            "tag",
            self.tr("What does it cost?"),
            self.tr("Scan an item to see its price and stock. Nothing is added to the sale."),
        )
        self.nothing.setObjectName("nothing_checked")
        self._lay_out()
        self.finder.looked.connect(self._on_looked)
        self.found.picked.connect(self._show_row)

    def ask(self) -> None:
        """Open with nothing shown."""
        self._forget_found()
        self._show_nothing()
        self.search.set_text("")
        self.search.set_error("")
        self.open(self.search)

    def take_scan(self, code: str) -> bool:
        """Show what a scanned code names; typed text gives way."""
        self._check_code(code)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.finder.settle()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif step is not None and self.finder.products:
            self.finder.step(step)
            announce(self.found, self.finder.products[self.found.lit].full_name)
        else:
            super().keyPressEvent(event)

    # Looking

    @Slot()
    def _on_looked(self) -> None:
        self.found.setVisible(bool(self.finder.products))
        if self.finder.products:
            self._hide_answer()
        self._show_whether_nothing()

    def _enter(self) -> None:
        """An exact code first, then the row lit."""
        text = self.search.text().strip()
        if not text:
            return
        self.finder.settle()
        if self.found.lit > 0 or not self._check_code(text, quiet=bool(self.finder.products)):
            self._show_row(self.found.lit)

    def _check_code(self, code: str, *, quiet: bool = False) -> bool:
        self.finder.stop_waiting()
        try:
            found = self._shop.reader.products.by_code(code.strip(), by=self._shop.by)
            if found is None and (label := labelled(self._shop, code.strip())) is not None:
                found = label[0]
        except ShopError as problem:
            self.search.set_error(problem.message)
            return True
        if found is None:
            if not quiet:
                self._show_nothing()
                text = self.tr("Nothing has the code or name “{text}”.")
                self.search.set_error(text.format(text=code.strip()))
                self.search.select_all()
            return False
        self._show(found)
        return True

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self.finder.products):
            self._show(Found(self.finder.products[row]))

    # Showing

    def _show(self, found: Found) -> None:
        product, words = found.product, self._words
        self._forget_found()
        self.search.set_error("")
        self.search.set_text("")
        self.name.setText(product.full_name)
        self.code.setText(code_words(product.sku, found.barcode or product.barcode, words))
        price, unit = product.price, product.unit
        if found.price is not None:
            price, unit = found.price, found.unit
        self.price.set_amount(words.money(price))
        stock, color, _ = stock_words(product, words)
        parts = [self.tr("for one {unit}").format(unit=unit or "pc"), stock]
        self.stock.setText("  ·  ".join(part for part in parts if part))
        self.stock.set_color(color or "text2")
        self.packs.setText(self._pack_words(product))
        for label in self._answer:
            label.show()
        self._show_whether_nothing()
        spoken = f"{product.full_name}, {words.money(price)}, {self.stock.text()}"
        announce(self.search.edit, spoken, at_once=True)

    def _pack_words(self, product: Product) -> str:
        try:
            packs = self._shop.reader.products.packs(product.id, by=self._shop.by)
        except ShopError:
            return ""  # price and stock are on screen already
        return "\n".join(self._pack(pack) for pack in packs if pack.factor != ONE or pack.price)

    def _pack(self, pack: Pack) -> str:
        count, words = self._words.quantity(pack.factor), self._words
        if pack.price is None:
            return self.tr("Pack of {count}: as {count} single ones").format(count=count)
        text = self.tr("{unit} of {count}: {price}")
        unit = (pack.unit or self.tr("pack")).capitalize()
        return text.format(unit=unit, count=count, price=words.money(pack.price))

    @property
    def _answer(self) -> tuple[QWidget, ...]:
        return (self.name, self.code, self.price, self.stock, self.packs)

    def _show_nothing(self) -> None:
        for label in (self.name, self.code, self.stock, self.packs):
            label.setText("")
        self._hide_answer()

    def _hide_answer(self) -> None:
        for label in self._answer:
            label.hide()
        self._show_whether_nothing()

    def _show_whether_nothing(self) -> None:
        self.nothing.setVisible(self.name.isHidden() and not self.finder.products)

    def _forget_found(self) -> None:
        self.finder.show(())
        self.found.hide()
        self._show_whether_nothing()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(27, 20, 27, 23)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addSpacing(12)
        for label in self._answer:
            column.addWidget(label)
        column.addWidget(self.nothing, 1)
        column.addStretch(1)
