"""Another price for one line, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.domain.cart_line import CartLine
from app.domain.errors import InvalidAmount, SaleRefused, ShopError
from app.domain.money import Money
from app.ui.sell.edit_sheet import EditSheet
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.toggles import Chip
from app.ui.wording import Wording

_HEIGHT = 556


class PriceSheet(EditSheet):
    """Asks for a price and a reason; the product's own price needs none."""

    applied = Signal(object, str)  # Money, reason

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, wording, window, self.tr("Price"), height=_HEIGHT)
        self.setObjectName("price_sheet")
        self.field.edit.setObjectName("price_edit")
        self.apply_button.setObjectName("apply_price")
        self._line: CartLine | None = None
        self._lowest: Money | None = None
        self.reason = Field(theme, label=self.tr("Reason"), height=52, clearable=True)
        self.reason.edit.setObjectName("price_reason")
        self._chips = QButtonGroup(self)
        self._fill(theme)
        self.field.text_changed.connect(self._show_result)
        self.reason.text_changed.connect(self._show_result)
        self.apply_button.clicked.connect(self._apply)

    def ask(self, line: CartLine, lowest: Money | None) -> None:
        """Open over a line, its price selected; below `lowest` somebody has to allow it."""
        self._line, self._lowest = line, lowest
        self.set_subtitle(line.name)
        self.field.set_affixes(self.words.currency, "" if line.unit == "pc" else f"/{line.unit}")
        self.field.set_text(str(line.unit_price))
        self.reason.set_text(line.price_reason)
        self._show_result()
        self.open(self.field)

    def _fill(self, theme: Theme) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        reasons = (
            self.tr("Damaged"),
            self.tr("Old price on the shelf"),
            self.tr("Bought many"),
            self.tr("Owner agreed"),
        )
        for index, text in enumerate(reasons):
            chip = Chip(theme, text)
            chip.setObjectName(f"reason_{index}")
            self._chips.addButton(chip, index)
            grid.addWidget(chip, index // 2, index % 2)
        self._chips.idClicked.connect(self._choose_reason)
        self.left.addWidget(self.field)
        self.left.addLayout(grid)
        self.left.addWidget(self.reason)
        self.left.addWidget(self.preview)
        self.left.addStretch(1)

    # Inside

    @Slot(int)
    def _choose_reason(self, index: int) -> None:
        self.reason.set_text(self._chips.button(index).text())
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> Money:
        """Read the price. Raises InvalidAmount."""
        return self.words.parse_amount(self.field.text())

    @Slot()
    def _show_result(self) -> None:
        self._light_chip()
        self.field.set_error("")
        self.reason.set_error("")
        result = self._result()
        self.apply_button.setEnabled(result is not None)
        if result is None:
            self.preview.show_nothing()
        else:
            self.preview.show_line(result)

    def _result(self) -> CartLine | None:
        """Give the line as it would be, or say beside the field what is wrong."""
        line = self._line
        if line is None or not self.field.text().strip():
            return None
        try:
            price = self._asked()
            result = line.with_price(price, self.reason.text().strip() or "?")
        except ShopError as problem:  # an amount taken off before may be more than this price
            self.field.set_error(problem.message)
            return None
        if self._lowest is not None and price < self._lowest:
            text = self.tr("The lowest price for this is {amount}.")
            self.field.set_error(text.format(amount=self.words.money(self._lowest)))
        return result

    def _light_chip(self) -> None:
        self._chips.setExclusive(False)
        for chip in self._chips.buttons():
            chip.setChecked(chip.text() == self.reason.text())
        self._chips.setExclusive(True)

    @Slot()
    def _apply(self) -> None:
        line, reason = self._line, self.reason.text()
        if line is None:
            return
        try:
            line.with_price(self._asked(), reason)
        except InvalidAmount as problem:
            self.field.set_error(problem.message)
        except SaleRefused as problem:
            self.reason.set_error(problem.message)
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            price = self._asked()
            self.have_allowed((price, reason), lambda: self._take(price, reason))

    def _take(self, price: Money, reason: str) -> None:
        self.close_sheet()
        self.applied.emit(price, reason)
