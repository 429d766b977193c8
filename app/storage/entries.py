"""The rows of one sale on their way into the file, all inside the caller's transaction."""

from __future__ import annotations

from app.storage.database import Database
from app.storage.linking import Linked
from app.storage.sale_rows import SaleRows

_NEXT_NUMBER = """UPDATE sale_series SET last_number = last_number + ?2
WHERE till_id = ?1 RETURNING last_number"""
_SALE = """INSERT INTO sales (till_id, sale_key, fingerprint, sale_number, foreign_number,
    original_sale_id, customer_id, customer_name, sale_date, business_date, kind, item_count,
    subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# A product that is gone leaves its words on the line; the sale does not fall with it.
ITEM = """INSERT INTO sale_items (sale_id, line_no, product_id, sku, barcode, name, unit,
    quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost,
    factor, listed_price, price_reason, original_line_no)
VALUES (?, ?, (SELECT id FROM products WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?)"""
PAYMENT = """INSERT INTO payments (sale_id, line_no, method, amount, tendered, reference)
VALUES (?, ?, ?, ?, ?, ?)"""
# All moves of a sale at once, from its lines: a box of twelve takes twelve off the shelf, rounded
# half away from zero. A product that is not counted does not move.
_MOVES = """INSERT INTO stock_moves (product_id, sale_id, reason, quantity, moved_at)
SELECT products.id, sale_id, ?2, CASE WHEN factor = 1000 THEN -quantity ELSE
    iif(quantity < 0, 1, -1) * ((2 * abs(quantity) * factor + 1000) / 2000) END, ?3
FROM sale_items CROSS JOIN products ON products.id = product_id
WHERE sale_id = ?1 AND stock IS NOT NULL ORDER BY line_no
RETURNING product_id, quantity"""
_SHELF = "UPDATE products SET stock = stock + ?2 WHERE id = ?1"
# Cash is counted at the till only: what was brought in never came into this drawer.
DAY = """INSERT INTO sales_days (business_date, sale_count, return_count, total_amount, tax_amount,
    cash_amount)
VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(sum(amount), 0) FROM payments
    WHERE sale_id = ?6 AND method IN (SELECT code FROM payment_methods WHERE kind = 'cash')))
ON CONFLICT (business_date) DO UPDATE SET
    sale_count = sale_count + excluded.sale_count,
    return_count = return_count + excluded.return_count,
    total_amount = total_amount + excluded.total_amount,
    tax_amount = tax_amount + excluded.tax_amount,
    cash_amount = cash_amount + excluded.cash_amount"""


def take_numbers(database: Database, till: int, count: int = 1) -> int:
    """Take the next numbers of a till's series; gives the first. Without gaps, as the
    transaction takes its number back with everything else.
    """
    database.must_be_writing()
    last: int = database.value(_NEXT_NUMBER, (till, count))
    return last - count + 1


def insert_sale(
    database: Database,
    entry: SaleRows,
    till: int,
    number: str,
    linked: Linked | None,
    original_lines: tuple[int, ...] | None = None,
) -> int:
    """Write sale, lines, payments and the day's figures; gives the sale's id."""
    sale_id = database.insert(
        _SALE,
        (
            till,
            entry.key,
            entry.fingerprint,
            number,
            entry.foreign_number,
            entry.sale.original_sale_id,
            linked.id if linked else None,
            entry.typed_name or (linked.name if linked else ""),
            entry.sold_at,
            entry.business_date,
            *entry.head,
        ),
    )
    if original_lines is None:
        items = [(sale_id, *item, None) for item in entry.items]
    else:
        pairs = zip(entry.items, original_lines, strict=True)
        items = [(sale_id, *item, line) for item, line in pairs]
    database.run_many(ITEM, items)
    database.run_many(PAYMENT, [(sale_id, *part) for part in entry.payments])
    counts = (1, 0) if entry.is_sale else (0, 1)
    database.run(DAY, (entry.business_date, *counts, entry.total, entry.tax, sale_id))
    return sale_id


def move_stock(database: Database, entry: SaleRows, sale_id: int) -> None:
    """Take what was sold off the shelf, or put back what returned; only of counted products."""
    kind = entry.head[0]
    moved = database.rows(_MOVES, (sale_id, kind, entry.sold_at))
    database.run_many(_SHELF, moved)
