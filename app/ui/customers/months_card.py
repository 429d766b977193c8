"""What a customer spent in each of the last twelve months."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.customer import MonthTotal
from app.ui.theme import Theme
from app.ui.widgets.bar_chart import Bar, BarChart
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.wording import Wording

MONTHS = 12


class MonthsCard(Card):
    """A bar for each month, oldest first; the chosen bar says its amount."""

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._wording = wording
        self.setFixedHeight(172)
        title = self.tr("Purchases per month")
        self.chart = BarChart(theme)
        self.chart.setObjectName("customer_months")
        self.chart.setAccessibleName(title)
        heading = QHBoxLayout()
        heading.addWidget(Label(theme, title, "label", "text2", weight=400))
        heading.addStretch(1)
        heading.addWidget(Label(theme, self.tr("Last 12 months"), "label", "text3", weight=400))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 8)
        column.setSpacing(6)
        column.addLayout(heading)
        column.addWidget(self.chart, 1)

    def show_months(self, months: Sequence[MonthTotal], *, keep_choice: bool = False) -> None:
        """Draw them; by choice the bar chosen before stays chosen."""
        chosen = self.chart.selected
        words = self._wording
        self.chart.set_bars(
            [Bar(words.month(m.month), m.total.minor, words.money(m.total)) for m in months]
        )
        if keep_choice and chosen >= 0:
            self.chart.select(chosen)
