"""A span of business days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Business days, both ends included; None is open."""

    start: date | None = None
    end: date | None = None


ALL_TIME = Period()
