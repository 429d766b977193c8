"""One account at the right of the list: what is owed, what can be done, and the ledger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.clock import business_day
from app.domain.credit import Account, EntryKind, LedgerEntry
from app.domain.errors import NotFound, ShopError, StoreUnavailable
from app.domain.money import ZERO
from app.domain.statement import is_payment
from app.ui.account_words import DOT
from app.ui.accounts.ledger import LedgerModel, LedgerView
from app.ui.actions import keycap
from app.ui.shop import Shop
from app.ui.states import States
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.buttons import GhostButton, IconButton, PrimaryButton, SecondaryButton
from app.ui.widgets.focus_ring import FocusRing
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.menu import Menu
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import LEFT, RIGHT, paint_box
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

_BAR = 8
_UNDOABLE = (EntryKind.PAYMENT, EntryKind.DEPOSIT, EntryKind.ADJUSTMENT, EntryKind.OPENING)


class LimitBar(QWidget):
    """How much of the limit is used; the words under it say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._ink = "accent"
        self.setFixedHeight(_BAR)
        theme.changed.connect(self.update)

    def show_account(self, account: Account) -> None:
        used, limit = max(0, account.balance.minor), account.limit.minor
        self._share = min(1.0, used / limit) if limit else float(used > 0)
        near = "warning_text" if self._share > 0.9 else "accent"
        self._ink = "danger_text" if account.available < ZERO else near
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, whole = QPainter(self), QRectF(self.rect())
        color = self._theme.color
        edge = color("border") if self._theme.tone == "contrast" else None
        paint_box(painter, whole, _BAR / 2, fill=color("surface3"), edge=edge)
        if self._share:
            done = QRectF(0, 0, max(_BAR, whole.width() * self._share), _BAR)
            paint_box(painter, done, _BAR / 2, fill=color(self._ink))


