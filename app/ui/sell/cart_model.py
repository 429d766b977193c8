"""The cart's lines as rows: every text is made once, when its line changes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.cart_line import CartLine
from app.domain.discount import Discount
from app.domain.product import TaxCode
from app.domain.reckoning import same_ends
from app.ui.sell.columns import Column, alignment, title
from app.ui.wording import MINUS, Wording

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole
_ANSWERED = frozenset({_DISPLAY, _SPOKEN, _TIP})
_LONGEST_PLU = 5


class RowText(NamedTuple):
    """One line in the words of the screen; `was` is the price before another was given."""

    name: str
    detail: str
    price: str
    unit: str
    quantity: str
    quantity_unit: str
    discount: str
    amount: str
    spoken: str
    is_weighed: bool
    was: str = ""

    def in_column(self, column: int) -> str:
        if column == Column.ITEM:
            return self.name
        if column == Column.PRICE:
            return self.price
        if column == Column.QUANTITY:
            return self.quantity
        return self.discount if column == Column.DISCOUNT else self.amount


class CartModel(QAbstractTableModel):
    """Shows a tuple of frozen lines; `show_lines` finds what changed and announces only that."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._lines: tuple[CartLine, ...] = ()
        self._rows: list[RowText] = []

    def row_text(self, row: int) -> RowText:
        return self._rows[row]

    def show_lines(self, lines: tuple[CartLine, ...]) -> None:
        """Take over the lines: rows between the equal beginning and the equal end are new."""
        before, self._lines = self._lines, lines
        start, end = same_ends(before, lines)
        old, new = len(before) - start - end, len(lines) - start - end
        shared = min(old, new)
        if shared:
            self._rows[start : start + shared] = map(self._text_of, lines[start : start + shared])
            last = self.index(start + shared - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(start, 0), last)
        if new > old:
            added = lines[start + shared : start + new]
            self.beginInsertRows(QModelIndex(), start + shared, start + new - 1)
            self._rows[start + shared : start + shared] = map(self._text_of, added)
            self.endInsertRows()
        elif old > new:
            self.beginRemoveRows(QModelIndex(), start + shared, start + old - 1)
            del self._rows[start + shared : start + old]
            self.endRemoveRows()

    def refresh(self) -> None:
        """Write every text again: the currency was changed."""
        self.beginResetModel()
        self._rows = [self._text_of(line) for line in self._lines]
        self.endResetModel()

    # Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = _DISPLAY) -> str | None:
        if role not in _ANSWERED or not index.isValid():
            return None
        column, row = index.column(), self._rows[index.row()]
        if role == _TIP:
            return row.name if column == Column.ITEM else None
        if column == Column.NUMBER:
            # The number is the row's, not the line's: the delegate paints it, and no line that
            # moves up has to be announced for it.
            return row.spoken if role == _SPOKEN else None
        return row.in_column(column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object | None:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == _DISPLAY:
            return title(section)
        return alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    # Inside

    def _text_of(self, line: CartLine) -> RowText:
        words = self._wording
        weighed = not line.quantity.is_whole
        sold_by_unit = line.unit not in ("", "pc")
        quantity = words.quantity(line.quantity)
        amount = words.amount(line.net)
        return RowText(
            name=line.name,
            detail=_detail_of(line, words),
            price=words.amount(line.unit_price),
            unit=f"/{line.unit}" if sold_by_unit else "",
            quantity=quantity,
            quantity_unit=line.unit if weighed and sold_by_unit else "",
            discount=discount_words(line.discount, words),
            amount=amount,
            spoken=_spoken(line, quantity, words.money(line.net)),
            is_weighed=weighed,
            was="" if line.listed_price is None else words.amount(line.listed_price),
        )


def code_words(line_sku: str, barcode: str, words: Wording) -> str:
    """Say how a product is known: barcode, else its short produce code, else its own code."""
    if barcode:
        return words.barcode(barcode)
    if line_sku.isdigit() and len(line_sku) <= _LONGEST_PLU:
        return QCoreApplication.translate("cart", "PLU {code}").format(code=line_sku)
    return line_sku


def _detail_of(line: CartLine, words: Wording) -> str:
    parts = [code_words(line.sku, line.barcode, words)]
    if line.tax_code == TaxCode.EXEMPT.value:
        parts.append(QCoreApplication.translate("cart", "VAT-exempt"))
    elif line.tax_code == TaxCode.ZERO.value:
        parts.append(QCoreApplication.translate("cart", "Zero-rated"))
    parts.append(line.price_reason)
    return "  ·  ".join(part for part in parts if part)


def discount_words(discount: Discount | None, words: Wording) -> str:
    """Write a discount as it was asked for: `−5%` or `−₱20`."""
    if discount is None:
        return ""
    if discount.percent_bp:
        return f"{MINUS}{words.percent_bp(discount.percent_bp)}"
    return words.round_money(-discount.amount)


def _spoken(line: CartLine, quantity: str, total: str) -> str:
    text = QCoreApplication.translate("cart", "{name}, {quantity} {unit}, {total}")
    return text.format(name=line.name, quantity=quantity, unit=line.unit, total=total)
