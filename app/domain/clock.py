"""Moments: UTC on disk, local on screen, and one clock that is handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What the shop may ask about time."""

    def now(self) -> datetime:
        """Give this moment, aware and in UTC."""

    def local(self, moment: datetime) -> datetime:
        """Show a moment as the clock on the shop's wall does."""


class WallClock:
    """The real clock. Only the program's entry makes one."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        """`zone` is the shop's; None means the machine's."""
        self._zone = zone

    def now(self) -> datetime:
        """Give this moment, aware and in UTC."""
        return datetime.now(UTC)

    def local(self, moment: datetime) -> datetime:
        """Show a moment in the shop's zone."""
        return moment.astimezone(self._zone)


def utc_text(moment: datetime) -> str:
    """Write an aware moment as it lies on disk: ISO-8601, UTC, milliseconds, `Z`."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat('T', 'milliseconds')[:23]}Z"


def from_utc_text(text: str) -> datetime:
    """Read what `utc_text` wrote."""
    return datetime.fromisoformat(text)


def business_day(clock: Clock, moment: datetime) -> date:
    """Give the local calendar day a sale belongs to; derived once and stored with it."""
    return clock.local(moment).date()
