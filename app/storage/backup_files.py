"""Files of copies: written so that they outlast a power cut, and what a fault of theirs means."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.backup import Copy
from app.domain.backup_text import DamagedRecord, copy_text, read_copy
from app.domain.errors import StoreUnavailable
from app.storage.faults import raise_plain
from app.storage.kernel_lock import wait_for_lock
from app.storage.moves import move, remove

RECORD = ".json"
UNFINISHED = "unfinished"
"""The beginning of the name of what is being written; nothing called so counts."""
SIDECARS = ("-wal", "-shm", "-journal")
LOCK_NAME = "copies.lock"

_AT_ONCE = 1 << 20
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_ABSENT_ON_WINDOWS = {21, 53, 55, 64, 67, 1167}
"""Drive not ready, network path or device gone: more than one of them comes as EACCES."""
_IN_USE_ON_WINDOWS = {32, 33}
"""Open in another program, or a part of it locked."""


@contextmanager
def plain_faults(what: str, place: Path) -> Iterator[None]:
    """Turn every fault of disk or file inside into one sentence; `what` completes "Could not"."""
    try:
        yield
    except sqlite3.Error as error:
        raise_plain(error, what)
    except OSError as error:
        reason, advice = _cause(error, place)
        raise StoreUnavailable(f"Could not {what}: {reason}.", advice=advice) from error


def _cause(error: OSError, place: Path) -> tuple[str, str]:
    code, on_windows = error.errno or 0, getattr(error, "winerror", None)
    if code in _GONE or on_windows in _ABSENT_ON_WINDOWS:
        return f"{place} is not there", "Plug in the drive it is on, or choose another place."
    if on_windows in _IN_USE_ON_WINDOWS:
        return f"another program has a file open in {place}", "Close it, then try again."
    if code in _FULL:
        return "the disk is full", f"Free some space where {place} is, then try again."
    if code in _READ_ONLY:
        return _not_let(place)
    if code in {errno.EEXIST, errno.EISDIR}:
        return f"something else has the name {place}", "Move it away, or choose another place."
    if code == errno.EFBIG:
        return f"the drive of {place} takes no file that large", "Choose another drive."
    return (
        f"the disk of {place} did not do what it was asked",
        "Check the drive and its cable, then try again.",
    )


def _not_let(place: Path) -> tuple[str, str]:
    """Windows says the same of a file that is open somewhere, unless it is asked to move it."""
    if sys.platform == "win32":
        return (
            f"{place} is read-only, or another program has a file open in it",
            "Close that program, allow writing, or choose another place.",
        )
    return f"the folder {place} is read-only", "Allow writing to it, or choose another place."


def record_of(copy: Path) -> Path:
    """Give the path of the record beside a copy."""
    return copy.with_name(copy.name + RECORD)


def read_record(path: Path) -> Copy:
    """Read a record; the line ends count like everything else. Raises DamagedRecord."""
    try:
        return read_copy(path.read_bytes().decode())
    except UnicodeDecodeError as error:
        raise DamagedRecord from error


def write_record(copy: Copy, path: Path, draft: Path | None = None) -> None:
    """Put a record in place whole; `draft` is its name until then, in the same folder."""
    draft = draft or path.with_name(f"{UNFINISHED}-{path.name}")
    try:
        draft.write_bytes(copy_text(copy).encode())
        flush(draft)
        move(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    flush(path.parent)


def put_in_place(draft: Path, target: Path, copy: Copy) -> None:
    """Make a finished draft count: its record first, then the copy itself, in one step.

    Ended in between, a record without its copy stays, which counts for nothing.
    """
    write_record(copy, record_of(target), record_of(draft))
    move(draft, target)
    flush(target.parent)


def copy_bytes(source: Path, draft: Path) -> str:
    """Write the same bytes to another place, down to its disk; gives their SHA-256."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, draft.open("wb") as writing:
        for part in _parts(reading):
            digest.update(part)
            writing.write(part)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """Read a file to its end; gives the digest in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as reading:
        for part in _parts(reading):
            digest.update(part)
    return digest.hexdigest()


def _parts(reading: BinaryIO) -> Iterator[bytes]:
    while part := reading.read(_AT_ONCE):
        yield part


def remove_with_sidecars(path: Path) -> None:
    """Remove a file and what SQLite left beside it."""
    for ending in ("", *SIDECARS):
        remove(path.with_name(path.name + ending))


def remove_unfinished(folder: Path, beginning: str = UNFINISHED) -> None:
    """Remove what was being written when its process ended."""
    for left in folder.glob(f"{beginning}*"):
        remove(left)


def flush(path: Path) -> None:
    """Make the file, or the names in a folder, outlast a power cut."""
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        return  # which opens no folder
    with contextlib.suppress(PermissionError) if is_folder else contextlib.nullcontext():
        # Windows flushes only what is open for writing.
        descriptor = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process makes or removes copies in this folder."""
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)
