"""Taking a sale's effects back while it stays on record."""

from __future__ import annotations

from datetime import datetime

from app.domain.clock import utc_text
from app.domain.errors import NotFound, SaleRefused
from app.storage.database import Database
from app.storage.fit import fits, typed
from app.storage.linking import recount

_SALE = """SELECT sale_number, status, kind, customer_id, business_date, total_amount, tax_amount,
    EXISTS (SELECT 1 FROM sales AS back WHERE back.original_sale_id = sales.id
            AND back.status = 'completed')
FROM sales WHERE id = ?"""
_VOID = """UPDATE sales SET status = 'voided', void_reason = ?2, void_date = ?3, void_by = ?4
WHERE id = ?1"""
_DAY = """UPDATE sales_days SET sale_count = sale_count - ?2, return_count = return_count - ?3,
    total_amount = total_amount - ?4, tax_amount = tax_amount - ?5, cash_amount = cash_amount - (
        SELECT coalesce(sum(amount), 0) FROM payments
        JOIN sales ON sales.id = sale_id AND till_id <> 0
        WHERE sale_id = ?6 AND method IN (SELECT code FROM payment_methods WHERE kind = 'cash'))
WHERE business_date = ?1"""
_EMPTY_DAY = """DELETE FROM sales_days
WHERE business_date = ? AND sale_count = 0 AND return_count = 0 AND cash_amount = 0"""
_MOVED = """SELECT product_id, -sum(quantity)
FROM stock_moves JOIN products ON products.id = product_id
WHERE sale_id = ? AND stock IS NOT NULL GROUP BY product_id"""
_MOVE = """INSERT INTO stock_moves (product_id, sale_id, reason, quantity, moved_at)
VALUES (?1, ?2, 'void', ?3, ?4)"""
_SHELF = "UPDATE products SET stock = stock + ?2 WHERE id = ?1"


def void_sale(database: Database, sale_id: int, reason: str, at: datetime, who: str) -> None:
    """Void inside the caller's transaction. Raises NotFound or SaleRefused."""
    row = database.row(_SALE, (sale_id,)) if fits(sale_id) else None
    if row is None:
        raise NotFound("There is no such sale.")
    number, status, kind, customer_id, day, total, tax, has_returns = row
    if status != "completed":
        raise SaleRefused(f"Sale {number} is void already.")
    if has_returns:
        raise SaleRefused(f"Something of sale {number} came back, so it cannot be voided.")
    moment = utc_text(at)
    database.run(_VOID, (sale_id, typed(reason), moment, typed(who)))
    counts = (1, 0) if kind == "sale" else (0, 1)
    database.run(_DAY, (day, *counts, total, tax, sale_id))
    database.run(_EMPTY_DAY, (day,))
    for product_id, quantity in database.rows(_MOVED, (sale_id,)):
        database.run(_MOVE, (product_id, sale_id, quantity, moment))
        database.run(_SHELF, (product_id, quantity))
    if customer_id is not None:
        recount(database, customer_id)
