"""A sale as rows, made and checked before any transaction begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from app.domain.clock import utc_text
from app.domain.errors import SaleRefused
from app.domain.names import name_key, one_line
from app.domain.sale import Kind, Payment, Sale, SaleLine
from app.domain.tax import tax_minor
from app.storage.database import Row
from app.storage.fit import are_storable, fits, storable, typed


class SaleRows(NamedTuple):
    """What will be written. `typed_name` is empty for nobody in particular.

    `head` holds what the sale itself says of its columns, `items` and `payments` are whole but
    for the sale's id. A tuple, as it is made for every sale and by far the quickest to make.
    """

    sale: Sale
    key: str
    fingerprint: str
    sold_at: str
    business_date: str
    typed_name: str
    customer_id: int | None
    foreign_number: str | None
    total: int
    tax: int
    head: Row
    items: Sequence[Row]
    payments: Sequence[Row]

    @property
    def is_sale(self) -> bool:
        """Say whether it counts as a transaction; a return does not."""
        return self.sale.kind is Kind.SALE

    @property
    def phone(self) -> str:
        """Give the number that was typed behind the customer's name."""
        return self.sale.customer.phone if self.sale.customer else ""


def sale_rows(sale: Sale, *, at_till: bool) -> SaleRows:
    """Lay a sale out for the tables. Raises SaleRefused for what no column can hold.

    `at_till` asks for the signs of goods that crossed the counter; imports have their own.
    """
    if sale.original_sale_id is not None and (
        sale.kind is Kind.SALE or not fits(sale.original_sale_id)
    ):
        raise SaleRefused("Only a return can belong to an earlier sale.")
    lines = sale.lines
    products = [line.product_id or 0 for line in lines]
    if not (fits(min(products)) and fits(max(products))):
        raise SaleRefused("A product of this sale is not known here.")
    typed, customer_id = _customer(sale)
    if not are_storable(_codes(lines)):  # a sale has sixty, and nearly always they are
        lines = tuple([_storable_line(line) for line in lines])
    items = _items(lines)
    total, tax, head = _figures(sale, items)
    if at_till:
        _check_signs(sale.kind, total, items)
    return SaleRows(
        sale,
        _needed(sale.key),
        sale.fingerprint(),
        utc_text(sale.sold_at),
        sale.business_date.isoformat(),
        typed,
        customer_id,
        storable(sale.foreign_number or "") or None,
        total,
        tax,
        head,
        items,
        [_payment(number, part) for number, part in enumerate(sale.payments, 1)],
    )


def _check_signs(kind: Kind, total: int, items: Sequence[Row]) -> None:
    if kind is Kind.SALE:
        if total < 0:
            raise SaleRefused("A sale cannot come out below zero.")
    elif any(item[6] >= 0 or item[9] > 0 for item in items):
        raise SaleRefused("A return takes goods back: every quantity has to be below zero.")


def _codes(lines: Sequence[SaleLine]) -> list[str]:
    return [f"{line.sku}{line.barcode}{line.tax_code}" for line in lines]


def _storable_line(line: SaleLine) -> SaleLine:
    return replace(
        line,
        sku=storable(line.sku),
        barcode=storable(line.barcode),
        tax_code=storable(line.tax_code),
    )


def _customer(sale: Sale) -> tuple[str, int | None]:
    """Give the typed name as one line and the chosen id; blanks are nobody in particular."""
    if sale.customer is None:
        return "", None
    name, chosen = typed(one_line(sale.customer.name)), sale.customer.id
    return name if name_key(name) else "", chosen if chosen is not None and fits(chosen) else None


def _items(lines: Sequence[SaleLine]) -> list[Row]:
    return [
        (
            number,
            line.product_id,
            line.sku,
            line.barcode,
            typed(line.name),
            typed(line.unit),
            line.quantity.thousandths,
            line.unit_price.minor,
            line.discount.minor,
            line.total.minor,
            line.tax_code,
            line.tax_rate_bp,
            None if line.unit_cost is None else line.unit_cost.minor,
            line.factor.thousandths,
            None if line.listed_price is None else line.listed_price.minor,
            typed(line.price_reason),
        )
        for number, line in enumerate(lines, 1)
    ]


def _figures(sale: Sale, items: Sequence[Row]) -> tuple[int, int, Row]:
    """Give total, VAT and the head; added up as plain numbers, where Money is too slow."""
    total, discount = sum([item[9] for item in items]), sum([item[8] for item in items])
    # What is weighed is one item.
    pieces = sum([1 if item[6] % 1000 else abs(item[6]) // 1000 for item in items])
    gross: dict[int, int] = {}
    for item in items:
        rate_bp = item[11]
        gross[rate_bp] = gross.get(rate_bp, 0) + item[9]
    tax = tax_minor(gross)
    kind, method, cashier = sale.kind.value, typed(sale.method), typed(sale.cashier)
    head = (kind, pieces, total + discount, discount, tax, total, method or "other", cashier)
    return total, tax, head


def _payment(number: int, part: Payment) -> Row:
    tendered = None if part.tendered is None else part.tendered.minor
    method, reference = typed(part.method) or "other", typed(part.reference)
    return (number, method, part.amount.minor, tendered, reference)


def _needed(key: str) -> str:
    kept = storable(key)
    if not kept:
        raise SaleRefused("A sale needs a key.")
    return kept
