from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import InvalidInput
from app.exchange.moments import DayOrder, MomentReader, When

MANILA = ZoneInfo("Asia/Manila")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2010-12-01 10:19:00", "2010-12-01T02:19:00"),
        ("2010-12-01T10:19", "2010-12-01T02:19:00"),
        ("2010/12/01 10:19:07.250", "2010-12-01T02:19:07.250"),
        ("2010-12-01T10:19:00Z", "2010-12-01T10:19:00"),
        ("2010-12-01 10:19:00 -0500", "2010-12-01T15:19:00"),
        ("2010-12-01T10:19:00+08:00", "2010-12-01T02:19:00"),
        ("2010-12-01 10:19:00 UTC", "2010-12-01T10:19:00"),
        ("12/1/2010 8:26", "2010-12-01T00:26:00"),
        ("12/1/10 12:16 PM", "2010-12-01T04:16:00"),
        ("12/1/10, 12:16 a.m.", "2010-11-30T16:16:00"),
        ("1.12.2010 10:19", "2010-12-01T02:19:00"),
        ("1997-01-01", "1996-12-31T16:00:00"),
        ("12-1-2010", "2010-11-30T16:00:00"),
        ("1/2/99", "1999-01-01T16:00:00"),
    ],
)
def test_a_moment_is_read_as_the_shop_wrote_it(text: str, utc: str) -> None:
    assert MomentReader(MANILA).read(text).moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_the_day_is_the_local_one() -> None:
    reader = MomentReader(MANILA)
    assert reader.read("2010-12-01 00:30").day == date(2010, 12, 1)
    assert reader.read("2010-12-01T20:30:00Z").day == date(2010, 12, 2)


def test_the_day_may_come_first() -> None:
    when = MomentReader(UTC, day_first=True).read("01/10/2026 23:50")
    assert when == When(datetime(2026, 10, 1, 23, 50, tzinfo=UTC), date(2026, 10, 1))


def test_summer_time_follows_the_zone() -> None:
    reader = MomentReader(ZoneInfo("Europe/London"))
    assert reader.read("2011-06-01 10:00").moment.hour == 9
    assert reader.read("2011-12-01 10:00").moment.hour == 10


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "is not a date"),
        ("20101201", "is not a date"),
        ("2010-12-01 10", "is not a date"),
        ("2010-12/01", "is not a date"),
        ("٢٠١٠-12-01", "is not a date"),
        ("2010-02-30", "no day and time that exists"),
        ("2010-12-01 25:00", "no day and time that exists"),
        ("2010-12-01 13:00 PM", "no day and time that exists"),
        ("2010-12-01 00:30 AM", "no day and time that exists"),
        ("13/13/2010", "no day and time that exists"),
        ("0001-01-01", "not a year"),
        ("9999-12-31 23:59", "not a year"),
    ],
)
def test_what_is_no_date_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        MomentReader(MANILA).read(text)


@pytest.mark.parametrize(
    ("dates", "day_first", "guessed"),
    [
        (["1/2/2026", "25/2/2026"], True, False),
        (["1/2/2026", "2/25/2026"], False, False),
        (["1/2/2026", "3/4/2026"], False, True),
        (["5/5/2026"], False, False),
        (["31.1.2026", "2026-01-31", "1/2/2026"], False, True),
    ],
)
def test_all_dates_of_a_file_say_whether_the_day_comes_first(
    dates: list[str], day_first: bool, guessed: bool
) -> None:
    order = DayOrder()
    for row, text in enumerate(dates, start=2):
        order.learn(text, row)
    assert order.is_day_first() is day_first
    assert order.is_guessed is guessed


def test_a_file_that_writes_dates_both_ways_is_refused_with_its_rows() -> None:
    order = DayOrder()
    order.learn("25/2/2026", 7)
    order.learn("2/25/2026", 9)
    with pytest.raises(InvalidInput, match="Row 7 writes the day first and row 9"):
        order.is_day_first()
