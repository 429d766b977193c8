"""What a customer spent in each of the last twelve months, and what they often buy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.customer import MonthTotal
from app.domain.habits import Habit
from app.ui.customers.habits_view import HabitsView
from app.ui.theme import Theme
from app.ui.widgets.bar_chart import Bar, BarChart
from app.ui.widgets.card import Card
from app.ui.widgets.segments import SegmentedControl
from app.ui.wording import Wording

MONTHS = 12
_MONTHS, _HABITS = "months", "habits"


class MonthsCard(Card):
    """A bar for each month, oldest first; the chosen bar says its amount.

    Beside it, by choice, what they often buy: the choice stays for the next customer.
    """

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._wording = wording
        self.setFixedHeight(172)
        self.views = SegmentedControl(theme)
        self.views.setObjectName("customer_views")
        self.views.setAccessibleName(self.tr("What is shown of the customer"))
        self.views.add(_MONTHS, self.tr("Last 12 months"))
        self.views.add(_HABITS, self.tr("Often buys"))
        self.views.chosen.connect(self._turn)
        self.habits = HabitsView(theme)
        self.chart = BarChart(theme)
        self.chart.setObjectName("customer_months")
        self.chart.setAccessibleName(self.tr("Purchases per month"))
        heading = QHBoxLayout()
        heading.addWidget(self.views)
        heading.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.habits)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(self._pages, 1)

    def show_months(self, months: Sequence[MonthTotal], *, keep_choice: bool = False) -> None:
        """Draw them; by choice the bar chosen before stays chosen."""
        chosen = self.chart.selected
        words = self._wording
        self.chart.set_bars(
            [Bar(words.month(m.month), m.total.minor, words.money(m.total)) for m in months]
        )
        if keep_choice and chosen >= 0:
            self.chart.select(chosen)

    def show_habits(self, habits: Sequence[Habit]) -> None:
        self.habits.show_habits(habits)

    @Slot(str)
    def _turn(self, name: str) -> None:
        self._pages.setCurrentWidget(self.chart if name == _MONTHS else self.habits)
