"""A small dialog for one amount: field, a few sums to tap, number pad, Apply."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidAmount
from app.domain.money import ZERO, Money
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.field import AmountField
from app.ui.widgets.labels import Label
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.sheet_parts import lay_beside_pad
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 800, 490


class AmountSheet(Sheet):
    """Proposes an amount, selected, so that typing replaces it."""

    decided = Signal(object)  # Money

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        title: str,
        *,
        amount: Money,
        sums: Sequence[Money] = (),
        note: str = "",
    ) -> None:
        super().__init__(theme, window, title, width=_WIDTH, height=_HEIGHT, delete_on_close=True)
        self.setObjectName("amount_sheet")
        self._wording = wording
        self.field = AmountField(theme, label=self.tr("Amount"), prefix=wording.currency)
        self.field.setObjectName("sheet_amount")
        self.pad = NumberPad(theme, key_height=62)
        self.pad.feed(self.field.edit)
        self.apply_button = PrimaryButton(
            theme, self.tr("Apply"), icon="check", key=self.tr("Enter"), height=64
        )
        self.apply_button.setObjectName("amount_apply")
        self._note = Label(theme, note, "body", "text2", wrap=True)
        self._lay_out(sums)
        self.field.set_text(wording.amount(amount))
        self.field.text_edited.connect(self._forget_error)
        self.set_primary(self.apply_button)
        self.apply_button.clicked.connect(self._apply)

    def ask(self) -> None:
        self.open(self.field)

    @Slot()
    def _apply(self) -> None:
        problem = ""
        try:
            amount = self._wording.parse_amount(self.field.text())
        except InvalidAmount as refusal:
            amount, problem = ZERO, refusal.message
        if amount <= ZERO:
            self.field.set_error(problem or self.tr("Type an amount above zero."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.select_all()
            return
        self.close_sheet()
        self.decided.emit(amount)

    @Slot()
    def _forget_error(self) -> None:
        self.field.set_error("")

    def _lay_out(self, sums: Sequence[Money]) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.field)
        for index, money in enumerate(sums):
            tile = ChoiceTile(
                self.theme, self._wording.round_money(money), height=56, centered=True
            )
            tile.setObjectName(f"sum_{index}")
            tile.setCheckable(False)
            tile.clicked.connect(self._put)
            tile.setProperty("minor", money.minor)
            left.addWidget(tile)
        left.addWidget(self._note)
        left.addStretch(1)
        lay_beside_pad(self.body, self.pad, self.apply_button, (left, 444))

    @Slot()
    def _put(self) -> None:
        self.field.set_text(self._wording.amount(Money(int(self.sender().property("minor")))))
        self._forget_error()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.select_all()
