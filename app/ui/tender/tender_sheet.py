"""Take payment: how, how much was handed over, what goes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount, ShopError
from app.domain.money import ZERO, Money
from app.domain.sale import Payment
from app.domain.tender import (
    ASK_ABOUT_CHANGE_FROM,
    CASH,
    METHODS,
    PaymentMethod,
    pay,
    quick_amounts,
)
from app.ui.actions import keycap, make_action
from app.ui.buyer import Buyer
from app.ui.tender.buyer_line import BuyerLine
from app.ui.tender.change_panel import ChangePanel
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, PrimaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

DEAF_MS = 400
"""Enter is not heard this long after opening: it is the one that asked for the dialog."""

_ICONS = {"cash": "banknote", "gcash": "qr-code"}


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
        super().__init__(theme, window, self.tr("Take payment"), width=1080, height=608,
                         header_height=72)  # fmt: skip
        self.setObjectName("tender")
        self._wording = wording
        self._due = ZERO
        self._method = CASH
        self._asked_about: Money | None = None
        self._saving = False
        self._timer = QElapsedTimer()
        self._timer.start()
        self._milliseconds = milliseconds or self._timer.elapsed
        self._opened_at = 0
        self.buyer_line = BuyerLine(theme)
        self.add_to_header(self.buyer_line)
        self._make_methods(theme)
        self._make_amounts(theme)
        self._make_pad(theme)
        self._lay_out(theme)
        self._add_actions()

    # Opening and answers

    def take(self, due: Money, buyer: Buyer | None) -> None:
        """Open for an amount; cash, all of it, is proposed and selected."""
        self._due = due
        self._saving = False
        self._opened_at = self._milliseconds()
        self.buyer_line.show_buyer(buyer)
        self.due.set_amount(self._wording.money(due))
        self._reference.set_text("")
        self._fill_quick()
        self._methods[CASH.code].setChecked(True)
        self._use_method(CASH)
        self.open(self.amount)

    def set_buyer(self, buyer: Buyer | None) -> None:
        self.buyer_line.show_buyer(buyer)

    def show_problem(self, problem: ShopError) -> None:
        """Say why the sale was not saved; everything typed is still there."""
        self._set_saving(False)
        title, detail = self._wording.error(problem)
        self.change.show_problem(title, detail)
        self.complete.setText(self.tr("Try again"))

    # Building

    def _make_methods(self, theme: Theme) -> None:
        self._methods: dict[str, ChoiceTile] = {}
        self._method_group = QButtonGroup(self)
        for method in METHODS:
            tile = ChoiceTile(theme, self._wording.method(method.code),
                              icon=_ICONS[method.code], key=method.letter)  # fmt: skip
            tile.setObjectName(f"method_{method.code}")
            self._method_group.addButton(tile)
            self._methods[method.code] = tile
        self._method_group.buttonClicked.connect(self._method_chosen)
        self.back = GhostButton(theme, self.tr("Back to cart"), icon="arrow-left", key="Esc")
        self.back.setObjectName("back_to_cart")
        self.back.clicked.connect(self._go_back)

    def _make_amounts(self, theme: Theme) -> None:
        self.due = MoneyLabel(theme, "amount-due", align=Qt.AlignmentFlag.AlignLeft)
        self.due.setObjectName("amount_due")
        self.amount = AmountField(
            theme, label=self.tr("Cash received"), prefix=self._wording.currency
        )
        self.amount.setObjectName("amount_received")
        self.amount.text_changed.connect(self._amount_changed)
        self._reference = Field(theme, label=self.tr("Reference number"), icon="hash")
        self._reference.setObjectName("reference")
        self._reference.text_changed.connect(self._amount_changed)
        self._quick_group = QButtonGroup(self)
        self._quick: list[ChoiceTile] = []
        self._quick_sums: list[Money] = []
        for index in range(4):
            key = "E" if index == 0 else ""
            tile = ChoiceTile(theme, "", key=key, height=64, centered=True)
            tile.setObjectName(f"quick_{index}")
            self._quick_group.addButton(tile, index)
            self._quick.append(tile)
        self._quick_group.idClicked.connect(self._quick_chosen)
        self.change = ChangePanel(theme)

    def _make_pad(self, theme: Theme) -> None:
        self.pad = NumberPad(theme)
        self.pad.feed(self.amount.edit)
        self.complete = PrimaryButton(
            theme, self.tr("Complete sale"), icon="check", key=keycap("complete"), height=84
        )
        self.complete.setObjectName("complete_sale")
        self.complete.clicked.connect(self._complete)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for column, width in ((self._method_column(theme), 262), (self._amount_column(theme), 486)):
            column.setFixedWidth(width)
            row.addWidget(column)
            row.addWidget(Divider(theme, vertical=True))
        row.addWidget(self._pad_column(), 1)

    def _method_column(self, theme: Theme) -> QWidget:
        column, box = _column(20, 20, 20, 24, 8)
        box.addWidget(Label(theme, self.tr("How are they paying?"), "label", "text2", weight=400))
        box.addSpacing(2)
        for tile in self._methods.values():
            box.addWidget(tile)
        box.addStretch(1)
        box.addWidget(self.back)
        return column

    def _amount_column(self, theme: Theme) -> QWidget:
        column, box = _column(28, 22, 28, 23, 0)
        box.addWidget(Label(theme, self.tr("Amount due"), "body", "text2"))
        box.addSpacing(6)
        box.addWidget(self.due)
        box.addSpacing(13)
        box.addWidget(self.amount)
        box.addSpacing(12)
        box.addWidget(self._reference)
        self._quick_box = QWidget()
        grid = QGridLayout(self._quick_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index, tile in enumerate(self._quick):
            grid.addWidget(tile, index // 2, index % 2)
        box.addWidget(self._quick_box)
        box.addStretch(1)
        box.addWidget(self.change)
        return column

    def _pad_column(self) -> QWidget:
        column, box = _column(20, 20, 20, 19, 0)
        box.addWidget(self.pad)
        box.addStretch(1)
        box.addWidget(self.complete)
        return column

    def _add_actions(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for method in METHODS:
            tile = self._methods[method.code]
            self.addAction(make_action(method.code, self, tile.click, inside))
        self.addAction(make_action("exact", self, self._exact, inside))
        self.addAction(make_action("tender_customer", self, self._ask_customer, inside))
        self.buyer_line.change.clicked.connect(self._ask_customer)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat() and self._hears_enter():
                self.complete.click()
            return
        super().keyPressEvent(event)

    def _hears_enter(self) -> bool:
        return self._milliseconds() - self._opened_at >= DEAF_MS

    # Slots

    @Slot(object)
    def _method_chosen(self, tile: ChoiceTile) -> None:
        code = tile.objectName().removeprefix("method_")
        self._use_method(next(m for m in METHODS if m.code == code))

    @Slot(int)
    def _quick_chosen(self, index: int) -> None:
        self._put_amount(self._quick_sums[index])

    @Slot()
    def _exact(self) -> None:
        self._put_amount(self._due)

    @Slot()
    def _ask_customer(self) -> None:
        if not self._saving:
            self.customer_requested.emit()

    @Slot()
    def _go_back(self) -> None:
        if not self._saving:
            self.close_sheet()

    @Slot()
    def _amount_changed(self) -> None:
        self._asked_about = None
        self.amount.set_error("")
        self._reference.set_error("")
        self._show_change()

    @Slot()
    def _complete(self) -> None:
        if self._saving:
            return
        try:
            payment = pay(self._method, self._due, self._given(), self._reference.text())
        except InvalidAmount as problem:
            self._point_at(self.amount, problem.message)
        except ShopError as problem:
            self._point_at(
                self.amount if self._method.is_cash else self._reference, problem.message
            )
        else:
            if not self._asks_about_change(payment):
                self._set_saving(True)
                self.paid.emit(payment)

    # Inside

    def _use_method(self, method: PaymentMethod) -> None:
        self._method = method
        self.amount.set_label(
            self.tr("Cash received") if method.is_cash else self.tr("Amount to pay")
        )
        self.amount.edit.setReadOnly(not method.is_cash)
        self._reference.setVisible(method.needs_reference)
        self._quick_box.setVisible(method.is_cash)
        self._put_amount(self._due)
        field = self.amount if method.is_cash else self._reference
        self.pad.feed(field.edit)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.select_all()
        self.complete.setText(self.tr("Complete sale"))

    def _fill_quick(self) -> None:
        self._quick_sums = [self._due, *quick_amounts(self._due)]
        for index, tile in enumerate(self._quick):
            used = index < len(self._quick_sums)
            tile.setVisible(used)
            if used and index:
                tile.setText(self._wording.round_money(self._quick_sums[index]))
        self._quick[0].setText(self.tr("Exact"))

    def _put_amount(self, money: Money) -> None:
        self.amount.set_text(self._wording.amount(money))
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.select_all()
        self._amount_changed()

    def _given(self) -> Money:
        return self._wording.parse_amount(self.amount.text())

    def _show_change(self) -> None:
        try:
            given: Money | None = self._given()
        except InvalidAmount:
            given = None
        self._light_quick(given)
        covered = given is not None and given >= self._due
        self.complete.setEnabled(covered and not self._saving)
        if given is None:
            self.change.show_nothing()
        elif not self._method.is_cash:
            method = self._wording.method(self._method.code)
            self.change.show_words(
                self.tr("Type the reference of the {method} payment").format(method=method)
            )
        elif covered:
            self.change.show_change(self._wording.money(given - self._due), given > self._due)
        else:
            self.change.show_missing(self._wording.money(self._due - given))

    def _light_quick(self, given: Money | None) -> None:
        self._quick_group.setExclusive(False)
        for tile, amount in zip(self._quick, self._quick_sums, strict=False):
            tile.setChecked(amount == given)
        self._quick_group.setExclusive(True)

    def _asks_about_change(self, payment: Payment) -> bool:
        if payment.change < ASK_ABOUT_CHANGE_FROM or self._asked_about == payment.change:
            return False
        self._asked_about = payment.change
        self.change.ask(self._wording.money(payment.change))
        return True

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.set_closable(not saving)
        self.complete.setText(self.tr("Saving") if saving else self.tr("Complete sale"))
        self.complete.setEnabled(not saving)
        self.back.setEnabled(not saving)

    def _point_at(self, field: Field, text: str) -> None:
        field.set_error(text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.select_all()


def _column(
    left: int, top: int, right: int, bottom: int, spacing: int
) -> tuple[QWidget, QVBoxLayout]:
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(left, top, right, bottom)
    box.setSpacing(spacing)
    return column, box
