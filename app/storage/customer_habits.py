"""What one customer often buys, told from their newest sales."""

from __future__ import annotations

from app.domain.habits import HABIT, RECENT_SALES, Habit
from app.storage.database import Database
from app.storage.product_reading import PRODUCT_COLUMNS, product_of

# One index alone gives the newest sales; each is one look at its lines, which lie together.
# A line counts by what is still with the customer of it.
_HABITS = f"""WITH recent (sale_id, sold_at) AS MATERIALIZED (
    SELECT id, sale_date FROM sales INDEXED BY sales_of_customer_by_day
    WHERE customer_id = ?1 AND kind = 'sale' AND status = 'completed'
    ORDER BY business_date DESC, sale_date DESC, id DESC LIMIT ?2),
bought (product_id, sale_id, sold_at) AS (
    SELECT DISTINCT product_id, sale_id, sold_at FROM recent JOIN sale_items USING (sale_id)
    WHERE product_id IS NOT NULL AND quantity + coalesce((
        SELECT sum(back.quantity) FROM sales AS returns JOIN sale_items AS back
            ON back.sale_id = returns.id AND back.original_line_no = sale_items.line_no
        WHERE returns.original_sale_id = recent.sale_id AND returns.status = 'completed'), 0) > 0),
often (product_id, times, last_at) AS (
    SELECT product_id, count(*), max(sold_at) FROM bought GROUP BY product_id
    HAVING count(*) >= ?3)
SELECT {PRODUCT_COLUMNS}, times, (SELECT count(*) FROM recent)
FROM often JOIN products ON products.id = product_id WHERE is_active = 1
ORDER BY times DESC, last_at DESC, products.id LIMIT ?4"""  # noqa: S608 - constants


def habits(database: Database, customer_id: int, limit: int) -> list[Habit]:
    """Give what they buy most often first; of equals what they bought last."""
    rows = database.rows(_HABITS, (customer_id, RECENT_SALES, HABIT, max(limit, 0)))
    return [Habit(product_of(row), *row[-2:]) for row in rows]
