"""What is due, what is handed over and what goes back, from top to bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount
from app.domain.money import ZERO, Money
from app.domain.tender import CASH, PaymentMethod
from app.ui.tender.change_panel import ChangePanel
from app.ui.tender.quick_sums import QuickSums
from app.ui.theme import Theme
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.wording import Wording


class AmountColumn(QWidget):
    """The fields of one payment. Cash asks what was handed over, other methods for a reference."""

    edited = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._due = ZERO
        self._method = CASH
        self.due = MoneyLabel(
            theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft, shrink=(40, 32, 24)
        )
        self.due.setObjectName("amount_due")
        self.amount = AmountField(theme, label=self.tr("Cash received"), prefix=wording.currency)
        self.amount.setObjectName("amount_received")
        self.reference = Field(theme, label=self.tr("Reference number"), icon="hash", height=64)
        self.reference.setObjectName("reference")
        self.quick = QuickSums(theme, wording)
        self.quick.setObjectName("quick_sums")
        self.change = ChangePanel(theme)
        self._lay_out(theme)
        self.quick.chosen.connect(self.put_amount)
        for field in (self.amount, self.reference):
            field.text_changed.connect(self._edit)

    @property
    def field(self) -> Field:
        """The field that the method in use wants filled."""
        return self.amount if self._method.is_cash else self.reference

    @property
    def given(self) -> Money:
        """What is paid: read from the field for cash, else all of it. Raises InvalidAmount."""
        if not self._method.is_cash:
            return self._due
        return self._wording.parse_amount(self.amount.text())

    def begin(self, due: Money) -> None:
        """Ask for this much from the start."""
        self._due = due
        self.due.set_amount(self._wording.money(due))
        self.amount.set_affixes(self._wording.currency, "")
        self.reference.set_text("")
        self.quick.offer(due)

    def ask_for(self, method: PaymentMethod) -> None:
        """Show the fields of a method; all of what is due is proposed."""
        self._method = method
        self.amount.setVisible(method.is_cash)
        self.quick.setVisible(method.is_cash)
        self.reference.setVisible(not method.is_cash)
        self.put_amount(self._due)

    def put_amount(self, money: Money) -> None:
        """Write an amount into the field as if it had been typed; typing replaces it."""
        self.amount.set_text(self._wording.amount(money))
        self.focus_field()
        self._edit()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.select_all()

    def point_out(self, text: str) -> None:
        """Say under the field what is wrong with it."""
        self.field.set_error(text)
        self.focus_field()

    def show_outcome(self) -> None:
        """Say in the panel what these fields come to."""
        money = self._wording.money
        if not self._method.is_cash and not self.reference.text().strip():
            self.change.show_words(self.tr("Type the reference of this payment"))
            return
        try:
            given = self.given
        except InvalidAmount:
            self.change.show_words(self.tr("Type the amount, like 1,000 or 12.50"))
            return
        if given < self._due:
            self.change.show_missing(money(self._due - given))
        else:
            self.change.show_change(money(given - self._due), given > self._due)

    def set_shut(self, shut: bool) -> None:
        """Take no more answers while the sale is being saved; the focus stays where it is."""
        for field in (self.amount, self.reference):
            field.edit.setReadOnly(shut)
        self.quick.set_shut(shut)

    def _edit(self) -> None:
        for field in (self.amount, self.reference):
            field.set_error("")
        try:
            self.quick.light(self.given)
        except InvalidAmount:
            self.quick.light(None)
        self.show_outcome()
        self.edited.emit()

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 23)
        column.setSpacing(0)
        column.addWidget(Label(theme, self.tr("Amount due"), "body", "text2"))
        column.addSpacing(6)
        column.addWidget(self.due)
        column.addSpacing(13)
        column.addWidget(self.amount)
        column.addWidget(self.reference)
        column.addSpacing(12)
        column.addWidget(self.quick)
        column.addStretch(1)
        column.addWidget(self.change)
