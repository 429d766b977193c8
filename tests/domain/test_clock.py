from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clock import WallClock, business_day, from_utc_text, utc_text

MANILA = WallClock(ZoneInfo("Asia/Manila"))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes bounds without a zone


@given(moments)
def test_a_moment_comes_back_from_disk_to_the_millisecond(moment: datetime) -> None:
    text = utc_text(moment)
    assert text.endswith("Z")
    assert len(text) == len("2026-03-14T04:00:00.000Z")
    kept = from_utc_text(text)
    assert timedelta(0) <= moment - kept < timedelta(milliseconds=1)


@given(moments, moments)
def test_texts_on_disk_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    if one <= other:
        assert utc_text(one) <= utc_text(other)


def test_any_zone_is_written_in_utc() -> None:
    local = datetime(2026, 3, 14, 12, tzinfo=timezone(timedelta(hours=8)))
    assert utc_text(local) == "2026-03-14T04:00:00.000Z"


def test_a_moment_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        utc_text(datetime(2026, 3, 14))  # noqa: DTZ001 - the mistake itself


def test_the_business_day_is_the_one_on_the_shops_wall() -> None:
    before_midnight = datetime(2026, 3, 14, 15, 59, 59, tzinfo=UTC)
    assert business_day(MANILA, before_midnight) == date(2026, 3, 14)
    assert business_day(MANILA, before_midnight + timedelta(seconds=1)) == date(2026, 3, 15)


def test_the_wall_clock_gives_aware_utc() -> None:
    now = MANILA.now()
    assert now.utcoffset() == timedelta(0)
    assert MANILA.local(now) == now
