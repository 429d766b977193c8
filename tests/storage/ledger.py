"""The shop once more as plain lists, to recount from without asking the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.names import name_key

Figures = tuple[int, int, datetime | None, datetime | None]


@dataclass(eq=False, slots=True)
class Person:
    """Somebody the shop knows, by the one name they have now."""

    key: str
    id: int | None = None


@dataclass(eq=False, slots=True)
class Entry:
    """One sale or return: `pieces` went out at `price`, or came back when below zero.

    `off` is what was taken off the whole of it.
    """

    sale_id: int
    person: Person | None
    price: int
    pieces: int
    at: datetime
    original: Entry | None = None
    is_void: bool = False
    is_imported: bool = False
    off: int = 0
    is_box: bool = False

    @property
    def is_sale(self) -> bool:
        return self.pieces > 0

    @property
    def total(self) -> int:
        return self.price * self.pieces - self.off


@dataclass(eq=False, slots=True)
class Change:
    """Sales that changed hands: each with whose it was, and how many there were by then."""

    id: int
    to: Person | None
    moved: dict[Entry, Person | None]
    known: int
    is_undone: bool = False


@dataclass(slots=True)
class Ledger:
    """Everything that happened, in order."""

    entries: list[Entry] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def known(self, name: str) -> Person | None:
        return next((each for each in self.people if each.key == name_key(name)), None)

    def person(self, name: str) -> Person | None:
        """Give whoever has the name; a new one when nobody has; None without a name."""
        if not name_key(name):
            return None
        known = self.known(name)
        if known is None:
            known = Person(name_key(name))
            self.people.append(known)
        return known

    def pick(self, number: int) -> Entry | None:
        return self.entries[number % len(self.entries)] if self.entries else None

    def still_out(self, sale: Entry) -> int:
        back = (each for each in self.entries if each.original is sale and not each.is_void)
        return sale.pieces + sum(each.pieces for each in back)

    def still_paid(self, sale: Entry) -> int:
        back = (each for each in self.entries if each.original is sale and not each.is_void)
        return sale.total + sum(each.total for each in back)

    def give(self, asked: list[Entry], to: Person | None) -> dict[Entry, Person | None]:
        """Give sales to somebody, and what came back of them in the same name."""
        moved = {each: each.person for each in asked if each.person is not to}
        along = [
            each
            for each in self.entries
            if each.original in moved and each.person is moved[each.original]
        ]
        moved |= {each: each.person for each in along if each.person is not to}
        for each in moved:
            each.person = to
        return moved

    def may_take_back(self, change: Change) -> bool:
        later = [each for each in self.changes if each.id > change.id and not each.is_undone]
        again = any(entry in each.moved for each in later for entry in change.moved)
        return not change.is_undone and not again

    def take_back(self, change: Change) -> None:
        change.is_undone = True
        settled = {
            entry for each in self.changes if not each.is_undone for entry in each.moved
        } | change.moved.keys()
        for entry in self.entries[change.known :]:
            is_new = entry.original in change.moved and entry not in settled
            if is_new and entry.person is change.to:
                entry.person = change.moved[entry.original]  # type: ignore[index]
        for entry, before in change.moved.items():
            entry.person = before

    def has_come_back(self, sale: Entry) -> bool:
        return any(each.original is sale and not each.is_void for each in self.entries)

    def figures(self, person: Person) -> Figures:
        """Give total, number of sales, first and last sale."""
        own = [each for each in self.entries if each.person is person and not each.is_void]
        moments = [each.at for each in own if each.is_sale]
        total = sum(each.total for each in own)
        return total, len(moments), min(moments, default=None), max(moments, default=None)
