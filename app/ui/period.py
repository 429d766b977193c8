"""Days as an owner types and reads them: from, to, and the usual stretches of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.errors import InvalidInput
from app.domain.period import ALL_TIME, Period
from app.ui.wording import Wording

PRESETS = {
    "today": QT_TRANSLATE_NOOP("period", "Today"),
    "this_month": QT_TRANSLATE_NOOP("period", "This month"),
    "last_month": QT_TRANSLATE_NOOP("period", "Last month"),
    "this_year": QT_TRANSLATE_NOOP("period", "This year"),
    "all": QT_TRANSLATE_NOOP("period", "All dates"),
}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.?\s+([a-z]{3,9})\.?,?\s+([0-9]{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")


def translated(text: str) -> str:
    return QCoreApplication.translate("period", text)


def preset_name(key: str) -> str:
    return translated(str(PRESETS[key]))


def preset(key: str, today: date) -> Period:
    """Give the days a preset means on this day; months and years run to their last day."""
    first = today.replace(day=1)
    if key == "today":
        return Period(today, today)
    if key == "this_month":
        return Period(first, _last_of(first))
    if key == "last_month":
        last = first - timedelta(days=1)
        return Period(last.replace(day=1), last)
    if key == "this_year":
        return Period(date(today.year, 1, 1), date(today.year, 12, 31))
    return ALL_TIME


def preset_of(period: Period, today: date) -> str:
    """Name the preset that means exactly these days, or give an empty text."""
    return next((key for key in PRESETS if preset(key, today) == period), "")


def period_text(period: Period, today: date, wording: Wording) -> str:
    """Say a period as short as it can be understood."""
    if key := preset_of(period, today):
        return preset_name(key)
    if period.start and period.end:
        if period.start == period.end:
            return wording.day(period.start)
        return f"{wording.day(period.start)} – {wording.day(period.end)}"
    if period.start:
        return translated("From {day}").format(day=wording.day(period.start))
    day = wording.day(period.end) if period.end else ""
    return translated("Until {day}").format(day=day)


def parse_day(text: str) -> date | None:
    """Read `8 Nov 2026`, `Nov 8, 2026` or `2026-11-08`; None when nothing is typed.

    Raises InvalidInput. Slashes are refused: 11/8 and 8/11 are both somebody's eighth of
    November.
    """
    typed = " ".join(text.lower().split())
    if not typed:
        return None
    parts = _parts(typed)
    if parts is None:
        raise InvalidInput(translated("Write the date like 8 Nov 2026 or 2026-11-08."))
    try:
        return date(*parts)
    except ValueError:
        raise InvalidInput(translated("There is no such day. Check the date.")) from None


def _parts(typed: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(typed):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(typed):
        name, day, year = found.groups()
    else:
        return None
    month = _month(name)
    return (int(year), month, int(day)) if month else None


def _month(name: str) -> int:
    """Give the number of a month by at least three of its letters; 0 for another word."""
    return next((i for i, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _last_of(first: date) -> date:
    following = (first + timedelta(days=31)).replace(day=1)
    return following - timedelta(days=1)
