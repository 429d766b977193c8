"""Accounts receivable: figures, the list of accounts, and the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.credit import Account, LedgerEntry, Owing
from app.domain.errors import NotAllowed, ShopError, StoreUnavailable
from app.ui.account_words import accounts_words
from app.ui.accounts.account_panel import AccountPanel
from app.ui.accounts.account_sheet import AccountSheet
from app.ui.accounts.list_model import AccountListModel, Column
from app.ui.accounts.list_view import AccountListView
from app.ui.accounts.payment_desk import PaymentDesk
from app.ui.accounts.reason_sheet import AdjustSheet, PromiseSheet, TakeBackSheet
from app.ui.accounts.statement_sheet import StatementSheet
from app.ui.accounts.tiles import FigureTiles
from app.ui.actions import keycap
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.card import Card, Divider
from app.ui.widgets.field import Field
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.paged_view import MOVES
from app.ui.widgets.states import EmptyState
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.widgets.toggles import ChipRow
from app.ui.wording import Wording

_PANEL, _WIDE_PANEL, _WIDE_FROM = 408, 480, 1600
_PANEL_GROWS = 0.3
_CHIPS = (Owing.WITH_BALANCE, Owing.OVERDUE, Owing.PROMISED, Owing.ALL, Owing.CLOSED)
_DETAIL_AFTER_MS = 60


class ReceivablesPane(QWidget):
    """Holds the chosen account by id, so that it stays chosen while the list changes."""

    counted = Signal(int)

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        window: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receivables")
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._window = toasts, window
        self._chosen_id: int | None = None
        self._is_read = self._is_at_rest = False
        self.model = AccountListModel(shop, wording, self)
        self.payments = PaymentDesk(shop, theme, wording, window, self)
        self._create()
        self._lay_out()
        self._connect()

    def _create(self) -> None:
        theme = self._theme
        self.tiles = FigureTiles(theme, self._wording)
        self.search = Field(
            theme,
            icon="search",
            placeholder=self.tr("Search account code or name"),
            key=keycap("search"),
            height=48,
            clearable=True,
            type_name="line-item",
        )
        self.search.setObjectName("accounts_search")
        names = (
            self.tr("With balance"),
            self.tr("Overdue"),
            self.tr("Promised"),
            self.tr("All"),
            self.tr("Closed"),
        )
        keys = [each.value for each in _CHIPS]
        self.chips = ChipRow(theme, list(zip(keys, names, strict=True)))
        self.view = AccountListView(theme, self.model)
        self.panel = AccountPanel(self._shop, theme, self._wording)
        new = self.tr("New account")
        self.nothing = EmptyState(
            theme,
            "notebook-pen",
            self.tr("No accounts yet"),
            self.tr("Whoever buys on the list gets an account with a limit."),
            button=new,
            button_icon="plus",
        )
        self.no_match = EmptyState(theme, "search-x", "")
        self.broken = EmptyState(
            theme, "circle-alert", "", button=self.tr("Try again"), button_icon="refresh-cw"
        )
        self._debounce = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        self._rest = QTimer(self, singleShot=True, interval=_DETAIL_AFTER_MS)

    def _lay_out(self) -> None:
        card = Card(self._theme, clip=True)
        self._stack = QStackedWidget()
        for state in (self.view, self.nothing, self.no_match, self.broken):
            self._stack.addWidget(state)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        self._ring = FocusRing(self._theme, card, self.view)
        find = QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(self.search, 1)
        find.addWidget(self.chips)
        left = QVBoxLayout()
        left.setContentsMargins(20, 16, 20, 20)
        left.setSpacing(14)
        left.addWidget(self.tiles)
        left.addLayout(find)
        left.addWidget(card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(Divider(self._theme, vertical=True))
        row.addWidget(self.panel)
        self.fit(0)

    def _connect(self) -> None:
        self.search.text_changed.connect(self._debounce.start)
        self.search.edit.installEventFilter(self)
        self._debounce.timeout.connect(self.reload)
        self._rest.timeout.connect(self._show_chosen)
        self.chips.chosen.connect(self.reload)
        self.view.current_changed.connect(self._on_current)
        self.view.sort_requested.connect(self.sort_by)
        self.view.opened.connect(self.pay)
        self.model.counted.connect(self.counted)
        self.model.failed.connect(self._show_problem)
        self.nothing.button_clicked.connect(self.open_new)
        self.broken.button_clicked.connect(self.reload)
        self.payments.refused.connect(self._toasts.post)
        panel = self.panel
        panel.payment_requested.connect(self.pay)
        panel.statement_requested.connect(self.show_statement)
        panel.edit_requested.connect(self.edit)
        panel.adjust_requested.connect(self.adjust)
        panel.promise_requested.connect(self.note_promise)
        panel.closing_requested.connect(self.close_or_open)
        panel.entry_opened.connect(self._open_entry)
        panel.undo_requested.connect(self._take_back)
        self._shop.ledgers.refused.connect(self._on_refused)
        self._theme.changed.connect(self._fit_again)

    # What it shows

    @property
    def account(self) -> Account | None:
        """The account the keys act on: the lit one of what was typed, at once."""
        if self._debounce.isActive():
            self.reload()
        self._show_chosen()
        return self.panel.account

    @property
    def which(self) -> Owing:
        return Owing(self.chips.current)

    def fit(self, window_width: int) -> None:
        """Give the chosen account its share of a window of this width; larger text needs more."""
        self._fitted = window_width
        larger = 1 + (self._theme.scale - 1) * _PANEL_GROWS
        wide = window_width >= _WIDE_FROM
        self.panel.setFixedWidth(round((_WIDE_PANEL if wide else _PANEL) * larger))

    @Slot()
    def _fit_again(self) -> None:
        self.fit(self._fitted)

    def begin(self) -> None:
        """Read everything, as when the tab is opened; the first account is chosen."""
        self._is_read = True
        self._chosen_id = None
        self.search.set_text("")
        self.show_figures()
        self.reload()

    def choose(self, account: Account) -> None:
        """Show one account, among all where the list would hide it."""
        if not self._is_read:
            self.begin()
        self._chosen_id = account.id
        if not self._light_chosen():
            self.chips.set_current(Owing.ALL.value if account.is_active else Owing.CLOSED.value)
            self.search.set_text("")
            self.reload()
            if not self._light_chosen():
                self.view.clear_current()
        self.panel.show_account(account)

    @Slot()
    def show_figures(self) -> None:
        try:
            figures = self._shop.reader.accounts.figures(self.model.today, by=self._shop.by)
        except ShopError:
            figures = None  # the list says what is wrong with the shop
        self.tiles.show_figures(figures, self.model.today)

    @Slot()
    def reload(self) -> None:
        """Read the list from its start; the chosen account stays chosen where possible."""
        self._debounce.stop()
        try:
            self.model.show(self.search.text().strip(), self.which)
        except (StoreUnavailable, NotAllowed) as problem:
            self._show_problem(problem)
            return
        self._show_state()
        if self.search.text().strip():
            announce(self, accounts_words(self.model.rowCount()))
        if not self._light_chosen() and self.model.rowCount():
            self.view.go_to(0)
        elif not self.model.rowCount():
            self._chosen_id = None
            self._show_chosen()

    @Slot(int)
    def sort_by(self, column: int) -> None:
        try:
            self.model.sort_by(Column(column))
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        self.view.show_order()
        self.view.scrollToTop()
        announce(self.view, str(self.model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)))  # fmt: skip
        self._light_chosen()

    def refresh(self, changes: Changes) -> None:
        """Take in what a commit changed; the chosen account stays chosen."""
        if not self._is_read:
            return
        self.show_figures()
        self._is_at_rest = True
        try:
            for account_id in changes.accounts:
                self.model.refresh(account_id)
            self._show_state()
            if not self._light_chosen():
                self.view.clear_current()
        except StoreUnavailable as problem:
            self._show_problem(problem)
            return
        finally:
            self._is_at_rest = False
        if self.panel.account is not None and self.panel.account.id in changes.accounts:
            self.panel.reload()

    # Commands

    @Slot()
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.select_all()

    @Slot()
    def pay(self) -> None:
        """Take money on the chosen account; afterwards its row is still the chosen one."""
        account = self.account
        if account is not None and account.is_active:
            self.payments.take(account)

    @Slot()
    def show_statement(self) -> None:
        if (account := self.account) is not None:
            StatementSheet(self._shop, self._theme, self._wording, self._window, account).ask()

    @Slot()
    def open_new(self) -> None:
        self._ask_for_account(None, self.search.text().strip())

    @Slot()
    def edit(self) -> None:
        if (account := self.account) is not None:
            self._ask_for_account(account)

    @Slot()
    def adjust(self) -> None:
        if (account := self.account) is not None:
            AdjustSheet(self._shop, self._theme, self._wording, self._window, account).ask()

    @Slot()
    def note_promise(self) -> None:
        if (account := self.account) is not None:
            PromiseSheet(
                *(self._shop, self._theme, self._wording, self._window, account, self.model.today)
            ).ask()

    @Slot()
    def close_or_open(self) -> None:
        if (account := self.account) is not None:
            self._shop.ledgers.close(account.id, closed=account.is_active)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            key = event.key()
            if self._debounce.isActive() and (
                key in MOVES or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ):
                self.reload()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                self._show_chosen()
                return True
            return self.view.move_by_key(key)
        return False

    # Slots

    @Slot(object)
    def _on_current(self, account: Account | None) -> None:
        if account is not None and not self._is_at_rest:
            self._chosen_id = account.id
            self._rest.start()

    @Slot()
    def _show_chosen(self) -> None:
        self._rest.stop()
        current = self.view.current
        if self._chosen_id is None:
            self.panel.show_account(None)
        elif (
            current is not None
            and current.id == self._chosen_id
            and (self.panel.account is None or self.panel.account != current)
        ):
            self.panel.show_account(current)

    @Slot(object)
    def _open_entry(self, entry: LedgerEntry) -> None:
        account = self.panel.account
        if entry.sale_id is not None and not entry.number:
            self.payments.show_sale(entry.sale_id)
        elif account is not None:
            self.payments.show_slip(account, entry)

    @Slot(object)
    def _take_back(self, entry: LedgerEntry) -> None:
        if (account := self.panel.account) is not None:
            TakeBackSheet(
                self._shop, self._theme, self._wording, self._window, account, entry
            ).ask()

    @Slot(object)
    def _on_saved(self, account: Account) -> None:
        self.choose(account)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        """What no open dialog says: that an account could not be closed."""
        if self.isVisible() and not self._window_is_asking:
            self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))

    @Slot(object)
    def _show_problem(self, problem: ShopError) -> None:
        self.broken.set(*self._wording.error(problem))
        self._stack.setCurrentWidget(self.broken)

    # Inside

    @property
    def _window_is_asking(self) -> bool:
        from app.ui.widgets.sheet import Sheet

        top = Sheet.top(self._window)
        return top is not None and not top.isAncestorOf(self)

    def _ask_for_account(self, account: Account | None, name: str = "") -> None:
        who: list[tuple[int, str]] = []
        if account is not None:
            try:
                who = self._shop.reader.accounts.customers_of(account.id, by=self._shop.by)
            except ShopError as problem:
                self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
                return
        sheet = AccountSheet(
            self._shop, self._theme, self._wording, self._window, account, name=name, customers=who
        )
        sheet.saved.connect(self._on_saved)
        sheet.ask()

    def _show_state(self) -> None:
        """Show the list, or say why there is none."""
        state: QWidget = self.view
        if not self.model.rowCount():
            text = self.search.text().strip()
            is_plain = not text and self.which in (Owing.ALL, Owing.WITH_BALANCE)
            state = self.nothing if is_plain and not self._any_account() else self.no_match
            title = self.tr("No account matches “{text}”").format(text=text)
            self.no_match.set(title if text else self.tr("No account here"))
        self._stack.setCurrentWidget(state)

    def _any_account(self) -> bool:
        try:
            count = self._shop.reader.accounts.count(
                "", Owing.ALL, self.model.today, by=self._shop.by
            )
        except ShopError:
            return False
        return count > 0

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
