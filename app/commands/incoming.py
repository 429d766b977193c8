"""The three things `suki import` takes, each as rows to read and a way to save a batch."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from app.commands.text_table import counted
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.customer import Contact
from app.domain.errors import SaleRefused
from app.domain.import_text import CUSTOMERS, PRODUCTS
from app.domain.imported import LaidOutSale
from app.domain.ports import Store
from app.domain.product import Product
from app.exchange.columns import Column
from app.exchange.customers import CUSTOMER_COLUMNS, CustomersFile
from app.exchange.product_columns import PRODUCT_COLUMNS
from app.exchange.products import ProductsFile
from app.exchange.rows import BadRow
from app.exchange.sale_columns import sale_columns
from app.exchange.sales import SalesFile, left_with
from app.exchange.table import Rows
from app.storage.import_rows import laid_out

MOST_NAMED = 10
"""So many sales are named that lack a row; the bad rows themselves are told one by one."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of what was read; `known` ones were there already, as they are."""

    added: int = 0
    changed: int = 0
    known: int = 0
    new_customers: int = 0
    differing: tuple[str, ...] = ()

    def plus(self, other: Tally) -> Tally:
        """Add up."""
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.known + other.known,
            self.new_customers + other.new_customers,
            self.differing + other.differing,
        )


Save = Callable[[Store, Sequence[Item], Actor], Tally]


@dataclass(frozen=True, slots=True)
class Incoming(Generic[Item]):
    """A file on its way into the shop. `read` starts from the first row each time.

    `row` is the row read last, `rows` those of the item given last. `day_first_at` is the
    column of dates that begin with the day, if there is one.
    """

    noun: str
    columns: str
    last_row: int
    read: Callable[[], Iterator[Item | BadRow]]
    row: Callable[[], int]
    rows: Callable[[], tuple[int, ...]]
    save: Save[Item]
    remarks: Callable[[], list[str]]
    table: Rows
    places: Mapping[str, int]
    day_first_at: int | None = None


def columns_of(what: str, header: Sequence[str]) -> tuple[Column, ...]:
    """Give our columns that a person can name in a file with this header."""
    if what == PRODUCTS:
        known: Sequence[Column] = PRODUCT_COLUMNS
    else:
        known = CUSTOMER_COLUMNS if what == CUSTOMERS else sale_columns(header)
    return tuple(column for column in known if not column.hidden)


def opened(options: argparse.Namespace, clock: Clock, *, whole: bool = False) -> Incoming[Any]:
    """Look through a file. With `whole` a sale with a bad row is left out with all its rows.

    Raises InvalidInput, WrongColumns.
    """
    if options.what == PRODUCTS:
        return products(options)
    return customers(options) if options.what == CUSTOMERS else sales(options, clock, whole=whole)


def sales(
    options: argparse.Namespace, clock: Clock, *, whole: bool = False
) -> Incoming[LaidOutSale]:
    """Look through a file of sales. Raises InvalidInput, WrongColumns.

    They are laid out for the store here, so that the till only has to write them.
    """
    zone = options.timezone or shop_zone(clock)
    file = SalesFile(
        options.file, columns=options.columns, returns=options.returns, zone=zone, whole=whole
    )

    def remarks() -> list[str]:
        said = _with_commas(file.repaired)
        if file.month_first_guessed:
            said.append("Dates like 3/4/2026 are read with the month first.")
        if file.untold_tax:
            said.append("Net sales are taken as paid: taxes on top of prices are not in this file.")
        if file.cancelled:
            rows = counted(file.cancelled, "row")
            said.append(f"Cancelled, so not counted: {listed(file.cancelled_sales)} ({rows}).")
        if file.passed_over:
            rows, first = counted(file.passed_over, "row"), file.first_passed_over
            said.append(f"{rows} of no quantity and no amount passed over, the first is {first}.")
        if file.incomplete:
            said.append(f"Without a bad row of theirs: {listed(file.incomplete)}.")
        return said

    return Incoming(
        noun="sale",
        columns=file.columns,
        last_row=file.rows,
        read=lambda: _laid_out(file),
        row=lambda: file.row,
        rows=lambda: file.item_rows,
        save=_save_sales,
        remarks=remarks,
        table=file.table,
        places=file.places,
        day_first_at=file.places["date"] if file.day_first else None,
    )


