"""The left side of the customers dialog: search, order, and the list that follows them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.customer import Customer
from app.domain.errors import StoreUnavailable
from app.ui.customers.list_model import CustomerListModel
from app.ui.customers.list_view import CustomerListView
from app.ui.customers.sort_button import SortButton
from app.ui.list_search import ListSearch
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.card import Divider
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.labels import Label
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording


class CustomerListPane(QWidget):
    """Holds the chosen customer by id, so that they stay chosen while the list changes."""

    chosen = Signal(object)
    new_requested = Signal(str)

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._theme = theme
        self._wording = wording
        self._chosen_id: int | None = None
        self.model = CustomerListModel(shop, wording, self)
        self._create()
        self._lay_out()
        self._connect()

    def _create(self) -> None:
        theme = self._theme
        self.search = ListSearch(theme, self.tr("Search name or phone"), "customer_search")
        name = self.tr("Best and slipping away")
        self.insights_button = IconButton(theme, "chart-no-axes-column", name, size=48, framed=True)
        self.insights_button.setObjectName("customers_insights")
        self.insights_button.hide()
        self.count_label = Label(theme, "", "label", "text3", weight=600)
        self.count_label.setObjectName("customer_count")
        self.sort_button = SortButton(theme)
        self.view = CustomerListView(theme, self._wording, self.model)
        self.nobody = EmptyState(
            theme,
            "users",
            self.tr("No customers yet"),
            self.tr("Type a name on the next sale and they appear here."),
            button=self.tr("New customer"),
            button_icon="plus",
        )
        self.no_match = EmptyState(
            theme, "search-x", "", button=self.tr("New customer"), button_icon="plus"
        )
        self.states = States(theme, self._wording, self.view, self.nobody, self.no_match)
        self._ring = FocusRing(theme, self.view, self.view, radius="control")

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(15, 16, 16, 4)
        above.setSpacing(8)
        above.addWidget(self.search, 1)
        above.addWidget(self.insights_button)
        row = QHBoxLayout()
        row.setContentsMargins(15, 0, 8, 0)
        row.addWidget(self.count_label, 1)
        row.addWidget(self.sort_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(row)
        column.addWidget(Divider(self._theme))
        column.addWidget(self.states, 1)

    def _connect(self) -> None:
        self.search.rested.connect(self.reload)
        self.search.move_with(self.view.move_by_key)
        self.sort_button.chosen.connect(self.reload)
        self.view.current_changed.connect(self._on_current)
        self.model.rowsInserted.connect(self._light_chosen)
        self.model.failed.connect(self._show_problem)
        self.model.counted.connect(self._show_count)
        self.states.retried.connect(self.reload)
        for state in (self.nobody, self.no_match):
            state.button_clicked.connect(self._ask_for_new)
        self._theme.changed.connect(self.update)

    # What it shows

    @property
    def chosen_id(self) -> int | None:
        return self._chosen_id

    def choose(self, customer_id: int) -> None:
        """Choose somebody, whether or not the list has come to them."""
        self._chosen_id = customer_id
        if not self._light_chosen(reveal=True):
            self.view.clear_current()

    def forget(self) -> None:
        """Choose nobody and search for nothing; the next list begins with its first."""
        self._chosen_id = None
        self.search.set_text("")
        self.search.stop_waiting()

    @Slot()
    def reload(self) -> None:
        """Read the list from its start; the chosen customer stays chosen where possible."""
        self.search.stop_waiting()
        self.count_label.setText("")
        try:
            self.model.show(
                self.search.searched, self.sort_button.sort, reverse=self.sort_button.is_reversed
            )
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        self._show_state()
        if self.search.searched and self.model.rowCount():
            announce(self, self.count_label.text())
        found = self._light_chosen(reveal=True)
        if not found and (self._chosen_id is None or self.search.searched):
            self._choose_first()

    def refresh(self, customer_ids: Collection[int]) -> None:
        """Take in changed customers; selection and scroll position stay."""
        was_lit = self.view.current is not None
        try:
            with self.view.held_still(customer_ids):
                self.model.refresh(customer_ids)
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        self._show_state()
        if self._chosen_id is None:
            self._choose_first()
        elif not self._light_chosen(reveal=not was_lit):
            self.view.clear_current()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.states.setMask(self._mask())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._outline(QRectF(self.rect())), self._theme.color("surface"))

    # Inside

    def _outline(self, rect: QRectF) -> QPainterPath:
        """Round the corner that is the dialog's own."""
        radius = self._theme.radius("dialog") - 1.0
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(rect, radius, radius)
        path.addRect(rect.adjusted(0, 0, 0, -radius))
        path.addRect(rect.adjusted(radius, 0, 0, 0))
        return path

    def _mask(self) -> QRegion:
        """Keep rows out of the rounded corner."""
        rect = QRectF(self.rect()).translated(0, -self.states.y())
        return QRegion(self._outline(rect).simplified().toFillPolygon().toPolygon())

    @Slot(int)
    def _show_count(self, count: int) -> None:
        self.count_label.setText(self._wording.customers(count))

    def _show_state(self) -> None:
        """Show the list, or say why there is none."""
        state: QWidget = self.view
        if not self.model.rowCount():
            state = self.no_match if self.search.searched else self.nobody
        if state is self.no_match:
            title = self.tr("No one matches “{text}”").format(text=self.search.searched)
            self.no_match.set(title)
            announce(self, title)
        self.states.setCurrentWidget(state)

    def _choose_first(self) -> None:
        if self.model.rowCount():
            self.view.go_to(0)
        else:
            self._chosen_id = None
            self.chosen.emit(None)

    @Slot()
    def _light_chosen(self, *, reveal: bool = False) -> bool:
        """Light the chosen customer's row when it is loaded; say whether it is."""
        current = self.view.current
        if current is not None and current.id == self._chosen_id:
            return True
        row = self.model.row_of(self._chosen_id, near=self.view.currentIndex().row())
        if row >= 0:
            self.view.go_to(row, reveal=reveal)
        return row >= 0

    @Slot(object)
    def _on_current(self, customer: Customer | None) -> None:
        if customer is not None:
            self._chosen_id = customer.id
            self.chosen.emit(customer)

    @Slot(object)
    def _show_problem(self, problem: StoreUnavailable) -> None:
        self.count_label.setText("")
        self.states.show_problem(problem)

    @Slot()
    def _ask_for_new(self) -> None:
        self.new_requested.emit(self.search.searched)
