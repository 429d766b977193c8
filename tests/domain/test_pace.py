from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pace import LONGEST, Pace


def test_a_part_that_took_too_long_makes_the_next_one_fit() -> None:
    pace = Pace(100, 1_000)
    pace.took(0.160, 100)
    assert pace.size == 6  # 1.6 ms each, and half of 20 ms is aimed at


def test_parts_grow_step_by_step_while_there_is_time_left() -> None:
    pace, sizes = Pace(10, 40), []
    for _ in range(8):
        pace.took(0.001, pace.size)
        sizes.append(pace.size)
    assert sizes == [13, 17, 22, 28, 36, 40, 40, 40]


def test_at_least_one_is_done_however_slow_the_disk_is() -> None:
    pace = Pace(5, 10)
    pace.took(3.0, 5)
    assert pace.size == 1


@pytest.mark.parametrize(("seconds", "done"), [(0.0, 5), (-1.0, 5), (1.0, 0)])
def test_a_part_that_says_nothing_changes_nothing(seconds: float, done: int) -> None:
    pace = Pace(5, 10)
    pace.took(seconds, done)
    assert pace.size == 5


@given(st.floats(1e-6, 1e-3), st.integers(1, 500))
def test_work_that_goes_at_an_even_speed_stays_within_the_limit(each: float, begun: int) -> None:
    pace = Pace(begun, 500)
    pace.took(each * pace.size, pace.size)
    for _ in range(100):
        assert each * pace.size <= LONGEST
        pace.took(each * pace.size, pace.size)
