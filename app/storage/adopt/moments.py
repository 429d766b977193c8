"""Times of the old file, which name no zone, as they lie on disk here."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, tzinfo

from app.domain.clock import from_utc_text, utc_text
from app.storage.adopt.remembered import Remembered

_MOST_HOURS = 50_000
_PLAIN = "????-??-?? ??:[0-5][0-9]:[0-5][0-9]"
_EARLIEST_YEAR, _LATEST_YEAR = 1970, 2199


def local_day(column: str) -> str:
    """Write the local day of a time, as the old shop's clock had it."""
    return f"iif(length({column}) = 19, substr({column}, 1, 10), day_of({column}))"


def moment_of_sale(column: str) -> str:
    """Write a time in UTC, empty where it cannot be read; the hour of most was met before."""
    return (
        f"coalesce(CASE WHEN {column} GLOB '{_PLAIN}' THEN hour_of(substr({column}, 1, 13))"
        f" || substr({column}, 14) || '.000Z' END, moment_or_none({column}))"
    )


class Moments:
    """Turns local times into UTC; an hour is worked out once, since sales come in their order.

    A time that cannot be read, as `0000-00-00`, is noted; it becomes that of the row before.
    """

    def __init__(self, connection: sqlite3.Connection, zone: tzinfo | None, now: datetime) -> None:
        """`zone` is that of times that name none; None means the machine's."""
        self._zone = zone
        self._hours = Remembered(self._hour, _MOST_HOURS)
        self._before = self.now = utc_text(now)
        self.unreadable: set[object] = set()
        connection.create_function("hour_of", 1, self._hours.__getitem__)
        connection.create_function("moment", 1, self._moment)
        connection.create_function("moment_or_none", 1, self._moment_or_none)
        connection.create_function("moment_or_null", 1, self._moment_or_null)
        connection.create_function("day_of", 1, self._day)
        connection.create_function("day_of_moment", 1, self._day_of_moment)

    def _moment(self, text: object) -> str:
        self._before = self._moment_or_none(text) or self._before
        return self._before

    def _moment_or_none(self, text: object) -> str:
        found = self._read(text)
        if found is None:
            self.unreadable.add(text)
            return ""
        return utc_text(found)

    def _moment_or_null(self, text: object) -> str | None:
        found = self._read(text)
        return None if found is None else utc_text(found)

    def _day(self, text: object) -> str:
        found = self._read(text)
        return self._day_of_moment(self._before if found is None else utc_text(found))

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
            return aware.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            return None

    def _hour(self, text: object) -> str | None:
        """Give an hour that begins with an hour of UTC and has one offset throughout."""
        found = self._read(f"{text}:00:00")
        if found is None or found.minute:
            return None
        local = datetime.fromisoformat(f"{text}:00:00")
        first, last = (self._offset(local.replace(minute=minute)) for minute in (0, 59))
        return utc_text(found)[:13] if first == last else None

    def _offset(self, local: datetime) -> object:
        return (local.replace(tzinfo=self._zone) if self._zone else local.astimezone()).utcoffset()

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)
