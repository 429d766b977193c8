"""Times of the old file, which name no zone, as they lie on disk here."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, tzinfo
from typing import Any

from app.domain.clock import from_utc_text, utc_text

_MOST_HOURS = 50_000
_EARLIEST_YEAR, _LATEST_YEAR = 1970, 2199


def local_day(column: str) -> str:
    """Write the local day of a time, as the old shop's clock had it."""
    return f"iif(length({column}) = 19, substr({column}, 1, 10), day_of({column}))"


class Moments:
    """Turns local times into UTC; an hour is worked out once, since sales come in their order.

    A time that cannot be read, as `0000-00-00`, becomes that of the row before it and is noted.
    """

    def __init__(self, connection: sqlite3.Connection, zone: tzinfo | None, now: datetime) -> None:
        """`zone` is that of times that name none; None means the machine's."""
        self._zone = zone
        self._hours: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        self._before = utc_text(now)
        self._day_before = self._local(now).date().isoformat()
        self.unreadable: set[object] = set()
        connection.create_function("moment", 1, self._moment)
        connection.create_function("moment_or_null", 1, self._moment_or_null)
        connection.create_function("day_of", 1, self._day)
        connection.create_function("day_of_moment", 1, self._day_of_moment)

    def _moment(self, text: Any) -> str:  # noqa: ANN401 - whatever the column holds
        try:  # a million times, so nothing is asked that need not be
            self._before = moment = self._hours[text[:13]] + self._tails[text[13:]]
        except (KeyError, TypeError):
            return self._slowly(text)
        return moment

    def _slowly(self, text: object) -> str:
        found = self._read(text)
        if found is None:
            self.unreadable.add(text)
            return self._before
        self._day_before = self._local(found).date().isoformat()
        self._before = utc_text(found)
        return self._before

    def _moment_or_null(self, text: object) -> str | None:
        found = self._read(text)
        return None if found is None else utc_text(found)

    def _day(self, text: object) -> str:
        found = self._read(text)
        return self._day_before if found is None else self._local(found).date().isoformat()

    def _day_of_moment(self, moment: str) -> str:
        return self._local(from_utc_text(moment)).date().isoformat()

    def _read(self, text: object) -> datetime | None:
        if not isinstance(text, str):
            return None
        try:
            local = datetime.fromisoformat(text.strip())
            if not _EARLIEST_YEAR <= local.year <= _LATEST_YEAR:
                return None
            if local.tzinfo is not None:
                return local.astimezone(UTC)
            aware = local.replace(tzinfo=self._zone) if self._zone else local.astimezone()
            found = aware.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            return None
        self._remember(text, local, found)
        return found

    def _remember(self, text: str, local: datetime, found: datetime) -> None:
        """Keep an hour that begins with an hour of UTC and has one offset throughout."""
        if len(text) != 19 or text[10] != " " or found.minute != local.minute:
            return
        if len(self._hours) >= _MOST_HOURS:
            self._hours.clear()
        first, last = (self._offset(local.replace(minute=minute, second=0)) for minute in (0, 59))
        if first == last:
            self._hours[text[:13]] = utc_text(found)[:13]
            self._tails[text[13:]] = f"{text[13:]}.000Z"

    def _offset(self, local: datetime) -> object:
        return (local.replace(tzinfo=self._zone) if self._zone else local.astimezone()).utcoffset()

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)
