"""`suki account`: one account and its ledger, newest first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from app.commands.as_json import account_object, entry_object, written
from app.commands.session import Session
from app.commands.text_table import grouped, local_time, table
from app.domain.credit import Account, LedgerEntry
from app.domain.errors import NotFound
from app.domain.ports import Store

PAGE = 1_000


def run(options: argparse.Namespace, session: Session) -> int:
    with session.reading() as store:
        account = _meant(store, options.code, session)
        entries = list(_all(store, account, session))
    if options.json:
        ledger = [entry_object(entry) for entry in entries]
        session.answer(written({"account": account_object(account), "entries": ledger}))
    else:
        session.answer(_as_text(account, entries, session))
    return 0


def _meant(store: Store, code: str, session: Session) -> Account:
    account = store.accounts.coded(code, by=session.by)
    if account is None:
        near = [f"{each.code} ({each.name})" for each in _near(store, code, session)]
        raise NotFound(
            f'There is no account with the code "{code}".',
            advice=f"Did you mean {' or '.join(near)}?" if near else "",
        )
    return account


def _near(store: Store, text: str, session: Session) -> list[Account]:
    return store.accounts.find(text, 3, by=session.by)


def _all(store: Store, account: Account, session: Session) -> Iterator[LedgerEntry]:
    last: LedgerEntry | None = None
    while True:
        page = store.accounts.ledger(account.id, last, PAGE, by=session.by)
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1]


def _as_text(account: Account, entries: list[LedgerEntry], session: Session) -> str:
    closed = "" if account.is_active else ", closed"
    head = (
        f"{account.name} ({account.code}{closed}): balance {grouped(account.balance)}, "
        f"limit {grouped(account.limit)}, available {grouped(account.available)}"
    )
    if account.oldest_unpaid is not None:
        head += f", oldest unpaid {account.oldest_unpaid.isoformat()}"
    if not entries:
        return head
    return f"{head}\n\n" + table(
        ("DATE", "ENTRY", "NUMBER", "AMOUNT", "BALANCE", "REMARK"),
        [
            (
                local_time(session.clock, entry.made_at),
                f"{entry.kind.value}, {entry.method}" if entry.method else entry.kind.value,
                entry.number or entry.sale_number or "-",
                grouped(entry.amount),
                grouped(entry.balance),
                entry.reason or ("taken back" if entry.is_reversed else ""),
            )
            for entry in entries
        ],
        right="   rr",
    )
