"""Who is best, slipping or lapsed: measured by each one's own rhythm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import Customer
from app.domain.insights import (
    DAY,
    Standing,
    best_of,
    standing,
    standing_of,
    usual_days,
    usual_gap,
)

NOW = 1_000 * DAY


def seen(purchases: int, first_ago: float, last_ago: float) -> Standing:
    return standing(purchases, round(NOW - first_ago * DAY), round(NOW - last_ago * DAY), NOW)


@pytest.mark.parametrize(
    ("purchases", "first_ago", "last_ago", "expected"),
    [
        (1, 3, 3, Standing.NEW),
        (9, 29, 1, Standing.NEW),
        (1, 40, 40, Standing.OCCASIONAL),
        (2, 300, 90, Standing.OCCASIONAL),
        (2, 300, 91, Standing.LAPSED),
        # Every ten days: missed after fifteen.
        (11, 115, 15, Standing.REGULAR),
        (11, 116, 16, Standing.SLIPPING),
        (11, 190, 90, Standing.SLIPPING),
        (11, 191, 91, Standing.LAPSED),
        # Every sixty days: ninety are no reason to worry, half a year is.
        (7, 450, 90, Standing.REGULAR),
        (7, 451, 91, Standing.SLIPPING),
        (7, 600, 240, Standing.SLIPPING),
        (7, 601, 241, Standing.LAPSED),
        # Daily: a few days away are no news.
        (200, 206, 7, Standing.REGULAR),
        (200, 207, 8, Standing.SLIPPING),
        # Three times on one day, long ago.
        (3, 50, 50, Standing.SLIPPING),
    ],
)
def test_everybody_is_measured_by_their_own_rhythm(
    purchases: int, first_ago: float, last_ago: float, expected: Standing
) -> None:
    assert seen(purchases, first_ago, last_ago) is expected


@given(st.integers(1, 10_000), st.integers(0, 2_000 * DAY), st.integers(0, 2_000 * DAY))
def test_nobody_comes_back_to_the_regulars_by_staying_away(
    purchases: int, span: int, away: int
) -> None:
    order = [
        *(Standing.NEW, Standing.REGULAR, Standing.OCCASIONAL, Standing.SLIPPING, Standing.LAPSED)
    ]
    first, last = 0, span
    before = order.index(standing(purchases, first, last, last + away))
    later = order.index(standing(purchases, first, last, last + away + DAY))
    assert later >= before


def test_the_usual_gap_is_the_average_and_never_below_a_day() -> None:
    assert usual_gap(11, 0, 100 * DAY) == 10 * DAY
    assert usual_gap(3, 5, 5) == DAY
    assert usual_gap(1, 5, 5) == DAY


def test_a_customer_alone_has_a_standing_and_a_rhythm() -> None:
    now = datetime(2026, 11, 12, 6, 41, tzinfo=UTC)
    ana = Customer(
        1, "Ana", transaction_count=11, first_purchase=now - timedelta(days=120),
        last_purchase=now - timedelta(days=20),
    )  # fmt: skip
    assert (standing_of(ana, now), usual_days(ana)) == (Standing.SLIPPING, 10)
    assert standing_of(ana, ana.last_purchase or now) is Standing.REGULAR
    once = replace(ana, transaction_count=1)
    assert (standing_of(once, now), usual_days(once)) == (Standing.OCCASIONAL, None)
    never = Customer(2, "Ben")
    assert (standing_of(never, now), usual_days(never)) == (None, None)


def test_one_of_five_regulars_is_among_the_best() -> None:
    assert [best_of(n) for n in (0, 1, 5, 6, 10, 11)] == [0, 1, 1, 2, 2, 3]
