"""The three things `suki import` takes, each as rows to read and a way to save a batch."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from app.commands.text_table import counted
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.customer import Contact
from app.domain.ports import ImportedSale, Store
from app.domain.product import Product
from app.exchange.customers import CustomersFile
from app.exchange.products import ProductsFile
from app.exchange.rows import BadRow
from app.exchange.sales import SalesFile

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
    """A file on its way into the shop. `read` starts from the first row each time."""

    noun: str
    columns: str
    last_row: int
    read: Callable[[], Iterator[Item | BadRow]]
    row: Callable[[], int]
    save: Save[Item]
    remarks: Callable[[], list[str]]


def sales(options: argparse.Namespace, clock: Clock) -> Incoming[ImportedSale]:
    """Look through a file of sales. Raises InvalidInput, WrongColumns."""
    zone = options.timezone or shop_zone(clock)
    file = SalesFile(options.file, columns=options.columns, returns=options.returns, zone=zone)

    def remarks() -> list[str]:
        said = []
        if file.month_first_guessed:
            said.append("Dates like 3/4/2026 are read with the month first.")
        if file.passed_over:
            rows, first = counted(file.passed_over, "row"), file.first_passed_over
            said.append(f"{rows} of no quantity and no amount passed over, the first is {first}.")
        if file.incomplete:
            said.append(f"Without a bad row of theirs: {listed(file.incomplete)}.")
        return said

    return Incoming(
        "sale", file.columns, file.rows, file.read, lambda: file.row, _save_sales, remarks
    )


def products(options: argparse.Namespace) -> Incoming[Product]:
    """Look at a file of products. Raises InvalidInput, WrongColumns."""
    file = ProductsFile(options.file, columns=options.columns)

    def remarks() -> list[str]:
        return _mended(file.repaired, "barcode")

    return Incoming(
        "product", file.columns, 0, file.read, lambda: file.row, _save_products, remarks
    )


def customers(options: argparse.Namespace) -> Incoming[Contact]:
    """Look at a file of customers. Raises InvalidInput, WrongColumns."""
    file = CustomersFile(options.file, columns=options.columns)

    def remarks() -> list[str]:
        return _mended(file.repaired, "phone number")

    return Incoming(
        "customer", file.columns, 0, file.read, lambda: file.row, _save_customers, remarks
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


def shop_zone(clock: Clock) -> ZoneInfo | None:
    """Give the zone of the shop's clock; a bare offset knows no summer time, so None for that."""
    zone = clock.local(clock.now()).tzinfo
    return zone if isinstance(zone, ZoneInfo) else None


def _save_sales(store: Store, batch: Sequence[ImportedSale], by: Actor) -> Tally:
    counts = store.sales.bring_in(batch, by=by)
    return Tally(counts.added, 0, counts.known, counts.new_customers, counts.differing)


def _save_products(store: Store, batch: Sequence[Product], by: Actor) -> Tally:
    counts = store.products.bring_in(batch, by=by)
    return Tally(counts.added, len(batch) - counts.added - counts.known, counts.known)


def _save_customers(store: Store, batch: Sequence[Contact], by: Actor) -> Tally:
    counts = store.customers.bring_in(batch, by=by)
    return Tally(counts.added, len(batch) - counts.added - counts.known, counts.known)
