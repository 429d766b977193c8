"""Search, the kinds of list, and the list itself, or why there is nothing in it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import StoreUnavailable
from app.domain.product import Stocked
from app.ui.list_search import AT_WORDS, ListSearch
from app.ui.products.list_model import ProductListModel
from app.ui.products.list_view import ProductListView
from app.ui.products.states import CheckBanner, NoProducts, StockChips
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.card import Card
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_NARROWEST_SEARCH = 330


class ProductListPane(QWidget):
    """Says which product is lit and which is asked for; nothing is kept open here."""

    lit = Signal(object)
    opened = Signal(object)
    new_requested = Signal(str)
    import_requested = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        *,
        can_import: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._wording = wording
        self._scanned = ""
        self.model = ProductListModel(shop, wording, self)
        self._create(theme, can_import=can_import)
        self._lay_out()
        self._connect()

    def _create(self, theme: Theme, *, can_import: bool) -> None:
        placeholder = self.tr("Search name or scan a barcode")
        self.search = ListSearch(theme, placeholder, "product_search")
        self.chips = StockChips(theme)
        self.banner = CheckBanner(theme, self._wording)
        self.view = ProductListView(theme, self.model)
        self.nothing = NoProducts(theme, can_import=can_import)
        self.no_match = EmptyState(
            theme, "search-x", "", button=self.tr("New product"), button_icon="plus"
        )
        self.none_here = EmptyState(theme, "circle-check", "")
        self.states = States(
            theme, self._wording, self.view, self.nothing, self.no_match, self.none_here
        )
        named = ((self.no_match, "product_new_match"), (self.states.broken, "product_retry"))
        for state, name in named:
            if state.button is not None:
                state.button.setObjectName(name)
        self._card = Card(theme, clip=True)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.states)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self.search, 1)
        self._top.addWidget(self.chips)
        self.chips.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._top)
        column.addWidget(self.banner)
        column.addWidget(self._card, 1)

    def _connect(self) -> None:
        self.search.text_changed.connect(self._on_typed)
        self.search.submitted.connect(self._on_enter)
        self.search.rested.connect(self.reload)
        self.search.move_with(self.view.move_by_key, AT_WORDS)
        self.chips.chosen.connect(self._on_chosen)
        self.banner.wanted.connect(self._show_to_check)
        self.view.current_changed.connect(self.lit)
        self.view.opened.connect(self.opened)
        self.model.failed.connect(self.states.show_problem)
        self.states.retried.connect(self.reload)
        self.no_match.button_clicked.connect(self._ask_for_new)
        self.nothing.button_clicked.connect(self._ask_for_new)
        self.nothing.import_clicked.connect(self.import_requested)

    # What it shows

    def forget_search(self) -> None:
        """Search for nothing, and read the list again."""
        self.search.set_text("")
        self.reload()

    def look_for(self, code: str) -> None:
        """Search for a scanned code that names nothing on sale: it may be in the archive."""
        self.chips.set_current(Stocked.ALL)
        self.search.set_text(code)
        self._scanned = code
        self.reload()
        self.search.begin()

    @Slot()
    def reload(self) -> None:
        """Read the list from its start, and count."""
        self.search.stop_waiting()
        lit = self.view.current
        try:
            self.model.show(self.search.searched, self.chips.current)
        except StoreUnavailable as problem:
            self.states.show_problem(problem)
            return
        if lit is not None:
            self.light(lit.id)
        self._show_state()
        if not self.search.searched:
            self.count()

    def refresh(self, product_id: int) -> None:
        """Take in one changed product; the place in the list stays."""
        lit = self.view.current
        try:
            self.model.refresh(product_id)
        except StoreUnavailable as problem:
            self.states.show_problem(problem)
            return
        if lit is not None:
            self.light(lit.id)
        self._show_state()
        self.count()

    def light(self, product_id: int) -> None:
        """Light a product's row where it is loaded; nothing is said about it."""
        row = self.model.row_of(product_id, near=self.view.currentIndex().row())
        self.blockSignals(True)
        if row < 0:
            self.view.clear_current()
        elif self.view.currentIndex().row() != row:
            self.view.go_to(row)
        self.blockSignals(False)

    @Slot()
    def count(self) -> None:
        """Count every list of the whole shelf: a search narrows what is shown, no more."""
        try:
            counts = self._shop.reader.products.counts("", by=self._shop.by)
        except StoreUnavailable:
            return  # the list itself has said so
        self.chips.set_counts(counts)
        is_shown = self.chips.current is Stocked.TO_CHECK
        self.banner.show_count(0 if is_shown else counts[Stocked.TO_CHECK])
        self._arrange()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Inside

    def _arrange(self) -> None:
        """Put the kinds of list beside the search where both fit, else under it."""
        fits = self.width() >= self.chips.sizeHint().width() + 8 + _NARROWEST_SEARCH
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._top.direction() != way:
            self._top.setDirection(way)

    def _show_state(self) -> None:
        state: QWidget = self.view
        if not self.model.rowCount():
            state = self._why_empty()
        self.states.setCurrentWidget(state)

    def _why_empty(self) -> QWidget:
        if self.search.searched:
            words = self.tr("No product matches “{text}”").format(text=self.search.searched)
            if self.search.searched == self._scanned:
                code = self._wording.barcode(self._scanned)
                words = self.tr("No product has barcode {code}").format(code=code)
            self.no_match.set(words)
            announce(self, words, at_once=True)
            return self.no_match
        if self.chips.current is Stocked.ALL:
            return self.nothing
        self.none_here.set(self.chips.empty_words())
        return self.none_here

    @Slot()
    def _on_chosen(self) -> None:
        self.reload()
        self.count()

    @Slot()
    def _on_typed(self) -> None:
        self._scanned = ""

    @Slot()
    def _on_enter(self) -> None:
        """Open what is lit, or the only one found; where there is none, begin it."""
        self.search.settle()
        product = self.view.current
        if product is None and self.search.searched and self.model.rowCount():
            product = self.model.product(0)
        if product is not None:
            self.opened.emit(product)
        elif self.search.searched and not self.model.rowCount():
            self._ask_for_new()

    @Slot()
    def _show_to_check(self) -> None:
        self.search.set_text("")
        self.chips.set_current(Stocked.TO_CHECK)
        self.reload()

    @Slot()
    def _ask_for_new(self) -> None:
        self.new_requested.emit(self.search.searched)
