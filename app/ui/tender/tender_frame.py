"""Where things stand in the tender: ways to pay, amounts, pad and the large button."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.actions import keycap
from app.ui.tender.amounts import WIDTH as _AMOUNTS_WIDTH
from app.ui.tender.amounts import AmountColumn
from app.ui.tender.buyer_line import BuyerLine
from app.ui.tender.methods import MethodColumn
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_WIDTH, _HEIGHT, _METHODS_WIDTH = 1080, 608, 262
_MORE_WIDTH, _MORE_HEIGHT = 96, 200
"""How much more a text twice as large would need."""


class TenderFrame(Sheet):
    """The dialog without its answers; shut while the sale is being saved."""

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Take payment"), width=_WIDTH, height=_HEIGHT,
                         header_height=72)  # fmt: skip
        self.setObjectName("tender")
        self._wording = wording
        self._is_saving = False
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
        theme.changed.connect(self._grow_with_text)
        self._grow_with_text()

    @property
    def is_saving(self) -> bool:
        """True from `paid` until the sale was saved or `show_problem` said that it was not."""
        return self._is_saving

    # Inside

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.set_closable(not saving)
        self.methods.set_shut(saving)
        self.amounts.set_shut(saving)
        self.pad.setEnabled(not saving)
        self.buyer_line.change.setEnabled(not saving)
        self.complete.setText(self.tr("Saving") if saving else self.tr("Complete sale"))
        self.complete.setEnabled(not saving)

    @Slot()
    def _grow_with_text(self) -> None:
        """Larger text needs a little more room; the smallest window still has it."""
        larger = self.theme.scale - 1
        wider = round(_MORE_WIDTH * larger)
        self.methods.setFixedWidth(_METHODS_WIDTH + wider)
        self.resize_panel(_WIDTH + wider, _HEIGHT + round(_MORE_HEIGHT * larger))

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
