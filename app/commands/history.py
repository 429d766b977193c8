"""`suki history`: what one customer bought, newest first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from app.commands.as_json import customer_object, history_object, written
from app.commands.session import Session
from app.commands.text_table import counted, grouped, local_time, table
from app.commands.who import meant
from app.domain.customer import Customer, HistorySummary
from app.domain.period import Period
from app.domain.ports import Store
from app.domain.sale import HistoryRow, Kind, Status

PAGE = 1_000


def run(options: argparse.Namespace, session: Session) -> int:
    period = Period(options.start, options.end)
    with session.reading() as store:
        customer = meant(store, options.customer, by=session.by)
        rows = list(_all(store, customer, period, options.limit, session))
        summary = store.customers.summary(customer.id, period, by=session.by)
    if options.json:
        sales = [history_object(row) for row in rows]
        session.answer(written({"customer": customer_object(customer), "sales": sales}))
    else:
        session.answer(_as_text(customer, rows, summary, session))
    return 0


def _all(
    store: Store, customer: Customer, period: Period, limit: int | None, session: Session
) -> Iterator[HistoryRow]:
    left = limit
    last: HistoryRow | None = None
    while left != 0:
        wanted = PAGE if left is None else min(left, PAGE)
        page = store.customers.history(customer.id, last, wanted, by=session.by, period=period)
        yield from page
        if len(page) < wanted:
            return
        last = page[-1]
        left = None if left is None else left - len(page)


def _as_text(
    customer: Customer, rows: list[HistoryRow], summary: HistorySummary, session: Session
) -> str:
    head = (
        f"{customer.name} (id {customer.id}): {counted(summary.count, 'sale')}, "
        f"total {grouped(summary.total)}"
    )
    if not rows:
        return head
    return f"{head}\n\n" + table(
        ("DATE", "NUMBER", "FOREIGN NUMBER", "ITEMS", "PAID BY", "TOTAL", ""),
        [
            (
                local_time(session.clock, row.sold_at),
                row.number,
                row.foreign_number or "-",
                f"{row.item_count:,}",
                row.method,
                grouped(row.total),
                _remark(row),
            )
            for row in rows
        ],
        right="   r r",
    )


def _remark(row: HistoryRow) -> str:
    if row.status is Status.VOIDED:
        return "voided"
    return "return" if row.kind is Kind.RETURN else ""
