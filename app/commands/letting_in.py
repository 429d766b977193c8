"""Who is let in on the command line: by a PIN, where the shop has any; never by an argument."""

from __future__ import annotations

import hmac
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import closing
from getpass import getpass
from pathlib import Path
from typing import TextIO

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import TillOpen, TooEarly, UnusableFile
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
    """Ask for a PIN and give whose it is. Raises WrongPin.

    After too many wrong ones it waits first: how long follows from their number alone. While the
    till is open it looks at the PIN. Raises TillOpen where another program has the shop.
    """
    try:
        store = open_store(folder, clock, is_till=False)
    except UnusableFile:
        return of_the_store()  # nothing in it can be seen; a copy may be put in its place
    except TillOpen as error:
        return _enter_at_the_till(folder, clock, err, wait, error)
    with closing(store):
        seconds = store.people.seconds_to_wait()
        if seconds:
            _wait(seconds, err, wait)
        return store.people.enter(_typed(err))


def _enter_at_the_till(
    folder: Path, clock: Clock, err: TextIO, wait: Callable[[float], object], error: TillOpen
) -> Actor:
    from app.ui.wicket import Visit  # Qt, which no command needs but here

    visit, nonce = Visit(str(folder)), secrets.token_hex(32)
    try:
        with closing(open_reader(folder, clock)) as store:
            proof = store.people.vouch(nonce)
        if not hmac.compare_digest(visit.proof(nonce).encode(), proof.encode()):
            raise error
        pin = _typed(err)
        try:
            letter = visit.letter(pin)
        except TooEarly as early:
            _wait(early.wait_seconds, err, wait)
            letter = visit.letter(pin)
    finally:
        visit.leave()
    return admitted(folder, clock, letter)


def _wait(seconds: int, err: TextIO, wait: Callable[[float], object]) -> None:
    print(f"Too many wrong PINs. Wait {seconds} seconds ...", file=err, flush=True)
    wait(seconds)


def _typed(err: TextIO) -> str:
    """Give the PIN: typed unseen on a terminal, else a line of the standard input."""
    if sys.stdin.isatty():
        return getpass("PIN: ", err).strip()
    return sys.stdin.readline().strip()


def _is_shop(folder: Path) -> bool:
    return classify(folder / DATABASE_NAME, NEWEST, for_writing=False) is FileState.OK
