"""The best and the slipping, counted again in plain Python from everybody's history."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from app.domain.actor import Actor
from app.domain.customer import Contact, Sort
from app.domain.insights import Standing
from app.domain.money import ZERO, Money, total_of
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.store import WriterStore
from tests.storage.builders import MANILA_NOON, FixedClock, a_line, a_return, a_sale


@pytest.fixture
def year(store: WriterStore, owner: Actor, clock: FixedClock) -> None:
    """Forty customers with rhythms of their own; some of their sales are void or come back."""
    dice = random.Random(11)
    for who in range(40):
        every, until = dice.choice([1, 4, 9, 20, 45]), dice.choice([0, 0, 3, 12, 40, 100, 300])
        day = dice.choice([5, 40, 300, 700]) + until
        while day >= until:
            at = MANILA_NOON - timedelta(days=day, minutes=who)
            line = a_line(dice.randrange(1_000, 90_000))
            sale_id = store.sales.record(a_sale(f"Somebody {who}", [line], at=at), by=owner).sale_id
            chance = dice.random()
            if chance < 0.08:
                store.sales.void(sale_id, "wrong", at + timedelta(minutes=1), by=owner)
            elif chance < 0.16:
                back = a_line(line.unit_price.minor, "-1")
                store.sales.record(a_return([back], of=sale_id, at=at), by=owner)
            day -= max(1, round(every * dice.uniform(0.5, 1.5)))
        store.sales.record(a_sale(at=MANILA_NOON - timedelta(days=until)), by=owner)  # nobody's


@pytest.mark.usefixtures("year")
def test_standings_equal_a_recount_of_everybodys_sales(
    store: WriterStore, owner: Actor, clock: FixedClock
) -> None:
    clock.advance(hours=1)
    found = store.customers.insights(100, by=owner)
    people = {
        each.id: store.customers.history(each.id, None, 5_000, by=owner)
        for each in store.customers.page("", Sort.NAME, None, 1_000, by=owner)
    }
    recounted = {who: _recount(rows, clock) for who, rows in people.items()}
    bought = {who: each for who, each in recounted.items() if each is not None}
    regulars = sorted(
        (who for who, (kind, *_) in bought.items() if kind is Standing.REGULAR),
        key=lambda who: (-bought[who][1].minor, who),
    )
    best = regulars[: -(-len(regulars) // 5)]
    kinds = {who: Standing.BEST if who in best else kind for who, (kind, *_) in bought.items()}
    assert found.counts == {each: sum(kind is each for kind in kinds.values()) for each in Standing}
    assert found.spent == {
        each: total_of(bought[who][1] for who, kind in kinds.items() if kind is each)
        for each in Standing
    }
    assert found.sales == sum(purchases for _, _, purchases, _ in bought.values())
    assert [each.customer_id for each in found.best] == best
    slipping = sorted(
        (who for who, kind in kinds.items() if kind is Standing.SLIPPING),
        key=lambda who: (-bought[who][1].minor, who),
    )
    assert [each.customer_id for each in found.slipping] == slipping
    assert slipping
    assert best
    for each in (*found.best, *found.slipping):
        _, spent, purchases, away = bought[each.customer_id]
        assert (each.spent, each.purchases, each.away_days) == (spent, purchases, away)


def _recount(rows: list[HistoryRow], clock: FixedClock) -> tuple[Standing, Money, int, int] | None:
    """Say it again with dates instead of seconds, and from the sales instead of kept figures."""
    standing = [row for row in rows if row.status is Status.COMPLETED]
    sales = [row for row in standing if row.kind is Kind.SALE]
    if not sales:
        return None
    first, last = min(row.sold_at for row in sales), max(row.sold_at for row in sales)
    a_year_ago = date(2025, 3, 2)
    spent = [row.total for row in standing if clock.local(row.sold_at).date() > a_year_ago]
    away = clock.now() - last
    gap = max(timedelta(days=1), (last - first) / max(1, len(sales) - 1))
    kind = Standing.REGULAR
    if clock.now() - first <= timedelta(days=30):
        kind = Standing.NEW
    elif len(sales) < 3:
        kind = Standing.OCCASIONAL if away <= timedelta(days=90) else Standing.LAPSED
    elif away > max(4 * gap, timedelta(days=90)):
        kind = Standing.LAPSED
    elif away > max(1.5 * gap, timedelta(days=7)):
        kind = Standing.SLIPPING
    return kind, total_of(spent), len(sales), away.days


@pytest.mark.usefixtures("year")
def test_lists_are_as_long_as_asked_for_and_the_first_of_the_whole(
    store: WriterStore, owner: Actor
) -> None:
    whole, part = (store.customers.insights(limit, by=owner) for limit in (100, 1))
    assert (part.best, part.slipping) == (whole.best[:1], whole.slipping[:1])
    assert part.counts == whole.counts
    assert store.customers.insights(0, by=owner).best == ()


def test_a_shop_without_sales_has_nothing_to_tell(store: WriterStore, owner: Actor) -> None:
    store.customers.add(Contact("Ana"), by=owner)
    found = store.customers.insights(10, by=owner)
    assert (found.sales, found.is_too_early) == (0, True)
    assert set(found.counts.values()) == {0}
    assert set(found.spent.values()) == {ZERO}
