"""The regulars on disk: who they are, how they are found, what they bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, business_day, utc_text
from app.domain.customer import Contact, Customer, HistorySummary, MonthTotal, Sort
from app.domain.errors import InvalidInput, NameTaken, NotFound
from app.domain.habits import Habit
from app.domain.imported import ImportCounts
from app.domain.insights import Insights
from app.domain.names import clean_name, findable, name_key, one_line, phone_key
from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow
from app.storage import (
    customer_habits,
    customer_history,
    customer_insights,
    customer_list,
    customer_lookalikes,
)
from app.storage.audit import note
from app.storage.costs import shown_to
from app.storage.customer_list import CUSTOMER_COLUMNS, customer_row
from app.storage.database import Database
from app.storage.fit import fits, typed, typed_phone
from app.storage.linking import insert_customer
from app.storage.rights import guarded, holds, require
from app.storage.search import customers_matching

LONGEST_LINE = 200
LONGEST_NOTES = 4_000

_BY_ID = f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id = ?"  # noqa: S608 - constants
_BY_KEY = f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE name_key = ?"  # noqa: S608
_BY_ALIAS = f"""SELECT {CUSTOMER_COLUMNS} FROM customers
WHERE id = (SELECT customer_id FROM customer_aliases WHERE name_key = ?)"""  # noqa: S608
_UPDATE = """UPDATE customers SET name = ?2, name_key = ?3, name_folded = ?4, phone = ?5,
    phone_key = ?6, email = ?7, address = ?8, notes = ?9, updated_at = ?10 WHERE id = ?1"""
_TAKE_ALIAS_BACK = "DELETE FROM customer_aliases WHERE name_key = ? AND customer_id = ?"


@dataclass(frozen=True, slots=True)
class _Card:
    """A contact as it will stand in the table."""

    name: str
    phone: str
    email: str
    address: str
    notes: str

    def columns(self) -> tuple[str, ...]:
        keys = (name_key(self.name), findable(self.name), self.phone, phone_key(self.phone))
        return (self.name, *keys, self.email, self.address, self.notes)

    def filling(self, owner: Customer) -> _Card:
        """Give what is known of a customer, with what was open filled in from this card."""
        return _Card(
            owner.name,
            owner.phone or self.phone,
            owner.email or self.email,
            owner.address or self.address,
            owner.notes or self.notes,
        )


MOST_FOUND = 50
"""So many customers a search at the counter gives at most."""


@guarded
class CustomerRepository:
    """Keeps the promises of `CustomerBook` over the shop's file."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open connection, the writer's or a reader's."""
        self._database = database
        self._clock = clock

    # Finding

    def customer(self, customer_id: int, *, by: Actor) -> Customer:
        _require_sight(by)
        return self._customer(customer_id)

    def named(self, name: str, *, by: Actor) -> Customer | None:
        _require_sight(by)
        return self._named(name)

    def beginning(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        limit = _in_sight(limit, by)
        return customer_list.beginning(self._database, text, limit)

    def suggest(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        limit = _in_sight(limit, by)
        condition = customers_matching(text)
        if not condition.values or limit < 1:
            return []
        exact = self._named(text)
        found = customer_list.newest_buyers(self._database, condition, limit)
        if exact is None:
            return found
        return [exact, *(each for each in found if each.id != exact.id)][:limit]

    def lookalikes(self, name: str, limit: int, *, by: Actor) -> list[Customer]:
        limit = _in_sight(limit, by)
        return customer_lookalikes.lookalikes(self._database, name, limit)

    def page(
        self,
        search: str,
        sort: Sort,
        after: Customer | None,
        limit: int,
        *,
        by: Actor,
        reverse: bool = False,
        skip: int = 0,
    ) -> list[Customer]:
        require(by, Right.SEE_CUSTOMERS)
        condition = customers_matching(search)
        return customer_list.page(
            self._database, condition, sort, after, limit, reverse=reverse, skip=skip
        )

    def count(self, search: str = "", *, by: Actor) -> int:
        require(by, Right.SEE_CUSTOMERS)
        return customer_list.count(self._database, customers_matching(search))

    # What they bought

    def history(
        self,
        customer_id: int,
        before: HistoryRow | None,
        limit: int,
        *,
        by: Actor,
        period: Period = ALL_TIME,
    ) -> list[HistoryRow]:
        _require_history(by)
        return customer_history.history(self._database, customer_id, before, limit, period)

    def summary(self, customer_id: int, period: Period, *, by: Actor) -> HistorySummary:
        _require_history(by)
        return customer_history.summary(self._database, customer_id, period)

    def months(
        self, customer_id: int, last_month: date, count: int, *, by: Actor
    ) -> list[MonthTotal]:
        _require_history(by)
        return customer_history.months(self._database, customer_id, last_month, count)

    def often_buys(self, customer_id: int, limit: int, *, by: Actor) -> list[Habit]:
        _require_history(by)
        if not fits(customer_id):
            return []
        found = customer_habits.habits(self._database, customer_id, limit)
        return [replace(each, product=shown_to(by, each.product)) for each in found]

    def insights(self, limit: int, *, by: Actor) -> Insights:
        require(by, Right.SEE_CUSTOMERS)
        now = self._clock.now()
        today = business_day(self._clock, now)
        return customer_insights.insights(self._database, limit, now, today)

    # Writing

    def add(self, contact: Contact, *, by: Actor) -> Customer:
        require(by, Right.EDIT_CUSTOMERS)
        card = _card(contact)
        now = utc_text(self._clock.now())
        with self._database.write("save the customer"):
            self._refuse_taken(card.name)
            customer = self._customer(self._insert(card, now))
            self._note(by, "customer added", customer.name, "", _said(card))
            return customer

    def edit(self, customer_id: int, contact: Contact, *, by: Actor) -> Customer:
        require(by, Right.EDIT_CUSTOMERS)
        card = _card(contact)
        now = utc_text(self._clock.now())
        with self._database.write("save the customer"):
            known = self._customer(customer_id)
            before = known.name
            self._refuse_taken(card.name, but_of=customer_id)
            # A name that was merged into this customer may become theirs: a key has one place.
            self._database.run(_TAKE_ALIAS_BACK, (name_key(card.name), customer_id))
            self._database.run(_UPDATE, (customer_id, *card.columns(), now))
            customer_lookalikes.rename(self._database, customer_id, before, card.name)
            self._note(by, "customer changed", card.name, _said(_card_of(known)), _said(card))
            return self._customer(customer_id)

    def bring_in(self, contacts: Sequence[Contact], *, by: Actor) -> ImportCounts:
        require(by, Right.IMPORT)
        cards = [_card(contact) for contact in contacts]
        now = utc_text(self._clock.now())
        added = known = 0
        with self._database.write("save the customers"):
            for card in cards:
                owner = self._named(card.name)
                if owner is None:
                    self._insert(card, now)
                    added += 1
                elif (filled := card.filling(owner)) == _card_of(owner):
                    known += 1
                else:
                    self._database.run(_UPDATE, (owner.id, *filled.columns(), now))
            if known < len(cards):
                changed = len(cards) - added - known
                words = f"{added} added, {changed} changed"
                self._note(by, "customers imported", "", "", words)
        return ImportCounts(added, known)

    # Inside

    def _note(self, by: Actor, act: str, subject: str, old: str, new: str) -> None:
        note(self._database, by, act, subject, old, new, at=self._clock.now())

    def _insert(self, card: _Card, now: str) -> int:
        customer_id = insert_customer(self._database, card.name, now)
        self._database.run(_UPDATE, (customer_id, *card.columns(), now))
        return customer_id

    def _customer(self, customer_id: int) -> Customer:
        row = self._database.row(_BY_ID, (customer_id,)) if fits(customer_id) else None
        if row is None:
            raise NotFound("There is no such customer.")
        return customer_row(row)

    def _named(self, name: str) -> Customer | None:
        key = name_key(name)
        row = self._database.row(_BY_KEY, (key,)) or self._database.row(_BY_ALIAS, (key,))
        return None if row is None else customer_row(row)

    def _refuse_taken(self, name: str, but_of: int | None = None) -> None:
        owner = self._named(name)
        if owner is None or owner.id == but_of:
            return
        advice = f"Add something that tells them apart, like “{name}, Cebu”."
        if name_key(owner.name) == name_key(name):
            raise NameTaken(f"{owner.name} already has this name.", advice=advice)
        raise NameTaken(f"This is also a name of {owner.name}.", advice=advice)


def _require_sight(by: Actor) -> None:
    """Whoever sells may find the customer in front of them; the list is another right."""
    if not (holds(by, Right.SEE_CUSTOMERS) or holds(by, Right.SEE_BUYER)):
        require(by, Right.SELL)


def _in_sight(limit: int, by: Actor) -> int:
    """Give how many may be found at once: a search of one letter is not the list of all."""
    _require_sight(by)
    return limit if holds(by, Right.SEE_CUSTOMERS) else min(limit, MOST_FOUND)


def _require_history(by: Actor) -> None:
    """What one customer bought is seen at the counter, or by whoever sees them all."""
    if not holds(by, Right.SEE_CUSTOMERS):
        require(by, Right.SEE_BUYER)


def _card(contact: Contact) -> _Card:
    """Clean what was typed. Raises InvalidName, or InvalidInput for what is too long."""
    return _Card(
        clean_name(typed(contact.name)),
        _line("phone number", typed_phone(one_line(contact.phone))),
        _line("e-mail", typed(one_line(contact.email))),
        _line("address", typed(one_line(contact.address))),
        _notes(contact.notes),
    )


def _said(card: _Card) -> str:
    facts = (card.name, card.phone, card.email, card.address, one_line(card.notes))
    return ", ".join(filter(None, facts))


def _card_of(known: Customer) -> _Card:
    return _Card(known.name, known.phone, known.email, known.address, known.notes)


def _line(what: str, line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise InvalidInput(f"The {what} can have at most {LONGEST_LINE} letters.")
    return line


def _notes(text: str) -> str:
    notes = typed(text).strip()
    if len(notes) > LONGEST_NOTES:
        raise InvalidInput(f"The notes can have at most {LONGEST_NOTES:,} letters.")
    return notes
