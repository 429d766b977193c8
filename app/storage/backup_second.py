"""A second place for copies, such as a USB drive: everything there may be gone at any moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.backup import Copy
from app.domain.errors import StoreUnavailable
from app.storage.backup_files import (
    UNFINISHED,
    copy_bytes,
    flush,
    plain_faults,
    put_in_place,
    record_of,
    remove_unfinished,
    sha256_of,
)
from app.storage.moves import remove

SIGN = "suki-copies.txt"
"""Lies in every second place. A drive that is not plugged in may leave an empty folder where it
was, and copies there would fill the computer's own disk.
"""
_SAYS = "Suki keeps copies of shops in this folder. Leave this file here.\n"


def begin_place(place: Path, shop_folder: Path) -> None:
    """Make a folder fit to be a second place. Raises StoreUnavailable."""
    what = "keep copies there"
    if place.resolve().is_relative_to(shop_folder.resolve()):
        raise StoreUnavailable(
            f"Could not {what}: this folder is inside the shop's own.",
            advice="Choose a folder on another drive.",
        )
    with plain_faults(what, place):
        (place / SIGN).write_text(_SAYS, encoding="utf-8")
        flush(place / SIGN)
        list(place.iterdir())


def check_place(place: Path) -> None:
    """Raise StoreUnavailable when the drive of a second place is not plugged in."""
    with plain_faults("use the second place", place):
        is_there = (place / SIGN).is_file()
    if not is_there:
        raise StoreUnavailable(
            f"The second place for copies is not there: {place}.",
            advice="Plug in the drive it is on, or choose another place in Settings.",
        )


def copy_there(copy: Copy, folder: Path, place: Path) -> None:
    """Put a copy into the second place too, read back and compared. Raises StoreUnavailable."""
    check_place(place)
    shop, till = copy.origin.mark
    unfinished = f"{UNFINISHED}-{shop[:12]}-{till}"  # others may be at work with their own
    draft, target = place / f"{unfinished}.db", _free_name(place, copy)
    with plain_faults("copy to the second place", place):
        try:
            remove_unfinished(place, unfinished)
            _copy_checked(folder / copy.name, draft, copy)
            check_place(place)  # else it was pulled out before, and this lies on another disk
            put_in_place(draft, target, replace(copy, name=target.name, second_place=""))
        except BaseException:
            _give_up(draft, target)
            raise


def _copy_checked(source: Path, draft: Path, copy: Copy) -> None:
    written = copy_bytes(source, draft)
    if not written == sha256_of(draft) == copy.sha256:
        raise StoreUnavailable(
            "The copy in the second place is not whole, so it does not count.",
            advice="Check the drive, or choose another one.",
        )


def _free_name(place: Path, copy: Copy) -> Path:
    """Two shops may have made a copy in the same second."""
    target = place / copy.name
    if target.exists():
        return target.with_stem(f"{target.stem}-{copy.sha256[:8]}")
    return target


def _give_up(draft: Path, target: Path) -> None:
    try:
        for left in (draft, record_of(draft)):
            remove(left)
        if not target.exists():
            remove(record_of(target))
    except OSError:
        return  # the drive is gone; the fault that led here is the one to tell
