"""What the shop needs of the store about the regulars, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.domain.actor import Actor
from app.domain.customer import Contact, Customer, HistorySummary, MonthTotal, Sort
from app.domain.habits import Habit
from app.domain.imported import ImportCounts
from app.domain.insights import Insights
from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow


class CustomerBook(Protocol):
    """The regulars."""

    def customer(self, customer_id: int, *, by: Actor) -> Customer:
        """Give one. Raises NotFound."""

    def named(self, name: str, *, by: Actor) -> Customer | None:
        """Give the one whose name key (or merged alias) is this name's."""

    def beginning(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers whose whole name begins with the text, accent-blind."""

    def suggest(self, text: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers with words that begin with the words typed, or with these phone digits.

        Accent-blind, `%` and `_` literal. An exact name first, then newest buyers first.
        """

    def lookalikes(self, name: str, limit: int, *, by: Actor) -> list[Customer]:
        """Give customers whose name looks like this one without being it, likeliest first."""

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
        """Give the next customers of the list after the one given (keyset); None begins it.

        `skip` passes over some thousands of rows at most.
        """

    def count(self, search: str = "", *, by: Actor) -> int:
        """Count the customers a search finds."""

    def history(
        self,
        customer_id: int,
        before: HistoryRow | None,
        limit: int,
        *,
        by: Actor,
        period: Period = ALL_TIME,
    ) -> list[HistoryRow]:
        """Give a page of sales and returns, voided ones too, newest first, older than `before`."""

    def summary(self, customer_id: int, period: Period, *, by: Actor) -> HistorySummary:
        """Count and add up a period."""

    def months(
        self, customer_id: int, last_month: date, count: int, *, by: Actor
    ) -> list[MonthTotal]:
        """Give the totals of `count` calendar months up to and with `last_month`, oldest first."""

    def often_buys(self, customer_id: int, limit: int, *, by: Actor) -> list[Habit]:
        """Give the products that are in most of their newest sales, as they are sold now.

        Neither what is archived, void, or came back, nor what was bought once.
        """

    def insights(self, limit: int, *, by: Actor) -> Insights:
        """Look everybody through, which takes seconds; lists have at most `limit` customers."""

    def add(self, contact: Contact, *, by: Actor) -> Customer:
        """Open a record by hand. Raises NameTaken or InvalidName."""

    def edit(self, customer_id: int, contact: Contact, *, by: Actor) -> Customer:
        """Change name and contact. Raises NameTaken, InvalidName or NotFound."""

    def bring_in(self, contacts: Sequence[Contact], *, by: Actor) -> ImportCounts:
        """Add whom the shop does not know; of whom it knows fill in only what was open.

        All or, when one is refused, none. `known` counts unchanged ones; those neither `added`
        nor `known` were changed. Raises InvalidName or InvalidInput.
        """
