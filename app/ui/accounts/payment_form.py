"""The fields of a payment on an account: how much, by what, and what was handed over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount, SaleRefused
from app.domain.money import ZERO, Money
from app.domain.payment import Payment
from app.domain.tender import MethodKind, PaymentMethod
from app.ui.accounts.pay_methods import PayMethods
from app.ui.accounts.payment_sums import PaymentSums
from app.ui.theme import Theme
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.wording import Wording


class PaymentForm(QWidget):
    """Says `edited` whenever something else is typed or chosen."""

    edited = Signal()
    feed_requested = Signal(object)  # QLineEdit that the pad is to type into

    _fields: tuple[Field, ...] = ()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        owed: Money,
        methods: Sequence[PaymentMethod],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wording = wording
        self.amount = AmountField(theme, label=self.tr("Amount to pay"), prefix=wording.currency)
        self.amount.setObjectName("payment_amount")
        self.sums = PaymentSums(theme, wording, owed)
        self.methods = PayMethods(theme, wording, methods)
        label = self.tr("Cash received")
        self.given = AmountField(theme, label=label, prefix=wording.currency, height=56)
        self.given.setObjectName("payment_given")
        self.reference = Field(theme, label="", icon="hash", height=56)
        self.reference.setObjectName("payment_reference")
        self.change = Label(theme, "", "section", "success_text", tabular=True, weight=600)
        self.change.setObjectName("payment_change")
        self._lay_out()
        self._fields = (self.amount, self.given, self.reference)
        for field in self._fields:
            field.text_changed.connect(self._show)
            field.edit.installEventFilter(self)
        self.sums.chosen.connect(self._choose_sum)
        self.methods.chosen.connect(self._use_method)
        self._use_method(self.methods.current)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.amount)
        column.addSpacing(8)
        column.addWidget(self.sums)
        column.addSpacing(8)
        column.addWidget(self.methods)
        column.addSpacing(8)
        column.addWidget(self.given)
        column.addWidget(self.reference)
        column.addSpacing(6)
        column.addWidget(self.change)

    # What it holds

    @property
    def method(self) -> PaymentMethod:
        return self.methods.current

    @property
    def typed(self) -> Money | None:
        """How much is to be paid, None while that is no amount."""
        return self._amount_in(self.amount)

    @property
    def asked(self) -> Field:
        """The field that goes with the method."""
        return self.given if self.method.is_cash else self.reference

    def put(self, money: Money) -> None:
        """Fill in how much is to be paid."""
        self.amount.set_text(self._wording.amount(money) if money else "")
        self._show()

    def read(self) -> Payment | None:
        """Give what is typed, or None after it was said where it is wrong."""
        field: Field = self.amount
        try:
            amount = self._wording.parse_amount(self.amount.text())
            if amount > ZERO:
                field = self.asked
            if self.method.is_cash:
                return Payment(self.method.code, amount, self._given(amount))
            reference = self.method.checked_reference(self.reference.text())
            return Payment(self.method.code, amount, None, reference)
        except (InvalidAmount, SaleRefused) as problem:
            field.point_out(problem.message)
        return None

    def set_shut(self, shut: bool) -> None:
        self.methods.set_shut(shut)
        for field in self._fields:
            field.edit.setReadOnly(shut)
        for tile, _ in self.sums.tiles:
            tile.setEnabled(not shut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for field in self._fields:
                if watched is field.edit:
                    self.feed_requested.emit(field.edit)
        return super().eventFilter(watched, event)

    # Inside

    def _given(self, amount: Money) -> Money:
        """Read what was handed over; nothing typed means the amount. Raises InvalidAmount."""
        typed = self.given.text().strip()
        return self._wording.parse_amount(typed) if typed else amount

    def _amount_in(self, field: Field) -> Money | None:
        try:
            return self._wording.parse_amount(field.text())
        except InvalidAmount:
            return None

    @Slot(object)
    def _choose_sum(self, money: Money) -> None:
        self.put(money)
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
        for field in self._fields:
            field.set_error("")
        amount = self.typed
        self.given.set_placeholder(self._wording.amount(amount or ZERO))
        self.sums.light(amount)
        given = self._amount_in(self.given) if self.method.is_cash else None
        change = given - amount if given is not None and amount is not None else ZERO
        words = self.tr("Change {amount}").format(amount=self._wording.money(change))
        self.change.setText(words if change > ZERO else "")
        self.edited.emit()

    def _reference_label(self, method: PaymentMethod) -> str:
        label = self.tr("Reference number")
        if method.kind is MethodKind.CARD:
            label = self.tr("Last 4 digits or approval code")
        elif method.kind is MethodKind.CHEQUE:
            label = self.tr("Bank, number and date")
        if method.needs_reference:
            return label
        return self.tr("{what} (optional)").format(what=label)