class AccountPanel(States):
    """Follows the list; what it asks for goes out as signals."""

    payment_requested = Signal()
    statement_requested = Signal()
    edit_requested = Signal()
    adjust_requested = Signal()
    promise_requested = Signal()
    closing_requested = Signal()
    entry_opened = Signal(object)  # LedgerEntry
    undo_requested = Signal(object)  # LedgerEntry

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, wording, parent=parent)
        self.setObjectName("account_detail")
        self._shop = shop
        self._account: Account | None = None
        self.model = LedgerModel(shop, wording, self)
        self._create()
        self._lay_out()
        self._connect()

    def _create(self) -> None:
        theme = self._theme
        self._avatar = AvatarView(theme, "", 44)
        self.name = ElidedLabel(theme, "", "section", weight=600)
        self.name.setObjectName("account_title")
        self.facts = ElidedLabel(theme, "", "body", "text2", tabular=True)
        self.facts.setObjectName("account_facts")
        self.more = IconButton(theme, "sliders-horizontal", self.tr("More for this account"))
        self.more.setObjectName("account_more")
        self.menu = Menu(theme, self.more)
        self.menu.setObjectName("account_menu")
        self.edit_action = self.menu.addAction(self.tr("Edit, limit, who buys on it"))
        self.adjust_action = self.menu.addAction(self.tr("Adjust the balance"))
        self.close_action = self.menu.addAction("")
        self._balance_word = Label(theme, self.tr("Balance"), "label", "text2", weight=400)
        self.balance = MoneyLabel(theme, "amount-due", align=LEFT, shrink=(40, 32, 26, 22))
        self.balance.setObjectName("account_balance")
        self._available_word = Label(theme, self.tr("Available credit"), "label", "text2",
                                     weight=400, align=RIGHT)  # fmt: skip
        self.available = MoneyLabel(theme, "title", "success_text", shrink=(20, 18, 16))
        self.available.setObjectName("account_available")
        self.bar = LimitBar(theme)
        self.used = Label(theme, "", "label", "text3", weight=400, tabular=True)
        self.limit = Label(theme, "", "label", "text3", weight=400, tabular=True, align=RIGHT)
        self.limit.setObjectName("account_limit_words")
        self.pay = PrimaryButton(
            theme, self.tr("Record payment"), icon="banknote", type_name="button"
        )
        self.pay.setObjectName("account_pay")
        self.pay.setToolTip(keycap("record_payment"))
        self.statement = SecondaryButton(theme, self.tr("Statement"), icon="receipt-text")
        self.statement.setObjectName("account_statement")
        self.promise = GhostButton(theme, "", icon="calendar", height=44)
        self.promise.setObjectName("account_promise")
        self._title = Label(theme, self.tr("Ledger"), "body-lg", weight=600)
        self.undo = GhostButton(theme, self.tr("Take back"), icon="undo-2", height=44)
        self.undo.setObjectName("entry_undo")
        self.slip = GhostButton(theme, self.tr("Open"), icon="receipt-text", height=44)
        self.slip.setObjectName("entry_open")
        self.view = LedgerView(theme, self.model)
        self.nothing = EmptyState(theme, "notebook-pen", self.tr("Nothing charged yet"))
        self.nobody = EmptyState(theme, "notebook-pen", self.tr("No account chosen"))
        self._ring = FocusRing(theme, self.view, self.view, radius="control")

    def _lay_out(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.facts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._avatar)
        head.addLayout(who, 1)
        head.addWidget(self.more)
        figures = QGridLayout()
        figures.setVerticalSpacing(2)
        figures.addWidget(self._balance_word, 0, 0)
        figures.addWidget(self._available_word, 0, 1)
        figures.addWidget(self.balance, 1, 0)
        figures.addWidget(self.available, 1, 1)
        figures.setColumnStretch(0, 3)
        figures.setColumnStretch(1, 2)
        under = QHBoxLayout()
        under.addWidget(self.used, 1)
        under.addWidget(self.limit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pay, 3)
        buttons.addWidget(self.statement, 2)
        title = QHBoxLayout()
        title.setSpacing(4)
        title.addWidget(self._title, 1)
        title.addWidget(self.undo)
        title.addWidget(self.slip)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(6)
        column.addLayout(figures)
        column.addWidget(self.bar)
        column.addLayout(under)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.promise)
        column.addLayout(title)
        column.addWidget(self._stack, 1)
        self._page = page
        for state in (page, self.nobody):
            self.addWidget(state)
        self.setCurrentWidget(self.nobody)

    def _connect(self) -> None:
        self.pay.clicked.connect(self.payment_requested)
        self.statement.clicked.connect(self.statement_requested)
        self.promise.clicked.connect(self.promise_requested)
        self.more.clicked.connect(self._open_menu)
        self.edit_action.triggered.connect(self.edit_requested)
        self.adjust_action.triggered.connect(self.adjust_requested)
        self.close_action.triggered.connect(self.closing_requested)
        self.view.opened.connect(self._open_entry)
        self.view.doubleClicked.connect(self._open_current)
        self.view.current_changed.connect(self._show_choices)
        self.slip.clicked.connect(self._open_current)
        self.undo.clicked.connect(self._undo_current)
        self.retried.connect(self.reload)
        self.model.failed.connect(self.show_problem)
        self._theme.changed.connect(self.update)

    # What it shows

    @property
    def account(self) -> Account | None:
        return self._account

    def show_account(self, account: Account | None) -> None:
        """Show an account and its ledger from the newest entry, or nobody's."""
        self._account = account
        if account is None:
            self.setCurrentWidget(self.nobody)
            return
        self._show_words(account)
        try:
            self.model.show(account.id)
        except StoreUnavailable as problem:
            self.show_problem(problem)
            return
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self.nothing)
        self._show_choices(None)
        self.setCurrentWidget(self._page)

    @Slot()
    def reload(self) -> None:
        """Read the account again, as after a commit."""
        if self._account is None:
            return
        try:
            account = self._shop.reader.accounts.account(self._account.id, by=self._shop.by)
        except NotFound:
            self.show_account(None)
        except ShopError as problem:
            self.show_problem(problem)
        else:
            self.show_account(account)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = self._theme.radius("dialog") - 1.0
        color = self._theme.color("surface")
        painter.fillRect(self.rect().adjusted(0, 0, 0, -round(radius)), color)
        painter.fillRect(self.rect().adjusted(0, 0, -round(radius), 0), color)
        corner = QRectF(self.rect()).adjusted(self.width() / 2, self.height() / 2, 0, 0)
        paint_box(painter, corner, radius, fill=color)

    # Inside

    def _show_words(self, account: Account) -> None:
        words = self._wording
        self._avatar.set_name(account.name)
        self.name.setText(account.name)
        terms = self.tr("{days} days").format(days=account.terms_days)
        closed = "" if account.is_active else self.tr("closed")
        facts = (account.phone or account.contact_person, account.code, terms, closed)
        self.facts.setText(DOT.join(part for part in facts if part))
        is_credit = account.balance < ZERO
        self._balance_word.setText(self.tr("Credit") if is_credit else self.tr("Balance"))
        self.balance.set_amount(words.money(-account.balance if is_credit else account.balance))
        self.balance.set_color("success_text" if is_credit else "text")
        self.available.set_amount(words.money(account.available))
        is_over = account.available < ZERO
        self.available.set_color("danger_text" if is_over else "success_text")
        used = max(0, account.balance.minor) * 100 // (account.limit.minor or 1)
        self.used.setText(self.tr("{percent}% of limit used").format(percent=f"{used:,}")
                          if account.limit else "")  # fmt: skip
        self.limit.setText(self.tr("Limit {amount}").format(amount=words.money(account.limit)))
        self.bar.show_account(account)
        self.pay.setEnabled(account.is_active)
        self._show_promise(account)
        closing = self.tr("Close the account") if account.is_active else self.tr("Open it again")
        self.close_action.setText(closing)

    def _show_promise(self, account: Account) -> None:
        day = account.promise_date
        self.promise.setVisible(account.balance > ZERO or day is not None)
        if day is None:
            text = self.tr("When did they promise to pay?")
        else:
            today = business_day(self._shop.clock, self._shop.clock.now())
            word = self.tr("Promised for {day}, late") if day < today else (
                self.tr("Promised for {day}"))  # fmt: skip
            text = word.format(day=self._wording.day(day))
        self.promise.setText(text)
        self.promise.refresh()

    @Slot(object)
    def _show_choices(self, entry: LedgerEntry | None) -> None:
        """Offer for the chosen entry what can be done with it."""
        can_undo = entry is not None and entry.kind in _UNDOABLE and (
            not entry.is_reversed and entry.sale_id is None)  # fmt: skip
        can_open = entry is not None and (is_payment(entry) or entry.sale_id is not None)
        self.undo.setVisible(can_undo)
        self.slip.setVisible(can_open)
        if entry is not None:
            words = self.tr("Slip") if is_payment(entry) else self.tr("Sale")
            self.slip.setText(words)
            self.slip.refresh()

    @Slot(object)
    def _open_entry(self, entry: LedgerEntry) -> None:
        if is_payment(entry) or entry.sale_id is not None:
            self.entry_opened.emit(entry)

    @Slot()
    def _open_current(self) -> None:
        if self.view.current is not None:
            self._open_entry(self.view.current)

    @Slot()
    def _undo_current(self) -> None:
        if self.view.current is not None:
            self.undo_requested.emit(self.view.current)

    @Slot()
    def _open_menu(self) -> None:
        below = self.more.rect().bottomRight()
        below.setX(below.x() - self.menu.sizeHint().width())
        self.menu.popup(self.more.mapToGlobal(below))
