"""Subtotal, discounts, the VAT inside, and the total one can read across the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cart import Cart
from app.domain.money import ZERO
from app.ui.theme import Theme
from app.ui.widgets.card import Divider
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import RIGHT
from app.ui.wording import Wording

HEIGHT = 165
_ROW = 27
_TOTAL = 75


class Totals(QWidget):
    """Keeps its height in every state."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self._wording = wording
        self.setFixedHeight(HEIGHT)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 3, 0, 0)
        self._column.setSpacing(0)
        subtotal = self._row(theme, self.tr("Subtotal"), "text2", "text", "subtotal")
        discounts = self._row(theme, self.tr("Discounts"), "text2", "warning_text", "discounts")
        vat = self._row(theme, "", "text3", "text3", "vat")
        self.subtotal, self.discounts, self.vat = subtotal[1], discounts[1], vat[1]
        self.vat_name = vat[0]
        self._column.addSpacing(6)
        self._column.addWidget(Divider(theme))
        self.total = MoneyLabel(theme, "total")
        self.total.setObjectName("total")
        self.items = Label(theme, "", "body", "text2")
        self.items.setObjectName("item_count")
        self._add_total(theme)

    def show_cart(self, cart: Cart, vat_rate_bp: int) -> None:
        words = self._wording
        self.subtotal.setText(words.money(cart.subtotal))
        self.discounts.setText(words.money(-cart.discount))
        self.discounts.set_color("warning_text" if cart.discount > ZERO else "text3")
        rate = words.percent_bp(vat_rate_bp)
        self.vat_name.setText(self.tr("VAT included ({rate})").format(rate=rate))
        self.vat.setText(words.money(cart.tax))
        self.total.set_amount(words.money(cart.total))
        self.total.setAccessibleName(self.tr("Total {amount}").format(amount=self.total.amount))
        self.items.setText(words.items(cart.item_count))

    def _row(
        self, theme: Theme, name: str, color: str, amount_color: str, object_name: str
    ) -> tuple[Label, Label]:
        words = Label(theme, name, "body-lg", color)
        amount = Label(theme, "", "body-lg", amount_color, tabular=True, weight=500, align=RIGHT)
        amount.setObjectName(object_name)
        for label in (words, amount):
            label.setFixedHeight(_ROW)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(words)
        row.addWidget(amount, 1)
        self._column.addLayout(row)
        return words, amount

    def _add_total(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(0, 9, 0, 0)
        words.setSpacing(2)
        words.addWidget(Label(theme, self.tr("Total"), "section"))
        words.addWidget(self.items)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addLayout(words)
        row.addWidget(self.total, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(row, 1)
