"""A receipt as rows of words, before anybody knows how it is shown or printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from app.domain.credit import whole_parts
from app.domain.money import ZERO, Money
from app.domain.payment import AccountSlip, Payment
from app.domain.quantity import Quantity
from app.domain.sale import SaleLine, SaleRecord
from app.domain.tax import TaxShare


class Part(Enum):
    """What a receipt row says; the words and their place are the screen's or printer's."""

    LINE = auto()
    DISCOUNTS = auto()
    TOTAL = auto()
    OLD_BALANCE = auto()
    TO_PAY = auto()
    PAYMENT = auto()
    CHANGE = auto()
    NET_OF_TAX = auto()
    TAX = auto()
    EXEMPT = auto()
    NEW_BALANCE = auto()
    RECEIVED_BY = auto()


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row: the part, its amount, and whatever else that part has.

    `RECEIVED_BY` is a line to sign on, its amount what the customer owes now for these goods.
    """

    part: Part
    amount: Money
    line: SaleLine | None = None
    payment: Payment | None = None
    share: TaxShare | None = None
    account: AccountSlip | None = None

    @property
    def quantity(self) -> Quantity | None:
        """Give the quantity on a line."""
        return self.line.quantity if self.line else None


def receipt_rows(sale: SaleRecord) -> list[ReceiptRow]:
    """Lay a sale out: lines before discount, discounts, total, payments, change, then taxes.

    An old balance paid along stands between the total and what was to be paid; what the sale did
    to an account stands last, with a line to sign on where something was put on account.
    """
    rows = [ReceiptRow(Part.LINE, line.gross, line=line) for line in sale.lines]
    if sale.discount:
        rows.append(ReceiptRow(Part.DISCOUNTS, -sale.discount))
    rows.append(ReceiptRow(Part.TOTAL, sale.head.total))
    return [*rows, *_tender_rows(sale), *_tax_rows(sale), *_account_rows(sale)]


def _tender_rows(sale: SaleRecord) -> Iterator[ReceiptRow]:
    along = sale.paid_along
    if along is not None:
        yield ReceiptRow(Part.OLD_BALANCE, along.amount, account=along)
        yield ReceiptRow(Part.TO_PAY, sale.head.total + along.amount)
    for payment in whole_parts(sale.payments, along.parts if along else ()):
        yield ReceiptRow(Part.PAYMENT, payment.given, payment=payment)
    if sale.change:
        yield ReceiptRow(Part.CHANGE, sale.change)


def _tax_rows(sale: SaleRecord) -> Iterator[ReceiptRow]:
    for share in sale.taxes:
        if share.rate_bp:
            yield ReceiptRow(Part.NET_OF_TAX, share.gross - share.tax, share=share)
            yield ReceiptRow(Part.TAX, share.tax, share=share)
        else:
            yield ReceiptRow(Part.EXEMPT, share.gross, share=share)


def _account_rows(sale: SaleRecord) -> Iterator[ReceiptRow]:
    along = () if sale.paid_along is None else (sale.paid_along,)
    slips = {slip.code: slip for slip in (*along, *sale.charged)}
    for slip in slips.values():
        yield ReceiptRow(Part.NEW_BALANCE, slip.balance, account=slip)
    for slip in sale.charged:
        if slip.amount > ZERO:
            yield ReceiptRow(Part.RECEIVED_BY, slip.amount, account=slip)
