"""One sale laid out as rows: its lines, what they come to, how it was paid, the VAT inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.money import Money
from app.domain.receipt import Part, ReceiptRow, receipt_rows
from app.domain.sale import SaleRecord
from app.ui.wording import Wording

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Look(Enum):
    """How a row is painted."""

    LINE = auto()
    DISCOUNT = auto()
    DISCOUNTS = auto()
    RULE = auto()
    SUM = auto()
    TOTAL = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Three finished texts and their look."""

    look: Look
    quantity: str = ""
    words: str = ""
    amount: str = ""


_RULE = Row(Look.RULE)


class LinesModel(QAbstractListModel):
    """The rows of one sale."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._rows: list[Row] = []

    def show(self, sale: SaleRecord | None) -> None:
        self.beginResetModel()
        self._rows = list(self._lay_out(sale)) if sale else []
        self.endResetModel()

    def row(self, row: int) -> Row:
        return self._rows[row]

    def texts(self) -> list[tuple[str, str, str]]:
        """Give what can be read, row by row."""
        return [(r.quantity, r.words, r.amount) for r in self._rows if r is not _RULE]

    # Rows

    def _lay_out(self, sale: SaleRecord) -> Iterator[Row]:
        rows = receipt_rows(sale)
        for row in rows:
            if row.part is Part.LINE:
                yield from self._line(row)
        yield _RULE
        if sale.discount:
            yield Row(Look.SUM, "", self.tr("Subtotal"), self._wording.amount(sale.subtotal))
        taxes_begun = False
        for row in rows:
            is_tax = row.part in (Part.TAX, Part.EXEMPT)
            if is_tax and not taxes_begun:
                taxes_begun = True
                yield _RULE
            yield from self._below(row)

    def _line(self, row: ReceiptRow) -> Iterator[Row]:
        line, words = row.line, self._wording
        if line is None:
            return
        yield Row(Look.LINE, words.quantity(line.quantity), line.name, words.amount(row.amount))
        if line.discount:
            yield Row(Look.DISCOUNT, "", self.tr("Discount"), words.amount(-line.discount))

    def _below(self, row: ReceiptRow) -> Iterator[Row]:
        words = self._wording
        if row.part is Part.DISCOUNTS:
            yield Row(Look.DISCOUNTS, "", self.tr("Discounts"), words.amount(row.amount))
        elif row.part is Part.TOTAL:
            yield Row(Look.TOTAL, "", self.tr("Total"), words.money(row.amount))
        elif row.part is Part.PAYMENT:
            yield self._payment(row)
        elif row.part is Part.TAX and row.share:
            rate = words.percent_bp(row.share.rate_bp)
            yield self._quiet(self.tr("VAT included ({rate})").format(rate=rate), row.amount)
        elif row.part is Part.EXEMPT:
            yield self._quiet(self.tr("VAT-exempt sales"), row.amount)

    def _payment(self, row: ReceiptRow) -> Row:
        """Say how a part was paid, with its change or reference at the right."""
        payment, words = row.payment, self._wording
        if payment is None:
            return self._quiet("", row.amount)
        left = f"{words.method(payment.method)} {words.money(row.amount)}"
        right = ""
        if payment.change:
            right = self.tr("Change {amount}").format(amount=words.money(payment.change))
        elif payment.reference:
            right = self.tr("Ref. {reference}").format(reference=payment.reference)
        return Row(Look.QUIET, "", left, right)

    def _quiet(self, text: str, amount: Money) -> Row:
        return Row(Look.QUIET, "", text, self._wording.money(amount))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(text for text in (row.quantity, row.words, row.amount) if text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words or None
        return None
