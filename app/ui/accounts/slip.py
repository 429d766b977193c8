"""A payment slip as lines of paper: what was owed, what was paid and how, what is owed now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.credit import Account, LedgerEntry
from app.domain.statement import StatementPart, StatementRow, slip_rows
from app.ui.tender.receipt_lines import ReceiptLine
from app.ui.widgets.painting import CENTER
from app.ui.wording import Wording

_QUIET = ReceiptLine("", color="text3", weight=400)
_STRONG = ReceiptLine("", type_name="section", weight=700, height=28)
_PAID = ReceiptLine("", type_name="label", height=19)
_LOOKS = {
    StatementPart.PAYMENT: _STRONG,
    StatementPart.NEW_BALANCE: _STRONG,
    StatementPart.CREDIT: _STRONG,
}
_RULED = frozenset({StatementPart.OLD_BALANCE, StatementPart.NEW_BALANCE, StatementPart.CREDIT})


class SlipWords(QObject):
    """Puts one payment into the words of the shop."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording

    def lines(self, entry: LedgerEntry, account: Account, shop_name: str) -> list[ReceiptLine]:
        """Give the whole slip, top to bottom."""
        name = ReceiptLine(
            shop_name, type_name="body-lg", weight=700, height=22, gap=14, align=CENTER
        )
        title = self.tr("Payment {number}").format(number=entry.number)
        head = [
            name,
            ReceiptLine(title.strip(), self._wording.date_time(entry.made_at), weight=600, gap=8,
                        figure_color="text3"),
            replace(_QUIET, words=f"{account.name}  ·  {account.code}"),
        ]  # fmt: skip
        if entry.person:
            head.append(replace(_QUIET, words=self.tr("Taken by {who}").format(who=entry.person)))
        thanks = self.tr("Salamat po! Keep this slip.")
        rows = [self._line(row) for row in slip_rows(entry)]
        return [*head, *rows, replace(_QUIET, words=thanks, gap=10, align=CENTER)]

    def spoken(self, entry: LedgerEntry, account: Account) -> str:
        return self.tr("Payment {number} of {name}, {amount}, new balance {balance}").format(
            number=entry.number,
            name=account.name,
            amount=self._wording.money(-entry.amount),
            balance=self._wording.money(entry.balance),
        )

    def _line(self, row: StatementRow) -> ReceiptLine:
        look = _LOOKS.get(row.part, _PAID)
        strong = row.part in _LOOKS
        figure = self._wording.money(row.amount) if strong else self._wording.amount(row.amount)
        has_rule = row.part in _RULED
        if row.part is StatementPart.RECEIVED_BY:
            figure = ""
        return replace(look, words=self._words(row), figure=figure, has_rule=has_rule)

    def _words(self, row: StatementRow) -> str:
        if row.payment is not None:
            method = self._wording.method(row.payment.method)
            reference = row.payment.reference
            return f"{method}  ·  {reference}" if reference else method
        words = {
            StatementPart.OLD_BALANCE: self.tr("Balance before"),
            StatementPart.PAYMENT: self.tr("PAID"),
            StatementPart.CHANGE: self.tr("Change"),
            StatementPart.NEW_BALANCE: self.tr("New balance"),
            StatementPart.CREDIT: self.tr("Credit"),
            StatementPart.RECEIVED_BY: self.tr("Received by ____________"),
        }
        return words[row.part]
