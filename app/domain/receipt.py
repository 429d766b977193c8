"""A receipt as rows of words, before anybody knows how it is shown or printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.domain.money import Money
from app.domain.quantity import Quantity
from app.domain.sale import Payment, SaleLine, SaleRecord
from app.domain.tax import TaxShare


class Part(Enum):
    """What a receipt row says; the words and their place are the screen's or printer's."""

    LINE = auto()
    DISCOUNTS = auto()
    TOTAL = auto()
    PAYMENT = auto()
    CHANGE = auto()
    NET_OF_TAX = auto()
    TAX = auto()
    EXEMPT = auto()


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row: the part, its amount, and whatever else that part has."""

    part: Part
    amount: Money
    line: SaleLine | None = None
    payment: Payment | None = None
    share: TaxShare | None = None

    @property
    def quantity(self) -> Quantity | None:
        """Give the quantity on a line."""
        return self.line.quantity if self.line else None


def receipt_rows(sale: SaleRecord) -> list[ReceiptRow]:
    """Lay a sale out: lines before discount, discounts, total, payments, change, then taxes."""
    rows = [ReceiptRow(Part.LINE, line.gross, line=line) for line in sale.lines]
    if sale.discount:
        rows.append(ReceiptRow(Part.DISCOUNTS, -sale.discount))
    rows.append(ReceiptRow(Part.TOTAL, sale.head.total))
    for payment in sale.payments:
        given = payment.amount if payment.tendered is None else payment.tendered
        rows.append(ReceiptRow(Part.PAYMENT, given, payment=payment))
    if sale.change:
        rows.append(ReceiptRow(Part.CHANGE, sale.change))
    for share in sale.taxes:
        if share.rate_bp:
            rows.append(ReceiptRow(Part.NET_OF_TAX, share.gross - share.tax, share=share))
            rows.append(ReceiptRow(Part.TAX, share.tax, share=share))
        else:
            rows.append(ReceiptRow(Part.EXEMPT, share.gross, share=share))
    return rows
