"""How the hot questions are answered: by an index, at its beginning, without sorting everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.customer import Customer, Sort
from app.domain.money import Money
from app.domain.period import Period
from app.domain.sale import HistoryRow, Kind, Status
from app.storage.database import Database, Row
from app.storage.store import WriterStore
from tests.storage.builders import MANILA_NOON

SOMEBODY = Customer(7, "Ana", total_purchases=Money(1), last_purchase=MANILA_NOON)
SOME_SALE = HistoryRow(
    *(9, "000009", None, Kind.SALE, Status.COMPLETED, MANILA_NOON, Money(1), "cash", "", 1)
)
A_MONTH = Period(date(2026, 3, 1), date(2026, 3, 31))


class Plans:
    """Asks SQLite how it would answer every query made meanwhile."""

    def __init__(self, database: Database, patch: pytest.MonkeyPatch) -> None:
        self._rows = database.rows
        self._asked: list[tuple[str, Sequence[Any]]] = []
        patch.setattr(database, "rows", self._note)

    def of(self, work: Callable[[], object]) -> list[str]:
        self._asked.clear()
        work()
        assert self._asked
        return [
            step[3]
            for sql, values in self._asked
            for step in self._rows(f"EXPLAIN QUERY PLAN {sql}", values)
        ]

    def _note(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        self._asked.append((sql, values))
        return self._rows(sql, values)


@pytest.fixture
def plans(store: WriterStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plans]:
    with monkeypatch.context() as patch:
        yield Plans(store.database, patch)


def _scans(steps: list[str]) -> list[str]:
    return [each for each in steps if each.startswith("SCAN")]


def _sorts(steps: list[str]) -> list[str]:
    """Name what is sorted after reading; newer SQLite sorts ties of an index by themselves."""
    ties = ("LAST TERM OF ORDER BY", "RIGHT PART OF ORDER BY")
    return [each for each in steps if "TEMP B-TREE" in each and not each.endswith(ties)]


def test_a_name_a_code_and_a_beginning_are_looked_up(
    store: WriterStore, owner: Actor, plans: Plans
) -> None:
    for work in (
        lambda: store.customers.named("ana", by=owner),
        lambda: store.customers.beginning("ana", 2, by=owner),
        lambda: store.products.by_code("4800016644931", by=owner),
    ):
        steps = plans.of(work)
        assert _scans(steps) == []
        assert [each for each in _sorts(steps) if "RIGHT PART" not in each] == []


@pytest.mark.parametrize("after", [None, SOMEBODY])
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_a_page_of_the_list_walks_the_index_of_its_order(
    store: WriterStore,
    owner: Actor,
    plans: Plans,
    sort: Sort,
    after: Customer | None,
    *,
    reverse: bool,
) -> None:
    steps = plans.of(lambda: store.customers.page("", sort, after, 50, by=owner, reverse=reverse))
    assert _sorts(steps) == []
    assert [each for each in steps if f"USING INDEX customers_by_{sort.value}" not in each] == []
    assert after is None or _scans(steps) == []


@pytest.mark.parametrize("sort", Sort)
def test_a_search_in_the_list_walks_the_same_index(
    store: WriterStore, owner: Actor, plans: Plans, sort: Sort
) -> None:
    steps = plans.of(lambda: store.customers.page("mar", sort, SOMEBODY, 50, by=owner))
    assert _sorts(steps) == []
    walks = [each for each in steps if "search_state" not in each]
    assert walks
    assert all(f"USING INDEX customers_by_{sort.value}" in each for each in walks)


def test_suggestions_scan_one_narrow_index_and_fetch_a_few_rows(
    store: WriterStore, owner: Actor, plans: Plans
) -> None:
    steps = plans.of(lambda: store.customers.suggest("mar", 6, by=owner))
    scans = [each for each in _scans(steps) if "search_state" not in each]
    assert scans == ["SCAN customers USING COVERING INDEX customers_by_last"]


@pytest.mark.parametrize("before", [None, SOME_SALE])
def test_a_page_of_history_begins_where_the_last_one_ended(
    store: WriterStore, owner: Actor, plans: Plans, before: HistoryRow | None
) -> None:
    steps = plans.of(lambda: store.customers.history(1, before, 50, by=owner))
    assert _scans(steps) == []
    end = " AND sale_date<?" if before else ""
    assert f"SEARCH sales USING INDEX sales_of_customer (customer_id=?{end})" in steps
    assert _sorts(steps) == []


@pytest.mark.parametrize("before", [None, SOME_SALE])
def test_a_period_of_history_is_bounded_by_its_days(
    store: WriterStore, owner: Actor, plans: Plans, before: HistoryRow | None
) -> None:
    steps = plans.of(lambda: store.customers.history(1, before, 50, by=owner, period=A_MONTH))
    assert _scans(steps) == []
    assert any("USING INDEX sales_of_customer (customer_id=? AND sale_date" in s for s in steps)
    assert _sorts(steps) == []


def test_what_somebody_often_buys_is_told_from_their_newest_sales_alone(
    store: WriterStore, owner: Actor, plans: Plans
) -> None:
    steps = plans.of(lambda: store.customers.often_buys(1, 4, by=owner))
    own = ("SCAN recent", "SCAN bought", "SCAN often")
    assert [each for each in _scans(steps) if each not in own] == []
    assert any("COVERING INDEX sales_of_customer_by_day (customer_id=?)" in each for each in steps)
    assert "SEARCH sale_items USING PRIMARY KEY (sale_id=?)" in steps
    assert any("USING INDEX returns_of_sale (original_sale_id=?)" in each for each in steps)


def test_sums_of_a_period_are_read_from_one_index_alone(
    store: WriterStore, owner: Actor, plans: Plans
) -> None:
    only = "SEARCH sales USING COVERING INDEX sales_of_customer_by_day"
    for work in (
        lambda: store.customers.summary(1, A_MONTH, by=owner),
        lambda: store.customers.months(1, date(2026, 3, 1), 12, by=owner),
    ):
        assert [each for each in plans.of(work) if not each.startswith((only, "USE TEMP"))] == []
