"""What came of an adoption: the same figures in the preview and at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Finding:
    """One row to be looked at: what kind of thing, which row, and what there is to say."""

    kind: str
    subject: str
    detail: str = ""


class Findings:
    """Rows to be looked at, however many; they lie in a table and are written out one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep them beside the draft, in a table that is gone with its connection."""
        self._connection = connection
        connection.execute(
            "CREATE TEMP TABLE findings (kind TEXT, subject TEXT NOT NULL, detail TEXT NOT NULL)"
        )

    def add(self, kind: str, subject: object, detail: str = "") -> None:
        """Note one row."""
        self._connection.execute(
            "INSERT INTO temp.findings VALUES (?, ?, ?)", (kind, str(subject), detail)
        )

    def add_all(self, kind: str, select: str, parameters: tuple[object, ...] = ()) -> None:
        """Note every row of a query that gives subject and detail."""
        self._connection.execute(
            f"INSERT INTO temp.findings SELECT '{kind}', * FROM ({select})",
            parameters,
        )

    def counts(self) -> dict[str, int]:
        """Count them by kind, in the order they were first met."""
        return dict(
            self._connection.execute(
                "SELECT kind, count(*) FROM temp.findings GROUP BY kind ORDER BY min(rowid)"
            ).fetchall()
        )

    def all(self) -> Iterator[Finding]:
        """Give them in the same order."""
        for row in self._connection.execute(
            "SELECT kind, subject, detail FROM temp.findings ORDER BY rowid"
        ):
            yield Finding(*row)


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of one adoption. `customers_new` are those no old record told of."""

    file: str
    at: datetime
    sales: int = 0
    known_sales: int = 0
    named_sales: int = 0
    linked_sales: int = 0
    linked_customers: int = 0
    customers_made: int = 0
    customers_new: int = 0
    no_name_sales: int = 0
    voided_sales: int = 0
    lines: int = 0
    products: int = 0
    products_added: int = 0
    accounts: int = 0
    entries: int = 0
    owed: Money = ZERO
    total: Money = ZERO
    look_at: dict[str, int] = field(default_factory=dict)
    alike: tuple[tuple[str, str], ...] = ()
    homeless: tuple[tuple[str, int], ...] = ()
    kept_as: str = ""
    saved_as: str = ""

    @property
    def is_nothing_new(self) -> bool:
        """Say whether all of it is in the shop already."""
        return not (self.sales or self.customers_made or self.accounts or self.entries) and (
            not self.products_added
        )

    @property
    def linked(self) -> str:
        """Give the sentence of the log."""
        return (
            f"Linked {self.linked_sales:,} of {self.sales:,} sales to "
            f"{self.linked_customers:,} customers ({self.customers_new:,} new)"
        )

    def text(self, *, would_be: bool = False) -> list[str]:
        """Give it as lines to read."""
        done = "would be made" if would_be else "made"
        counts = f"{self.sales:,} ({self.voided_sales:,} voided), {self.lines:,} lines"
        lines = [
            f"Old POS database: {self.file}",
            f"Sales: {counts}, total {self.total} without the voided ones",
            f"With a customer's name: {self.named_sales:,}",
            f"Counted as no name: {self.no_name_sales:,}",
            f"Customers {done}: {self.customers_made:,}",
            f"{self.linked}.",
            f"Products: {self.products:,} ({self.products_added:,} added)",
            f"Accounts: {self.accounts:,} with {self.entries:,} entries, owed {self.owed}",
        ]
        if self.known_sales:
            lines.append(f"In the shop already: {self.known_sales:,} sales")
        lines += [f"To be looked at, {kind}: {count:,}" for kind, count in self.look_at.items()]
        if self.alike:
            lines.append(f"Names that look alike, for review, not merged: {len(self.alike):,}")
        lines += [
            f"No place here, stays in the old file: {count:,} of {table}"
            for table, count in self.homeless
        ]
        if self.kept_as and not would_be:
            lines.append(f"What was the shop's file before is kept as {self.kept_as}")
        return lines
