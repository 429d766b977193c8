"""Which copies stay, when one is late, and a record that says again what it was told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.backup import Copy, Figures, Origin, Reason, is_late, newest, spare
from app.domain.backup_text import DamagedRecord, copy_text, read_copy
from app.domain.money import Money

NOW = datetime(2026, 11, 12, 6, 41, tzinfo=UTC)


def local(moment: datetime) -> datetime:
    return moment + timedelta(hours=8)


def a_copy(made_at: datetime, **more: object) -> Copy:
    facts: dict[str, object] = {
        "name": f"{made_at:%Y%m%d%H%M}.db",
        "reason": Reason.TIMED,
        "schema": 3,
        "size": 4096,
        "sha256": "ab",
        "origin": Origin("mark", 2, "Tindahan ni Aling Nena", "pc"),
        "figures": Figures(12, 3, 4, Money(-(10**15)), "2-000012", NOW),
    }
    return Copy(made_at=made_at, **{**facts, **more})  # type: ignore[arg-type]


def kept(copies: list[Copy]) -> list[Copy]:
    gone = spare(copies, NOW, local)
    return [copy for copy in copies if copy not in gone]


def test_a_record_says_what_it_was_told() -> None:
    for copy in (
        a_copy(NOW, differing=3, second_place="/media/POS BACKUP"),
        a_copy(NOW, figures=Figures(0, 0, 0, Money(5)), origin=Origin()),
    ):
        assert read_copy(copy_text(copy)) == copy


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "7", '{"suki_copy": 2}', "[" * 100_000, copy_text(a_copy(NOW))[:-9],
     copy_text(a_copy(NOW)).replace("4096", '"4096"'),
     copy_text(a_copy(NOW)).replace(".00\"", "\""),
     copy_text(a_copy(NOW)).replace("timed", "because")],
)  # fmt: skip
def test_a_record_that_was_not_written_by_us_is_damaged(text: str) -> None:
    with pytest.raises(DamagedRecord):
        read_copy(text)


SEALED = a_copy(NOW, origin=Origin("mark", 2, "Niña’s ₱1 Store", "pc"), second_place="/media/x")


def test_every_byte_of_a_record_counts() -> None:
    whole = copy_text(SEALED).encode()
    for place in range(len(whole)):
        for bit in range(8):
            spoiled = bytearray(whole)
            spoiled[place] ^= 1 << bit
            with pytest.raises((DamagedRecord, UnicodeDecodeError)):
                read_copy(spoiled.decode())
    for place in range(len(whole)):
        with pytest.raises((DamagedRecord, UnicodeDecodeError)):
            read_copy((whole[:place] + whole[place + 1 :]).decode())


def test_a_record_of_the_first_versions_which_had_no_seal_is_read() -> None:
    lines = copy_text(SEALED).splitlines()
    assert "record_sha256" in lines[-2]
    text = "\n".join([*lines[:-3], lines[-3].rstrip(","), lines[-1]])
    assert read_copy(text) == SEALED
    with pytest.raises(DamagedRecord):
        read_copy(text + "\n")


def test_everything_of_today_and_yesterday_stays() -> None:
    copies = [a_copy(NOW - timedelta(minutes=30 * turn)) for turn in range(4 * 48)]
    days = [local(copy.made_at).date() for copy in kept(copies)]
    assert days.count(date(2026, 11, 12)) == 30
    assert days.count(date(2026, 11, 11)) == 48
    assert days.count(date(2026, 11, 10)) == 1


def test_a_year_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    copies = [a_copy(NOW - timedelta(days=turn, hours=5)) for turn in range(800)]
    days = [local(copy.made_at).date() for copy in kept(copies)]
    # seven days, then the last of weeks 44 and 43, then the last of each month before
    assert days == [
        *(date(2026, 11, 12) - timedelta(days=turn) for turn in range(7)),
        date(2026, 11, 1), date(2026, 10, 31), date(2026, 10, 25), date(2026, 9, 30),
        date(2026, 8, 31), date(2026, 7, 31), date(2026, 6, 30), date(2026, 5, 31),
        date(2026, 4, 30), date(2026, 3, 31), date(2026, 2, 28), date(2026, 1, 31),
        date(2025, 12, 31),
    ]  # fmt: skip


def test_a_shop_that_was_closed_for_a_year_keeps_what_it_has() -> None:
    copies = [a_copy(NOW - timedelta(days=400 + turn)) for turn in range(7)]
    assert kept(copies) == copies


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, unique=True))
def test_the_newest_stays_and_clearing_twice_clears_nothing_more(minutes: list[int]) -> None:
    copies = [a_copy(NOW + timedelta(minutes=each)) for each in minutes]
    left = kept(copies)
    assert newest(copies) in left
    assert kept(left) == left


ZONES = ("Asia/Manila", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "UTC")


PERIODS: tuple[tuple[int, Callable[[date], date]], ...] = (
    (7, lambda day: day),
    (4, lambda day: day - timedelta(days=day.weekday())),
    (12, lambda day: day.replace(day=1)),
)


def needed(
    copies: list[Copy], now: datetime, wall: Callable[[datetime], datetime]
) -> set[datetime]:
    """The rule once more, copy by copy: how many later days, weeks, months have a copy of theirs,
    and is there none after it in its own.
    """
    kept = set()
    for copy in copies:
        day = wall(copy.made_at).date()
        later = [wall(each.made_at).date() for each in copies if each.made_at > copy.made_at]
        is_needed = not later or day >= wall(now).date() - timedelta(days=1)
        for many, begins in PERIODS:
            after = {begins(each) for each in later}
            is_needed |= begins(day) not in after and len(after) < many
        if is_needed:
            kept.add(copy.made_at)
    return kept


@given(
    st.sampled_from(ZONES),
    st.integers(0, 3 * 365 * 24 * 60),
    st.lists(st.integers(0, 3 * 365 * 24 * 4), max_size=40),
    st.lists(st.integers(0, 30 * 24 * 4), max_size=40),
)
def test_just_what_the_rule_names_stays_in_every_time_zone(
    zone: str, minutes: int, quarters: list[int], lately: list[int]
) -> None:
    now = NOW - timedelta(minutes=minutes)

    def wall(moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(zone))

    ages = sorted({*quarters, *lately})
    copies = [a_copy(now - timedelta(minutes=15 * age)) for age in ages]
    gone = spare(copies, now, wall)
    assert {copy.made_at for copy in copies if copy not in gone} == needed(copies, now, wall)


def test_days_weeks_and_months_end_at_midnight_on_the_wall() -> None:
    """1 June 2026 is a Monday: a day, a week and a month begin with it, at 16:00 UTC in Manila."""
    midnight = datetime(2026, 5, 31, 16, tzinfo=UTC)
    before, after = a_copy(midnight - timedelta(minutes=1)), a_copy(midnight)
    assert kept([before, after]) == [before, after]
    morning = a_copy(midnight - timedelta(hours=9))
    assert kept([morning, before, after]) == [before, after]
    assert kept([after, a_copy(midnight + timedelta(minutes=1))])[0] != after


def test_late_is_after_a_day() -> None:
    assert is_late(None, NOW)
    assert not is_late(a_copy(NOW - timedelta(hours=24)), NOW)
    assert is_late(a_copy(NOW - timedelta(hours=24, seconds=1)), NOW)


def test_the_newest_in_the_second_place_may_be_older() -> None:
    here = a_copy(NOW)
    there = a_copy(NOW - timedelta(days=2), second_place="/media/usb")
    assert newest([there, here]) == here
    assert newest([there, here], "/media/usb") == there
    assert newest([here], "/media/usb") is None
    assert newest([there, here], "/media/another") is None
