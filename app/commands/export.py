"""`suki export`: customers, products, sales or accounts into a CSV file or an Excel workbook."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.commands.progress import Interruption, Progress
from app.commands.session import Session
from app.commands.text_table import counted
from app.domain.credit import Account, AccountSort, LedgerEntry, Owing
from app.domain.customer import Customer, Sort
from app.domain.errors import InvalidInput, ShopError
from app.domain.period import Period
from app.domain.ports import Store
from app.domain.product import Product, Stocked
from app.domain.sale import SaleRecord
from app.exchange import exports
from app.exchange.sheets import Sheet, write_csv, write_workbook

PAGE = 500
_TOLD_EVERY = 0.2
ENDINGS = (".csv", ".xlsx")

Row = TypeVar("Row")


class _Stopped(Exception):
    """Ctrl+C was pressed."""


def run(options: argparse.Namespace, session: Session) -> int:
    """Return 1 when the work was stopped; then no file was written."""
    if options.feed:
        return _for_the_till(options, session)
    path, what = _asked(options)
    with session.reading() as store, Interruption() as interruption:
        progress = Progress(session.err, 0)

        def on_row(row: int) -> None:
            if interruption.is_wanted:
                raise _Stopped
            if row % PAGE == 0:
                progress.at(row, "written")

        try:
            count = _write(path, what(store, session), on_row)
        except _Stopped:
            session.tell("Stopped. Nothing was written.")
            return 1
        finally:
            progress.clear()
    session.answer(f"{counted(count, 'row')} written to {path.name}.")
    return 0


def _for_the_till(options: argparse.Namespace, session: Session) -> int:
    """Tell the window how far it is and what came of it, in lines of JSON."""
    told = time.monotonic()

    def on_row(row: int) -> None:
        nonlocal told
        if row % PAGE == 0 and time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            _say(session, stage="rows", done=row, of=0)

    try:
        path, what = _asked(options)
        with session.reading() as store:
            count = _write(path, what(store, session), on_row)
    except ShopError as problem:
        _say(session, problem=problem.message, advice=problem.advice)
        return 1
    _say(session, written=count)
    return 0


def _asked(
    options: argparse.Namespace,
) -> tuple[Path, Callable[[Store, Session], Sequence[Sheet]]]:
    """Give the file and what goes into it. Raises InvalidInput."""
    path: Path = options.file
    if path.suffix.lower() not in ENDINGS:
        raise InvalidInput("Name a file that ends in .csv or .xlsx.")
    period = Period(options.start, options.end)
    return path, lambda store, session: _Sheets(store, session, period).of(options.what)


def _write(path: Path, sheets: Sequence[Sheet], on_row: Callable[[int], None]) -> int:
    if path.suffix.lower() == ".xlsx":
        return write_workbook(path, sheets, on_row)
    return write_csv(path, _fullest(sheets), on_row)


def _say(session: Session, **facts: object) -> None:
    print(json.dumps(facts), file=session.out, flush=True)


class _Sheets:
    """What of a shop goes into the file; an import reads the first table of a workbook."""

    def __init__(self, store: Store, session: Session, period: Period) -> None:
        self._store, self._by, self._period = store, session.by, period
        self._local = session.clock.local
        self._today: date = session.clock.local(session.clock.now()).date()

    def of(self, what: str) -> Sequence[Sheet]:
        if what == "customers":
            return (exports.customers_sheet(self._customers(), self._local),)
        if what == "products":
            return (exports.products_sheet(self._products()),)
        if what == "sales":
            return (
                exports.sales_sheet(self._sales(), self._local),
                exports.payments_sheet(self._sales(), self._local),
            )
        return (
            exports.accounts_sheet(self._accounts()),
            exports.ledger_sheet(
                ((each, self._ledger(each)) for each in self._accounts()), self._local
            ),
        )

    def _customers(self) -> Iterator[Customer]:
        page = self._store.customers.page
        return _all(lambda last: page("", Sort.NAME, last, PAGE, by=self._by))

    def _products(self) -> Iterator[Product]:
        page = self._store.products.page
        return _all(lambda last: page("", Stocked.ALL, last, PAGE, by=self._by))

    def _sales(self) -> Iterator[SaleRecord]:
        page = self._store.sales.page

        def after(last: SaleRecord | None) -> list[SaleRecord]:
            begin = 0 if last is None else last.head.sale_id
            return page(begin, PAGE, by=self._by, period=self._period)

        return _all(after)

    def _accounts(self) -> Iterator[Account]:
        page, today = self._store.accounts.page, self._today
        for which in (Owing.ALL, Owing.CLOSED):
            yield from _all(
                lambda last, which=which: page(  # type: ignore[misc]
                    "", which, AccountSort.CODE, last, PAGE, today, by=self._by
                )
            )

    def _ledger(self, account: Account) -> list[LedgerEntry]:
        start = self._period.start or date.min
        end = self._period.end or date.max
        return self._store.accounts.statement(account.id, start, end, by=self._by)[1]


def _fullest(sheets: Sequence[Sheet]) -> Sheet:
    """Give the table that has it all, for a CSV file."""
    return max(sheets, key=lambda sheet: len(sheet.header))


def _all(page_after: Callable[[Row | None], list[Row]]) -> Iterator[Row]:
    """Turn the pages of a list into its rows."""
    last: Row | None = None
    while page := page_after(last):
        yield from page
        last = page[-1]
