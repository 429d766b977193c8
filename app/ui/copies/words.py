"""What is said about copies: how safe the shop's data is, and each copy in a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from app.domain.backup import Copy, Figures, Reason
from app.ui.copies.keeper import CopyKeeper
from app.ui.widgets.toast import ToastAction, ToastMessage
from app.ui.wording import Wording

_MOUNTS = ("media", "Volumes")
"""Below these folders the system shows the drives that are plugged in."""

_NAMED = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("copies", text)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the copies: `tone` is that of a badge, `short` goes on the rail."""

    tone: str
    icon: str
    title: str
    detail: str
    short: str


def standing(keeper: CopyKeeper, wording: Wording) -> Standing:
    """Say how it stands, the worst first."""
    copy = keeper.newest
    if keeper.problem:
        title = _tr("The last copy was not made")
        return Standing("danger", "shield-alert", title, keeper.problem, _tr("No backup"))
    if copy is None and not keeper.copies:
        detail = _tr("One is made by itself every half hour and when the till is closed.")
        return Standing("warning", "shield-alert", _tr("No copy yet"), detail, _tr("No backup"))
    if keeper.is_late or copy is None:
        title, detail = _late(keeper, wording, copy)
        return Standing("warning", "shield-alert", title, detail, _tr("Backup late"))
    if keeper.second_problem:
        title = _tr("Your data is in one place only")
        return Standing("warning", "shield-alert", title, keeper.second_problem, _tr("Backed up"))
    last = _tr("Last copy {when}, checked and readable")
    detail = last.format(when=wording.recently(copy.made_at))
    if keeper.next_at is not None:
        next_at = _tr("next at {time}").format(time=wording.time(keeper.next_at))
        detail = f"{detail}  ·  {next_at}"
    return Standing("success", "shield-check", _tr("Your data is safe"), detail, _tr("Backed up"))


def late_toast(keeper: CopyKeeper, wording: Wording) -> ToastMessage:
    """Say that there is no recent copy, and what to do."""
    title, detail = _late(keeper, wording, keeper.newest)
    again = ToastAction(_tr("Back up now"), keeper.back_up)
    return ToastMessage(title, detail, "warning", actions=(again,))


def _late(keeper: CopyKeeper, wording: Wording, copy: Copy | None) -> tuple[str, str]:
    if copy is None:
        title = _tr("No backup yet") if not keeper.second_place else _tr("No backup there yet")
    else:
        title = _tr("No backup since {when}").format(when=wording.recently(copy.made_at))
    if keeper.second_place:
        return title, _tr("Plug in the {place}.").format(place=place_words(keeper.second_place))
    return title, keeper.problem or _tr("Make one now.")


def when(copy: Copy, wording: Wording) -> str:
    """Give the first line of a copy: `Today 1:30 PM`, `8 Nov 2026, 9:02 PM, end of day`."""
    said = wording.recently(copy.made_at)
    reasons = {
        Reason.CLOSING: _tr("end of day"),
        Reason.UPGRADE: _tr("before an update of Suki"),
        Reason.RESTORE: _tr("before a restore"),
        Reason.ADOPTION: _tr("before the old POS came along"),
    }
    said = said[0].upper() + said[1:]
    return f"{said}, {reasons[copy.reason]}" if copy.reason in reasons else said


def where(copy: Copy, second_place: str, *, is_way_back: bool = False) -> str:
    """Give the second line of a copy."""
    if is_way_back:
        return _tr("Kept as long as it can be put back: Settings, Old POS")
    if copy.second_place:
        return _tr("This computer and {place}").format(place=place_words(copy.second_place))
    if second_place:
        missing = _tr("This computer only: {place} was not there")
        return missing.format(place=place_words(second_place))
    return _tr("This computer")


def state(copy: Copy, second_place: str) -> tuple[str, str, str]:
    """Give the badge of a copy: words, tone, icon."""
    if copy.differing:
        return _tr("Figures differ"), "warning", "triangle-alert"
    if second_place and not copy.second_place:
        return _tr("One place"), "warning", "triangle-alert"
    return _tr("Checked"), "success", "check"


def damaged(names: Sequence[str]) -> str:
    """Say which copies do not count; the first few of them."""
    said = _tr("Not whole, or its record is not, so it does not count: {names}")
    more = " …" if len(names) > _NAMED else ""
    return said.format(names=", ".join(names[:_NAMED]) + more)


def place_words(path: str) -> str:
    """Name a place as a person does: a drive by its label, else the folder."""
    parts = PurePath(path).parts
    for index, part in enumerate(parts[:-1]):
        if part in _MOUNTS:
            after = parts[index + 1 :]
            label = after[1] if part == "media" and len(after) > 1 else after[0]
            return _tr("USB drive “{name}”").format(name=label)
    return _tr("folder “{name}”").format(name=PurePath(path).name or path)


def size(count: int) -> str:
    """Write a number of bytes as `14.2 MB`."""
    if count < 1_000_000:
        return _tr("{count} KB").format(count=max(1, round(count / 1_000)))
    tenths = round(count / 100_000)
    if tenths < 10_000:
        return _tr("{count} MB").format(count=f"{tenths // 10}.{tenths % 10}")
    return _tr("{count} GB").format(count=f"{tenths // 10_000}.{tenths % 10_000 // 1_000}")


def facts(figures: Figures, wording: Wording) -> list[tuple[str, str]]:
    """Give what a shop holds as names and values, the last sale first."""
    at = figures.last_sale_at
    last = _tr("none") if at is None else wording.date_time(at)
    return [
        (_tr("Last sale"), last),
        (_tr("Its number"), figures.last_number or _tr("none")),
        (_tr("Sales"), f"{figures.sales:,}"),
        (_tr("Total of all sales"), wording.money(figures.total)),
        (_tr("Customers"), f"{figures.customers:,}"),
        (_tr("Products"), f"{figures.products:,}"),
    ]
