"""`suki sale`: one sale with its lines and payments."""

from __future__ import annotations

import argparse

from app.commands.as_json import sale_object, written
from app.commands.session import Session
from app.commands.text_table import grouped, local_time, table
from app.commands.who import meant
from app.domain.errors import NotFound
from app.domain.sale import Kind, SaleRecord, Status


def run(options: argparse.Namespace, session: Session) -> int:
    with session.reading() as store:
        sale = store.sales.numbered(options.number, by=session.by)
        if options.customer is not None:
            customer = meant(store, options.customer, by=session.by)
            if sale.customer_id != customer.id:
                raise NotFound(f"Sale {options.number} is not a sale of {customer.name}.")
    session.answer(written(sale_object(sale)) if options.json else _as_text(sale, session))
    return 0


def _as_text(sale: SaleRecord, session: Session) -> str:
    parts = [_head(sale, session), "", _lines(sale), "", _sums(sale)]
    return "\n".join(parts)


def _head(sale: SaleRecord, session: Session) -> str:
    head = sale.head
    what = "Return" if head.kind is Kind.RETURN else "Sale"
    foreign = f" (there: {head.foreign_number})" if head.foreign_number else ""
    voided = f", voided: {sale.void_reason}" if head.status is Status.VOIDED else ""
    who = sale.customer_name or "nobody in particular"
    if sale.customer_id is not None:
        who += f" (id {sale.customer_id})"
    return (
        f"{what} {head.number}{foreign}, {local_time(session.clock, head.sold_at)}{voided}\n"
        f"Customer: {who}"
    )


def _lines(sale: SaleRecord) -> str:
    return table(
        ("#", "SKU", "NAME", "QUANTITY", "UNIT", "PRICE", "DISCOUNT", "TOTAL"),
        [
            (
                str(number),
                line.sku,
                line.name,
                str(line.quantity),
                line.unit,
                grouped(line.unit_price),
                grouped(line.discount) if line.discount else "-",
                grouped(line.total),
            )
            for number, line in enumerate(sale.lines, start=1)
        ],
        right="r  r rrr",
    )


def _sums(sale: SaleRecord) -> str:
    rows = [("Subtotal", grouped(sale.subtotal), "")] if sale.discount else []
    if sale.discount:
        rows.append(("Discount", grouped(-sale.discount), ""))
    rows.append(("Total", grouped(sale.head.total), ""))
    if sale.tax:
        rows.append(("VAT inside", grouped(sale.tax), ""))
    rows += [
        (f"Paid by {each.method}", grouped(each.given), each.reference) for each in sale.payments
    ]
    if sale.change:
        rows.append(("Change", grouped(sale.change), ""))
    first, *rest = rows
    return table(first, rest, right=" r")
