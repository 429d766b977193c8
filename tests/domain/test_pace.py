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


def test_waiting_for_a_slow_disk_does_not_make_parts_of_one() -> None:
    pace = Pace(50, 200)
    for _ in range(20):
        pace.took(0.030 + pace.size * 0.0001, pace.size, pace.size * 0.0001)
    assert pace.size == 40  # four milliseconds of work beside thirty of waiting


def test_a_quick_disk_leaves_the_time_for_work() -> None:
    pace = Pace(50, 200)
    for _ in range(20):
        pace.took(0.001 + pace.size * 0.0001, pace.size, pace.size * 0.0001)
    assert pace.size == 90


def test_a_watch_that_counts_in_long_steps_does_not_mislead_it() -> None:
    pace, sizes = Pace(10, 200), []
    for turn in range(60):  # sixteen milliseconds of work are seen at every eighth part
        pace.took(0.016, pace.size, 0.0 if turn % 8 else 0.016)
        sizes.append(pace.size)
    assert max(sizes) <= 200
    assert min(sizes[1:]) >= 1
    assert sizes[-1] > 10


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
