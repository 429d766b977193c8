"""How the fields of one product are made and placed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.product import TaxCode
from app.domain.settings import ShopSettings
from app.ui.products.typed import optional_amount
from app.ui.products.words import inside, margin
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.wording import Wording

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PriceFigures(Label):
    """What is kept of a price and what of it is VAT, as it is typed."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, "", "label", "text3", weight=400)
        self.setObjectName("product_figures")
        self._wording = wording

    def show_typed(self, price: str, cost: str, tax_code: TaxCode, settings: ShopSettings) -> None:
        """Say it for texts as they stand; nothing where they are no amounts."""
        words = self._wording
        try:
            asked = words.parse_amount(price)
            paid = optional_amount(cost, words)
        except InvalidInput:
            self.setText("")
            return
        parts = []
        if kept := margin(asked, paid, words):
            parts.append(self.tr("Margin {percent}").format(percent=kept))
        tax = words.money(inside(asked, tax_code, settings))
        parts.append(self.tr("VAT inside {amount}").format(amount=tax))
        self.setText("  \N{MIDDLE DOT}  ".join(parts))
        is_loss = paid is not None and paid > asked
        self.set_color("danger_text" if is_loss else "text3")


def figures(field: Field) -> Field:
    """Write a field's numbers from the right, all digits of one width."""
    field.edit.setAlignment(_RIGHT)
    field.edit.tabular = True
    field.edit.restyle()
    return field


def pair(left: QWidget, right: QWidget) -> QGridLayout:
    """Put two fields side by side, their frames in one line whatever stands under them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    for place, widget in enumerate((left, right)):
        grid.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place, 1)
    return grid
