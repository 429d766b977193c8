"""Everybody looked through once: who is best, and who is slipping away.

A million customers take some seconds, so nobody may be waiting: it runs in a process of its own.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from app.domain.insights import DAY, Insights, Regular, Standing, best_of, standing, usual_gap
from app.domain.money import Money
from app.storage.database import Database, Row

_AT_ONCE = 5_000
_SPENT = """(SELECT coalesce(sum(total_amount), 0) FROM sales INDEXED BY sales_of_customer_by_day
    WHERE customer_id = customers.id AND business_date > ?2 AND status = 'completed')"""
_FIGURES = """transaction_count, unixepoch(first_purchase_date), unixepoch(last_purchase_date)"""
_EVERYBODY = f"""SELECT id, {_FIGURES}, {_SPENT} FROM customers
WHERE id > ?1 AND transaction_count > 0 ORDER BY id LIMIT ?3"""  # noqa: S608 - constants
_ONE = f"""SELECT id, name, phone, {_FIGURES} FROM customers WHERE id = ?"""  # noqa: S608


class _Top:
    """The ones who spent the most, of equals the first; the rest is forgotten at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[int, int]] = []

    def offer(self, customer_id: int, spent: int) -> None:
        entry = (spent, -customer_id)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, entry)
        elif self._heap and entry > self._heap[0]:
            heapq.heapreplace(self._heap, entry)

    def ids(self) -> list[tuple[int, int]]:
        """Give ids and what they spent, the most first."""
        return [(-minus_id, spent) for spent, minus_id in sorted(self._heap, reverse=True)]


def insights(database: Database, limit: int, now: datetime, today: date) -> Insights:
    """Give everybody's standing in numbers, and at most `limit` of the best and the slipping."""
    moment = int(now.timestamp())
    counts: Counter[Standing] = Counter()
    spent: Counter[Standing] = Counter()
    regulars, sales = array("q"), 0
    best, slipping = _Top(limit), _Top(limit)
    for customer_id, purchases, first, last, paid in _everybody(database, today):
        each = standing(purchases, first, last, moment)
        sales += purchases
        counts[each] += 1
        spent[each] += paid
        if each is Standing.REGULAR:
            regulars.append(paid)
            best.offer(customer_id, paid)
        elif each is Standing.SLIPPING:
            slipping.offer(customer_id, paid)
    of_the_best = sorted(regulars, reverse=True)[: best_of(len(regulars))]
    _take_apart(counts, len(of_the_best))
    _take_apart(spent, sum(of_the_best))
    return Insights(
        sales,
        {each: counts[each] for each in Standing},
        {each: Money(spent[each]) for each in Standing},
        _described(database, best.ids()[: len(of_the_best)], moment),
        _described(database, slipping.ids(), moment),
    )


def _take_apart(figures: Counter[Standing], of_the_best: int) -> None:
    figures[Standing.BEST] = of_the_best
    figures[Standing.REGULAR] -= of_the_best


def _everybody(database: Database, today: date) -> Iterator[Row]:
    last_id, since = 0, _a_year_before(today).isoformat()
    while rows := database.rows(_EVERYBODY, (last_id, since, _AT_ONCE)):
        yield from rows
        last_id = rows[-1][0]


def _a_year_before(today: date) -> date:
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28)


def _described(database: Database, found: list[tuple[int, int]], now: int) -> tuple[Regular, ...]:
    described = []
    for customer_id, spent in found:
        row = database.row(_ONE, (customer_id,))
        if row is not None:
            _, name, phone, purchases, first, last = row
            usual = max(1, round(usual_gap(purchases, first, last) / DAY))
            away = max(0, (now - last) // DAY)
            described.append(
                Regular(customer_id, name, phone, purchases, Money(spent), usual, away)
            )
    return tuple(described)
