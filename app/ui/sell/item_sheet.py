"""What is in no catalogue: name and price typed at the counter, and sold at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidAmount, ShopError
from app.domain.money import ZERO, Money
from app.domain.product import TaxCode
from app.domain.quantity import ONE, Quantity, price_times
from app.ui.sell.edit_sheet import EditSheet
from app.ui.sell.line_preview import Step
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.toggles import ChipRow
from app.ui.wording import Wording

_HEIGHT = 520


class ItemSheet(EditSheet):
    """Asks for a name and a price; one time sale or a product to be made from its barcode."""

    applied = Signal(str, object, object)  # name, Money, TaxCode

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, wording, window, self.tr("Item"), height=_HEIGHT)
        self.setObjectName("item_sheet")
        self._asked: Quantity | Money = ONE
        self._needs_name = False
        self.field.edit.setObjectName("item_price")
        self.apply_button.setObjectName("apply_item")
        self.name = Field(theme, label=self.tr("Name"), height=52, clearable=True)
        self.name.edit.setObjectName("item_name")
        self.tax = ChipRow(
            theme,
            [
                (TaxCode.STANDARD.value, self.tr("With VAT")),
                (TaxCode.EXEMPT.value, self.tr("VAT-exempt")),
                (TaxCode.ZERO.value, self.tr("Zero-rated")),
            ],
        )
        self.tax.setObjectName("item_tax")
        for widget in (self.name, self.field, self.tax, self.preview):
            self.left.addWidget(widget)
        self.left.addStretch(1)
        self.field.set_label(self.tr("Price"))
        self.name.text_changed.connect(self._clear_name_error)
        self.field.text_changed.connect(self._show_result)
        self.apply_button.clicked.connect(self._apply)

    def ask_item(self, asked: Quantity | Money) -> None:
        """Open for something sold this once; its name may stay open."""
        self.set_title(self.tr("Item without a code"))
        self.set_subtitle("")
        self.name.set_placeholder(self.tr("Item"))
        self._open(asked, needs_name=False, focus=self.field)

    def ask_product(self, barcode: str, asked: Quantity | Money) -> None:
        """Open for a barcode nobody knows; the owner looks at the product later."""
        self.set_title(self.tr("Sell anyway"))
        self.set_subtitle(self.words.barcode(barcode))
        self.name.set_placeholder(self.tr("What is it?"))
        self._open(asked, needs_name=True, focus=self.name)

    def show_problem(self, problem: ShopError) -> None:
        """Say why it was not made; what was typed stays."""
        self.set_waiting(False)
        self.name.set_error(problem.message)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_waiting(self, waiting: bool) -> None:
        """Ask for nothing more until the store has answered."""
        self.set_closable(not waiting)
        self.apply_button.setEnabled(not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after the name goes on to the price."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.name.edit.hasFocus():
            self.field.select_all()
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Inside

    def _open(self, asked: Quantity | Money, *, needs_name: bool, focus: Field) -> None:
        self._asked, self._needs_name = asked, needs_name
        self.set_waiting(False)
        self.tax.setVisible(not needs_name)
        self.tax.set_current(TaxCode.STANDARD.value)
        self.field.set_affixes(self.words.currency, "")
        for field in (self.name, self.field):
            field.set_text("")
            field.set_error("")
        self._show_result()
        self.open(focus)

    def _price(self) -> Money:
        """Read the price. Raises InvalidAmount for nothing, too."""
        price = self.words.parse_amount(self.field.text())
        if price <= ZERO:
            raise InvalidAmount(self.tr("Type a price above zero."))
        return price

    @Slot()
    def _clear_name_error(self) -> None:
        self.name.set_error("")

    @Slot()
    def _show_result(self) -> None:
        self.field.set_error("")
        self.apply_button.setEnabled(False)
        self.preview.show_nothing()
        if not self.field.text().strip():
            return
        try:
            price = self._price()
        except InvalidAmount as problem:
            self.field.set_error(problem.message)
            return
        self.apply_button.setEnabled(True)
        self._show_preview(price)

    def _show_preview(self, price: Money) -> None:
        words, asked = self.words, self._asked
        if isinstance(asked, Money):
            step = Step(self.tr("For an amount"), words.amount(asked))
            self.preview.show_steps([step], self.tr("Line total"), asked)
            return
        total = price_times(price, asked)
        step = Step(f"{words.quantity(asked)} × {words.amount(price)}", words.amount(total))
        self.preview.show_steps([step], self.tr("Line total"), total)

    @Slot()
    def _apply(self) -> None:
        name = " ".join(self.name.text().split())
        if self._needs_name and not name:
            self.name.set_error(self.tr("Type what it is, so that the receipt can name it."))
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.applied.emit(name, self._price(), TaxCode(self.tax.current))
