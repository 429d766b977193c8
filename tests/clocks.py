"""A clock that a test holds in its hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class HeldClock:
    """Stands still until it is told to move; the shop is in Manila."""

    def __init__(self, now: datetime = datetime(2026, 11, 12, 6, 41, tzinfo=UTC)) -> None:
        self.moment = now
        self.zone = ZoneInfo("Asia/Manila")

    def now(self) -> datetime:
        return self.moment

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def pass_time(self, **parts: float) -> None:
        self.moment += timedelta(**parts)
