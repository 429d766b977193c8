"""Take payment: how, how much was handed over, what goes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount, NotEnoughPaid, ShopError, StoreUnavailable
from app.domain.money import ZERO, Money
from app.domain.sale import Payment
from app.domain.tender import ASK_ABOUT_CHANGE_FROM, CASH, METHODS, PaymentMethod, pay
from app.ui.actions import keycap, make_action
from app.ui.buyer import Buyer
from app.ui.tender.amounts import AmountColumn
from app.ui.tender.buyer_line import BuyerLine
from app.ui.tender.methods import MethodColumn
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

DEAF_MS = 400
"""Enter is not heard this long after opening, when it is the one that asked for the dialog, nor
after the customer was changed, nor after a question nobody can have read yet."""

_WIDTH, _HEIGHT, _METHODS_WIDTH, _AMOUNTS_WIDTH = 1080, 608, 262, 486
_MORE_WIDTH, _MORE_HEIGHT = 80, 200
"""How much more a text twice as large would need."""
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TenderSheet(Sheet):
    """Collects one payment that covers what is due. It saves nothing itself."""

    paid = Signal(object)  # Payment
    customer_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere; without one a timer of its own does."""
        super().__init__(theme, window, self.tr("Take payment"), width=_WIDTH, height=_HEIGHT,
                         header_height=72)  # fmt: skip
        self.setObjectName("tender")
        self._wording = wording
        self._due = ZERO
        self._method = CASH
        self._asked_about: Money | None = None
        self._is_saving = False
        self._timer = QElapsedTimer()
        self._timer.start()
        self._milliseconds = milliseconds or self._timer.elapsed
        self._deaf_until = 0
        self.buyer_line = BuyerLine(theme, wording)
        self.methods = MethodColumn(theme, wording)
        self.amounts = AmountColumn(theme, wording)
        self.pad = NumberPad(theme)
        self.complete = PrimaryButton(
            theme, self.tr("Complete sale"), icon="check", key=keycap("complete"), height=84
        )
        self.complete.setObjectName("complete_sale")
        self.complete.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out(theme)
        self._connect()

    @property
    def is_saving(self) -> bool:
        """True from `paid` until the sale was saved or `show_problem` said that it was not."""
        return self._is_saving

    # Opening and answers

    def take(self, due: Money, buyer: Buyer | None) -> None:
        """Open for an amount; cash, all of it, is proposed and selected."""
        self.open(self.amounts.field)  # first: filling a field takes the focus
        self._due = due
        self._set_saving(False)
        self.buyer_line.show_buyer(buyer)
        self.amounts.begin(due)
        self._use_method(CASH)
        self._be_deaf()

    def set_buyer(self, buyer: Buyer | None) -> None:
        """Show who buys now; an Enter that follows at once belonged to the choosing."""
        self.buyer_line.show_buyer(buyer)
        self._be_deaf()

    def show_problem(self, problem: ShopError) -> None:
        """Say why the sale was not saved; everything typed is still there."""
        self._set_saving(False)
        in_doubt = isinstance(problem, StoreUnavailable) and problem.in_doubt
        self.complete.setText(self.tr("Pay again") if in_doubt else self.tr("Try again"))
        self.amounts.focus_field()
        self.amounts.change.show_problem(*self._wording.error(problem))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat():
                self._complete()
        elif self._is_for_the_field(event):
            self.amounts.focus_field()
            QCoreApplication.sendEvent(self.amounts.field.edit, event)
        else:
            super().keyPressEvent(event)

    # Slots

    @Slot(object)
    def _choose_method(self, method: PaymentMethod) -> None:
        if method is self._method:
            self.amounts.focus_field()
        else:
            self._use_method(method)

    @Slot()
    def _pay_exactly(self) -> None:
        if self._method.is_cash and not self._is_saving:
            self.amounts.put_amount(self._due)

    @Slot()
    def _ask_for_customer(self) -> None:
        if not self._is_saving:
            self.customer_requested.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._asked_about = None
        self.complete.setText(self.tr("Complete sale"))
        self.complete.setEnabled(self._is_covered() and not self._is_saving)

    @Slot()
    def _complete(self) -> None:
        if self._is_saving or self._milliseconds() < self._deaf_until:
            return
        reference = self.amounts.reference.text()
        try:
            payment = pay(self._method, self._due, self.amounts.given, reference)
        except NotEnoughPaid:
            self._point_out_what_is_missing()
        except ShopError as problem:
            self.amounts.point_out(problem.message)
        else:
            if not self._asks_about_change(payment):
                self._set_saving(True)
                self.paid.emit(payment)

    # Inside

    def _use_method(self, method: PaymentMethod) -> None:
        self._method = method
        self.methods.show_method(method)
        self.amounts.ask_for(method)
        self.pad.feed(self.amounts.field.edit)

    @Slot()
    def _grow_with_text(self) -> None:
        """Larger text needs a little more room; the smallest window still has it."""
        larger = self.theme.scale - 1
        wider = round(_MORE_WIDTH * larger)
        self.methods.setFixedWidth(_METHODS_WIDTH + wider)
        self.resize_panel(_WIDTH + wider, _HEIGHT + round(_MORE_HEIGHT * larger))

    def _is_for_the_field(self, event: QKeyEvent) -> bool:
        """Say whether a letter or digit was typed while a button has the focus."""
        typed, others = event.text(), event.modifiers() & ~_TYPING
        waits = not (self._is_saving or self.amounts.field.edit.hasFocus())
        return waits and bool(typed) and typed.isprintable() and not others

    def _is_covered(self) -> bool:
        try:
            return self.amounts.given >= self._due
        except InvalidAmount:
            return False

    def _point_out_what_is_missing(self) -> None:
        missing = self._wording.money(self._due - self.amounts.given)
        self.amounts.point_out(self.tr("{amount} is still missing.").format(amount=missing))

    def _asks_about_change(self, payment: Payment) -> bool:
        if payment.change < ASK_ABOUT_CHANGE_FROM or self._asked_about == payment.change:
            return False
        self._asked_about = payment.change
        self.amounts.change.ask(self._wording.money(payment.change))
        self._be_deaf()
        return True

    def _be_deaf(self) -> None:
        self._deaf_until = self._milliseconds() + DEAF_MS

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.set_closable(not saving)
        self.methods.set_shut(saving)
        self.amounts.set_shut(saving)
        self.pad.setEnabled(not saving)
        self.buyer_line.change.setEnabled(not saving)
        self.complete.setText(self.tr("Saving") if saving else self.tr("Complete sale"))
        self.complete.setEnabled(not saving)

    def _lay_out(self, theme: Theme) -> None:
        self.add_to_header(self.buyer_line)
        keys = QWidget()
        column = QVBoxLayout(keys)
        column.setContentsMargins(20, 20, 20, 19)
        column.addWidget(self.pad)
        column.addStretch(1)
        column.addWidget(self.complete)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.amounts.setFixedWidth(_AMOUNTS_WIDTH)
        for part in (self.methods, self.amounts):
            row.addWidget(part)
            row.addWidget(Divider(theme, vertical=True))
        row.addWidget(keys, 1)

    def _connect(self) -> None:
        self.theme.changed.connect(self._grow_with_text)
        self._grow_with_text()
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for method in METHODS:
            tile = self.methods.tiles[method.code]
            self.addAction(make_action(method.code, self, tile.click, inside))
        self.addAction(make_action("exact", self, self._pay_exactly, inside))
        self.addAction(make_action("tender_customer", self, self._ask_for_customer, inside))
        self.methods.chosen.connect(self._choose_method)
        self.methods.back_requested.connect(self.close_sheet)
        self.amounts.edited.connect(self._on_edited)
        self.buyer_line.change.clicked.connect(self._ask_for_customer)
        self.complete.clicked.connect(self._complete)
