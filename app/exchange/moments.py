"""Dates and times as other systems write them, and in which order day and month stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from app.domain.errors import InvalidInput
from app.exchange.amounts import shown

_SQUARE_ZONES = {
    "pacific time": "America/Los_Angeles",
    "mountain time": "America/Denver",
    "arizona": "America/Phoenix",
    "central time": "America/Chicago",
    "eastern time": "America/New_York",
    "atlantic time": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "tokyo": "Asia/Tokyo",
    "osaka": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "brisbane": "Australia/Brisbane",
    "adelaide": "Australia/Adelaide",
    "darwin": "Australia/Darwin",
    "perth": "Australia/Perth",
    "hobart": "Australia/Hobart",
}
"""As Square writes the zones of the countries it sells in; others by their tz database name."""
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

    def read(self, text: str, zone: str = "") -> When:
        """Read a date, with or without a time; a date alone is local midnight.

        `zone` is named beside it, like `Asia/Manila`; the day is then the one that is written.
        Raises InvalidInput.
        """
        asked = f"{text}\n{zone}"
        if self._last and self._last[0] == asked:
            return self._last[1]
        when = self._beside(text, zone) if zone else self._read(text)
        self._last = (asked, when)
        return when

    def one_way(self, text: str) -> str:
        """Give one way of writing for all ways to write a date; another text stays as it is."""
        found = _YEAR_FIRST.fullmatch(text.strip()) or _YEAR_LAST.fullmatch(text.strip())
        if not found:
            return text
        try:
            local = datetime(*self._day(found), *_time(found), tzinfo=_named_zone(found))
        except ValueError:
            return text
        return (local if local.tzinfo is None else local.astimezone(UTC)).isoformat()

    def _beside(self, text: str, name: str) -> When:
        placed = MomentReader(zone_called(name), day_first=self._day_first)
        return placed._read(text)

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
        return _whole_year(parts["year"]), month, day

    def _placed(self, local: datetime) -> When:
        if local.tzinfo is None:
            aware = local.replace(tzinfo=self._zone) if self._zone else local.astimezone()
            return When(aware.astimezone(UTC), local.date())
        return When(local.astimezone(UTC), local.astimezone(self._zone).date())


def _whole_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def iso_day(text: str) -> str:
    """Write a date that has its day first with its year first; another text stays as it is."""
    found = _YEAR_LAST.fullmatch(text.strip())
    if not found or int(found["two"]) > 12:
        return text
    day = f"{_whole_year(found['year'])}-{int(found['two']):02d}-{int(found['one']):02d}"
    return day + text.strip()[found.end("year") :]


def zone_called(name: str) -> tzinfo:
    """Give a zone by its name, also by one of Square's own. Raises InvalidInput."""
    try:
        return ZoneInfo(_SQUARE_ZONES.get(name.split(" (")[0].casefold(), name))
    except (ValueError, OSError, LookupError) as cause:
        raise InvalidInput(
            f"{shown(name)} is not a time zone that is known. Write it like Asia/Manila."
        ) from cause


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
