"""`suki accounts`: who owes what, the largest balance first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from app.commands.as_json import account_object, written
from app.commands.session import Session
from app.commands.text_table import grouped, table
from app.domain.clock import business_day
from app.domain.credit import Account, AccountSort, Owing
from app.domain.ports import Store

PAGE = 1_000


def run(options: argparse.Namespace, session: Session) -> int:
    today = business_day(session.clock, session.clock.now())
    with session.reading() as store:
        found = list(_all(store, options.search, today, session))
    if options.json:
        session.answer(written([account_object(each) for each in found]))
    elif found:
        session.answer(_as_table(found))
    else:
        session.tell("No account found.")
    return 0


def _all(store: Store, search: str, today: date, session: Session) -> Iterator[Account]:
    last: Account | None = None
    while True:
        page = store.accounts.page(
            search, Owing.ALL, AccountSort.BALANCE, last, PAGE, today, by=session.by
        )
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1]


def _as_table(found: list[Account]) -> str:
    return table(
        ("CODE", "NAME", "LIMIT", "BALANCE", "AVAILABLE", "OLDEST UNPAID"),
        [
            (
                each.code,
                each.name,
                grouped(each.limit),
                grouped(each.balance),
                grouped(each.available),
                "-" if each.oldest_unpaid is None else each.oldest_unpaid.isoformat(),
            )
            for each in found
        ],
        right="  rrr",
    )
