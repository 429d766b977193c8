"""What may come back: never more than was sold, and never of a sale that is void."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import SaleRefused
from app.storage.database import Database, Row
from app.storage.sale_rows import SaleRows

Goods = tuple[str, str, int, int, int]
"""Article code, name, price, VAT rate and stock units of a line as it was sold."""

# Whom the owner gave to nobody has no name to find a customer by again.
_ORIGINAL = """SELECT kind, status, customer_id, iif(has_nobody, '', customer_name), sale_number
FROM sales WHERE id = ?"""
_SOLD = """SELECT line_no, sku, name, unit_price, tax_rate_bp, factor, quantity, total_price
FROM sale_items WHERE sale_id = ? ORDER BY line_no"""
_CAME_BACK = """SELECT original_line_no, sum(quantity), sum(total_price)
FROM sales JOIN sale_items ON sale_id = sales.id
WHERE original_sale_id = ? AND status = 'completed' GROUP BY original_line_no"""


@dataclass(slots=True)
class _Sold:
    """One line of the original and what of it is still with the customer."""

    line_no: int
    goods: Goods
    quantity: int
    total: int


@dataclass(frozen=True, slots=True)
class Original:
    """The sale something comes back from, and the line each returned line belongs to."""

    customer_id: int | None
    customer_name: str
    line_numbers: tuple[int, ...]


def find_original(database: Database, entry: SaleRows) -> Original | None:
    """Match each returned line to one of the sale it came from, inside the transaction.

    None for goods that come back without a receipt. Raises SaleRefused.
    """
    sale_id = entry.sale.original_sale_id
    if sale_id is None:
        return None
    row = database.row(_ORIGINAL, (sale_id,))
    if row is None or row[0] != "sale":
        raise SaleRefused("There is no sale these goods could come back from.")
    _, status, customer_id, customer_name, number = row
    if status != "completed":
        raise SaleRefused(f"Sale {number} is void, nothing of it can come back.")
    left = _still_sold(database, sale_id)
    lines = tuple(_take_back(left, item[4], _goods(item), item[6], item[9]) for item in entry.items)
    return Original(customer_id, customer_name, lines)


def _goods(item: Row) -> Goods:
    """Give what makes two lines the same goods: words, price, VAT and size as sold."""
    _, _, sku, _, name, _, _, unit_price, _, _, _, tax_rate, _, factor, *_ = item
    return sku, name, unit_price, tax_rate, factor


def _still_sold(database: Database, sale_id: int) -> list[_Sold]:
    came_back = {row[0]: row[1:] for row in database.rows(_CAME_BACK, (sale_id,))}
    left = []
    for line_no, *goods, quantity, total in database.rows(_SOLD, (sale_id,)):
        back, refunded = came_back.get(line_no, (0, 0))
        sku, name, price, rate, factor = goods
        same = (sku, name, price, rate, factor)
        left.append(_Sold(line_no, same, quantity + back, total + refunded))
    return left


def _take_back(left: list[_Sold], name: str, goods: Goods, quantity: int, total: int) -> int:
    """Take a returned line (quantity and total below zero) off what is left of one sold line."""
    same = [sold for sold in left if sold.goods == goods]
    if not same:
        raise SaleRefused(f"{name} is not on the sale it should come back from.")
    for sold in same:
        if sold.quantity + quantity >= 0 and sold.total + total >= 0:
            sold.quantity += quantity
            sold.total += total
            return sold.line_no
    raise SaleRefused(f"More of {name} would come back than was sold.")
