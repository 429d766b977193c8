"""What is on disk about one sale, given back as the domain knows it."""

from __future__ import annotations

from datetime import date

from app.domain.clock import from_utc_text
from app.domain.errors import NotFound
from app.domain.money import Money, total_of
from app.domain.quantity import Quantity
from app.domain.sale import Outcome, Payment, RecordedSale, SaleLine, SaleRecord
from app.storage.account_sales import slips_of_sale
from app.storage.database import Database, Row
from app.storage.fit import fits
from app.storage.reading import HISTORY_COLUMNS, history_row
from app.storage.sale_rows import SaleRows

_HEAD = f"""SELECT {HISTORY_COLUMNS}, customer_id, customer_name, subtotal, discount_amount,
    tax_amount, business_date, original_sale_id, void_reason, sale_key FROM sales WHERE id = ?"""  # noqa: S608
_LINES = """SELECT name, quantity, unit_price, total_price, discount_amount, sku, barcode, unit,
    tax_rate_bp, tax_code, unit_cost, product_id, factor, listed_price, price_reason
FROM sale_items WHERE sale_id = ? ORDER BY line_no"""
_PAYMENTS = """SELECT method, amount, tendered, reference FROM payments
WHERE sale_id = ? ORDER BY line_no"""
_KNOWN = """SELECT sales.id, sale_number, total_amount, sale_date, fingerprint, customer_name,
    customer_id, customers.name, transaction_count, customers.created_at, has_nobody,
    (SELECT coalesce(sum(tendered - amount), 0) FROM payments WHERE sale_id = sales.id)
FROM sales LEFT JOIN customers ON customers.id = customer_id WHERE sale_key = ?"""


def sale_record(database: Database, sale_id: int) -> SaleRecord:
    """Give one sale whole. Raises NotFound."""
    row = database.row(_HEAD, (sale_id,)) if fits(sale_id) else None
    if row is None:
        raise NotFound("There is no such sale.")
    customer_id, name, subtotal, discount, tax, day, original, reason, key = row[10:]
    slips = slips_of_sale(database, sale_id)
    return SaleRecord(
        head=history_row(row),
        customer_id=customer_id,
        customer_name=name,
        subtotal=Money(subtotal),
        discount=Money(discount),
        tax=Money(tax),
        lines=tuple(_line(line) for line in database.rows(_LINES, (sale_id,))),
        payments=tuple(_payment(part) for part in database.rows(_PAYMENTS, (sale_id,))),
        business_date=date.fromisoformat(day),
        original_sale_id=original,
        void_reason=reason,
        charged=slips.charged,
        paid_along=slips.paid_along,
        key=key,
    )


def known_receipt(database: Database, entry: SaleRows) -> RecordedSale | None:
    """Give the receipt of the sale that already has this key, with what that makes of this one."""
    row = database.row(_KNOWN, (entry.key,))
    if row is None:
        return None
    sale_id, number, total, sold_at, fingerprint, typed, customer_id, name = row[:8]
    count, since, has_nobody, change = row[8:]
    is_same = fingerprint == entry.fingerprint
    slips = slips_of_sale(database, sale_id)
    along = slips.paid_along.parts if slips.paid_along else ()
    return RecordedSale(
        sale_id=sale_id,
        number=number,
        total=Money(total),
        change=Money(change) + total_of(part.change for part in along),
        sold_at=from_utc_text(sold_at),
        outcome=Outcome.ALREADY_RECORDED if is_same else Outcome.OTHER_CONTENT,
        customer_name=name or ("" if has_nobody else typed),
        customer_id=customer_id,
        is_new_customer=since == sold_at,
        is_unlinked=customer_id is None and bool(typed) and not has_nobody,
        purchase_number=count or 0,
        charged=slips.charged,
        paid_along=slips.paid_along,
    )


def _line(row: Row) -> SaleLine:
    name, quantity, price, total, discount, sku, barcode, unit, rate, code = row[:10]
    cost, product, factor, listed, reason = row[10:]
    return SaleLine(
        name=name,
        quantity=Quantity(quantity),
        unit_price=Money(price),
        total=Money(total),
        discount=Money(discount),
        sku=sku,
        barcode=barcode,
        unit=unit,
        tax_rate_bp=rate,
        tax_code=code,
        unit_cost=None if cost is None else Money(cost),
        product_id=product,
        factor=Quantity(factor),
        listed_price=None if listed is None else Money(listed),
        price_reason=reason,
    )


def _payment(row: Row) -> Payment:
    method, amount, tendered, reference = row
    given = None if tendered is None else Money(tendered)
    return Payment(method, Money(amount), given, reference)
