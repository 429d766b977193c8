from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed
from app.domain.period import Period
from app.domain.ports import Store
from app.domain.sale import Status
from tests.people import allowed
from tests.storage.builders import MANILA_NOON, a_line, a_return, a_sale


def test_sales_come_one_after_the_other_whole(store: Store, owner: Actor) -> None:
    made = [store.sales.record(a_sale("Ana", at=MANILA_NOON), by=owner) for _ in range(5)]
    store.sales.record(a_return([a_line(1250, "-1")]), by=owner)
    store.sales.void(made[1].sale_id, "wrong", MANILA_NOON, by=owner)
    first = store.sales.page(0, 4, by=owner)
    rest = store.sales.page(first[-1].head.sale_id, 4, by=owner)
    assert [each.head.number for each in (*first, *rest)] == [f"{n:06d}" for n in range(1, 7)]
    assert [each.head.status for each in first].index(Status.VOIDED) == 1
    assert all(each == store.sales.sale(each.head.sale_id, by=owner) for each in (*first, *rest))


def test_a_period_is_of_business_days_both_included(store: Store, owner: Actor) -> None:
    for day in range(4):
        store.sales.record(a_sale(at=MANILA_NOON + timedelta(days=day)), by=owner)
    period = Period(date(2026, 3, 3), date(2026, 3, 4))
    found = store.sales.page(0, 10, by=owner, period=period)
    assert [each.business_date.day for each in found] == [3, 4]


def test_all_sales_are_for_the_owner_only(store: Store) -> None:
    with pytest.raises(NotAllowed):
        store.sales.page(0, 10, by=allowed("Ben", frozenset({Right.SELL})))
