"""The copies in a folder, and which of them go."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.domain.backup import Copy, spare
from app.domain.backup_text import DamagedRecord
from app.storage.backup_files import (
    RECORD,
    UNFINISHED,
    one_at_a_time,
    plain_faults,
    read_record,
    record_of,
    write_record,
)
from app.storage.moves import remove


def copies_in(folder: Path) -> list[Copy]:
    """Give the copies that count, newest first: each with its record, and as long as that says.

    Their bytes are not read; `look_at` does that. A folder that is not there holds none.
    """
    found = []
    for record in folder.glob(f"*{RECORD}"):
        copy = None if record.name.startswith(UNFINISHED) else _recorded(record)
        if copy is not None:
            found.append(copy)
    return sorted(found, key=lambda copy: (copy.made_at, copy.name), reverse=True)


def _recorded(record: Path) -> Copy | None:
    with contextlib.suppress(OSError, DamagedRecord):
        copy = read_record(record)
        path = record.with_name(record.name.removesuffix(RECORD))
        if path.stat().st_size == copy.size:
            return replace(copy, name=path.name)  # it may have been renamed with its record
    return None


def damaged_in(folder: Path) -> list[str]:
    """Name the copies that do not count because they are cut short or their record is damaged."""
    found = []
    for record in folder.glob(f"*{RECORD}"):
        name = record.name.removesuffix(RECORD)
        is_there = not name.startswith(UNFINISHED) and (folder / name).is_file()
        if is_there and _recorded(record) is None:
            found.append(name)
    return sorted(found)


def thin(
    folder: Path,
    now: datetime,
    local: Callable[[datetime], datetime],
    *,
    ours: Copy,
    kept: str = "",
) -> list[Copy]:
    """Remove the copies of the same till as `ours` that are not needed any more; gives them.

    Never `ours`, the one just made, whatever the clock says, and not the one named `kept`. What
    has no record stays.
    """
    with plain_faults("clear old copies away", folder), one_at_a_time(folder):
        mine = [copy for copy in copies_in(folder) if copy.origin.mark == ours.origin.mark]
        gone = [copy for copy in spare(mine, now, local) if copy.name not in {ours.name, kept}]
        for copy in gone:
            path = folder / copy.name
            remove(path)  # the copy first: a record alone counts for nothing
            remove(record_of(path))
    return gone


def note_second_place(folder: Path, copy: Copy, place: Path) -> Copy:
    """Write down where else a copy lies."""
    noted = replace(copy, second_place=str(place))
    with plain_faults("write down where the copy is", folder), one_at_a_time(folder):
        path = folder / copy.name
        if path.exists():
            write_record(noted, record_of(path))
    return noted
