"""A sale as rows, made and checked before any transaction begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.clock import utc_text
from app.domain.errors import SaleRefused
from app.domain.money import divide_half_away
from app.domain.names import name_key, one_line
from app.domain.quantity import ONE
from app.domain.sale import Kind, Payment, Sale, SaleLine
from app.storage.database import Row
from app.storage.fit import are_storable, fits, storable


@dataclass(frozen=True, slots=True)
class SaleRows:
    """What will be written. `typed_name` is empty for nobody in particular.

    `head` holds what the sale itself says of its columns, `items` and `payments` are whole but
    for the sale's id, `stock` are (product id, quantity that leaves the shelf).
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
    items: tuple[Row, ...]
    payments: tuple[Row, ...]
    stock: tuple[tuple[int, int], ...]

    @property
    def is_sale(self) -> bool:
        """Say whether it counts as a transaction; a return does not."""
        return self.sale.kind is Kind.SALE


def sale_rows(sale: Sale, *, at_till: bool) -> SaleRows:
    """Lay a sale out for the tables. Raises SaleRefused for what no column can hold.

    `at_till` asks for the signs of goods that crossed the counter; imports have their own.
    """
    if at_till:
        _check_signs(sale)
    if sale.original_sale_id is not None and (
        sale.kind is Kind.SALE or not fits(sale.original_sale_id)
    ):
        raise SaleRefused("Only a return can belong to an earlier sale.")
    if any(line.product_id is not None and not fits(line.product_id) for line in sale.lines):
        raise SaleRefused("A product of this sale is not known here.")
    typed, customer_id = _customer(sale)
    # Cleaned one by one only where there is something to clean: a sale has sixty texts.
    keep = _as_it_is if are_storable(_texts(sale)) else storable
    items = tuple([_item(number, line, keep) for number, line in enumerate(sale.lines, 1)])
    # Summed as plain numbers: this is the one place where Money is too slow for what it adds.
    total, discount = sum([item[9] for item in items]), sum([item[8] for item in items])
    tax = sale.tax.minor
    return SaleRows(
        sale=sale,
        key=_needed(sale.key),
        fingerprint=sale.fingerprint(),
        sold_at=utc_text(sale.sold_at),
        business_date=sale.business_date.isoformat(),
        typed_name=typed,
        customer_id=customer_id,
        foreign_number=storable(sale.foreign_number or "") or None,
        total=total,
        tax=tax,
        head=_head(sale, total, discount, tax),
        items=items,
        payments=tuple([_payment(number, part) for number, part in enumerate(sale.payments, 1)]),
        stock=tuple(
            [
                (line.product_id, _stock_units(line))
                for line in sale.lines
                if line.product_id is not None
            ]
        ),
    )


def _check_signs(sale: Sale) -> None:
    if sale.kind is Kind.SALE:
        if sale.total.minor < 0:
            raise SaleRefused("A sale cannot come out below zero.")
    elif any(line.quantity.thousandths >= 0 or line.total.minor > 0 for line in sale.lines):
        raise SaleRefused("A return takes goods back: every quantity has to be below zero.")


def _texts(sale: Sale) -> Iterator[str]:
    for line in sale.lines:
        yield from (line.sku, line.barcode, line.name, line.unit, line.tax_code, line.price_reason)


def _as_it_is(text: str) -> str:
    return text


def _customer(sale: Sale) -> tuple[str, int | None]:
    """Give the typed name as one line and the chosen id; blanks are nobody in particular."""
    if sale.customer is None:
        return "", None
    typed = one_line(storable(sale.customer.name))
    chosen = sale.customer.id
    return typed if name_key(typed) else "", chosen if chosen is not None and fits(chosen) else None


def _head(sale: Sale, total: int, discount: int, tax: int) -> Row:
    return (
        sale.kind.value,
        sum([_count(line.quantity.thousandths) for line in sale.lines]),
        total + discount,
        discount,
        tax,
        total,
        storable(sale.method) or "other",
        storable(sale.cashier),
    )


def _item(number: int, line: SaleLine, keep: Callable[[str], str]) -> Row:
    cost, listed = line.unit_cost, line.listed_price
    return (
        number,
        line.product_id,
        keep(line.sku),
        keep(line.barcode),
        keep(line.name),
        keep(line.unit),
        line.quantity.thousandths,
        line.unit_price.minor,
        line.discount.minor,
        line.total.minor,
        keep(line.tax_code),
        line.tax_rate_bp,
        None if cost is None else cost.minor,
        line.factor.thousandths,
        None if listed is None else listed.minor,
        keep(line.price_reason),
    )


def _stock_units(line: SaleLine) -> int:
    """Give what a line takes off the shelf: a box of twelve takes twelve."""
    if line.factor is ONE:
        return line.quantity.thousandths
    return divide_half_away(line.quantity.thousandths * line.factor.thousandths, 1000)


def _payment(number: int, part: Payment) -> Row:
    tendered = None if part.tendered is None else part.tendered.minor
    method, reference = storable(part.method) or "other", storable(part.reference)
    return (number, method, part.amount.minor, tendered, reference)


def _count(thousandths: int) -> int:
    """Count pieces as a person would; something weighed is one item, coming or going."""
    return 1 if thousandths % 1000 else abs(thousandths) // 1000


def _needed(key: str) -> str:
    kept = storable(key)
    if not kept:
        raise SaleRefused("A sale needs a key.")
    return kept
