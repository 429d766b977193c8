"""Before a restore: the copy, byte for byte, what it would replace, and whose numbers are taken."""

from __future__ import annotations

import platform
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.backup import Copy, Figures, Origin, Reason
from app.domain.backup_text import DamagedRecord
from app.domain.errors import StoreUnavailable, UnusableFile
from app.storage.backup import check, described
from app.storage.backup_facts import figures_in, origin_of, tills_in
from app.storage.backup_files import (
    plain_faults,
    read_record,
    record_of,
    sha256_of,
    write_record,
)
from app.storage.backup_list import copies_in
from app.storage.classify import COPIES, DATABASE_NAME, FileState, classify
from app.storage.file_uri import file_uri
from app.storage.needs import of_newer_program

DAMAGED = "This copy is damaged: it is not what was written, byte for byte."
CHOOSE = "Choose another copy. Nothing was changed."
_ANEW = "have it looked through anew (`suki backup --check`). Nothing was changed"
_TRIES = "SELECT failed_tries FROM pin_gate"
READABLE = {FileState.OK, FileState.OLDER}


@dataclass(frozen=True, slots=True)
class Sides:
    """What a restore would replace and by what; `here` is None where no shop can be read.

    `is_elsewhere` is true unless the copy is known to be of the till in this folder. `taken` are
    the numbers that no till made of the copy may have, the smallest first.
    """

    copy: Copy
    here: Figures | None
    is_elsewhere: bool
    taken: tuple[int, ...]


class NoRecord(UnusableFile):
    """This copy has no record that can be read, so nobody can tell whether it is whole."""


def look_at(path: Path) -> Copy:
    """Read a copy's record and compare every byte of the copy with it.

    Raises UnusableFile with one sentence when it is not there or is damaged, NoRecord when there
    is no record to compare it with.
    """
    record = record_of(path)
    with plain_faults("read the copy", path):
        if not path.is_file():
            raise UnusableFile(f"There is no copy {path}.", advice=CHOOSE)
        if not record.is_file():
            raise NoRecord(
                f"The record {record.name} is not beside this copy, so nobody can tell whether "
                "it is whole.",
                advice=f"Put both into one folder, choose another copy, or {_ANEW}.",
            )
        try:
            copy = read_record(record)
        except DamagedRecord as error:
            raise NoRecord(
                f"The record {record.name} beside this copy is damaged.",
                advice=f"Choose another copy, or {_ANEW}.",
            ) from error
        if path.stat().st_size != copy.size or sha256_of(path) != copy.sha256:
            raise UnusableFile(DAMAGED, advice=CHOOSE)
    return copy


def record_anew(path: Path, newest: int) -> Copy:
    """Look a copy through whose record is lost or damaged, recount it, and write it another.

    Whether it is byte for byte what was once written nobody can tell any more. Raises UnusableFile
    when it is no whole shop, or has a record to be compared with.
    """
    try:
        look_at(path)
    except NoRecord:
        with plain_faults("check the copy", path):
            copy = _looked_through(path, newest)
            write_record(copy, record_of(path))
        return copy
    raise UnusableFile("This copy is what its record says.", advice="It can be restored.")


def _looked_through(path: Path, newest: int) -> Copy:
    made_at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    try:
        differing = check(path, newest)
        copy = described(path, path.name, Reason.ASKED, made_at, differing)
    except (StoreUnavailable, sqlite3.Error) as error:
        raise UnusableFile("This file is no whole copy of a shop.", advice=CHOOSE) from error
    return replace(copy, origin=replace(copy.origin, computer=""))  # it may be any other's


def look_at_ours(path: Path, newest: int) -> Copy:
    """Do the same; a copy of a newer program is refused as well."""
    copy = look_at(path)
    if copy.schema > newest:
        raise UnusableFile(
            of_newer_program(path, "This copy was made by a newer Suki"),
            advice="Install that version, then restore it. Nothing was changed.",
        )
    return copy


def sides(path: Path, folder: Path, *, newest: int) -> Sides:
    """Look at both: the copy, byte for byte, and the shop it would replace."""
    copy = look_at_ours(path, newest)
    here, origin = _shop_in(folder, newest)
    is_elsewhere = _is_elsewhere(path, copy, folder, origin)
    return Sides(copy, here, is_elsewhere, tuple(sorted(tills_taken(path, copy, folder))))


def tills_taken(path: Path, copy: Copy, folder: Path) -> set[int]:
    """Give the tills that are known to have numbers of the copy's shop: by the copy, by what lies
    beside it, and by the shop that it would replace.
    """
    shop_id = copy.origin.shop_id
    beside = (each.origin for each in copies_in(path.parent))
    taken = {origin.till for origin in beside if origin.shop_id == shop_id}
    marks = path.parent.glob(_till_mark("*", shop_id))
    taken |= {int(number) for mark in marks if (number := mark.name.split("-")[2]).isdecimal()}
    with plain_faults("read the copy", path), closing(reading(path, has_log=False)) as copied:
        taken |= tills_in(copied)
    try:
        with closing(reading_quietly(folder / DATABASE_NAME)) as connection:
            if origin_of(connection).shop_id == shop_id:
                taken |= tills_in(connection)
    except sqlite3.Error:
        return taken  # there is none, or nobody can read it
    return taken


def leave_mark(path: Path, copy: Copy, till: int) -> None:
    """Note beside a copy which till was made of it, for the next computer it is taken to."""
    mark = path.parent / _till_mark(str(till), copy.origin.shop_id)
    with suppress(OSError):  # on a drive nobody may write to the next one is only asked
        mark.write_text(f"Till {till} is the computer {platform.node()}.\n", encoding="utf-8")


def _till_mark(till: str, shop_id: str) -> str:
    return f"suki-till-{till}-{shop_id[:12]}.txt"


def failed_tries(shop: Path) -> int:
    """Give how many wrong PINs were entered here; what nobody can read says none."""
    try:
        with closing(reading_quietly(shop)) as connection:
            return int(connection.execute(_TRIES).fetchone()[0])
    except sqlite3.Error:
        return 0


def reading(path: Path, *, has_log: bool = True) -> sqlite3.Connection:
    """Open a file that is only looked at; without its log nothing is made beside it either."""
    how = "mode=ro" if has_log else "mode=ro&immutable=1"
    return sqlite3.connect(file_uri(path, how), uri=True, isolation_level=None)


def reading_quietly(shop: Path) -> sqlite3.Connection:
    """Leave no log beside a shop that has none: then nobody has it open."""
    return reading(shop, has_log=shop.with_name(f"{shop.name}-wal").exists())


def _shop_in(folder: Path, newest: int) -> tuple[Figures | None, Origin | None]:
    shop = folder / DATABASE_NAME
    if classify(shop, newest, for_writing=False) not in READABLE:
        return None, None
    try:
        with closing(reading(shop)) as connection:
            return figures_in(connection), origin_of(connection)
    except sqlite3.Error:
        return None, None  # damaged inside; it will be put away


def _is_elsewhere(path: Path, copy: Copy, folder: Path, here: Origin | None) -> bool:
    """A copy of the same till of the same shop comes home, and one that this computer made among
    the folder's own: somebody may have carried the whole folder here.
    """
    if here is not None and copy.origin.shop_id and here.mark == copy.origin.mark:
        return False
    is_own = path.resolve().parent == (folder / COPIES).resolve()
    return not (is_own and copy.origin.computer == platform.node())
