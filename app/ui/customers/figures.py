"""The four figures of a customer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.customer import Customer
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.wording import Wording

_SHRINK = (19, 16, 14)


class FiguresCard(Card):
    """Total purchases, transactions, average sale, last purchase."""

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._wording = wording
        self.setObjectName("customer_figures")
        self.setFixedSize(360, 172)
        self.total = _Figure(theme, self.tr("Total purchases"))
        self.count = _Figure(theme, self.tr("Transactions"))
        self.average = _Figure(theme, self.tr("Average sale"))
        self.last = _Figure(theme, self.tr("Last purchase"))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 19, 4, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, figure in enumerate((self.total, self.count, self.average, self.last)):
            grid.addWidget(figure, place // 2, place % 2)
            grid.setRowMinimumHeight(place // 2, 70)
        grid.setColumnMinimumWidth(0, 168)
        grid.setColumnStretch(1, 1)

    def show_customer(self, customer: Customer) -> None:
        words = self._wording
        self.total.set(words.money(customer.total_purchases))
        self.count.set(f"{customer.transaction_count:,}")
        has_average = customer.transaction_count > 0
        self.average.set(words.money(customer.average_sale) if has_average else self.tr("none yet"))
        last = customer.last_purchase
        self.last.set(words.date(last) if last else self.tr("none yet"))


class _Figure(QWidget):
    """One figure under its name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._value = MoneyLabel(theme, "stat", align=left, shrink=_SHRINK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(theme, name, "label", "text2", weight=400))
        column.addWidget(self._value)
        column.addStretch(1)

    @property
    def text(self) -> str:
        return self._value.amount

    def set(self, text: str) -> None:
        self._value.set_amount(text)
        self.setAccessibleName(f"{self._name}: {text}")