def _laid_out(file: SalesFile) -> Iterator[LaidOutSale | BadRow]:
    for item in file.read():
        if isinstance(item, BadRow):
            yield item
            continue
        try:
            yield laid_out(item)
        except SaleRefused as reason:
            yield from left_out(file.item_rows, str(reason))


def left_out(rows: Sequence[int], reason: str) -> Iterator[BadRow]:
    """Leave out all rows of one item; the last is the one that says why."""
    *others, last = rows
    yield BadRow(last, reason)
    for row in others:
        yield BadRow(row, left_with(last))


def products(options: argparse.Namespace) -> Incoming[Product]:
    """Look at a file of products. Raises InvalidInput, WrongColumns."""
    file = ProductsFile(options.file, columns=options.columns)

    def remarks() -> list[str]:
        said = _mended(file.repaired, "barcode") + _with_commas(file.commas)
        if len(file.branches) > 1:
            names = ", ".join(branch.name for branch in file.branches)
            said.append(f"Of the stores {names} the first with a price counts.")
        if file.priced_apart:
            products = counted(file.priced_apart, "product")
            said.append(f"{products} with another price in another store.")
        if file.weighed:
            said.append(f"{counted(file.weighed, 'product')} sold by weight taken as kg.")
        if file.repeated:
            said.append(f"{counted(file.repeated, 'row')} that repeat another passed over.")
        return said

    return Incoming(
        *("product", file.columns, file.rows, file.read, lambda: file.row, lambda: (file.row,)),
        *(_save_products, remarks, file.table, file.places),
    )


def customers(options: argparse.Namespace) -> Incoming[Contact]:
    """Look at a file of customers. Raises InvalidInput, WrongColumns."""
    file = CustomersFile(options.file, columns=options.columns)

    def remarks() -> list[str]:
        return _mended(file.repaired, "phone number")

    return Incoming(
        *("customer", file.columns, file.rows, file.read, lambda: file.row, lambda: (file.row,)),
        *(_save_customers, remarks, file.table, file.places),
    )


def listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    return f"{'sale' if len(numbers) == 1 else 'sales'} {shown}" + (
        f" and {more:,} more" if more > 0 else ""
    )


def _mended(number: int, noun: str) -> list[str]:
    if not number:
        return []
    return [f"{counted(number, noun)} mended that a spreadsheet had turned into a number."]


def _with_commas(number: int) -> list[str]:
    return [f"{counted(number, 'amount')} read with a comma for decimals."] if number else []


def shop_zone(clock: Clock) -> ZoneInfo | None:
    """Give the zone of the shop's clock; a bare offset knows no summer time, so None for that."""
    zone = clock.local(clock.now()).tzinfo
    return zone if isinstance(zone, ZoneInfo) else None


def _save_sales(store: Store, batch: Sequence[LaidOutSale], by: Actor) -> Tally:
    counts = store.sales.bring_in(batch, by=by)
    return Tally(counts.added, 0, counts.known, counts.new_customers, counts.differing)


def _save_products(store: Store, batch: Sequence[Product], by: Actor) -> Tally:
    counts = store.products.bring_in(batch, by=by)
    return Tally(counts.added, len(batch) - counts.added - counts.known, counts.known)


def _save_customers(store: Store, batch: Sequence[Contact], by: Actor) -> Tally:
    counts = store.customers.bring_in(batch, by=by)
    return Tally(counts.added, len(batch) - counts.added - counts.known, counts.known)
