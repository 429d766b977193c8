"""Take payment: how, how much was handed over, what goes back; in one part or in several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError, StoreUnavailable
from app.domain.money import ZERO, Money
from app.domain.sale import Payment
from app.domain.tender import CASH, METHODS, MethodKind, PaymentMethod, Taken
from app.ui.actions import make_action
from app.ui.buyer import Buyer
from app.ui.tender.account_stand import AccountStand
from app.ui.tender.questions import Doubt, TenderQuestions
from app.ui.tender.tender_frame import TenderFrame
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.wording import Wording

_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TenderSheet(TenderFrame):
    """Collects payments until they cover what is due. It saves nothing itself."""

    paid = Signal(object)  # tuple[Payment, ...] that covers the total
    parts_changed = Signal(object)  # tuple[Payment, ...] taken so far
    given_back = Signal(object)  # tuple[Payment, ...] when it was left with parts
    customer_requested = Signal()
    account_requested = Signal()
    """An account is to be opened, or picked by code or name."""
    rider_wished = Signal(object)  # Money, None for no old balance
    rider_change_requested = Signal()
    allowance_requested = Signal(object)  # Money: the balance that needs somebody's word

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere; without one a timer of its own does."""
        super().__init__(theme, wording, window)
        self._taken = Taken(ZERO)
        self._method = self._first = CASH
        self._stand: AccountStand | None = None
        self._on_account: frozenset[str] = frozenset()
        self._has_buyer = False
        self.questions = TenderQuestions(wording, self.amounts.change, milliseconds, self)
        self._connect()

    @property
    def is_deaf(self) -> bool:
        """True while Enter, a second Esc and a second tap on a cross are not heard."""
        return self.questions.is_deaf

    @property
    def parts(self) -> tuple[Payment, ...]:
        """What was taken so far; a part that covers the rest is only in `paid`."""
        return self._taken.parts

    # Opening and answers

    def doubt_with(self, doubt: Doubt) -> None:
        """Ask this about every reference before a part is taken."""
        self.questions.doubt = doubt

    def take(
        self,
        total: Money,
        buyer: Buyer | None,
        methods: Sequence[PaymentMethod] = METHODS,
        parts: tuple[Payment, ...] = (),
        stand: AccountStand | None = None,
    ) -> None:
        """Open for a total, with the parts that were taken before a power cut.

        All of the rest in cash is proposed and selected. Hidden methods are not offered. An old
        balance paid along is in the total; `stand` says what of it.
        """
        self.open(self.amounts.amount)  # first: filling a field takes the focus
        shown = [method for method in methods if method.is_shown] or [CASH]
        self._first = next((method for method in shown if method.is_cash), shown[0])
        self._on_account = frozenset(
            each.code for each in methods if each.kind is MethodKind.ACCOUNT
        )
        self.methods.offer(shown)
        self.amounts.know(methods)
        self._set_saving(False)
        self._stand = stand
        self._show_buyer(buyer)
        self._show(Taken(total, parts))
        self._say_due()

    def set_buyer(self, buyer: Buyer | None) -> None:
        """Show who buys now; an Enter that follows at once belonged to the choosing."""
        self._show_buyer(buyer)
        self.questions.be_deaf()

    def set_stand(self, stand: AccountStand | None, total: Money, *, use: bool = False) -> None:
        """Show another account, or what else became of it; with `use` it is paid with at once.

        What was put on another account is taken off the list again: nobody gave anything for it.
        """
        self._stand = stand
        code = stand.account.code if stand else ""
        kept = tuple(
            part
            for part in self._taken.parts
            if part.method not in self._on_account or part.reference == code
        )
        changed = kept != self._taken.parts
        self._taken = Taken(total, kept)
        self._show_account()
        method = self._account_method if use else self._method
        if method is None or (method.kind is MethodKind.ACCOUNT and stand is None):
            method = self._first
        self._use_method(method)
        self.questions.be_deaf()
        if changed:
            self.parts_changed.emit(kept)

    @property
    def stand(self) -> AccountStand | None:
        """The account that can be used in this payment, with what was taken so far."""
        stand = self._stand
        return None if stand is None else stand.with_parts(self._taken.parts, self._on_account)

    def show_problem(self, problem: ShopError) -> None:
        """Say why the sale was not saved; everything typed is still there."""
        self._set_saving(False)
        in_doubt = isinstance(problem, StoreUnavailable) and problem.in_doubt
        self.complete.setText(self.tr("Pay again") if in_doubt else self.tr("Try again"))
        self.amounts.focus_field()
        self.amounts.change.show_problem(*self._wording.error(problem))

    def show_refusal(self, problem: ShopError) -> None:
        """Say what was not allowed; nothing was sent out."""
        self.amounts.point_out(self.amounts.amount, self._wording.error_line(problem))

    # Leaving

    def may_leave(self) -> bool:
        """Ask once where money was taken already; then it is to be given back."""
        parts = self._taken.parts
        if not parts:
            return True
        if self.is_deaf or self.questions.asks_about_leaving(parts):
            return False
        self._taken = Taken(self._taken.total)
        self.parts_changed.emit(())
        self.given_back.emit(parts)
        return True

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat():
                self._submit()
        elif event.key() == Qt.Key.Key_Escape and event.isAutoRepeat():
            event.accept()
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
        if self.amounts.takes_part and not self._is_saving:
            self.amounts.put_amount(self._taken.due)

    @Slot()
    def _ask_for_customer(self) -> None:
        if not self._is_saving:
            self.customer_requested.emit()

    @Slot()
    def _on_edited(self) -> None:
        self.questions.forget()
        adds = self.amounts.takes_part and self.amounts.leaves_open
        self.complete.setText(self.tr("Add payment") if adds else self.tr("Complete sale"))
        self.complete.set_icon("plus" if adds else "check")
        is_ready = self._taken.is_covered or (self.amounts.takes_part and self.amounts.can_pay)
        self.complete.setEnabled(is_ready and not self._is_saving)

    @Slot(int)
    def _remove(self, index: int) -> None:
        if not (self._is_saving or self.is_deaf):
            self._keep(self._taken.without(index))

    @Slot()
    def _submit(self) -> None:
        """Add the part as typed, or complete the sale with it."""
        if self._is_saving or self.is_deaf:
            return
        if self.questions.is_about_leaving or self._taken.too_much:
            self.questions.forget()
            self.amounts.show_outcome()
            self.amounts.focus_field()
        elif self._taken.is_covered:
            self._pay(self._taken)
        else:
            part = self.amounts.read()
            if part is not None and not self.questions.asks_about(self._method, part, self.parts):
                taken = self._taken.with_part(part)
                if taken.is_covered:
                    self._pay(taken)
                else:
                    self._keep(taken)

    # Accounts

    @property
    def _account_method(self) -> PaymentMethod | None:
        return self.methods.account_method

    @Slot()
    def _ask_for_account(self) -> None:
        if not self._is_saving:
            self.account_requested.emit()

    @Slot()
    def _ask_for_allowance(self) -> None:
        stand = self.stand
        if stand is not None and self.amounts.given_or_none is not None:
            self.allowance_requested.emit(stand.after(self.amounts.given_or_none))

    @Slot()
    def _pay_old_balance(self) -> None:
        """Pay all of it along; once that is so, ask how much of it."""
        stand = self._stand
        if self._is_saving or stand is None:
            return
        if stand.rider is not None:
            self.rider_change_requested.emit()
        elif stand.account.balance > ZERO:
            self.rider_wished.emit(stand.account.balance)

    @Slot()
    def _drop_rider(self) -> None:
        self.rider_wished.emit(None)

    def _show_buyer(self, buyer: Buyer | None) -> None:
        self._has_buyer = buyer is not None
        self.buyer_line.show_buyer(buyer)
        self._show_account()

    def _show_account(self) -> None:
        """Say what is left of the account, or why there is none and what can be done."""
        self.methods.show_stand(self.stand, has_buyer=self._has_buyer)

    # Parts

    def _show(self, taken: Taken) -> None:
        self._taken = taken
        self._show_account()
        self._use_method(self._first)
        if not self.amounts.takes_part:
            self._rest_focus()
        self.questions.be_deaf()

    def _keep(self, taken: Taken) -> None:
        self._show(taken)
        self.parts_changed.emit(taken.parts)
        self._say_due()

    def _say_due(self) -> None:
        head = self.amounts.head
        announce(head, f"{head.title.text()} {head.amount.amount}")

    def _pay(self, taken: Taken) -> None:
        """Send the parts out; until they are saved the last one stays in the fields."""
        self._set_saving(True)
        self.paid.emit(taken.parts)

    def _use_method(self, method: PaymentMethod) -> None:
        self._method = method
        self.methods.show_method(method)
        self.amounts.ask_for(method, self._taken, self.stand)
        if method.kind is MethodKind.ACCOUNT:
            self.amounts.account.say()

    # Inside

    def _is_for_the_field(self, event: QKeyEvent) -> bool:
        """Say whether a letter or digit was typed while a button has the focus."""
        typed, others = event.text(), event.modifiers() & ~_TYPING
        field = self.amounts.field
        waits = field.isVisible() and not (self._is_saving or field.edit.hasFocus())
        return waits and bool(typed) and typed.isprintable() and not others

    def _rest_focus(self) -> None:
        """Where there is nothing to type Enter still has to be heard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.addAction(make_action("exact", self, self._pay_exactly, inside))
        self.addAction(make_action("tender_customer", self, self._ask_for_customer, inside))
        self.addAction(make_action("old_balance", self, self._pay_old_balance, inside))
        self.methods.account_requested.connect(self._ask_for_account)
        self.amounts.over.allowance_requested.connect(self._ask_for_allowance)
        self.amounts.rider.wished.connect(self._pay_old_balance)
        self.amounts.rider.change_wished.connect(self._pay_old_balance)
        self.amounts.rider.dropped.connect(self._drop_rider)
        self.methods.chosen.connect(self._choose_method)
        self.methods.back_requested.connect(self.leave)
        self.amounts.edited.connect(self._on_edited)
        self.amounts.feed_requested.connect(self.pad.feed)
        self.amounts.head.parts.removed.connect(self._remove)
        self.buyer_line.change.clicked.connect(self._ask_for_customer)
        self.complete.clicked.connect(self._submit)
