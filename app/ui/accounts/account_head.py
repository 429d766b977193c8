"""Whose account it is, what is owed and what is left of the limit."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Account
from app.domain.money import ZERO
from app.ui.account_words import DOT
from app.ui.accounts.limit_bar import LimitBar
from app.ui.theme import Theme
from app.ui.widgets.avatar import AvatarView
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.menu import Menu
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.painting import LEFT, RIGHT
from app.ui.wording import Wording


class AccountHead(QWidget):
    """Its menu offers what is done to the account itself."""

    edit_requested = Signal()
    adjust_requested = Signal()
    closing_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wording = theme, wording
        self._avatar = AvatarView(theme, "", 44)
        self.name = ElidedLabel(theme, "", "section", weight=600)
        self.name.setObjectName("account_title")
        self.facts = ElidedLabel(theme, "", "body", "text2", tabular=True)
        self.facts.setObjectName("account_facts")
        self._make_menu()
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
        self._lay_out()

    def _make_menu(self) -> None:
        self.more = IconButton(self._theme, "sliders-horizontal", self.tr("More for this account"))
        self.more.setObjectName("account_more")
        self.menu = Menu(self._theme, self.more)
        self.menu.setObjectName("account_menu")
        edit = self.menu.addAction(self.tr("Edit, limit, who buys on it"))
        adjust = self.menu.addAction(self.tr("Adjust the balance"))
        self._close = self.menu.addAction("")
        edit.triggered.connect(self.edit_requested)
        adjust.triggered.connect(self.adjust_requested)
        self._close.triggered.connect(self.closing_requested)
        self.more.clicked.connect(self._open_menu)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(6)
        column.addLayout(figures)
        column.addWidget(self.bar)
        column.addLayout(under)

    def show_account(self, account: Account) -> None:
        self._avatar.set_name(account.name)
        self.name.setText(account.name)
        terms = self.tr("{days} days").format(days=account.terms_days)
        closed = "" if account.is_active else self.tr("closed")
        facts = (account.phone or account.contact_person, account.code, terms, closed)
        self.facts.setText(DOT.join(part for part in facts if part))
        closing = self.tr("Close the account") if account.is_active else self.tr("Open it again")
        self._close.setText(closing)
        self._show_figures(account)

    # Inside

    def _show_figures(self, account: Account) -> None:
        words = self._wording
        is_credit, is_over = account.balance < ZERO, account.available < ZERO
        self._balance_word.setText(self.tr("Credit") if is_credit else self.tr("Balance"))
        self.balance.set_amount(words.money(-account.balance if is_credit else account.balance))
        self.balance.set_color("success_text" if is_credit else "text")
        self.available.set_amount(words.money(account.available))
        self.available.set_color("danger_text" if is_over else "success_text")
        percent = max(ZERO, account.balance).minor * 100 // (account.limit.minor or 1)
        used = self.tr("{percent}% of limit used").format(percent=f"{percent:,}")
        self.used.setText(used if account.limit else "")
        self.limit.setText(self.tr("Limit {amount}").format(amount=words.money(account.limit)))
        self.bar.show_account(account)

    @Slot()
    def _open_menu(self) -> None:
        below = self.more.rect().bottomRight()
        below.setX(below.x() - self.menu.sizeHint().width())
        self.menu.popup(self.more.mapToGlobal(below))
