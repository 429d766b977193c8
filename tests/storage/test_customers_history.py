"""What one customer bought: pages, periods, months."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from app.domain.actor import Actor
from app.domain.customer import Contact, HistorySummary, MonthTotal
from app.domain.money import ZERO, Money
from app.domain.period import ALL_TIME, Period
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.store import WriterStore
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_return, a_sale


@pytest.fixture
def ana(store: WriterStore, owner: Actor) -> int:
    return store.customers.add(Contact("Ana Reyes"), by=owner).id


def _all_pages(
    store: WriterStore, who: int, size: int, by: Actor, period: Period = ALL_TIME
) -> list[HistoryRow]:
    found: list[HistoryRow] = []
    while page := store.customers.history(
        who, found[-1] if found else None, size, by=by, period=period
    ):
        assert len(page) <= size
        found += page
    return found


def _day(row: HistoryRow) -> date:
    return FixedClock().local(row.sold_at).date()


@pytest.fixture
def sales(store: WriterStore, owner: Actor, ana: int) -> list[int]:
    """Sixty sales over a year, some at the same moment, some returns, some voided."""
    dice = random.Random(7)
    ids = []
    for index in range(60):
        at = MANILA_NOON + timedelta(hours=12 * dice.randrange(730))
        line = a_line(dice.randrange(100, 10_000))
        if index % 9 == 5:
            line = a_line(dice.randrange(100, 900), "-1")
            sale = a_return([line], customer="Ana Reyes", at=at)
        else:
            sale = a_sale("ANA reyes", [line], at=at)
        ids.append(store.sales.record(sale, by=owner).sale_id)
        if index % 10 == 3:
            store.sales.void(ids[-1], "wrong price", at + timedelta(minutes=1), by=owner)
    store.sales.record(a_sale("Somebody Else"), by=owner)
    return ids


@pytest.mark.parametrize("size", [1, 7, 100])
def test_pages_hold_every_sale_once_newest_first(
    store: WriterStore, owner: Actor, ana: int, sales: list[int], size: int
) -> None:
    found = _all_pages(store, ana, size, owner)
    assert sorted(row.sale_id for row in found) == sorted(sales)
    assert found == sorted(found, key=lambda row: (row.sold_at, row.sale_id), reverse=True)
    assert {row.status for row in found} == set(Status)
    assert {row.kind for row in found} == set(Kind)


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2026, 5, 1), date(2026, 8, 31)),
        Period(date(2026, 5, 1), None),
        Period(None, date(2026, 8, 31)),
        Period(date(2026, 5, 5), date(2026, 5, 5)),
        Period(date(2030, 1, 1), date(2030, 2, 1)),
        Period(date(2026, 8, 31), date(2026, 5, 1)),
        ALL_TIME,
    ],
)
def test_a_period_holds_its_business_days_and_its_sums_are_those_of_its_rows(
    store: WriterStore, owner: Actor, ana: int, sales: list[int], period: Period
) -> None:
    start, end = period.start or date.min, period.end or date.max
    expected = [row for row in _all_pages(store, ana, 100, owner) if start <= _day(row) <= end]
    assert _all_pages(store, ana, 4, owner, period) == expected
    standing = [row for row in expected if row.status is Status.COMPLETED]
    assert store.customers.summary(ana, period, by=owner) == HistorySummary(
        sum(row.kind is Kind.SALE for row in standing),
        Money(sum(row.total.minor for row in standing)),
    )


def test_the_summary_of_all_time_is_what_stands_with_the_customer(
    store: WriterStore, owner: Actor, ana: int, sales: list[int]
) -> None:
    who = store.customers.customer(ana, by=owner)
    assert store.customers.summary(ana, ALL_TIME, by=owner) == HistorySummary(
        who.transaction_count, who.total_purchases
    )


def test_both_ends_of_a_period_are_local_days(store: WriterStore, owner: Actor, ana: int) -> None:
    midnight = MANILA_NOON.replace(hour=16)  # 00:00 in Manila
    for minutes in (-1, 0, 24 * 60 - 1, 24 * 60):
        at = midnight + timedelta(minutes=minutes)
        store.sales.record(a_sale("Ana Reyes", at=at), by=owner)
    one_day = Period(date(2026, 3, 3), date(2026, 3, 3))
    found = store.customers.history(ana, None, 9, by=owner, period=one_day)
    assert [row.sold_at - midnight for row in found] == [
        timedelta(hours=23, minutes=59),
        timedelta(0),
    ]
    assert store.customers.summary(ana, one_day, by=owner).count == 2


def test_months_are_calendar_months_with_the_empty_ones_between(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    for month, minor in ((1, 1_000), (3, 200), (3, 300)):
        at = MANILA_NOON.replace(month=month)
        store.sales.record(a_sale("Ana Reyes", [a_line(minor)], at=at), by=owner)
    store.sales.record(a_return([a_line(50, "-1")], customer="Ana Reyes", at=MANILA_NOON), by=owner)
    found = store.customers.months(ana, date(2026, 3, 15), 4, by=owner)
    assert found == [
        MonthTotal(date(2025, 12, 1), ZERO),
        MonthTotal(date(2026, 1, 1), Money(1_000)),
        MonthTotal(date(2026, 2, 1), ZERO),
        MonthTotal(date(2026, 3, 1), Money(450)),
    ]
    assert store.customers.months(ana, date(2026, 3, 15), 0, by=owner) == []


def test_months_add_up_to_the_summary_of_the_same_days(
    store: WriterStore, owner: Actor, ana: int, sales: list[int]
) -> None:
    months = store.customers.months(ana, date(2027, 2, 1), 12, by=owner)
    assert [each.month for each in months] == [
        *(date(2026, month, 1) for month in range(3, 13)),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]
    period = Period(date(2026, 3, 1), date(2027, 2, 28))
    total = Money(sum(each.total.minor for each in months))
    assert store.customers.summary(ana, period, by=owner).total == total


def test_a_customer_without_sales_has_an_empty_history(
    store: WriterStore, owner: Actor, ana: int
) -> None:
    assert store.customers.history(ana, None, 9, by=owner) == []
    assert store.customers.summary(ana, ALL_TIME, by=owner) == HistorySummary(0, ZERO)
    assert store.customers.summary(99, ALL_TIME, by=owner) == HistorySummary(0, ZERO)
    a_week = Period(date(2026, 3, 1), date(2026, 3, 7))
    assert store.customers.history(ana, None, 9, by=owner, period=a_week) == []
