"""One run over one old file, from the attached file to the checked draft."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from operator import length_hint
from pathlib import Path

from app.domain.clock import Clock, utc_text
from app.domain.errors import UnusableFile
from app.domain.money import Money
from app.domain.settings import NO_NAMES
from app.storage.adopt import remarks
from app.storage.adopt.alike import alike_names
from app.storage.adopt.checks import compare_with_old, verify_draft
from app.storage.adopt.draft import Watch, without_indexes
from app.storage.adopt.goods import bring_goods
from app.storage.adopt.lines import bring_lines, fill_up
from app.storage.adopt.moments import Moments
from app.storage.adopt.numbering import look_at_numbers
from app.storage.adopt.old_sales import OldSales
from app.storage.adopt.payments import bring_payments
from app.storage.adopt.people import People
from app.storage.adopt.receivables import Receivables
from app.storage.adopt.report import Finding, Findings, Report
from app.storage.adopt.sale_findings import note_differing, note_sales
from app.storage.adopt.sales import Figures, bring_sales
from app.storage.adopt.texts import look_at_texts
from app.storage.adopt.values import Oddities
from app.storage.database import Database
from app.storage.old_pos import quoted, read_shape
from app.storage.verify import verify

_VAT_BP = 1_200
_SETTING = "SELECT value FROM main.settings WHERE key = 'shop.' || ?"
_BUYERS = """SELECT count(*) FROM (SELECT DISTINCT customer_id FROM main.sales
WHERE id > {offset} AND customer_id IS NOT NULL)"""
_AUDIT = """INSERT INTO main.audit_log (at, person, act, subject, new)
VALUES (?, ?, 'old database brought along', ?, ?)"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the owner wants it. `zone` None is the machine's; `no_names` None the shop's list.

    `name` is what the file is called, and `dump` the text it was turned from, if it was;
    `recoded` in which tables how many rows had texts that were not as the file says; `numbered`
    how many sales got another number of their row.
    """

    zone: tzinfo | None = None
    no_names: tuple[str, ...] | None = None
    person: str = ""
    name: str = ""
    dump: Path | None = None
    watch: Watch = field(default_factory=Watch)
    recoded: tuple[tuple[str, int], ...] = ()
    numbered: int = 0


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was met on the way."""

    old_sales: int
    figures: Figures
    lines: int
    products: int
    products_added: int


