"""Recount the days from the sales."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.verification import Discrepancy
from app.storage.account_verify import money_differs
from app.storage.database import Database, Row

DAYS_RECOUNTED = """SELECT business_date,
    count(*) FILTER (WHERE kind = 'sale') AS sale_count,
    count(*) FILTER (WHERE kind = 'return') AS return_count,
    sum(total_amount) AS total_amount, sum(tax_amount) AS tax_amount
FROM sales WHERE status = 'completed' GROUP BY business_date"""
_DAYS = f"""WITH recount AS ({DAYS_RECOUNTED}), days AS (
    SELECT business_date FROM sales_days UNION SELECT business_date FROM recount)
SELECT days.business_date,
    coalesce(kept.sale_count, 0), coalesce(recount.sale_count, 0),
    coalesce(kept.return_count, 0), coalesce(recount.return_count, 0),
    coalesce(kept.total_amount, 0), coalesce(recount.total_amount, 0),
    coalesce(kept.tax_amount, 0), coalesce(recount.tax_amount, 0)
FROM days LEFT JOIN sales_days AS kept USING (business_date) LEFT JOIN recount USING (business_date)
ORDER BY 1"""  # noqa: S608


def day_discrepancies(database: Database) -> Iterator[Discrepancy]:
    """Compare what is kept of each day with its sales, but for the cash."""
    for day, *figures in database.rows(_DAYS):
        yield from _day(day, figures)


def _day(day: str, figures: Row | list[int]) -> Iterator[Discrepancy]:
    sales, real_sales, returns, real_returns, total, real_total, tax, real_tax = figures
    subject = f"day {day}"
    if sales != real_sales:
        yield Discrepancy(subject, "number of sales", str(sales), str(real_sales))
    if returns != real_returns:
        yield Discrepancy(subject, "number of returns", str(returns), str(real_returns))
    if total != real_total:
        yield money_differs(subject, "total", total, real_total)
    if tax != real_tax:
        yield money_differs(subject, "VAT", tax, real_tax)
