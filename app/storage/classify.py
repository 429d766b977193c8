"""What the file in the shop's folder is, found out before anything is opened or made."""

from __future__ import annotations

import os
import sqlite3
from enum import Enum, auto
from pathlib import Path

from app.domain.errors import UnusableFile
from app.storage.database import is_open_here
from app.storage.faults import error_name
from app.storage.file_uri import file_uri
from app.storage.needs import of_newer_program
from app.storage.old_pos import is_old_pos

DATABASE_NAME = "shop.db"
APPLICATION_ID = 0x53756B69
"""`Suki`; every shop carries it in its header."""
CREATING = "shop.creating"
"""A shop that is being made has this name until it is whole."""
RESTORING = "shop.restoring"
"""A copy that is being put back has this name until it stands in the shop's place."""
ADOPTING = "shop.adopting"
"""A shop that is made of the old POS's database has this name until it stands in its place."""
COPIES = "backups"
"""The folder beside the shop that holds its copies."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_SIDECARS = ("-wal", "-shm", "-journal")
_DATABASE_ENDINGS = (".db", ".sqlite", ".sqlite3", ".bak", *_SIDECARS)
_LOOK_SECONDS = 1.0


class FileState(Enum):
    """What stands at the path."""

    OK = auto()
    OLDER = auto()
    NEWER = auto()
    MISSING = auto()
    LEFTOVERS = auto()
    EMPTY = auto()
    NOT_A_DATABASE = auto()
    OTHER_PROGRAM = auto()
    OLD_POS = auto()
    TRUNCATED = auto()
    DAMAGED = auto()
    LOCKED = auto()
    READ_ONLY = auto()
    UNREADABLE = auto()


_SENTENCES = {
    FileState.OLDER: (
        "This shop was last opened by an older Suki.",
        "Open the till once, it brings the file up to date.",
    ),
    FileState.NEWER: (
        "This shop was opened by a newer Suki before",  # the version it needs comes after it
        "Install that version; the shop was left as it is.",
    ),
    FileState.MISSING: ("There is no shop in this folder.", ""),
    FileState.LEFTOVERS: (
        "The shop's file is gone, but parts of it are still in the folder.",
        f"Put {DATABASE_NAME} back, or restore the last backup. Nothing was changed.",
    ),
    FileState.EMPTY: (
        f"The file {DATABASE_NAME} is empty.",
        "Restore the last backup. Nothing was changed.",
    ),
    FileState.NOT_A_DATABASE: (
        f"The file {DATABASE_NAME} is not a shop.",
        "Another file has this name. Restore the last backup. Nothing was changed.",
    ),
    FileState.OTHER_PROGRAM: (
        f"The file {DATABASE_NAME} belongs to another program.",
        "Choose another folder for the shop. Nothing was changed.",
    ),
    FileState.OLD_POS: (
        f"The file {DATABASE_NAME} is the database of your old POS.",
        "Open the till once, it brings everything along.",
    ),
    FileState.TRUNCATED: (
        "The end of the shop's file is missing.",
        "A copy was perhaps not finished. Restore the last backup. Nothing was changed.",
    ),
    FileState.DAMAGED: (
        "The shop's file is damaged.",
        "Copy the folder somewhere safe, then restore the last backup. Nothing was changed.",
    ),
    FileState.LOCKED: (
        "Another program is using the shop's file.",
        "Close the other program (a backup, a copy, another Suki), then try again.",
    ),
    FileState.READ_ONLY: (
        "The shop's file or its folder is read-only.",
        "Allow writing to the shop's folder, then try again.",
    ),
    FileState.UNREADABLE: (
        "The system does not let Suki read the shop's file.",
        "Check who owns the shop's folder and whether the disk is connected.",
    ),
}


def refusal(state: FileState, path: Path) -> UnusableFile:
    """Say why a file in this state is not opened."""
    sentence, advice = _SENTENCES[state]
    if state is FileState.NEWER:
        sentence = of_newer_program(path, sentence)
    return UnusableFile(sentence, advice=f"{advice} ({path})".strip())


def classify(path: Path, newest: int, *, for_writing: bool = True) -> FileState:
    """Look at the file without changing a byte; `newest` is the last schema step known here."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return FileState.LEFTOVERS if _sidecars(path) else FileState.MISSING
    except OSError:
        return FileState.UNREADABLE
    if path.is_dir():
        return FileState.NOT_A_DATABASE
    if size == 0:
        return FileState.EMPTY
    state = _look_at_header(path) or _look_inside(path, newest)
    if state is FileState.OTHER_PROGRAM and is_old_pos(path):
        state = FileState.OLD_POS
    usable = {FileState.OK, FileState.OLDER, FileState.OLD_POS}
    if state in usable and for_writing and not _may_write(path):
        return FileState.READ_ONLY
    return state


