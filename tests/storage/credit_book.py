"""Accounts once more as plain lists, to recount from without asking the store.

Debts are paid forwards here, oldest first, while the store counts backwards from the balance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False, slots=True)
class Line:
    """One entry of a ledger: `stands` until it was taken back."""

    amount: int
    day: date
    stands: bool = True
    is_reversal: bool = False
    cash: int = 0
    by_hand: bool = False


@dataclass(eq=False, slots=True)
class Ledger:
    """One account, and the names of who buys on it."""

    code: str
    id: int
    limit: int
    names: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)

    @property
    def balance(self) -> int:
        return sum(line.amount for line in self.lines)

    def put(self, amount: int, day: date, cash: int = 0, *, by_hand: bool = False) -> Line:
        self.lines.append(Line(amount, day, cash=cash, by_hand=by_hand))
        return self.lines[-1]

    def take_back(self, line: Line, day: date) -> None:
        line.stands = False
        self.lines.append(Line(-line.amount, day, is_reversal=True))

    def unpaid(self) -> list[tuple[date, int]]:
        """Give what is open by day, oldest first, every debt paid in its turn."""
        standing = [line for line in self.lines if line.stands and not line.is_reversal]
        money = -sum(line.amount for line in standing if line.amount < 0)
        open_debts: dict[date, int] = defaultdict(int)
        for line in sorted((each for each in standing if each.amount > 0), key=lambda x: x.day):
            paid = min(money, line.amount)
            money -= paid
            if line.amount > paid:
                open_debts[line.day] += line.amount - paid
        return sorted(open_debts.items())


@dataclass(eq=False, slots=True)
class Sold:
    """A sale as the counter remembers it; `owed` are the lines that stand, by their ledger."""

    id: int
    total: int
    name: str
    day: date
    cash: int = 0
    owed: list[tuple[Ledger, Line]] = field(default_factory=list)
    paid_along: list[tuple[Ledger, Line]] = field(default_factory=list)
    is_void: bool = False


@dataclass(eq=False, slots=True)
class Change:
    """A sale that changed hands: whose it was, which of its parts moved, and from where."""

    id: int
    sale: Sold
    before: str
    to: str
    moved: list[tuple[Ledger, list[int]]]
    is_undone: bool = False


@dataclass(slots=True)
class CreditBook:
    """Everything that happened, in order."""

    ledgers: list[Ledger] = field(default_factory=list)
    sales: list[Sold] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def ledger_of(self, name: str) -> Ledger | None:
        return next((each for each in self.ledgers if name and name in each.names), None)

    def may_undo(self, change: Change) -> bool:
        later = self.changes[self.changes.index(change) + 1 :]
        again = any(each.sale is change.sale and not each.is_undone for each in later)
        return not change.is_undone and not again

    def owed_on(self, sale: Sold, source: Ledger) -> list[int]:
        """Say which parts of a sale lie on a ledger."""
        return [place for place, (ledger, _) in enumerate(sale.owed) if ledger is source]

    def move(self, sale: Sold, places: list[int], target: Ledger, day: date) -> None:
        """Take parts of a sale off the ledgers they lie on and put them on another, as old as
        they were.
        """
        for place in places:
            ledger, line = sale.owed[place]
            ledger.take_back(line, day)
            sale.owed[place] = (target, target.put(line.amount, line.day))

    def void(self, sale: Sold, day: date) -> None:
        sale.is_void = True
        entries = [*sale.paid_along, *sale.owed]
        for ledger, line in sorted(entries, key=lambda each: each[0].lines.index(each[1])):
            ledger.take_back(line, day)

    def cash(self) -> dict[str, int]:
        """Give what came into the drawer on each day, days without any left out."""
        days: dict[str, int] = defaultdict(int)
        for sale in self.sales:
            days[sale.day.isoformat()] += 0 if sale.is_void else sale.cash
        for ledger in self.ledgers:
            for line in ledger.lines:
                days[line.day.isoformat()] += line.cash if line.stands else 0
        return {day: amount for day, amount in days.items() if amount}

    def purchases(self) -> dict[str, tuple[int, int]]:
        """Give total and number of sales by name."""
        found: dict[str, tuple[int, int]] = {}
        for sale in self.sales:
            total, count = found.get(sale.name, (0, 0))
            if sale.name:
                counts = not sale.is_void
                found[sale.name] = (total + sale.total * counts, count + counts)
        return found
