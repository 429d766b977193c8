"""The card around the purchase history: date range, its count and total, the empty states."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import StoreUnavailable
from app.domain.period import ALL_TIME, Period
from app.ui.customers.history_model import HistoryModel
from app.ui.customers.history_view import HistoryView
from app.ui.period import period_text
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import GhostButton, IconButton
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording


class HistoryCard(Card):
    """Every sale and return of one customer, or those of a period."""

    chosen = Signal(object)
    period_requested = Signal()
    ticked = Signal(object)  # list[HistoryRow]: more than one, or the one that is shown

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, clip=True, parent=parent)
        self._shop = shop
        self._wording = wording
        self._customer_id: int | None = None
        self._period = ALL_TIME
        self.model = HistoryModel(shop, wording, self)
        self._create()
        self._lay_out()
        self._connect()
        self._say_period()

    def _create(self) -> None:
        theme = self.theme
        self.period_button = GhostButton(theme, "", icon="calendar-days")
        self.period_button.setObjectName("history_period")
        self.several_button = IconButton(theme, "check", self.tr("Choose several sales to move"))
        self.several_button.setObjectName("history_several")
        self.summary_label = ElidedLabel(theme, "", "body", "text2", weight=500, tabular=True)
        self.summary_label.setObjectName("history_summary")
        self.all_button = GhostButton(theme, self.tr("Show all dates"))
        self.all_button.setObjectName("history_all_dates")
        self.view = HistoryView(theme, self.model)
        self._ring = FocusRing(theme, self, self.view)
        self.empty = EmptyState(theme, "receipt-text", self.tr("No purchases yet"))
        self.none_then = EmptyState(
            theme,
            "calendar-days",
            self.tr("No purchases in these days"),
            button=self.tr("Show all dates"),
        )
        self.states = States(theme, self._wording, self.view, self.empty, self.none_then)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 2, 10, 2)
        heading.addWidget(Label(self.theme, self.tr("Purchase history"), "line-item", weight=600))
        heading.addStretch(1)
        heading.addWidget(self.several_button)
        heading.addWidget(self.period_button)
        self._strip = QWidget()
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(16, 0, 10, 0)
        strip.addWidget(self.summary_label, 1)
        strip.addWidget(self.all_button)
        self._strip_line = Divider(self.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(Divider(self.theme))
        column.addWidget(self._strip)
        column.addWidget(self._strip_line)
        column.addWidget(self.states, 1)

    def _connect(self) -> None:
        self.period_button.clicked.connect(self.period_requested)
        self.all_button.clicked.connect(self._show_all)
        self.none_then.button_clicked.connect(self._show_all)
        self.states.retried.connect(self.reload)
        self.several_button.clicked.connect(self._turn_ticking)
        self.view.current_changed.connect(self.chosen)
        self.view.ticked_changed.connect(self._on_ticked)
        self.model.failed.connect(self._show_problem)

    # What it shows

    @property
    def period(self) -> Period:
        return self._period

    def show_customer(self, customer_id: int) -> None:
        """Show somebody's history with the newest sale chosen; the period stays."""
        self._customer_id = customer_id
        self.reload()

    def set_period(self, period: Period) -> None:
        self._period = period
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read from the newest sale on."""
        self._say_period()
        try:
            self.model.show(self._customer_id, self._period)
            self._sum_up()
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        self._show_state()
        if self.model.rowCount():
            self.view.scrollToTop()
            self.view.go_to(0)
        else:
            self.chosen.emit(None)

    def refresh(self, sale_ids: Iterable[int]) -> None:
        """Take in what changed; the chosen sale stays chosen where it is still there."""
        chosen = self.view.current
        try:
            self.model.refresh(sale_ids)
            self._sum_up()
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        self._show_state()
        if self.model.rowCount() and not self.view.currentIndex().isValid():
            self.view.go_to(max(0, self.model.row_of(chosen.sale_id if chosen else None)))
        elif chosen and chosen.sale_id in set(sale_ids):
            self.chosen.emit(self.view.current)

    # Inside

    def _sum_up(self) -> None:
        if self._customer_id is None or self._period == ALL_TIME:
            return
        found = self._shop.reader.customers.summary(
            self._customer_id, self._period, by=self._shop.by
        )
        sales, total = self._wording.sales(found.count), self._wording.money(found.total)
        self.summary_label.setText(f"{sales}  ·  {total}")

    def _show_state(self) -> None:
        state: QWidget = self.view
        if not self.model.rowCount():
            state = self.empty if self._period == ALL_TIME else self.none_then
        self.states.setCurrentWidget(state)

    def _say_period(self) -> None:
        words = period_text(self._period, self._shop.today, self._wording)
        self.period_button.setText(words)
        self.period_button.setAccessibleName(self.tr("Dates: {period}").format(period=words))
        self.period_button.refresh()
        limited = self._period != ALL_TIME
        self._strip.setVisible(limited)
        self._strip_line.setVisible(limited)

    @Slot()
    def _turn_ticking(self) -> None:
        if self.view.is_ticking:
            self.view.stop_ticking()
        else:
            self.view.start_ticking()

    @Slot()
    def _on_ticked(self) -> None:
        chosen = self.view.chosen
        if self.view.is_ticking or len(chosen) > 1:
            announce(self.view, self.tr("{count} ticked").format(count=len(chosen)))
        self.ticked.emit(chosen)

    @Slot()
    def _show_all(self) -> None:
        self.set_period(ALL_TIME)
        # The button that was pressed has gone away, and the focus must not go with it.
        next_focus = self.view if self.view.isVisible() else self.period_button
        next_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_problem(self, problem: StoreUnavailable) -> None:
        self.states.show_problem(problem)
        self.chosen.emit(None)