def check_folder_is_free(folder: Path, beside: Path | None = None) -> None:
    """Refuse to begin a new shop beside a database, a copy or a part of one.

    `beside` is the file the shop is to be made of, which may lie there.
    """
    for each in sorted((*folder.iterdir(), *_entries(folder / COPIES))):
        if beside is not None and each.exists() and each.samefile(beside):
            continue
        if each.is_file() and _looks_like_a_database(each):
            raise UnusableFile(
                f"There is no {DATABASE_NAME} in this folder, but there is {each.name}.",
                advice="Restore the shop from it, or choose an empty folder for a new shop.",
            )


def _entries(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.iterdir()) if folder.is_dir() else ()


def _looks_like_a_database(path: Path) -> bool:
    if path.name.startswith((CREATING, RESTORING, ADOPTING)):
        return False
    if path.name.startswith(DATABASE_NAME) or path.name.endswith(_DATABASE_ENDINGS):
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _sidecars(path: Path) -> bool:
    return any(path.with_name(path.name + ending).exists() for ending in _SIDECARS)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _look_at_header(path: Path) -> FileState | None:
    """Judge by the first bytes alone, so that SQLite never touches what is not ours.

    A file this process has open is a shop; closing it here would drop SQLite's locks on it.
    """
    if is_open_here(path):
        return None
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return FileState.UNREADABLE
    if not header.startswith(_MAGIC[: len(header)]):
        return FileState.NOT_A_DATABASE
    if len(header) < _HEADER:
        return FileState.TRUNCATED
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        return FileState.OTHER_PROGRAM
    return None


def _look_inside(path: Path, newest: int) -> FileState:
    """Ask SQLite. Where no log is, nobody has the file open, and looking leaves no log behind."""
    has_log = _has_log(path)
    uri = file_uri(path, f"mode=ro{'' if has_log else '&immutable=1'}")
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=_LOOK_SECONDS)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        if not has_log and _has_log(path):  # somebody opened it this very moment
            return _look_inside(path, newest)
        return _state_of(error, path)
    if not has_log and _is_cut_short(path):
        return FileState.TRUNCATED
    if version < 1:
        return FileState.DAMAGED
    if version > newest:
        return FileState.NEWER
    return FileState.OK if version == newest else FileState.OLDER


def _has_log(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


def _state_of(error: sqlite3.Error, path: Path) -> FileState:
    name = error_name(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileState.LOCKED
    if name.startswith("SQLITE_READONLY"):
        return FileState.READ_ONLY
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return FileState.UNREADABLE
    return FileState.TRUNCATED if _is_cut_short(path) else FileState.DAMAGED


def _is_cut_short(path: Path) -> bool:
    """Compare the size with the number of pages in the header, at offsets 16 and 28."""
    if is_open_here(path):
        return False
    with path.open("rb") as file:
        header = file.read(_HEADER)
    page_size = int.from_bytes(header[16:18])
    page_size = 65536 if page_size == 1 else page_size
    return path.stat().st_size < page_size * int.from_bytes(header[28:32])
