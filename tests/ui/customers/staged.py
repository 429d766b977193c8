"""A shop in memory, as large and as broken as a test wants it. The order of lists is the port's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.actor import Actor
from app.domain.credit import Account, Owing
from app.domain.customer import Contact, Customer, HistorySummary, MonthTotal, Sort
from app.domain.errors import NameTaken, NotFound, StoreUnavailable
from app.domain.habits import HABIT, Habit
from app.domain.money import ZERO, Money, total_of
from app.domain.names import fold, name_key, phone_key, typed_words
from app.domain.period import ALL_TIME, Period
from app.domain.product import Product
from app.domain.sale import HistoryRow, Kind, SaleRecord, Status
from app.domain.sale_customer import CustomerChange
from app.domain.settings import ShopSettings

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def order_key(sort: Sort) -> Callable[[Customer], Any]:
    keys: dict[Sort, Callable[[Customer], Any]] = {
        Sort.TOTAL: lambda c: (-c.total_purchases.minor, c.id),
        Sort.COUNT: lambda c: (-c.transaction_count, c.id),
        Sort.LAST: lambda c: (-(c.last_purchase or _LONG_AGO).timestamp(), c.id),
        Sort.NAME: lambda c: (fold(c.name), c.id),
    }
    return keys[sort]


def finds(search: str, customer: Customer) -> bool:
    if search.isdigit():
        return search in phone_key(customer.phone)
    begun = fold(customer.name).split()
    return all(any(word.startswith(typed) for word in begun) for typed in typed_words(search))


class StagedAccounts:
    """Nobody buys on the list here."""

    def of_customer(self, customer_id: int, *, by: Actor) -> Account | None:
        return None

    def coded(self, code: str, *, by: Actor) -> Account | None:
        return None

    def count(self, search: str, which: Owing, today: date, *, by: Actor) -> int:
        return 0


@dataclass
class StagedStore:
    """Customers and their sales as lists; `broken` makes every look-up fail."""

    people: list[Customer] = field(default_factory=list)
    sales_of: dict[int, list[SaleRecord]] = field(default_factory=dict)
    broken: bool = False
    asked: list[str] = field(default_factory=list)

    ended_cleanly = True

    @property
    def customers(self) -> StagedStore:
        return self

    @property
    def sales(self) -> StagedStore:
        return self

    @property
    def settings(self) -> StagedStore:
        return self

    @property
    def drafts(self) -> StagedStore:
        return self

    def load(self, *, by: Actor) -> ShopSettings:
        return ShopSettings("Santos Mini Mart")

    def link_unlinked(self, *, by: Actor) -> int:
        return 0

    def checkpoint(self) -> bool:
        return False

    def prepare_searches(self, at_once: int) -> bool:
        return False

    def close(self) -> None:
        pass

    @property
    def accounts(self) -> StagedAccounts:
        return StagedAccounts()

    # Customers

    def customer(self, customer_id: int, *, by: Actor) -> Customer:
        self._look("customer")
        return self.people[self._at(customer_id)]

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
        self._look("page")
        key = order_key(sort)
        found = sorted((c for c in self.people if finds(search, c)), key=key, reverse=reverse)
        if after is not None:
            mark = key(after)
            found = [c for c in found if (key(c) < mark if reverse else key(c) > mark)]
        return found[skip : skip + limit]

    def count(self, search: str = "", *, by: Actor) -> int:
        self._look("count")
        return sum(finds(search, c) for c in self.people)

    def history(
        self,
        customer_id: int,
        before: HistoryRow | None,
        limit: int,
        *,
        by: Actor,
        period: Period = ALL_TIME,
    ) -> list[HistoryRow]:
        self._look("history")
        rows = [sale.head for sale in self._within(customer_id, period)]
        rows.sort(key=lambda row: (row.sold_at, row.sale_id), reverse=True)
        if before is not None:
            mark = (before.sold_at, before.sale_id)
            rows = [row for row in rows if (row.sold_at, row.sale_id) < mark]
        return rows[:limit]

    def summary(self, customer_id: int, period: Period, *, by: Actor) -> HistorySummary:
        self._look("summary")
        heads = [s.head for s in self._within(customer_id, period)]
        kept = [head for head in heads if head.status is Status.COMPLETED]
        sold = [head for head in kept if head.kind is Kind.SALE]
        return HistorySummary(len(sold), total_of(head.total for head in kept))

    def months(
        self, customer_id: int, last_month: date, count: int, *, by: Actor
    ) -> list[MonthTotal]:
        self._look("months")
        at = last_month.year * 12 + last_month.month - 1
        firsts = [date(n // 12, n % 12 + 1, 1) for n in range(at - count + 1, at + 1)]
        sums: dict[date, Money] = dict.fromkeys(firsts, ZERO)
        for sale in self._within(customer_id, ALL_TIME):
            month = sale.business_date.replace(day=1)
            if month in sums and sale.head.status is Status.COMPLETED:
                sums[month] += sale.head.total
        return [MonthTotal(month, total) for month, total in sums.items()]

    def often_buys(self, customer_id: int, limit: int, *, by: Actor) -> list[Habit]:
        self._look("often_buys")
        kept = [
            sale
            for sale in self._within(customer_id, ALL_TIME)
            if (sale.head.kind, sale.head.status) == (Kind.SALE, Status.COMPLETED)
        ]
        counted = Counter(name for sale in kept for name in {line.name for line in sale.lines})
        often = [(name, times) for name, times in counted.most_common(limit) if times >= HABIT]
        return [Habit(Product(0, "", name, ZERO), times, len(kept)) for name, times in often]

    def add(self, contact: Contact, *, by: Actor) -> Customer:
        self._refuse_taken(contact.name, None)
        made = _with_contact(Customer(max((c.id for c in self.people), default=0) + 1, ""), contact)
        self.people.append(made)
        return made

    def edit(self, customer_id: int, contact: Contact, *, by: Actor) -> Customer:
        self._refuse_taken(contact.name, customer_id)
        at = self._at(customer_id)
        self.people[at] = _with_contact(self.people[at], contact)
        return self.people[at]

    # Sales

    def sale(self, sale_id: int, *, by: Actor) -> SaleRecord:
        self._look("sale")
        for sales in self.sales_of.values():
            for sale in sales:
                if sale.head.sale_id == sale_id:
                    return sale
        raise NotFound

    def changes(self, sale_id: int, *, by: Actor) -> list[CustomerChange]:
        self._look("changes")
        return []

    def unlinked_count(self, *, by: Actor) -> int:
        self._look("unlinked_count")
        return 0

    # Staging

    def put(self, customer: Customer, sales: Iterable[SaleRecord] = ()) -> None:
        self.people = [c for c in self.people if c.id != customer.id] + [customer]
        self.sales_of.setdefault(customer.id, []).extend(sales)

    # Inside

    def _look(self, name: str) -> None:
        self.asked.append(name)
        if self.broken:
            raise StoreUnavailable

    def _at(self, customer_id: int) -> int:
        for at, customer in enumerate(self.people):
            if customer.id == customer_id:
                return at
        raise NotFound

    def _within(self, customer_id: int, period: Period) -> Sequence[SaleRecord]:
        return [
            sale
            for sale in self.sales_of.get(customer_id, [])
            if (period.start is None or period.start <= sale.business_date)
            and (period.end is None or sale.business_date <= period.end)
        ]

    def _refuse_taken(self, name: str, but: int | None) -> None:
        key = name_key(name)
        if any(name_key(c.name) == key and c.id != but for c in self.people):
            raise NameTaken


def _with_contact(customer: Customer, contact: Contact) -> Customer:
    return replace(
        customer,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        address=contact.address,
        notes=contact.notes,
    )
