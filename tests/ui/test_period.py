"""Days as an owner types them, and the stretches of time that have a name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.domain.period import ALL_TIME, Period
from app.ui.period import parse_day, period_text, preset, preset_of
from app.ui.wording import Wording
from tests.clocks import HeldClock

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    "text",
    ["8 Nov 2026", "08 november 2026", "8 nov. 2026", "Nov 8, 2026", "NOV 8 2026", "2026-11-08",
     " 2026-11-8 ", "8  Nov,  2026"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_clearly_written(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 8)


def test_nothing_typed_is_no_day() -> None:
    assert parse_day("  ") is None


@pytest.mark.parametrize(
    "text", ["11/8/2026", "8.11.2026", "8 Nov", "8 Nov 26", "yesterday", "8 No 2026", "٨ Nov 2026"]
)
def test_a_day_that_could_be_two_days_is_not_guessed_at(text: str) -> None:
    with pytest.raises(InvalidInput, match="like 8 Nov 2026 or 2026-11-08"):
        parse_day(text)


@pytest.mark.parametrize("text", ["31 Nov 2026", "29 Feb 2026", "2026-13-01", "0 Nov 2026"])
def test_a_day_that_does_not_exist_is_said_to_be_none(text: str) -> None:
    with pytest.raises(InvalidInput, match="There is no such day"):
        parse_day(text)


@given(st.dates(date(1000, 1, 1)))
def test_what_is_shown_can_be_typed_again(day: date) -> None:
    assert parse_day(Wording(HeldClock()).day(day)) == day


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("today", TODAY, TODAY),
        ("this_month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("all", None, None),
    ],
)
def test_a_preset_runs_from_its_first_day_to_its_last(
    key: str, start: date | None, end: date | None
) -> None:
    assert preset(key, TODAY) == Period(start, end)
    assert preset_of(Period(start, end), TODAY) == key


def test_months_end_rightly_around_the_year() -> None:
    assert preset("last_month", date(2027, 1, 31)) == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert preset("this_month", date(2028, 2, 3)) == Period(date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (ALL_TIME, "All dates"),
        (Period(date(2026, 10, 1), date(2026, 10, 31)), "Last month"),
        (Period(date(2026, 3, 2), date(2026, 3, 2)), "2 Mar 2026"),
        (Period(date(2026, 3, 2), date(2026, 4, 5)), "2 Mar 2026 – 5 Apr 2026"),
        (Period(date(2026, 3, 2), None), "From 2 Mar 2026"),
        (Period(None, date(2026, 3, 2)), "Until 2 Mar 2026"),
    ],
)
def test_a_period_is_said_shortly(period: Period, text: str, wording: Wording) -> None:
    assert period_text(period, TODAY, wording) == text
