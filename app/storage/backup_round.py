"""One round of backing up: a copy beside the shop, one in the second place, old ones cleared."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.backup import Copy, Reason
from app.domain.errors import StoreUnavailable
from app.storage.adoption_record import can_be_put_back
from app.storage.backup import make_copy
from app.storage.backup_list import note_second_place, thin
from app.storage.backup_second import copy_there
from app.storage.classify import COPIES, DATABASE_NAME
from app.storage.database import Reader

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """The copy that was made, and why it does not lie in the second place, if it should."""

    copy: Copy
    second_problem: StoreUnavailable | None = None


def back_up(
    folder: Path,
    reason: Reason,
    now: datetime,
    local: Callable[[datetime], datetime],
    *,
    newest: int,
) -> Round:
    """Copy the shop in a folder, also while the till sells; needs no right and no lock.

    A second place that cannot be used takes nothing from the copy beside the shop. Raises
    StoreUnavailable, UnusableFile; then there is no new copy.
    """
    copies = folder / COPIES
    copy = make_copy(folder / DATABASE_NAME, copies, reason, now, newest=newest)
    place, problem = second_place(folder), None
    kept = way_back(folder)
    if place is not None:
        try:
            copy_there(copy, copies, place)
            copy = note_second_place(copies, copy, place)
            thin(place, now, local, ours=copy)
        except StoreUnavailable as error:
            problem = error
    try:
        thin(copies, now, local, ours=copy, kept=kept)
    except StoreUnavailable as error:
        log.warning("old copies stay for now: %s", error)
    return Round(copy, problem)


def way_back(folder: Path) -> str:
    """Name the copy that stays as long as what came along into the shop can be taken back."""
    with closing(Reader(folder / DATABASE_NAME)) as database:
        return Path(can_be_put_back(database)).name


def second_place(folder: Path) -> Path | None:
    """Give the second place the shop's settings name; who makes a copy may know it."""
    with closing(Reader(folder / DATABASE_NAME)) as database:
        text = database.value("SELECT value FROM settings WHERE key = 'shop.second_place'")
    try:
        place = json.loads(text or '""')
    except ValueError:
        return None
    return Path(place) if place and isinstance(place, str) else None
