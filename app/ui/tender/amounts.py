"""What is due, what is handed over and what goes back, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount, NotEnoughPaid, SaleRefused
from app.domain.money import ZERO, Money
from app.domain.sale import Payment
from app.domain.tender import CASH, MethodKind, PaymentMethod, Taken, pay
from app.ui.tender.account_fields import AccountPanel, OverLimit
from app.ui.tender.account_stand import AccountStand
from app.ui.tender.change_panel import ChangePanel
from app.ui.tender.due_head import DueHead
from app.ui.tender.quick_sums import QuickSums
from app.ui.tender.rider_row import RiderRow
from app.ui.theme import Theme
from app.ui.widgets.field import AmountField, Field
from app.ui.wording import Wording

WIDTH = 486
_SIDE = 28


class AmountColumn(QWidget):
    """The fields of one part: the amount, and by other methods than cash its reference."""

    edited = Signal()
    feed_requested = Signal(object)  # QLineEdit the number pad types into

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._taken = Taken(ZERO)
        self._method = CASH
        self._kinds: dict[str, MethodKind] = {}
        self._stand: AccountStand | None = None
        self.head = DueHead(theme, wording)
        self.amount = AmountField(theme, label=self.tr("Cash received"), prefix=wording.currency)
        self.amount.setObjectName("amount_received")
        self.reference = Field(theme, label=self.tr("Reference number"), icon="hash", height=56)
        self.reference.setObjectName("reference")
        self.field: Field = self.amount
        """The field that was filled last; what is typed on a button goes there."""
        self.quick = QuickSums(theme, wording)
        self.quick_row = QuickSums(
            theme, wording, name="quick_row", columns=4, room=WIDTH - 2 * _SIDE
        )
        self.rider = RiderRow(theme, wording)
        self.over = OverLimit(theme, wording)
        self.account = AccountPanel(theme, wording)
        self.change = ChangePanel(theme)
        self._lay_out()
        self.over.part_chosen.connect(self.put_amount)
        for quick in (self.quick, self.quick_row):
            quick.chosen.connect(self.put_amount)
        for field in (self.amount, self.reference):
            field.text_changed.connect(self._edit)
            field.edit.focus_changed.connect(self._on_focus)

    @property
    def given(self) -> Money:
        """What is paid with this part, as typed. Raises InvalidAmount."""
        return self._wording.parse_amount(self.amount.text())

    @property
    def given_or_none(self) -> Money | None:
        """What is paid with this part, None for what is no amount."""
        try:
            return self.given
        except InvalidAmount:
            return None

    @property
    def can_pay(self) -> bool:
        """Say whether the amount is one that can be paid by this method."""
        try:
            given = self.given
        except InvalidAmount:
            return False
        due, stand = self._taken.due, self._on_account
        if stand is not None:
            return ZERO < given <= min(due, stand.most) and stand.is_allowed(given)
        return (given > ZERO or not due) and (given <= due or self._method.is_cash)

    @property
    def leaves_open(self) -> bool:
        """Say whether more has to be paid after this part."""
        return self.can_pay and self.given < self._taken.due

    @property
    def takes_part(self) -> bool:
        """Say whether there is anything left to type: parts may cover it all, or too much."""
        return not (self._taken.is_covered or self._taken.too_much)

    @property
    def _on_account(self) -> AccountStand | None:
        """The account, while the part is to be put on it."""
        return self._stand if self._method.kind is MethodKind.ACCOUNT else None

    # Asking

    def know(self, methods: Sequence[PaymentMethod]) -> None:
        """Learn the methods, for the parts taken by them."""
        self._kinds = {method.code: method.kind for method in methods}

    def ask_for(
        self, method: PaymentMethod, taken: Taken, stand: AccountStand | None = None
    ) -> None:
        """Show the fields of a method; all of what is open is proposed."""
        self._method, self._taken, self._stand = method, taken, stand
        self.amount.set_affixes(self._wording.currency, "")
        self.amount.set_label(self._amount_label(method))
        if not method.is_cash:
            self.reference.set_label(self._reference_label(method))
        self.reference.set_text("")
        self.head.show_taken(taken, self._kinds, stand.rider if stand else None)
        self.rider.show_stand(stand)
        for quick in (self.quick, self.quick_row):
            quick.offer(taken.due)
        self._show_fields()
        account = self._on_account
        self.put_amount(taken.due if account is None else min(taken.due, account.most))

    def put_amount(self, money: Money) -> None:
        """Write an amount into the field as if it had been typed; typing replaces it."""
        self.amount.set_text(self._wording.amount(money))
        self.field = self.amount
        self.focus_field()
        self._edit()

    def focus_field(self) -> None:
        if self.takes_part:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.select_all()

    def point_out(self, field: Field, text: str) -> None:
        """Say under a field what is wrong with it."""
        self.field = field
        field.set_error(text)
        self.focus_field()

    # Answers

    def read(self) -> Payment | None:
        """Give the part as typed, or None after it was said what it still needs."""
        field: Field = self.amount
        try:
            given = self.given
            if self._on_account is not None:
                return self._read_account(self._on_account, given)
            if given <= self._taken.due and not self._method.is_cash:
                field = self.reference
                if self._goes_on_to_reference(given):
                    return None
            return pay(self._method, self._taken.due, given, self.reference.text())
        except NotEnoughPaid as problem:
            self.point_out(self.amount, problem.message)
        except (InvalidAmount, SaleRefused) as problem:
            self.point_out(field, problem.message)
        return None

    def show_outcome(self) -> None:
        """Say in the panel what these fields come to."""
        money, due = self._wording.money, self._taken.due
        stand = self._on_account if self.takes_part else None
        self.account.setVisible(stand is not None)
        self.change.setVisible(stand is None)
        if stand is not None:
            self._show_account(stand)
            return
        if self._taken.too_much:
            self.change.show_too_much(money(self._taken.too_much))
            return
        if self._taken.is_covered:
            self.change.show_words(self.tr("All of it is paid."))
            return
        try:
            given = self.given
        except InvalidAmount:
            self.change.show_words(self.tr("Type the amount, like 1,000 or 12.50"))
            return
        if given < due:
            self.change.show_missing(money(due - given))
        elif given > due and not self._method.is_cash:
            self.change.show_words(self.tr("Only cash can be more than what is due."))
        else:
            self.change.show_change(money(given - due), given > due)

    def set_shut(self, shut: bool) -> None:
        """Take no more answers while the sale is being saved; the focus stays where it is."""
        for field in (self.amount, self.reference):
            field.edit.setReadOnly(shut)
        for quick in (self.quick, self.quick_row):
            quick.set_shut(shut)
        self.head.parts.set_shut(shut)
        self.rider.set_shut(shut)
        for button in (self.over.part, self.over.allow):
            button.setEnabled(not shut)

    # Inside

    def _goes_on_to_reference(self, given: Money) -> bool:
        """Enter after the amount leads to a reference that is needed and not typed yet."""
        is_open = self._method.needs_reference and not self.reference.text().strip()
        if not (is_open and given and self.field is self.amount):
            return False
        self.field = self.reference
        self.focus_field()
        return True

    def _read_account(self, stand: AccountStand, given: Money) -> Payment | None:
        """Give the part that is put on the account, or None after it was said why not."""
        if given <= ZERO:
            raise NotEnoughPaid(self.tr("Type how much is put on account."))
        if given > min(self._taken.due, stand.most):
            raise SaleRefused(self._too_much(stand, given))
        if not stand.is_allowed(given):
            self._say_excess(stand, given)
            self.focus_field()
            return None
        return Payment(self._method.code, given, reference=stand.account.code)

    def _too_much(self, stand: AccountStand, given: Money) -> str:
        if given <= self._taken.due and stand.rider is not None:
            return self.tr("An old balance cannot be paid by putting it on account.")
        return self.tr("Only cash can be more than what is due.")

    def _show_account(self, stand: AccountStand) -> None:
        given = self.given_or_none or ZERO
        self.account.show_stand(stand, given)
        self.over.offer(min(self._taken.due, stand.most, stand.room))
        is_over = not stand.is_allowed(given)
        self.over.setVisible(is_over)
        if is_over:
            self._say_excess(stand, given)

    def _say_excess(self, stand: AccountStand, given: Money) -> None:
        words = self.tr("{amount} over this account’s limit")
        self.amount.set_error(words.format(amount=self._wording.money(stand.excess(given))))

    def _show_fields(self) -> None:
        is_open, is_cash = self.takes_part, self._method.is_cash
        is_split = bool(self._taken.parts)
        self.amount.setVisible(is_open)
        self.over.hide()
        on_account = self._method.kind is MethodKind.ACCOUNT
        self.reference.setVisible(is_open and not (is_cash or on_account))
        self.quick.setVisible(is_open and is_cash and not is_split)
        self.quick_row.setVisible(is_open and is_cash and is_split)

    def _amount_label(self, method: PaymentMethod) -> str:
        if method.is_cash:
            return self.tr("Cash received")
        if method.kind is MethodKind.ACCOUNT:
            return self.tr("Amount to put on account")
        return self.tr("Amount paid")

    def _reference_label(self, method: PaymentMethod) -> str:
        if method.kind is MethodKind.CARD:
            label = self.tr("Last 4 digits or approval code")
        elif method.kind is MethodKind.CHEQUE:
            label = self.tr("Bank, number and date")
        else:
            label = self.tr("Reference number")
        if method.needs_reference:
            return label
        return self.tr("{what} (optional)").format(what=label)

    @Slot()
    def _on_focus(self) -> None:
        for field in (self.amount, self.reference):
            if field.edit.hasFocus():
                self.field = field
                self.feed_requested.emit(field.edit)

    @Slot()
    def _edit(self) -> None:
        for field in (self.amount, self.reference):
            field.set_error("")
        given = self.given_or_none
        for quick in (self.quick, self.quick_row):
            quick.light(given)
        self.show_outcome()
        self.edited.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 22, _SIDE, 23)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.rider)
        column.addSpacing(12)
        for widget, gap in (
            (self.amount, 10), (self.reference, 0), (self.quick, 0), (self.quick_row, 0),
            (self.over, 0),
        ):  # fmt: skip
            column.addWidget(widget)
            column.addSpacing(gap)
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(self.account)
        column.addWidget(self.change)
