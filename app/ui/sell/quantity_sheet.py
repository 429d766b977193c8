"""How many of one line, or how much for an amount of money, and what the line will cost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart_line import CartLine
from app.domain.errors import ShopError
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.ui.sell.edit_sheet import EditSheet
from app.ui.theme import Theme
from app.ui.widgets.segments import SegmentedControl
from app.ui.wording import Wording

_COUNT, _MONEY = "count", "money"


class QuantitySheet(EditSheet):
    """Asks for a quantity or an amount; nothing changes before Apply."""

    applied = Signal(object)  # Quantity or Money

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, wording, window, self.tr("Quantity"))
        self.setObjectName("quantity_sheet")
        self._line: CartLine | None = None
        self.field.edit.setObjectName("quantity_edit")
        self.apply_button.setObjectName("apply_quantity")
        self.kind = SegmentedControl(theme, height=48)
        self.kind.setObjectName("quantity_kind")
        self.kind.add(_COUNT, self.tr("Quantity"))
        self.kind.add(_MONEY, self.tr("For an amount"))
        self.left.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.left.addWidget(self.field)
        self.left.addWidget(self.preview)
        self.left.addStretch(1)
        self.kind.chosen.connect(self._choose_kind)
        self.field.text_edited.connect(self._read_signs)
        self.field.text_changed.connect(self._show_result)
        self.apply_button.clicked.connect(self._apply)

    def ask(self, line: CartLine) -> None:
        """Open over a line, what was asked for selected so that typing replaces it."""
        self._line = line
        self.set_subtitle(line.name)
        self.kind.show()
        by_money = line.by_money is not None
        self._use(_MONEY if by_money else _COUNT)
        self.field.set_text(str(line.by_money if by_money else line.quantity))
        self._show_result()
        self.open(self.field)

    def ask_new(self, line: CartLine) -> None:
        """Open for goods about to be added; without a price only an amount can be asked for."""
        self._line = line
        self.set_subtitle(line.name)
        self.kind.setVisible(bool(line.unit_price))
        self._use(_COUNT if line.unit_price else _MONEY)
        self.field.set_text("")
        self._show_result()
        self.open(self.field)

    # Inside

    def _use(self, kind: str) -> None:
        self.kind.set_current(kind)
        unit = "" if self._line is None or self._line.unit in ("", "pc") else self._line.unit
        if kind == _MONEY:
            self.field.set_affixes(self.words.currency, "")
            self.field.set_label(self.tr("Amount"))
        else:
            self.field.set_affixes("", unit)
            self.field.set_label(self.tr("Quantity"))

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        self._use(kind)
        self.field.set_text("")
        self._show_result()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _read_signs(self, text: str) -> None:
        """The currency sign typed anywhere means an amount."""
        if self.currency_in(text):
            self._use(_MONEY)
            self.field.set_text(self.without_signs(text))

    def _result(self) -> CartLine | None:
        """Give the line as it would be, or say beside the field what is wrong."""
        line = self._line
        if line is None:
            return None
        try:
            asked = self._asked()
            if isinstance(asked, Money) and not line.unit_price:
                return replace(line, unit_price=asked)
            if isinstance(asked, Money):
                return line.for_money(asked)
            return line.with_quantity(asked)
        except ShopError as problem:
            self.field.set_error(problem.message)
            return None

    def _asked(self) -> Quantity | Money:
        """Read the field. Raises InvalidAmount or InvalidQuantity."""
        text = self.field.text()
        if self.kind.current == _MONEY:
            return self.words.parse_amount(text)
        return self.words.parse_quantity(text)

    @Slot()
    def _show_result(self) -> None:
        is_empty = not self.field.text().strip()
        if is_empty:
            self.field.set_error("")
        result = None if is_empty else self._result()
        self.apply_button.setEnabled(result is not None)
        if result is None:
            self.preview.show_nothing()
        else:
            self.field.set_error("")
            self.preview.show_line(result)

    @Slot()
    def _apply(self) -> None:
        if self._result() is not None:
            asked = self._asked()
            self.close_sheet()
            self.applied.emit(asked)
