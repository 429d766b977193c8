"""How many of one line: a large field, a number pad, and what the line will cost."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidQuantity
from app.domain.quantity import Quantity, price_times
from app.domain.sale import SaleLine
from app.ui.sell.line_preview import LinePreview
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.field import AmountField
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 800, 490


class QuantitySheet(Sheet):
    """Asks for a quantity; nothing changes before Apply."""

    applied = Signal(object)  # Quantity

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Quantity"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("quantity_sheet")
        self._wording = wording
        self._line: SaleLine | None = None
        self.field = AmountField(theme, label=self.tr("Quantity"), prefix="")
        self.field.edit.setObjectName("quantity_edit")
        self.preview = LinePreview(theme, wording)
        self.pad = NumberPad(theme, key_height=62)
        self.pad.feed(self.field.edit)
        self.apply_button = PrimaryButton(
            theme, self.tr("Apply"), icon="check", key=self.tr("Enter"), height=64
        )
        self.apply_button.setObjectName("apply_quantity")
        self.set_primary(self.apply_button)
        self._lay_out()
        self.field.text_changed.connect(self._show_result)
        self.field.submitted.connect(self.apply_button.click)
        self.apply_button.clicked.connect(self._apply)

    def ask(self, line: SaleLine) -> None:
        """Open over a line, its quantity selected so that typing replaces it."""
        self._line = line
        self.set_subtitle(line.name)
        unit = "" if line.unit in ("", "pc") else line.unit
        self.field.set_affixes("", unit)
        self.field.set_text(str(line.quantity))
        self._show_result()
        self.open(self.field)

    # Inside

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.field)
        left.addWidget(self.preview)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pad)
        right.addStretch(1)
        right.addWidget(self.apply_button)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(27, 20, 27, 23)
        row.setSpacing(24)
        row.addLayout(left, 444)
        row.addLayout(right, 276)

    def _read(self) -> Quantity | None:
        """Read the field, or say beside it what is wrong."""
        try:
            quantity = self._wording.parse_quantity(self.field.text())
        except InvalidQuantity as problem:
            self.field.set_error(problem.message)
            return None
        self.field.set_error("")
        return quantity

    @Slot()
    def _show_result(self) -> None:
        line = self._line
        if line is None:
            return
        if not self.field.text().strip():
            self.field.set_error("")
            self.preview.show_nothing()
            self.apply_button.setEnabled(False)
            return
        quantity = self._read()
        self.apply_button.setEnabled(quantity is not None)
        if quantity is None:
            self.preview.show_nothing()
            return
        gross = price_times(line.unit_price, quantity)
        self.preview.show_result(line, quantity, gross)

    @Slot()
    def _apply(self) -> None:
        quantity = self._read()
        if quantity is not None:
            self.close_sheet()
            self.applied.emit(quantity)
