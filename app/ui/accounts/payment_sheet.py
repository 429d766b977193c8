"""Money on an account: how much, by what, what it pays off, and the change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.cart import new_key
from app.domain.clock import business_day
from app.domain.credit import Account, Charge, LedgerEntry
from app.domain.errors import InvalidAmount, SaleRefused, ShopError, StoreUnavailable
from app.domain.money import ZERO, Money
from app.domain.payment import AccountPayment, Payment
from app.domain.tender import METHODS, MethodKind, PaymentMethod
from app.ui.accounts.pay_methods import PayMethods
from app.ui.accounts.pays_off import PaysOff
from app.ui.actions import keycap
from app.ui.shop import Shop
from app.ui.tender.references import References
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_WIDTH, _HEIGHT, _ROW = 920, 596, 56
_GROWS = 160
"""How much higher a text twice as large would make it."""

_ROUND = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)


def round_sums(balance: Money) -> list[Money]:
    """Give the two largest sums of whole notes below a balance, the larger first."""
    return [Money(each) for each in _ROUND if each < balance.minor][-2:][::-1]


class PaymentSheet(Sheet):
    """Proposes all that is owed. One sheet books one payment, however often Enter is pressed."""

    recorded = Signal(object)  # LedgerEntry

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, account: Account
    ) -> None:
        super().__init__(
            theme, window, self.tr("Record payment"), width=_WIDTH, height=_HEIGHT,
            delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("payment_sheet")
        self.set_subtitle(f"{account.name}  ·  {account.code}")
        self._shop, self._wording, self._account = shop, wording, account
        self._key = new_key()
        self._charges: list[Charge] = []
        self._is_saving = False
        self._asked: Money | None = None
        self._references = References(shop, wording, self)
        self._doubted: Payment | None = None
        self._create()
        self._lay_out()
        self._connect()
        theme.changed.connect(self._fit_text)
        self._fit_text()
        self._read_debts()
        self._use_method(self.methods.current)
        self._put(max(ZERO, account.balance))

    def _create(self) -> None:
        theme, words = self.theme, self._wording
        self.balance = MoneyLabel(theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft,
                                  shrink=(40, 32, 24))  # fmt: skip
        self.balance.setObjectName("payment_balance")
        self.balance.set_amount(words.money(self._account.balance))
        self.amount = AmountField(theme, label=self.tr("Amount to pay"), prefix=words.currency)
        self.amount.setObjectName("payment_amount")
        self.given = AmountField(
            theme, label=self.tr("Cash received"), prefix=words.currency, height=56
        )
        self.given.setObjectName("payment_given")
        self.reference = Field(theme, label="", icon="hash", height=56)
        self.reference.setObjectName("payment_reference")
        self.methods = PayMethods(theme, words, self._methods())
        self.pays = PaysOff(theme, words)
        self.change = Label(theme, "", "section", "success_text", tabular=True, weight=600)
        self.change.setObjectName("payment_change")
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("payment_problem")
        self.problem.hide()
        self.pad = NumberPad(theme, key_height=60)
        self.pad.feed(self.amount.edit)
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), key=keycap("back"))
        self.cancel.setObjectName("payment_cancel")
        self.record = PrimaryButton(theme, "", icon="check", key="Enter")
        self.record.setObjectName("payment_record")
        self._sums: list[tuple[ChoiceTile, Money]] = []
        self._group = QButtonGroup(self)
        owed = self._account.balance
        offers = [(self.tr("Full balance"), owed)] if owed > ZERO else []
        offers += [(words.round_money(each), each) for each in round_sums(owed)]
        for index, (text, money) in enumerate(offers):
            tile = ChoiceTile(theme, text, height=52, centered=True)
            tile.setObjectName(f"payment_sum_{index}")
            self._group.addButton(tile, index)
            self._sums.append((tile, money))

    def _methods(self) -> tuple[PaymentMethod, ...]:
        try:
            return self._shop.reader.methods.methods(by=self._shop.by)
        except ShopError:
            return METHODS

    def _read_debts(self) -> None:
        try:
            self._charges = self._shop.reader.accounts.unpaid(self._account.id, by=self._shop.by)
        except ShopError as problem:
            self._explain(problem)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        owed = QHBoxLayout()
        owed.setSpacing(14)
        owed.addWidget(Label(self.theme, self.tr("Balance"), "section", "text2", weight=500))
        owed.addWidget(self.balance, 1)
        left.addLayout(owed)
        left.addSpacing(4)
        left.addWidget(self.amount)
        left.addSpacing(8)
        sums = QHBoxLayout()
        sums.setSpacing(8)
        for tile, _ in self._sums:
            sums.addWidget(tile, 1)
        left.addLayout(sums)
        left.addSpacing(8)
        left.addWidget(self.methods)
        left.addSpacing(8)
        left.addWidget(self.given)
        left.addWidget(self.reference)
        left.addSpacing(6)
        left.addWidget(self.change)
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
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.record, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 20)
        column.setSpacing(14)
        column.addLayout(upper, 1)
        column.addLayout(buttons)
        self.record.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.set_primary(self.record)
        self.record.clicked.connect(self.save)
        self.cancel.clicked.connect(self.leave)
        self._group.idClicked.connect(self._choose_sum)
        self.methods.chosen.connect(self._use_method)
        self._fields: tuple[Field, ...] = (self.amount, self.given, self.reference)
        for field in self._fields:
            field.text_changed.connect(self._show)
            field.edit.installEventFilter(self)
        self._shop.ledgers.paid.connect(self._on_paid)
        self._shop.ledgers.not_paid.connect(self._on_not_paid)

    @Slot()
    def _fit_text(self) -> None:
        larger = round(_GROWS * (self.theme.scale - 1))
        self.resize_panel(_WIDTH, _HEIGHT + _ROW * (self.methods.rows - 1) + larger)

    # What it does

    def ask(self) -> None:
        """Open with all of the balance, selected."""
        self.open(self.amount)

    def read(self) -> AccountPayment | None:
        """Give the payment as typed, or None after it was said what it lacks."""
        field: Field = self.amount
        try:
            amount = self._wording.parse_amount(self.amount.text())
            method = self.methods.current
            given: Money | None = None
            if method.is_cash:
                field = self.given
                typed = self.given.text().strip()
                given = self._wording.parse_amount(typed) if typed else amount
            else:
                field = self.reference
            field = self.amount if amount <= ZERO else field
            reference = "" if method.is_cash else method.checked_reference(self.reference.text())
            part = Payment(method.code, amount, given, reference)
            at = self._shop.clock.now()
            day = business_day(self._shop.clock, at)
            return AccountPayment(self._key, self._account.code, (part,), at, day)
        except (InvalidAmount, SaleRefused) as problem:
            field.point_out(problem.message)
        return None

    @Slot()
    def save(self) -> None:
        """Book it; the second half of a double tap finds it on its way."""
        if self._is_saving:
            return
        payment = self.read()
        if payment is None or self._asks_about(payment.amount):
            return
        if self._doubts(payment.parts[0]):
            return
        self._set_saving(True)
        self._shop.ledgers.take_payment(payment)

    def may_leave(self) -> bool:
        return not self._is_saving

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for field in self._fields:
                if watched is field.edit:
                    self.pad.feed(field.edit)
        return super().eventFilter(watched, event)

    # Answers

    @Slot(object)
    def _on_paid(self, entry: LedgerEntry) -> None:
        if self._is_saving:
            self._set_saving(False)
            self.close_sheet()
            self.recorded.emit(entry)

    @Slot(object)
    def _on_not_paid(self, problem: ShopError) -> None:
        if self._is_saving:
            self._set_saving(False)
            in_doubt = isinstance(problem, StoreUnavailable) and problem.in_doubt
            self.record.setText(self.tr("Record again") if in_doubt else self.tr("Try again"))
            self._explain(problem)

    def _explain(self, problem: ShopError) -> None:
        words = " ".join(part for part in self._wording.error(problem) if part)
        self.problem.setText(words)
        self.problem.show()
        announce(self, words, at_once=True)

    # Slots

    @Slot(int)
    def _choose_sum(self, index: int) -> None:
        self._put(self._sums[index][1])
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.select_all()

    @Slot(object)
    def _use_method(self, method: PaymentMethod) -> None:
        self.methods.use(method)
        self.given.setVisible(method.is_cash)
        self.reference.setVisible(not method.is_cash)
        self.reference.set_label(self._reference_label(method))
        self._show()

    @Slot()
    def _show(self) -> None:
        """Say what the amounts come to."""
        self._asked = None
        for field in self._fields:
            field.set_error("")
        amount = self._amount_in(self.amount)
        self.given.set_placeholder(self._wording.amount(amount or ZERO))
        for tile, money in self._sums:
            self._group.setExclusive(False)
            tile.setChecked(money == amount)
            self._group.setExclusive(True)
        self.pays.show_payment(self._charges, self._account.balance, amount or ZERO)
        figure = self._wording.money(amount) if amount else ""
        self.record.setText(self.tr("Record {amount}").format(amount=figure).strip())
        self.record.refresh()
        self.record.setEnabled(bool(amount) and not self._is_saving)
        given = self._amount_in(self.given) if self.methods.current.is_cash else None
        change = given - amount if given is not None and amount is not None else ZERO
        words = self.tr("Change {amount}").format(amount=self._wording.money(change))
        self.change.setText(words if change > ZERO else "")

    # Inside

    def _asks_about(self, amount: Money) -> bool:
        """More than is owed becomes credit: ask once, it may be the note that was handed over."""
        more = amount - max(ZERO, self._account.balance)
        if self._account.balance <= ZERO or more <= ZERO or self._asked == amount:
            return False
        self._asked = amount
        words = self.tr("{amount} more than is owed becomes credit. Enter again if that is right.")
        self.amount.set_error(words.format(amount=self._wording.money(more)))
        return True

    def _doubts(self, part: Payment) -> bool:
        """Ask once about a reference that was used before."""
        doubt = self._references.doubt(self.methods.current, part, ())
        if doubt is None or part == self._doubted:
            return False
        self._doubted = part
        again = self.tr("Enter again if it is right.")
        self.reference.point_out(" ".join(word for word in (*doubt, again) if word))
        return True

    def _put(self, money: Money) -> None:
        self.amount.set_text(self._wording.amount(money) if money else "")
        self._show()

    def _amount_in(self, field: Field) -> Money | None:
        try:
            return self._wording.parse_amount(field.text())
        except InvalidAmount:
            return None

    def _reference_label(self, method: PaymentMethod) -> str:
        label = self.tr("Reference number")
        if method.kind is MethodKind.CARD:
            label = self.tr("Last 4 digits or approval code")
        elif method.kind is MethodKind.CHEQUE:
            label = self.tr("Bank, number and date")
        if method.needs_reference:
            return label
        return self.tr("{what} (optional)").format(what=label)

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.problem.hide()
        self.set_closable(not saving)
        self.methods.set_shut(saving)
        for field in self._fields:
            field.edit.setReadOnly(saving)
        for button in (self.cancel, self.record, *(tile for tile, _ in self._sums)):
            button.setEnabled(not saving)
        self.pad.setEnabled(not saving)
        if saving:
            self.record.setText(self.tr("Saving"))
        else:
            self._show()
