"""An account opened by hand, or changed: name, code, limit, contact, terms, who buys on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credit import Account, AccountTerms
from app.domain.errors import InvalidAmount, InvalidInput, NameTaken, ShopError
from app.domain.money import Money
from app.ui.accounts.sharers import Sharers
from app.ui.actions import answer_key, keycap
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.field import Field
from app.ui.wish_sheet import Wish, WishSheet
from app.ui.wording import Wording

USUAL_LIMIT = Money(500_000)
_WIDTH, _HEIGHT = 860, 640


class AccountSheet(WishSheet):
    """A code never changes afterwards; another limit needs a reason."""

    wished = Signal(object)  # AccountTerms, where somebody else has to allow it first
    other_requested = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        account: Account | None = None,
        *,
        name: str = "",
        phone: str = "",
        customers: Sequence[tuple[int, str]] = (),
        asks_first: bool = False,
        offers_other: bool = False,
    ) -> None:
        """Without an account a new one is opened, begun with name, phone and customers.

        With `asks_first` nothing is saved here: `wished` tells what is to be allowed.
        """
        title = self.tr("Edit account") if account else self.tr("Open account")
        super().__init__(
            *(theme, wording, window, title, "account"),
            width=_WIDTH,
            height=_HEIGHT,
            save_words=self.tr("Save") if account else self.tr("Open account"),
            save_key=keycap("save"),
        )
        self._shop, self._account = shop, account
        self._asks_first = asks_first
        self._create(customers)
        self._fill(account, name, phone)
        self._lay_out()
        self.other.setVisible(offers_other)
        self._connect()

    def _create(self, customers: Sequence[tuple[int, str]]) -> None:
        self.name = self._field("account_name", self.tr("Name"))
        self.code = self._field("account_code", self.tr("Code"))
        self.code.set_placeholder(self.tr("The next one, like AR-0042"))
        self.limit = self._field("account_limit_field", self.tr("Limit"))
        self.terms = self._field("account_terms", self.tr("Pays within (days)"))
        self.contact = self._field("account_contact", self.tr("Contact person"))
        self.phone = self._field("account_phone", self.tr("Phone"))
        self.notes = self._field("account_notes", self.tr("Notes"))
        self.reason = self._field("account_reason_field", self.tr("Why the limit changes"))
        self.reason.hide()
        self.sharers = Sharers(self._shop, self.theme, self._wording, self._window, customers)
        self.other = GhostButton(self.theme, self.tr("Pick another account"), height=44)
        self.other.setObjectName("account_other")
        self.buttons.insertWidget(0, self.other)

    def _field(self, name: str, label: str) -> Field:
        field = Field(self.theme, label=label, height=48)
        field.setObjectName(name)
        return field

    def _fill(self, account: Account | None, name: str, phone: str) -> None:
        if account is None:
            self.name.set_text(name)
            self.phone.set_text(phone)
            self.limit.set_text(self._wording.amount(USUAL_LIMIT))
            self.terms.set_text("30")
            return
        for field, text in (
            (self.name, account.name),
            (self.code, account.code),
            (self.limit, self._wording.amount(account.limit)),
            (self.terms, str(account.terms_days)),
            (self.contact, account.contact_person),
            (self.phone, account.phone),
            (self.notes, account.notes),
        ):
            field.set_text(text)
        self.code.edit.setReadOnly(True)
        self.limit.text_edited.connect(self._show_reason)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        for pair in (
            ((self.name, 2), (self.code, 1)),
            ((self.limit, 1), (self.terms, 1), (self.phone, 1)),
            ((self.reason, 1),),
            ((self.contact, 1), (self.notes, 2)),
        ):
            row = QHBoxLayout()
            row.setSpacing(14)
            for field, share in pair:
                row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addWidget(self.sharers)
        self.lay_out(column, above=16, gap=10)

    def _connect(self) -> None:
        self.other.clicked.connect(self._ask_for_other)
        self.watch(*(self.name, self.code, self.limit, self.terms, self.reason),
                   *(self.contact, self.phone, self.notes))  # fmt: skip
        self.listen(self._shop.ledgers.saved, self._shop.ledgers.refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer_key(event, {"save": self.save}):
            super().keyPressEvent(event)

    # What it does

    def ask(self) -> None:
        """Open with the name ready, or the limit where the name is known."""
        is_known = self._account is not None or self.name.text()
        self.open(self.limit if is_known else self.name)

    def read(self) -> AccountTerms | None:
        """Give what is typed, or None after it was said what is wrong."""
        try:
            limit = self._wording.parse_amount(self.limit.text())
        except InvalidAmount as problem:
            self.limit.point_out(problem.message)
            return None
        days = self.terms.text().strip() or "0"
        if not (days.isascii() and days.isdigit()):
            self.terms.point_out(self.tr("Type a number of days, like 30."))
            return None
        return AccountTerms(
            self.name.text().strip(),
            limit,
            "" if self._account else self.code.text().strip(),
            self.contact.text().strip(),
            self.phone.text().strip(),
            int(days[:9]),
            self.notes.text().strip(),
            self.sharers.ids,
        )

    def wish(self) -> Wish | None:
        terms = self.read()
        if terms is None:
            return None
        if self._asks_first:
            self.wished.emit(terms)
            return None
        ledgers = self._shop.ledgers
        if self._account:
            return partial(ledgers.edit, self._account.id, terms, self.reason.text().strip())
        return partial(ledgers.open, terms, self._shop.clock.now())

    def save_allowed(self, terms: AccountTerms, sale_key: str) -> None:
        """Open the account that somebody allowed for this sale."""
        now = self._shop.clock.now()
        self.send(partial(self._shop.ledgers.open, terms, now, sale_key=sale_key))

    def field_of(self, problem: ShopError) -> Field | None:
        if isinstance(problem, NameTaken):
            return self.code
        lacking = (each for each in (self.name, self.reason) if each.isVisible())
        if isinstance(problem, InvalidInput):
            return next((each for each in lacking if not each.text().strip()), None)
        return None

    def set_saving(self, saving: bool) -> None:
        super().set_saving(saving)
        self.other.setEnabled(not saving)

    @Slot()
    def _show_reason(self) -> None:
        """Another limit needs a reason."""
        try:
            limit: Money | None = self._wording.parse_amount(self.limit.text())
        except InvalidAmount:
            limit = None
        same = self._account is not None and limit == self._account.limit
        self.reason.setVisible(not same)

    @Slot()
    def _ask_for_other(self) -> None:
        self.close_sheet()
        self.other_requested.emit()
