"""A receipt as lines of text, each with its look: what the screen paints from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt

from app.domain.receipt import Part, ReceiptRow, receipt_rows
from app.domain.sale import Kind, SaleRecord, till_of_number
from app.ui.widgets.painting import CENTER, LEFT
from app.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Words at the left and a figure at the right; heights and gaps at normal text size."""

    words: str
    figure: str = ""
    type_name: str = "caption"
    color: str = "text"
    weight: int = 500
    height: int = 18
    gap: int = 0
    has_rule: bool = False
    align: Qt.AlignmentFlag = LEFT
    mark: str = ""
    figure_color: str = ""
    keeps_gutter: bool = False


_QUIET = ReceiptLine("", color="text3", weight=400)
_ITEM = ReceiptLine("", keeps_gutter=True)
_SUM = replace(_QUIET, keeps_gutter=True)
_TOTAL = ReceiptLine("", type_name="section", weight=700, height=28, keeps_gutter=True)
_PAID = ReceiptLine("", type_name="label", height=19, keeps_gutter=True)
_LOOKS = {
    Part.LINE: _ITEM,
    Part.TOTAL: _TOTAL,
    Part.TO_PAY: _PAID,
    Part.PAYMENT: _PAID,
    Part.CHANGE: _PAID,
    Part.NEW_BALANCE: _PAID,
    Part.RECEIVED_BY: _PAID,
}
_TAXES = frozenset({Part.NET_OF_TAX, Part.TAX, Part.EXEMPT})
_ACCOUNT = frozenset({Part.NEW_BALANCE, Part.RECEIVED_BY})


class ReceiptWords(QObject):
    """Puts a sale into the words of the shop."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording

    def lines(self, sale: SaleRecord, shop_name: str) -> list[ReceiptLine]:
        """Give the whole receipt, top to bottom."""
        name = ReceiptLine(
            shop_name, type_name="body-lg", weight=700, height=22, gap=14, align=CENTER
        )
        thanks = self.tr("Salamat po! Keep this receipt for returns.")
        return [
            name,
            *self._head(sale),
            *self._rows(sale),
            replace(_QUIET, words=thanks, gap=10, align=CENTER),
        ]

    def _head(self, sale: SaleRecord) -> list[ReceiptLine]:
        head = sale.head
        word = self.tr("Return {number}") if head.kind is Kind.RETURN else self.tr("Sale {number}")
        till = self.tr("Till {number}").format(number=till_of_number(head.number))
        lines = [
            ReceiptLine(word.format(number=head.number), self._wording.date_time(head.sold_at),
                        weight=600, gap=8, figure_color="text3"),
            replace(_QUIET, words=f"{till}  ·  {head.cashier}" if head.cashier else till),
        ]  # fmt: skip
        if sale.customer_name:
            customer = self.tr("Customer: {name}").format(name=sale.customer_name)
            lines.append(replace(_QUIET, words=customer))
        return lines

    def _rows(self, sale: SaleRecord) -> list[ReceiptLine]:
        """Rules stand before the first item, before the total and before the first tax."""
        lines: list[ReceiptLine] = []
        ruled: set[str] = set()
        for row in receipt_rows(sale):
            group = "items" if row.part in (Part.LINE, Part.DISCOUNTS) else "sums"
            group = "taxes" if row.part in _TAXES else group
            group = "account" if row.part in _ACCOUNT else group
            look = _LOOKS.get(row.part, _SUM)
            is_first = group not in ruled
            ruled.add(group)
            money = self._wording.money if row.part is Part.TOTAL else self._wording.amount
            mark = row.line.tax_code if row.line and row.line.tax_code in ("E", "Z") else ""
            lines.append(
                replace(
                    look,
                    words=self._words(row),
                    figure=money(row.amount),
                    mark=mark,
                    has_rule=is_first,
                )
            )
        return lines

    def _words(self, row: ReceiptRow) -> str:
        line, rate = row.line, row.share.rate_bp if row.share else 0
        if line is not None:
            unit = "" if line.unit == "pc" or line.quantity.is_whole else f" {line.unit}"
            return f"{self._wording.quantity(line.quantity)}{unit} × {line.name}"
        if row.payment is not None:
            return self._paid_with(row.payment.method, row.payment.reference)
        words = {
            Part.DISCOUNTS: self.tr("Discounts"),
            Part.TOTAL: self.tr("TOTAL"),
            Part.CHANGE: self.tr("Change"),
            Part.NET_OF_TAX: self.tr("VATable sales"),
            Part.TAX: self.tr("VAT ({rate})").format(rate=self._wording.percent_bp(rate)),
            Part.EXEMPT: self.tr("VAT-exempt sales"),
            Part.TO_PAY: self.tr("TO PAY"),
        }
        return words.get(row.part) or self._about_account(row)

    def _about_account(self, row: ReceiptRow) -> str:
        code = row.account.code if row.account else ""
        words = {
            Part.OLD_BALANCE: self.tr("Old balance of {code}"),
            Part.NEW_BALANCE: self.tr("New balance of {code}"),
            Part.RECEIVED_BY: self.tr("Received by ____________"),
        }
        return words[row.part].format(code=code)

    def _paid_with(self, code: str, reference: str) -> str:
        method = self._wording.method(code)
        return f"{method}  ·  {reference}" if reference else method
