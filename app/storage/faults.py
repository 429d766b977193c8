"""What went wrong with the file, found behind what peewee says, in one plain sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from app.domain.errors import ShopError, StoreUnavailable

NOT_CONFIRMED = "Not confirmed. Press Pay again, it cannot be charged twice."

_COMPLAINTS = ("cannot rollback", "cannot commit", "no such savepoint")
"""What SQLite says when a transaction is already gone; the reason stands before it."""


@dataclass(frozen=True, slots=True)
class _Cause:
    sentence: str
    advice: str


_DAMAGED = _Cause(
    "the shop's file is damaged",
    "Do not go on selling. Copy the shop's folder somewhere safe, then restore the last backup.",
)
_MOVED = _Cause(
    "the shop's file was moved, deleted or replaced while it was open",
    "Close Suki, put the file back in its folder, then start again.",
)
_CAUSES = {
    "SQLITE_FULL": _Cause("the disk is full", "Free some space on the disk, then try again."),
    "SQLITE_READONLY_DBMOVED": _MOVED,
    "SQLITE_READONLY": _Cause(
        "the shop's file or its folder is read-only",
        "Allow writing to the shop's folder, then try again.",
    ),
    "SQLITE_BUSY": _Cause(
        "another program is using the shop's file",
        "Close the other program (a backup, a copy, another Suki), then try again.",
    ),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CANTOPEN": _Cause(
        "the shop's file cannot be opened",
        "Check that the disk is connected and the shop's folder is where it was.",
    ),
    "SQLITE_PERM": _Cause(
        "the system does not let Suki use the shop's file",
        "Check who owns the shop's folder and who may write to it.",
    ),
    "SQLITE_IOERR": _Cause(
        "the disk did not do what it was asked",
        "Check the disk and its cable, then try again. Make a backup soon.",
    ),
    "SQLITE_NOMEM": _Cause(
        "the computer has run out of memory", "Close other programs, then try again."
    ),
}
_CAUSES["SQLITE_LOCKED"] = _CAUSES["SQLITE_BUSY"]
_CAUSES["SQLITE_AUTH"] = _CAUSES["SQLITE_PERM"]


def moved(what: str) -> StoreUnavailable:
    """Say that the path no longer leads to the file that is open."""
    return StoreUnavailable(f"Could not {what}: {_MOVED.sentence}.", advice=_MOVED.advice)


def damaged(what: str) -> StoreUnavailable:
    """Say that the file's structure is broken."""
    return StoreUnavailable(f"Could not {what}: {_DAMAGED.sentence}.", advice=_DAMAGED.advice)


def error_name(error: sqlite3.Error) -> str:
    """Give SQLite's own name of the error, empty when the driver raised it by itself."""
    return getattr(error, "sqlite_errorname", None) or ""


def is_environment(error: sqlite3.Error) -> bool:
    """Say whether the disk or the file is to blame, and not what was being written."""
    return _cause_named(error_name(error)) is not None


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether the file itself is broken."""
    return _cause_named(error_name(error)) is _DAMAGED


def needs_reopening(error: BaseException) -> bool:
    """Say whether what the connection believes about the file can no longer be trusted."""
    true = true_error(error)
    return true is not None and error_name(true).startswith(
        ("SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN")
    )


def true_error(error: BaseException) -> sqlite3.Error | None:
    """Give the SQLite error behind a chain: the newest that is no complaint about a lost
    transaction, since peewee hides the cause of a failed write behind such a complaint.
    """
    found = [each for each in _chain(error) if isinstance(each, sqlite3.Error)]
    causes = [each for each in found if not str(each).startswith(_COMPLAINTS)]
    return next(iter(causes or found), None)


def raise_plain(error: BaseException, what: str, *, in_doubt: bool = False) -> NoReturn:
    """Raise what a fault while trying to `what` ("save the sale") means.

    A fault of disk or file becomes StoreUnavailable, a refusal that lost its transaction stays
    itself, and everything else is a bug and comes out as it is.
    """
    true = true_error(error)
    cause = None if true is None else _cause_of(true)
    if cause is None:
        refusals = (each for each in _chain(error) if isinstance(each, ShopError))
        raise next(refusals, true or error)
    if in_doubt:
        reason = cause.sentence[0].upper() + cause.sentence[1:]
        advice = f"{reason}. {cause.advice}"
        raise StoreUnavailable(NOT_CONFIRMED, advice=advice, in_doubt=True) from error
    raise StoreUnavailable(f"Could not {what}: {cause.sentence}.", advice=cause.advice) from error


def _cause_of(error: sqlite3.Error) -> _Cause | None:
    """A connection that could not be opened again after a fault is closed, says the driver."""
    if isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error):
        return _CAUSES["SQLITE_CANTOPEN"]
    return _cause_named(error_name(error))


def _cause_named(name: str) -> _Cause | None:
    """Find the cause by the extended name, then by its first part: SQLITE_IOERR_FSYNC."""
    return _CAUSES.get(name) or _CAUSES.get("_".join(name.split("_")[:2]))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__
