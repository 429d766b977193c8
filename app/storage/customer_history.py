"""What one customer bought: pages of sales, sums of a period, months."""

from __future__ import annotations

from datetime import date

from app.domain.clock import utc_text
from app.domain.customer import HistorySummary, MonthTotal
from app.domain.money import Money
from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow
from app.storage.database import Database
from app.storage.reading import HISTORY_COLUMNS, history_rows

_ALL = f"SELECT {HISTORY_COLUMNS} FROM sales WHERE customer_id = ?1"  # noqa: S608 - constants
_BEFORE = " AND (sale_date, id) < (?2, ?3)"
# Pages follow the index of moments; the period's own index says where in it to begin and end.
# The plus signs keep the planner from walking the days instead, which would sort them all.
_WITHIN = """ AND +business_date BETWEEN ?4 AND ?5
    AND sale_date >= (SELECT min(sale_date) FROM sales INDEXED BY sales_of_customer_by_day
        WHERE customer_id = ?1 AND business_date BETWEEN ?4 AND ?5)
    AND sale_date <= (SELECT max(sale_date) FROM sales INDEXED BY sales_of_customer_by_day
        WHERE customer_id = ?1 AND business_date BETWEEN ?4 AND ?5)"""
_NEWEST_FIRST = " ORDER BY sale_date DESC, id DESC LIMIT ?6"
_SUMMARY = """SELECT count(*) FILTER (WHERE kind = 'sale'), coalesce(sum(total_amount), 0)
FROM sales INDEXED BY sales_of_customer_by_day
WHERE customer_id = ?1 AND business_date BETWEEN ?2 AND ?3 AND status = 'completed'"""
_MONTHS = """SELECT substr(business_date, 1, 7), sum(total_amount)
FROM sales INDEXED BY sales_of_customer_by_day
WHERE customer_id = ?1 AND business_date BETWEEN ?2 AND ?3 AND status = 'completed'
GROUP BY substr(business_date, 1, 7)"""


def history(
    database: Database, customer_id: int, before: HistoryRow | None, limit: int, period: Period
) -> list[HistoryRow]:
    """Give a page of sales and returns, voided ones too, newest first."""
    moment, sale_id = ("", 0) if before is None else (utc_text(before.sold_at), before.sale_id)
    sql = _ALL + (_BEFORE if before else "") + (_WITHIN if period != ALL_TIME else "")
    values = (customer_id, moment, sale_id, *_days(period), limit)
    return history_rows(database.rows(sql + _NEWEST_FIRST, values))


def summary(database: Database, customer_id: int, period: Period) -> HistorySummary:
    """Count the sales of a period that stand, and add them up minus returns."""
    (row,) = database.rows(_SUMMARY, (customer_id, *_days(period)))
    return HistorySummary(row[0], Money(row[1]))


def months(database: Database, customer_id: int, last_month: date, count: int) -> list[MonthTotal]:
    """Give every one of `count` calendar months up to the last, also those without a sale."""
    firsts = [_month_before(last_month, back) for back in reversed(range(count))]
    if not firsts:
        return []
    ends = (firsts[0].isoformat(), f"{firsts[-1].isoformat()[:7]}-31")
    totals: dict[str, int] = dict(database.rows(_MONTHS, (customer_id, *ends)))
    return [MonthTotal(first, Money(totals.get(first.isoformat()[:7], 0))) for first in firsts]


def _month_before(month: date, back: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - back, 12)
    return date(years, index + 1, 1)


def _days(period: Period) -> tuple[str, str]:
    start, end = period.start, period.end
    return start.isoformat() if start else "0000", end.isoformat() if end else "9999-99-99"
