"""`suki customers`: the regulars, in the order asked for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from app.commands.as_json import customer_object, written
from app.commands.session import Session
from app.commands.text_table import grouped, local_time, table
from app.domain.customer import Customer, Sort
from app.domain.ports import Store

PAGE = 1_000


def run(options: argparse.Namespace, session: Session) -> int:
    with session.reading() as store:
        found = list(_all(store, options, session))
    if options.json:
        session.answer(written([customer_object(each) for each in found]))
    elif found:
        session.answer(_as_table(found, session))
    else:
        session.tell("No customer found.")
    return 0


def _all(store: Store, options: argparse.Namespace, session: Session) -> Iterator[Customer]:
    """Page through the list until it ends or the limit is reached."""
    left: int | None = options.limit
    last: Customer | None = None
    while left != 0:
        wanted = PAGE if left is None else min(left, PAGE)
        page = store.customers.page(options.search, Sort(options.sort), last, wanted, by=session.by)
        yield from page
        if len(page) < wanted:
            return
        last = page[-1]
        left = None if left is None else left - len(page)


def _as_table(found: list[Customer], session: Session) -> str:
    return table(
        ("ID", "NAME", "SALES", "TOTAL", "LAST SALE", "PHONE"),
        [
            (
                str(each.id),
                each.name,
                f"{each.transaction_count:,}",
                grouped(each.total_purchases),
                local_time(session.clock, each.last_purchase),
                each.phone,
            )
            for each in found
        ],
        right="r rr",
    )
