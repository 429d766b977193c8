"""Dates and times as other systems write them, and in which order day and month stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from app.domain.errors import InvalidInput
from app.exchange.amounts import shown

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]+))?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?"
)
_REST = rf"(?:(?:T|,? +){_TIME})?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){_REST}"
)
_YEAR_LAST = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<two>[0-9]{{1,2}})(?P=mark)"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}){_REST}"
)


@dataclass(frozen=True, slots=True)
class When:
    """A moment in UTC and the local day it belongs to."""

    moment: datetime
    day: date


class DayOrder:
    """Learns from all dates of a file whether `3/4/2026` is in March or in April.

    A part above 12 decides. Where none does, the month comes first, as the Philippines write it.
    """

    def __init__(self) -> None:
        self._day_first_row = 0
        self._month_first_row = 0
        self.is_guessed = False

    def learn(self, text: str, row: int) -> None:
        """Look at one date."""
        found = _YEAR_LAST.fullmatch(text.strip())
        if not found or found["mark"] == ".":
            return
        if int(found["one"]) > 12:
            self._day_first_row = self._day_first_row or row
        elif int(found["two"]) > 12:
            self._month_first_row = self._month_first_row or row
        elif found["one"] != found["two"]:
            self.is_guessed = True

    def is_day_first(self) -> bool:
        """Decide. Raises InvalidInput when the file writes dates in both orders."""
        if self._day_first_row and self._month_first_row:
            raise InvalidInput(
                f"Row {self._day_first_row} writes the day first and row {self._month_first_row} "
                "the month first, so no date of this file is certain. "
                "Write all of them like 2026-03-31."
            )
        if self._day_first_row or self._month_first_row:
            self.is_guessed = False
        return bool(self._day_first_row)


class MomentReader:
    """Reads the dates of one file. Rows of one sale repeat theirs, so the last one is kept."""

    def __init__(self, zone: tzinfo | None, *, day_first: bool = False) -> None:
        """`zone` is for times that name none; None means the machine's."""
        self._zone = zone
        self._day_first = day_first
        self._last: tuple[str, When] | None = None

    def read(self, text: str) -> When:
        """Read a date, with or without a time; a date alone is local midnight.

        Raises InvalidInput.
        """
        if self._last and self._last[0] == text:
            return self._last[1]
        when = self._read(text)
        self._last = (text, when)
        return when

    def _read(self, text: str) -> When:
        found = _YEAR_FIRST.fullmatch(text.strip()) or _YEAR_LAST.fullmatch(text.strip())
        if not found:
            raise InvalidInput(
                f"{shown(text)} is not a date. Write it like 2026-03-31 or 2026-03-31 14:05."
            )
        try:
            local = datetime(*self._day(found), *_time(found), tzinfo=_named_zone(found))
        except ValueError as cause:
            raise InvalidInput(f"{shown(text)} is no day and time that exists.") from cause
        if not EARLIEST_YEAR <= local.year <= LATEST_YEAR:
            raise InvalidInput(f"{shown(text)} is not a year a sale can be in.")
        return self._placed(local)

    def _day(self, found: re.Match[str]) -> tuple[int, int, int]:
        parts = found.groupdict()
        if "month" in parts:
            return int(parts["year"]), int(parts["month"]), int(parts["day"])
        one, two = int(parts["one"]), int(parts["two"])
        day, month = (one, two) if self._day_first or parts["mark"] == "." else (two, one)
        year = int(parts["year"])
        if len(parts["year"]) == 2:
            year += 2000 if year < 70 else 1900
        return year, month, day

    def _placed(self, local: datetime) -> When:
        if local.tzinfo is None:
            aware = local.replace(tzinfo=self._zone) if self._zone else local.astimezone()
            return When(aware.astimezone(UTC), local.date())
        return When(local.astimezone(UTC), local.astimezone(self._zone).date())


def _time(found: re.Match[str]) -> tuple[int, int, int, int]:
    if found["hour"] is None:
        return 0, 0, 0, 0
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    micro = int((found["part"] or "0")[:6].ljust(6, "0"))
    return hour, int(found["minute"]), int(found["second"] or 0), micro


def _named_zone(found: re.Match[str]) -> tzinfo | None:
    zone = found["zone"]
    if zone is None:
        return None
    if zone in {"Z", "UTC", "GMT"}:
        return UTC
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(-offset if zone[0] == "-" else offset)
