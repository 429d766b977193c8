"""Search, the kinds of list, and the list itself, or why there is nothing in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import StoreUnavailable
from app.domain.product import Product, Stocked
from app.ui.actions import keycap
from app.ui.products.list_model import ProductListModel
from app.ui.products.list_view import ProductListView
from app.ui.products.states import CheckBanner, NoProducts, StockChips
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
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
        self.search = Field(
            theme,
            icon="search",
            placeholder=self.tr("Search name or scan a barcode"),
            key=keycap("search"),
            height=48,
            clearable=True,
            type_name="line-item",
        )
        self.search.setObjectName("product_search")
        self.chips = StockChips(theme)
        self.banner = CheckBanner(theme, self._wording)
        self.view = ProductListView(theme, self.model)
        self.nothing = NoProducts(theme, can_import=can_import)
        self.no_match = EmptyState(
            theme, "search-x", "", button=self.tr("New product"), button_icon="plus"
        )
        self.none_here = EmptyState(theme, "circle-check", "")
        self.broken = EmptyState(
            theme, "circle-alert", "", button=self.tr("Try again"), button_icon="refresh-cw"
        )
        for state, name in ((self.no_match, "product_new_match"), (self.broken, "product_retry")):
            if state.button is not None:
                state.button.setObjectName(name)
        self._card = Card(theme, clip=True)
        self._debounce = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for state in (self.view, self.nothing, self.no_match, self.none_here, self.broken):
            self._stack.addWidget(state)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
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
        self._debounce.timeout.connect(self.reload)
        self._typed_in = self.search.edit
        self._typed_in.installEventFilter(self)
        self.chips.chosen.connect(self._on_chosen)
        self.banner.wanted.connect(self._show_to_check)
        self.view.current_changed.connect(self.lit)
        self.view.opened.connect(self.opened)
        self.model.failed.connect(self._show_problem)
        self.broken.button_clicked.connect(self.reload)
        self.no_match.button_clicked.connect(self._ask_for_new)
        self.nothing.button_clicked.connect(self._ask_for_new)
        self.nothing.import_clicked.connect(self.import_requested)

    # What it shows

    @property
    def searched(self) -> str:
        return self.search.text().strip()

    @property
    def state(self) -> QWidget | None:
        """Give what stands in the place of the list: the list, or why there is none."""
        return self._stack.currentWidget()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.select_all()

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
        self.focus_search()

    @Slot()
    def reload(self) -> None:
        """Read the list from its start, and count."""
        self._debounce.stop()
        lit = self.view.current
        try:
            self.model.show(self.searched, self.chips.current)
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        if lit is not None:
            self.light(lit.id)
        self._show_state()
        if not self.searched:
            self.count()

    def refresh(self, product_id: int) -> None:
        """Take in one changed product; the place in the list stays."""
        lit = self.view.current
        try:
            self.model.refresh(product_id)
        except StoreUnavailable as problem:
            self._show_problem(problem)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._typed_in
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            at_words = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)  # these are the field's own
            return not at_words and self.view.move_by_key(event.key())
        return False

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
        self._stack.setCurrentWidget(state)

    def _why_empty(self) -> QWidget:
        if self.searched:
            words = self.tr("No product matches “{text}”").format(text=self.searched)
            if self.searched == self._scanned:
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
        self._debounce.start()

    @Slot()
    def _on_enter(self) -> None:
        """Open what is lit, or the only one found; where there is none, begin it."""
        if self._debounce.isActive():
            self.reload()
        product = self.view.current
        if product is None and self.searched and self.model.rowCount():
            product = self.model.product(0)
        if product is not None:
            self.opened.emit(product)
        elif self.searched and not self.model.rowCount():
            self._ask_for_new()

    @Slot()
    def _show_to_check(self) -> None:
        self.search.set_text("")
        self.chips.set_current(Stocked.TO_CHECK)
        self.reload()

    @Slot(object)
    def _show_problem(self, problem: StoreUnavailable) -> None:
        self.broken.set(*self._wording.error(problem))
        self._stack.setCurrentWidget(self.broken)

    @Slot()
    def _ask_for_new(self) -> None:
        self.new_requested.emit(self.searched)

    def lit_product(self) -> Product | None:
        """Give the product whose row is lit."""
        return self.view.current
