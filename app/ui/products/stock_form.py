"""How many came in, are more or fewer, or were counted, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.money import ZERO
from app.domain.product import Product
from app.domain.quantity import Quantity
from app.domain.stock import LONGEST_NOTE, MoveReason, StockChange
from app.ui.products.typed import optional_count
from app.ui.theme import Theme
from app.ui.widgets.field import AmountField, Field
from app.ui.widgets.labels import Label
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.toggles import Chip
from app.ui.wording import Wording

_FEWER, _MORE = "fewer", "more"
NOBODY = Product(0, "", "", ZERO)


class StockForm(QWidget):
    """Says at once what there will be."""

    edited = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self._words = wording
        self.product = NOBODY
        self.kind = SegmentedControl(theme, height=48)
        self.kind.setObjectName("stock_kind")
        self.way = SegmentedControl(theme, height=48)
        self.way.setObjectName("stock_way")
        self.field = AmountField(theme, prefix="")
        self.field.edit.setObjectName("stock_edit")
        self.note = Field(theme, height=52, clearable=True)
        self.note.edit.setObjectName("stock_note")
        self.note.edit.setMaxLength(LONGEST_NOTE)
        self.outcome = Label(theme, "", "section", "text", tabular=True)
        self.outcome.setObjectName("stock_outcome")
        self.chips = QButtonGroup(self)
        self._fill_choices(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        parts = (self.kind, self.way, self.field, self.outcome, self._reasons, self.note)
        for widget in parts:
            column.addWidget(widget)
        self.kind.chosen.connect(self._choose_kind)
        self.way.chosen.connect(self._show_outcome)
        self.field.text_changed.connect(self._show_outcome)
        self.note.text_changed.connect(self._on_note)
        self.chips.idClicked.connect(self._choose_reason)

    def _fill_choices(self, theme: Theme) -> None:
        self.kind.add(MoveReason.RECEIVE.value, self.tr("Receive"))
        self.kind.add(MoveReason.ADJUST.value, self.tr("Adjust"))
        self.kind.add(MoveReason.COUNT.value, self.tr("Count"))
        self.way.add(_FEWER, self.tr("Fewer"))
        self.way.add(_MORE, self.tr("More"))
        self._reasons = QWidget()
        grid = QGridLayout(self._reasons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        reasons = (
            *(self.tr("Damaged"), self.tr("Expired"), self.tr("Lost")),
            *(self.tr("Own use"), self.tr("Found again"), self.tr("Sent back")),
        )
        for index, text in enumerate(reasons):
            chip = Chip(theme, text)
            chip.setObjectName(f"stock_reason_{index}")
            self.chips.addButton(chip, index)
            grid.addWidget(chip, index // 3, index % 3)

    # What it is about

    @property
    def reason(self) -> MoveReason:
        return MoveReason(self.kind.current)

    def show_product(self, product: Product, reason: MoveReason) -> None:
        """Begin with a product; nothing is typed yet."""
        self.product = product
        self.kind.set_current(reason.value)
        self.way.set_current(_FEWER)
        self.note.set_text("")
        self.field.set_affixes("", product.unit)
        self.field.setEnabled(bool(product.id))
        self._show_kind()

    def say_kept(self) -> None:
        """Show what is on the shelf now, as it was kept."""
        self.outcome.setText(self.tr("Kept: {count}").format(count=self._stock(self.product.stock)))

    def focus_number(self) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # Reading

    @property
    def is_ready(self) -> bool:
        """Whether a number stands there that can be kept; a reason may still be asked for."""
        if not self.product.id or not self.field.text().strip():
            return False
        return not self.field.error

    def read(self) -> StockChange | None:
        """Give what is wanted, else point at what is wrong with it."""
        try:
            asked = self._asked()
            asked.after(self.product.stock)
        except InvalidInput as problem:
            is_why = self.reason is MoveReason.ADJUST and not self.note.text().strip()
            field = self.note if is_why else self.field
            field.set_error(problem.message)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return asked

    def _asked(self) -> StockChange:
        """Read the fields. Raises InvalidInput."""
        typed = optional_count(self.field.text())
        if typed is None or (typed < Quantity(0) and self.reason is not MoveReason.COUNT):
            raise InvalidInput(self.tr("Type a number, like 12 or 0.5."))
        if self.reason is MoveReason.ADJUST and self.way.current == _FEWER:
            typed = -typed
        return StockChange(self.product.id, self.reason, typed, self.note.text())

    # Showing

    def _show_kind(self) -> None:
        reason = self.reason
        is_adjusting = reason is MoveReason.ADJUST
        labels = {
            MoveReason.RECEIVE: self.tr("How many came in"),
            MoveReason.ADJUST: self.tr("By how many"),
            MoveReason.COUNT: self.tr("How many there are"),
        }
        self.field.set_label(labels[reason])
        self.note.set_label(self.tr("Why") if is_adjusting else self.tr("Note, if you like"))
        for widget in (self.way, self._reasons):
            widget.setVisible(is_adjusting)
        self.field.set_text("")
        self.note.set_error("")
        self._show_outcome()

    def _stock(self, stock: Quantity | None) -> str:
        if stock is None:
            return self.tr("not counted")
        return f"{self._words.quantity(stock)} {self.product.unit}".strip()

    @Slot()
    def _show_outcome(self) -> None:
        self.field.set_error("")
        before, text = self.product.stock, self._stock(self.product.stock)
        if self.field.text().strip():
            try:
                asked = self._asked()
                wanted = StockChange(asked.product_id, asked.reason, asked.quantity, "?")
                text = f"{text}  \N{RIGHTWARDS ARROW}  {self._stock(wanted.after(before))}"
            except InvalidInput as problem:
                self.field.set_error(problem.message)
        self.outcome.setText(text if self.product.id else "")
        self.edited.emit()

    @Slot()
    def _choose_kind(self) -> None:
        self._show_kind()
        self.focus_number()

    @Slot()
    def _on_note(self) -> None:
        self.note.set_error("")
        self.chips.setExclusive(False)
        for chip in self.chips.buttons():
            chip.setChecked(chip.text() == self.note.text())
        self.chips.setExclusive(True)

    @Slot(int)
    def _choose_reason(self, index: int) -> None:
        self.note.set_text(self.chips.button(index).text())
        self.focus_number()
