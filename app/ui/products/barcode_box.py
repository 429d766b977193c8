"""The barcodes of one product: the plain one first, then packs with what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.names import one_line
from app.domain.product import Pack, barcode_key
from app.domain.quantity import ONE
from app.ui.products.typed import factor, optional_amount, written_count
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, IconButton
from app.ui.widgets.field import Field
from app.ui.wording import Wording

_GAP = 8
_BOX, _BUTTON = 48, 44

Read = TypeVar("Read")


class PackRow(QWidget):
    """One more barcode: how many units it stands for, and perhaps a price and unit of its own."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, theme: Theme, wording: Wording, unit: str) -> None:
        super().__init__()
        self._wording = wording
        self.code = Field(theme, label=self.tr("Another barcode"), icon="scan-barcode", height=48)
        self.code.setObjectName("pack_barcode")
        self.holds = Field(theme, label=self.tr("Stands for"), suffix=unit, height=48)
        self.holds.setObjectName("pack_factor")
        self.price = Field(theme, label=self.tr("Own price"), prefix=wording.currency, height=48)
        self.price.setObjectName("pack_price")
        self.unit = Field(theme, label=self.tr("Own unit"), height=48)
        self.unit.setObjectName("pack_unit")
        self.fields = (self.code, self.holds, self.price, self.unit)
        self.remove_button = IconButton(theme, "trash-2", self.tr("Remove this barcode"))
        self.remove_button.setObjectName("pack_remove")
        self._lay_out()
        for field in self.fields:
            field.text_changed.connect(self.edited)
        self.remove_button.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(self.code, 1)
        beside = QVBoxLayout()
        beside.addSpacing(self.code.sizeHint().height() - _BOX + (_BOX - _BUTTON) // 2)
        beside.addWidget(self.remove_button)
        beside.addStretch(1)
        top.addLayout(beside)
        low = QHBoxLayout()
        low.setSpacing(_GAP)
        for field, share in ((self.holds, 4), (self.price, 5), (self.unit, 3)):
            low.addWidget(field, share)
        for field in (self.holds, self.price):
            field.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(_GAP)
        column.addLayout(top)
        column.addLayout(low)

    def fill(self, pack: Pack) -> None:
        self.code.set_text(pack.barcode)
        self.holds.set_text(written_count(pack.factor))
        self.price.set_text("" if pack.price is None else self._wording.amount(pack.price))
        self.unit.set_text(pack.unit)

    def pack(self) -> Pack:
        """Give what is typed. Raises InvalidInput and points at the field."""
        code = self._ask(self.code, self._read_code)
        holds = self._ask(self.holds, lambda: factor(self.holds.text()))
        price = self._ask(self.price, lambda: optional_amount(self.price.text(), self._wording))
        unit = self._ask(self.unit, lambda: self._read_unit(needed=price is not None))
        return Pack(code, holds, price, unit if price is not None else "")

    @staticmethod
    def _ask(field: Field, read: Callable[[], Read]) -> Read:
        try:
            return read()
        except InvalidInput as problem:
            field.set_error(problem.message)
            raise

    def _read_code(self) -> str:
        code = one_line(self.code.text())
        if not code:
            raise InvalidInput(self.tr("Scan or type the barcode."))
        return code

    def _read_unit(self, *, needed: bool) -> str:
        unit = one_line(self.unit.text())
        if needed and not unit:
            raise InvalidInput(self.tr("Name it, like box."))
        return unit

    def texts(self) -> tuple[str, ...]:
        return tuple(field.text() for field in self.fields)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)


class BarcodeBox(QWidget):
    """The main barcode, and as many more as there are."""

    edited = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._unit = "pc"
        self.rows: list[PackRow] = []
        self.main = Field(theme, label=self.tr("Barcode"), icon="scan-barcode", height=48)
        self.main.setObjectName("product_barcode")
        self.add_button = GhostButton(theme, self.tr("Add a barcode, for a box or pack"),
                                      icon="plus")  # fmt: skip
        self.add_button.setObjectName("product_add_barcode")
        self._packs = QVBoxLayout()
        self._packs.setSpacing(_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.main)
        column.addLayout(self._packs)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.text_changed.connect(self.edited)
        self.add_button.clicked.connect(self.add_by_hand)

    # What it holds

    def fill(self, packs: Sequence[Pack], unit: str) -> None:
        for row in tuple(self.rows):
            self._drop(row)
        self._unit = unit
        plain = next((p for p in packs if p.factor == ONE and p.price is None), None)
        self.main.set_text(plain.barcode if plain else "")
        for pack in packs:
            if pack is not plain:
                self.add().fill(pack)

    def set_unit(self, unit: str) -> None:
        self._unit = unit
        for row in self.rows:
            row.holds.set_affixes("", unit)

    def packs(self) -> list[Pack]:
        """Give the barcodes typed, the main one first. Raises InvalidInput at the field."""
        main = one_line(self.main.text())
        found = [Pack(main)] if main else []
        seen = {barcode_key(main)} if main else set()
        for row in self.rows:
            pack = row.pack()
            if barcode_key(pack.barcode) in seen:
                words = self.tr("This barcode is there twice.")
                row.code.set_error(words)
                raise InvalidInput(words)
            seen.add(barcode_key(pack.barcode))
            found.append(pack)
        return found

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Give all that is typed, to see whether anything changed."""
        return ((self.main.text(),), *(row.texts() for row in self.rows))

    def field_of(self, barcode: str) -> Field:
        """Give the field a barcode stands in."""
        fields = [self.main, *(row.code for row in self.rows)]
        key = barcode_key(barcode)
        return next((f for f in fields if barcode_key(f.text()) == key), self.main)

    @property
    def all_fields(self) -> list[Field]:
        return [self.main, *(field for row in self.rows for field in row.fields)]

    def has_focus(self) -> bool:
        """Say whether the cursor stands in one of the barcodes themselves."""
        return any(f.edit.hasFocus() for f in (self.main, *(row.code for row in self.rows)))

    def take(self, code: str) -> Field:
        """Put a scanned code where it belongs: the field with the cursor, else the empty one."""
        fields = [self.main, *(row.code for row in self.rows)]
        focused = next((f for f in fields if f.edit.hasFocus()), None)
        known = next((f for f in fields if barcode_key(f.text()) == barcode_key(code)), None)
        empty = next((f for f in fields if not f.text().strip()), None)
        field = known or focused or empty or self.add().code
        field.set_error("")
        field.set_text(code)
        return field

    # Rows

    def add(self) -> PackRow:
        row = PackRow(self._theme, self._wording, self._unit)
        row.edited.connect(self.edited)
        row.removed.connect(self._on_removed)
        self.rows.append(row)
        self._packs.addWidget(row)
        row.show()
        return row

    @Slot()
    def add_by_hand(self) -> None:
        row = self.add()
        row.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot(object)
    def _on_removed(self, row: PackRow) -> None:
        self._drop(row)
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: PackRow) -> None:
        self.rows.remove(row)
        self._packs.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()
