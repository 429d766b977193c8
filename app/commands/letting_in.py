"""Who is let in on the command line: by a PIN, where the shop has any; never by an argument."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import closing
from getpass import getpass
from pathlib import Path
from typing import TextIO

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import TillOpen, UnusableFile
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.migrations import NEWEST
from app.storage.rights import of_the_store
from app.storage.store import open_reader, open_store


def present(folder: Path, clock: Clock) -> Actor:
    """Give who stands at the till without a PIN; in a shop still to be made, its one person."""
    if not _is_shop(folder):
        return of_the_store()
    with closing(open_reader(folder, clock)) as store:
        return store.people.present()


def admitted(folder: Path, clock: Clock, letter: str) -> Actor:
    """Give whom the till sends with a letter. Raises NotAllowed for any other."""
    with closing(open_reader(folder, clock)) as store:
        return store.people.admit(letter)


def has_pins(folder: Path, clock: Clock) -> bool:
    """Say whether anybody has a PIN; nobody has in a file older than PINs are."""
    if not _is_shop(folder):
        return False
    with closing(open_reader(folder, clock)) as store:
        return store.people.has_pins()


def enter(
    folder: Path, clock: Clock, err: TextIO, wait: Callable[[float], object] = time.sleep
) -> Actor:
    """Ask for a PIN and give whose it is. Raises WrongPin, and TillOpen while the till sells.

    After too many wrong ones it waits first: how long follows from their number alone.
    """
    try:
        store = open_store(folder, clock, is_till=False)
    except UnusableFile:
        return of_the_store()  # nothing in it can be seen; a copy may be put in its place
    except TillOpen as error:
        raise TillOpen(
            "The till has this shop open, and it alone counts PINs.",
            advice="Close the till first, or look there.",
        ) from error
    with closing(store):
        seconds = store.people.seconds_to_wait()
        if seconds:
            print(f"Too many wrong PINs. Wait {seconds} seconds ...", file=err, flush=True)
            wait(seconds)
        return store.people.enter(_typed(err))


def _typed(err: TextIO) -> str:
    """Give the PIN: typed unseen on a terminal, else a line of the standard input."""
    if sys.stdin.isatty():
        return getpass("PIN: ", err).strip()
    return sys.stdin.readline().strip()


def _is_shop(folder: Path) -> bool:
    return classify(folder / DATABASE_NAME, NEWEST, for_writing=False) is FileState.OK
