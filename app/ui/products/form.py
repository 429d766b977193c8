"""The fields of one product: filled, read back, and refused one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.names import one_line
from app.domain.product import Pack, Product, TaxCode
from app.domain.settings import ShopSettings
from app.ui.products.barcode_box import BarcodeBox
from app.ui.products.fields import PriceFigures, figures, pair
from app.ui.products.stock_box import StockBox
from app.ui.products.typed import optional_amount, optional_count, written_count
from app.ui.products.words import UNITS, vat_class
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.select_box import SelectBox
from app.ui.wording import Wording

_LONGEST_NAME, _LONGEST_WORD = 250, 80

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Filled:
    """A product as typed. Its stock is what a new one begins with; a saved one keeps its own."""

    product: Product
    packs: tuple[Pack, ...]


class ProductForm(QWidget):
    """Everything the owner decides about a product; stock moves by the buttons under it."""

    edited = Signal()
    stock_requested = Signal(object)  # MoveReason

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._settings = ShopSettings("")
        self._product = Product(0, "", "", Money(0))
        self._is_filling = False
        self._create()
        self._lay_out()
        self._connect()

    def _create(self) -> None:
        self.name = self._field("product_name", self.tr("Name"))
        self.name.edit.setMaxLength(_LONGEST_NAME)
        self.barcodes = BarcodeBox(self._theme, self._wording)
        self.cost = self._amount("product_cost", self.tr("Cost"))
        self.price = self._amount("product_price", self.tr("Price, VAT included"))
        self.figures = PriceFigures(self._theme, self._wording)
        self.category = self._field("product_category", self.tr("Category"))
        self.vat = SelectBox(self._theme, self.tr("VAT"))
        self.vat.setObjectName("product_vat")
        self.on_shelf = StockBox(self._theme)
        self.min_stock, self.stock = self.on_shelf.min_stock, self.on_shelf.stock
        self.unit = SelectBox(self._theme, self.tr("Unit"))
        self.unit.setObjectName("product_unit")
        self.lowest = self._amount("product_lowest", self.tr("Lowest price"))
        self.brand = self._field("product_brand", self.tr("Brand"))
        self.sku = self._field("product_sku", self.tr("SKU"))
        self.family = self._field("product_family", self.tr("Family, same goods"))
        self.variant = self._field("product_variant", self.tr("Variant, size or colour"))
        for field in (self.category, self.brand, self.sku, self.family, self.variant):
            field.edit.setMaxLength(_LONGEST_WORD)

    def _field(self, name: str, label: str, prefix: str = "") -> Field:
        field = Field(self._theme, label=label, prefix=prefix, height=48)
        field.setObjectName(name)
        return field

    def _amount(self, name: str, label: str) -> Field:
        return figures(self._field(name, label, self._wording.currency))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.name)
        column.addWidget(self.barcodes)
        prices = QVBoxLayout()
        prices.setSpacing(4)
        prices.addLayout(pair(self.cost, self.price))
        prices.addWidget(self.figures)
        column.addLayout(prices)
        column.addLayout(pair(self.category, self.vat))
        column.addWidget(self.on_shelf)
        for left, right in (
            (self.unit, self.lowest),
            (self.brand, self.sku),
            (self.family, self.variant),
        ):
            column.addLayout(pair(left, right))
        column.addStretch(1)

    def _connect(self) -> None:
        for field in self._own_fields():
            field.text_changed.connect(self._on_edited)
        self.on_shelf.change_requested.connect(self.stock_requested)
        self.barcodes.edited.connect(self._on_edited)
        self.vat.chosen.connect(self._on_edited)
        self.unit.chosen.connect(self._on_unit)

    # Filling

    def fill(self, product: Product, packs: Sequence[Pack], settings: ShopSettings) -> None:
        """Show a product; what is typed so far is gone."""
        self._settings = settings
        self._product = product
        self._is_filling = True
        self._fill_fields(product, packs)
        self._fill_choices(product)
        self._is_filling = False
        self.clear_errors()
        self._show_figures()

    def _fill_fields(self, product: Product, packs: Sequence[Pack]) -> None:
        words = self._wording
        self.name.set_text(product.name)
        self.barcodes.fill(packs, product.unit)
        self.cost.set_text("" if product.cost is None else words.amount(product.cost))
        is_unpriced = not product.id and not product.price
        self.price.set_text("" if is_unpriced else words.amount(product.price))
        self.lowest.set_text(
            "" if product.lowest_price is None else words.amount(product.lowest_price)
        )
        self.show_stock(product)
        self.min_stock.set_text(written_count(product.min_stock))
        for field, text in zip(self._word_fields(), self._words_of(product), strict=True):
            field.set_text(text)
        for field in self._own_fields():
            field.edit.setCursorPosition(0)  # so that a long text shows its beginning

    def show_stock(self, product: Product) -> None:
        """Show what is on the shelf now; what else is typed stays."""
        self._product = product
        self.on_shelf.show_product(product)

    def _fill_choices(self, product: Product) -> None:
        words = self._wording
        classes = {code.value: vat_class(code, self._settings, words) for code in TaxCode}
        self.vat.set_choices(classes, product.tax_code.value)
        self.unit.set_choices({unit: unit for unit in UNITS}, product.unit)
        for field in (self.cost, self.price, self.lowest):
            field.set_affixes(words.currency, "")
        self._show_unit()

    def suggest(self, categories: Iterable[str], brands: Iterable[str]) -> None:
        """Complete what is typed with words the shop uses already."""
        for field, words in ((self.category, categories), (self.brand, brands)):
            completer = QCompleter(sorted(set(words) - {""}), field)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            field.edit.setCompleter(completer)

    def focused(self) -> QWidget | None:
        """Give the field or choice with the cursor."""
        choices = [widget for widget in (self.vat, self.unit) if widget.hasFocus()]
        fields = [field for field in self._in_order() if field.edit.hasFocus()]
        return next(iter([*fields, *choices]), None)

    def texts(self) -> tuple[object, ...]:
        """Give all that is typed and chosen, to see whether anything changed."""
        fields = self._own_fields()
        own = tuple(field.text() for field in fields if field.isEnabledTo(self))
        return (*own, self.barcodes.texts(), self.vat.current, self.unit.current)

    # Reading

    def read(self) -> Filled | None:
        """Give what is typed; else say beside every wrong field what is wrong with it."""
        self.clear_errors()
        words = self._wording
        name = self._ask(self.name, self._read_name)
        packs = self._ask(None, self.barcodes.packs)
        cost = self._ask(self.cost, lambda: optional_amount(self.cost.text(), words))
        price = self._ask(self.price, self._read_price)
        lowest = self._ask(self.lowest, lambda: self._read_lowest(price))
        min_stock = self._ask(self.min_stock, lambda: optional_count(self.min_stock.text()))
        stock = self._ask(self.stock, lambda: optional_count(self.stock.text()))
        if self.first_error() is not None or name is None or price is None or packs is None:
            return None
        category, brand, sku, family, variant = (one_line(f.text()) for f in self._word_fields())
        product = Product(
            id=self._product.id, sku=sku, name=name, price=price, unit=self.unit.current,
            category=category, brand=brand, tax_code=TaxCode(self.vat.current), cost=cost,
            stock=stock, min_stock=min_stock, is_active=self._product.is_active,
            family=family, variant=variant, lowest_price=lowest,
        )  # fmt: skip
        return Filled(product, tuple(packs))

    def _ask(self, field: Field | None, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except InvalidInput as problem:
            if field is not None:
                field.set_error(problem.message)
            return None

    def _read_name(self) -> str:
        name = one_line(self.name.text())
        if not name:
            raise InvalidInput(self.tr("Type what it is called."))
        return name

    def _read_price(self) -> Money:
        if not self.price.text().strip():
            raise InvalidInput(self.tr("Type the price."))
        return self._wording.parse_amount(self.price.text())

    def _read_lowest(self, price: Money | None) -> Money | None:
        lowest = optional_amount(self.lowest.text(), self._wording)
        if lowest is not None and price is not None and lowest > price:
            raise InvalidInput(self.tr("This is above the price."))
        return lowest

    # Errors

    def first_error(self) -> Field | None:
        """Give the first field, in reading order, that is refused."""
        return next((field for field in self._in_order() if field.error), None)

    def clear_errors(self) -> None:
        for field in self._in_order():
            field.set_error("")

    # Inside

    def _own_fields(self) -> tuple[Field, ...]:
        return (
            *(self.name, self.cost, self.price, self.category, self.min_stock, self.stock),
            *(self.lowest, self.brand, self.sku, self.family, self.variant),
        )

    def _in_order(self) -> list[Field]:
        name, *others = self._own_fields()
        return [name, *self.barcodes.all_fields, *others]

    def _word_fields(self) -> tuple[Field, ...]:
        return (self.category, self.brand, self.sku, self.family, self.variant)

    @staticmethod
    def _words_of(product: Product) -> tuple[str, ...]:
        return (product.category, product.brand, product.sku, product.family, product.variant)

    def _show_unit(self) -> None:
        unit = self.unit.current
        self.on_shelf.set_unit(unit)
        self.barcodes.set_unit(unit)

    def _show_figures(self) -> None:
        code = TaxCode(self.vat.current)
        self.figures.show_typed(self.price.text(), self.cost.text(), code, self._settings)

    @Slot()
    def _on_edited(self) -> None:
        if self._is_filling:
            return
        for field in self._in_order():
            if field.error and field.edit.hasFocus():
                field.set_error("")
        self._show_figures()
        self.edited.emit()

    @Slot()
    def _on_unit(self) -> None:
        self._show_unit()
        self.edited.emit()