class Work:
    """Fills a draft from the old file attached beside it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        draft: Database,
        source: Path,
        clock: Clock,
        wishes: Wishes,
    ) -> None:
        """Raises UnusableFile."""
        self._connection = connection
        self._draft = draft
        self._clock = clock
        self._wishes = wishes
        self._name = wishes.name or source.name
        self._now = utc_text(clock.now())
        shape = read_shape(connection)
        if shape is None:
            raise UnusableFile(f"{self._name} is not the old POS's database.")
        self._shape = shape
        self._first_new = self._value("SELECT coalesce(max(id), 0) + 1 FROM main.customers")
        self._findings = Findings(connection)
        self._odd = Oddities(connection)
        self._moments = Moments(connection, wishes.zone, clock.now())
        self._people = People(connection, shape, self._no_names())

    def do(self, keep: Callable[[Report, Iterator[Finding]], None]) -> Report:
        """Do all of it; `keep` gets the report and every row to be looked at, one by one.

        Raises UnusableFile, DoesNotAddUp and Stopped.
        """
        watch, run = self._wishes.watch, self._connection.execute
        watch.begin("looking")
        look_at_numbers(self._connection, self._shape)
        look_at_texts(self._connection, self._shape)
        has_sales = self._value("SELECT EXISTS (SELECT 1 FROM main.sales)")
        differed = len(verify(self._draft).discrepancies) if has_sales else 0
        run("BEGIN")
        with without_indexes(self._connection):
            sales, accounts, counts = self._fill()
            watch.begin("indexes")
        watch.begin("customers")
        self._people.write(self._now)
        accounts.write_ledgers(self._now, self._today())
        self._note_findings(sales, counts.figures)
        watch.begin("checks")
        compare_with_old(self._connection, self._shape, sales, counts.figures)
        report = self._report(sales, accounts, counts)
        run(_AUDIT, (self._now, self._wishes.person, report.file, report.linked))
        run("COMMIT")
        verify_draft(self._connection, self._draft, differed)
        keep(report, self._findings.all())
        return report

    def _fill(self) -> tuple[OldSales, Receivables, _Counts]:
        watch, connection, shape = self._wishes.watch, self._connection, self._shape
        watch.begin("products")
        products = bring_goods(connection, shape, self._now, self._findings)
        self._people.read_rows()
        sales = OldSales(connection, shape)
        count = self._value("SELECT count(*) FROM old.sales")
        watch.begin("lines")
        rate = self._vat_rate()
        lines = bring_lines(connection, shape, sales.offset, sales.is_new, rate)
        last = self._value("SELECT last_number FROM main.sale_series WHERE till_id = 0")
        numbers = iter(range(last + 1, last + count + 1))
        watch.begin("sales", count, lambda: count - length_hint(numbers))
        figures = bring_sales(connection, shape, sales, self._people, self._moments, numbers)
        watch.begin("payments")
        fill_up(connection, sales.offset, rate)
        accounts = Receivables(connection, shape, sales, self._people, self._findings)
        accounts.open_accounts(self._now)
        bring_payments(connection, shape, sales, figures, self._findings)
        return sales, accounts, _Counts(count, figures, lines, *products)

    def _note_findings(self, sales: OldSales, figures: Figures) -> None:
        connection, shape, findings = self._connection, self._shape, self._findings
        note_sales(shape, sales, figures, findings)
        note_differing(connection, sales, self._people.differing, findings)
        for table, count in self._wishes.recoded:
            findings.add("texts that are no UTF-8, read as Windows writes them", table, str(count))
        if count := self._wishes.numbered:
            findings.add("numbers of rows that cannot be used, given anew", "sales", str(count))
        for name, count in self._people.shared_rows:
            findings.add("customers of one name, made one", name, f"{count} rows")
        remarks.note_missing_totals(findings, sales)
        remarks.note_stored_totals(shape, findings, self._first_new)
        remarks.note_lost_lines(shape, findings)
        remarks.keep_odd_numbers(connection, self._odd.numbers)
        remarks.note_odd_numbers(connection, shape, findings)
        remarks.note_unreadable_times(connection, shape, findings, self._moments.unreadable)

    def _report(self, sales: OldSales, accounts: Receivables, counts: _Counts) -> Report:
        figures = counts.figures
        owed = self._value("SELECT coalesce(sum(balance), 0) FROM main.customer_accounts")
        return Report(
            file=self._name,
            at=self._clock.now(),
            sales=figures.sales,
            known_sales=counts.old_sales - figures.sales,
            named_sales=figures.linked,
            linked_sales=figures.linked,
            linked_customers=self._value(_BUYERS.format(offset=sales.offset)),
            customers_made=self._people.new_ones(),
            customers_new=self._people.made_of_names(),
            no_name_sales=figures.nobody,
            voided_sales=figures.voided,
            lines=counts.lines,
            products=counts.products,
            products_added=counts.products_added,
            accounts=accounts.opened,
            entries=accounts.entries,
            owed=Money(owed),
            total=Money(figures.total),
            look_at=self._findings.counts(),
            alike=alike_names(self._connection, self._first_new),
            homeless=tuple(self._homeless()),
        )

    def _homeless(self) -> Iterator[tuple[str, int]]:
        for table in self._shape.homeless:
            count = self._value(f"SELECT count(*) FROM old.{quoted(table)}")
            if count:
                yield table, count

    def _no_names(self) -> tuple[str, ...]:
        said = self._wishes.no_names
        kept = self._draft.value(_SETTING, ("no_names",))
        names: Iterable[str] = NO_NAMES if kept is None else json.loads(kept)
        return tuple(names if said is None else said)

    def _vat_rate(self) -> int:
        kept = self._draft.value(_SETTING, ("vat_rate_bp",))
        return _VAT_BP if kept is None else int(json.loads(kept))

    def _today(self) -> str:
        return self._clock.local(self._clock.now()).date().isoformat()

    def _value(self, sql: str) -> int:
        value: int = self._connection.execute(sql).fetchone()[0]
        return value
