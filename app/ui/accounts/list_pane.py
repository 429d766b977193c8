"""The left of accounts receivable: figures, search, and the list that follows them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.credit import Account, Owing
from app.domain.errors import NotAllowed, ShopError, StoreUnavailable
from app.ui.account_words import accounts_words
from app.ui.accounts.list_model import AccountListModel, Column
from app.ui.accounts.list_view import AccountListView
from app.ui.accounts.tiles import FigureTiles
from app.ui.list_search import ListSearch
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.card import Card
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.states import EmptyState
from app.ui.widgets.toggles import ChipRow
from app.ui.wording import Wording

_SHOWN_AFTER_MS = 60
"""The arrow key held down runs through the list; what is chosen is told when it rests."""


class AccountListPane(QWidget):
    """Holds the chosen account by id, so that it stays chosen while the list changes."""

    chosen = Signal(object)  # Account, or None where there is none
    opened = Signal()
    new_requested = Signal()

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._chosen_id: int | None = None
        self._is_at_rest = False
        self.model = AccountListModel(shop, wording, self)
        self._create()
        self._lay_out()
        self._connect()

    def _create(self) -> None:
        theme = self._theme
        self.tiles = FigureTiles(theme, self._wording)
        placeholder = self.tr("Search account code or name")
        self.search = ListSearch(theme, placeholder, "accounts_search")
        self.chips = ChipRow(
            theme,
            [
                (Owing.WITH_BALANCE.value, self.tr("With balance")),
                (Owing.OVERDUE.value, self.tr("Overdue")),
                (Owing.PROMISED.value, self.tr("Promised")),
                (Owing.ALL.value, self.tr("All")),
                (Owing.CLOSED.value, self.tr("Closed")),
            ],
        )
        self.view = AccountListView(theme, self.model)
        self.nothing = EmptyState(
            theme,
            "notebook-pen",
            self.tr("No accounts yet"),
            self.tr("Whoever buys on the list gets an account with a limit."),
            button=self.tr("New account"),
            button_icon="plus",
        )
        self.no_match = EmptyState(theme, "search-x", "")
        self.states = States(theme, self._wording, self.view, self.nothing, self.no_match)
        self._rest = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)

    def _lay_out(self) -> None:
        card = Card(self._theme, clip=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.states)
        self._ring = FocusRing(self._theme, card, self.view)
        find = QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(self.search, 1)
        find.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(14)
        column.addWidget(self.tiles)
        column.addLayout(find)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self.search.rested.connect(self.reload)
        self.search.submitted.connect(self._enter_list)
        self.search.move_with(self.view.move_by_key)
        self._rest.timeout.connect(self.show_chosen)
        self.chips.chosen.connect(self.reload)
        self.view.current_changed.connect(self._on_current)
        self.view.sort_requested.connect(self.sort_by)
        self.view.opened.connect(self.opened)
        self.model.failed.connect(self.states.show_problem)
        self.nothing.button_clicked.connect(self.new_requested)
        self.states.retried.connect(self.reload)

    # What it shows

    @property
    def which(self) -> Owing:
        return Owing(self.chips.current)

    def begin(self) -> None:
        """Read everything, as when the list is turned to; the first account is chosen."""
        self._chosen_id = None
        self.search.set_text("")
        self.show_figures()
        self.reload()

    def choose(self, account: Account) -> None:
        """Choose an account, among all where the list would hide it."""
        self._chosen_id = account.id
        if not self._light_chosen():
            self.chips.set_current(Owing.ALL.value if account.is_active else Owing.CLOSED.value)
            self.search.set_text("")
            self.reload()
            if not self._light_chosen():
                self.view.clear_current()

    def settle(self) -> None:
        """Follow what was typed and walked to, before a key acts on the account."""
        self.search.settle()
        self.show_chosen()

    @Slot()
    def show_figures(self) -> None:
        try:
            figures = self._shop.reader.accounts.figures(self._shop.today, by=self._shop.by)
        except ShopError:
            figures = None  # the list says what is wrong with the shop
        self.tiles.show_figures(figures, self._shop.today)

    @Slot()
    def reload(self) -> None:
        """Read the list from its start; the chosen account stays chosen where possible."""
        self.search.stop_waiting()
        try:
            self.model.show(self.search.searched, self.which)
        except (StoreUnavailable, NotAllowed) as problem:
            self.states.show_problem(problem)
            return
        self._show_state()
        if self.search.searched:
            announce(self, accounts_words(self.model.rowCount()))
        if not self._light_chosen() and self.model.rowCount():
            self.view.go_to(0)
        elif not self.model.rowCount():
            self._chosen_id = None
            self.show_chosen()

    @Slot(int)
    def sort_by(self, column: int) -> None:
        try:
            self.model.sort_by(Column(column))
        except StoreUnavailable as problem:
            self.states.show_problem(problem)
            return
        self.view.show_order()
        self.view.scrollToTop()
        announce(self.view, str(self.model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)))  # fmt: skip
        self._light_chosen()

    def refresh(self, changes: Changes) -> None:
        """Take in what a commit changed; the chosen account stays chosen."""
        self.show_figures()
        self._is_at_rest = True
        try:
            for account_id in changes.accounts:
                self.model.refresh(account_id)
            self._show_state()
            if not self._light_chosen():
                self.view.clear_current()
        except StoreUnavailable as problem:
            self.states.show_problem(problem)
        finally:
            self._is_at_rest = False

    @Slot()
    def show_chosen(self) -> None:
        """Tell which account is chosen, now."""
        self._rest.stop()
        current = self.view.current
        if self._chosen_id is None:
            self.chosen.emit(None)
        elif current is not None and current.id == self._chosen_id:
            self.chosen.emit(current)

    # Inside

    @Slot(object)
    def _on_current(self, account: Account | None) -> None:
        if account is not None and not self._is_at_rest:
            self._chosen_id = account.id
            self._rest.start()

    @Slot()
    def _enter_list(self) -> None:
        """Enter goes on from what was typed to the account it found."""
        self.search.settle()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_chosen()

    def _show_state(self) -> None:
        """Show the list, or say why there is none."""
        state: QWidget = self.view
        if not self.model.rowCount():
            text = self.search.searched
            is_plain = not text and self.which in (Owing.ALL, Owing.WITH_BALANCE)
            state = self.nothing if is_plain and not self._any_account() else self.no_match
            title = self.tr("No account matches “{text}”").format(text=text)
            self.no_match.set(title if text else self.tr("No account here"))
        self.states.setCurrentWidget(state)

    def _any_account(self) -> bool:
        today, by = self._shop.today, self._shop.by
        try:
            return self._shop.reader.accounts.count("", Owing.ALL, today, by=by) > 0
        except ShopError:
            return False

    def _light_chosen(self) -> bool:
        """Light the chosen account's row when it is loaded; say whether it is."""
        if self._chosen_id is None:
            return False
        current = self.view.current
        if current is not None and current.id == self._chosen_id:
            return True
        row = self.model.row_of(self._chosen_id, near=self.view.currentIndex().row())
        if row >= 0:
            self.view.go_to(row)
        return row >= 0
