"""Money on an account: what is owed, what is paid, and what that pays off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.cart import new_key
from app.domain.clock import business_day
from app.domain.credit import Account, Charge
from app.domain.errors import SaleRefused, ShopError, StoreUnavailable
from app.domain.money import ZERO, Money
from app.domain.payment import AccountPayment, Payment
from app.domain.tender import METHODS, PaymentMethod
from app.ui.account_words import DOT
from app.ui.accounts.payment_form import PaymentForm
from app.ui.accounts.pays_off import PaysOff
from app.ui.shop import Shop
from app.ui.tender.references import References
from app.ui.theme import Theme
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.pad import NumberPad
from app.ui.wish_sheet import Wish, WishSheet
from app.ui.wording import Wording

_WIDTH, _HEIGHT, _ROW = 920, 596, 56
_GROWS = 160
"""How much higher a text twice as large would make it."""


class PaymentSheet(WishSheet):
    """Proposes all that is owed. One sheet books one payment, however often Enter is pressed."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, account: Account
    ) -> None:
        title = self.tr("Record payment")
        super().__init__(theme, wording, window, title, "payment", width=_WIDTH, height=_HEIGHT)
        self.set_subtitle(f"{account.name}{DOT}{account.code}")
        self._shop, self._account = shop, account
        self._key = new_key()
        self._charges: list[Charge] = []
        self._asked: Money | None = None
        self._doubted: Payment | None = None
        self._references = References(shop, wording, self)
        self.balance = MoneyLabel(theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft,
                                  shrink=(40, 32, 24))  # fmt: skip
        self.balance.setObjectName("payment_balance")
        self.balance.set_amount(wording.money(account.balance))
        self.form = PaymentForm(theme, wording, account.balance, self._methods())
        self.pays = PaysOff(theme, wording)
        self.pad = NumberPad(theme, key_height=60)
        self.pad.feed(self.form.amount.edit)
        self._arrange()
        self.form.feed_requested.connect(self.pad.feed)
        self.form.edited.connect(self._show)
        self.listen(shop.ledgers.paid, shop.ledgers.not_paid)
        theme.changed.connect(self._fit_text)
        self._fit_text()
        self._read_debts()
        self.form.put(max(ZERO, account.balance))

    def _methods(self) -> tuple[PaymentMethod, ...]:
        try:
            return self._shop.reader.methods.methods(by=self._shop.by)
        except ShopError:
            return METHODS

    def _read_debts(self) -> None:
        try:
            self._charges = self._shop.reader.accounts.unpaid(self._account.id, by=self._shop.by)
        except ShopError as problem:
            self.explain(problem)

    def _arrange(self) -> None:
        owed = QHBoxLayout()
        owed.setSpacing(14)
        owed.addWidget(Label(self.theme, self.tr("Balance"), "section", "text2", weight=500))
        owed.addWidget(self.balance, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(owed)
        left.addSpacing(4)
        left.addWidget(self.form)
        left.addWidget(self.problem)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.pad)
        right.addWidget(self.pays, 1)
        upper = QHBoxLayout()
        upper.setSpacing(24)
        upper.addLayout(left, 544)
        upper.addLayout(right, 296)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 20)
        column.setSpacing(14)
        column.addLayout(upper, 1)
        column.addLayout(self.buttons)
        self.save_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @Slot()
    def _fit_text(self) -> None:
        larger = round(_GROWS * (self.theme.scale - 1))
        self.resize_panel(_WIDTH, _HEIGHT + _ROW * (self.form.methods.rows - 1) + larger)

    # What it does

    def ask(self) -> None:
        """Open with all of the balance, selected."""
        self.open(self.form.amount)

    def read(self) -> AccountPayment | None:
        """Give the payment as typed, or None after it was said what it lacks."""
        part = self.form.read()
        if part is None:
            return None
        at = self._shop.clock.now()
        day = business_day(self._shop.clock, at)
        try:
            return AccountPayment(self._key, self._account.code, (part,), at, day)
        except SaleRefused as problem:
            field = self.form.asked if part.amount > ZERO else self.form.amount
            field.point_out(problem.message)
        return None

    def wish(self) -> Wish | None:
        payment = self.read()
        if payment is None or self._asks_about(payment.amount) or self._doubts(payment.parts[0]):
            return None
        return partial(self._shop.ledgers.take_payment, payment)

    def explain(self, problem: ShopError) -> None:
        in_doubt = isinstance(problem, StoreUnavailable) and problem.in_doubt
        self.save_button.setText(self.tr("Record again") if in_doubt else self.tr("Try again"))
        super().explain(problem)

    def set_saving(self, saving: bool) -> None:
        super().set_saving(saving)
        self.form.set_shut(saving)
        self.pad.setEnabled(not saving)
        if saving:
            self.save_button.setText(self.tr("Saving"))
        else:
            self._show()

    # Inside

    @Slot()
    def _show(self) -> None:
        """Say what the amount pays off."""
        self._asked = None
        amount = self.form.typed
        self.pays.show_payment(self._charges, self._account.balance, amount or ZERO)
        figure = self._wording.money(amount) if amount else ""
        self.save_button.setText(self.tr("Record {amount}").format(amount=figure).strip())
        self.save_button.refresh()
        self.save_button.setEnabled(bool(amount) and not self.is_saving)

    def _asks_about(self, amount: Money) -> bool:
        """More than is owed becomes credit: ask once, it may be the note that was handed over."""
        more = amount - max(ZERO, self._account.balance)
        if self._account.balance <= ZERO or more <= ZERO or self._asked == amount:
            return False
        self._asked = amount
        words = self.tr("{amount} more than is owed becomes credit. Enter again if that is right.")
        self.form.amount.set_error(words.format(amount=self._wording.money(more)))
        return True

    def _doubts(self, part: Payment) -> bool:
        """Ask once about a reference that was used before."""
        doubt = self._references.doubt(self.form.method, part, ())
        if doubt is None or part == self._doubted:
            return False
        self._doubted = part
        again = self.tr("Enter again if it is right.")
        self.form.reference.point_out(" ".join(word for word in (*doubt, again) if word))
        return True
