"""Tries PINs until it is killed, again and again; says what was looked at and what was counted."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import WrongPin
from app.storage import people as book_of_people
from app.storage import pins
from app.storage.people import PeopleRepository
from app.storage.store import open_reader, open_store
from tests.storage.builders import FixedClock

PIN, WRONG = "271828", "999998"
OPEN, LOOKED = b"o", b"."


def begin(folder: Path) -> None:
    """Open a shop whose owner has a PIN."""
    store = open_store(folder, FixedClock())
    store.people.begin_owner("Nena", PIN)
    store.close()


def guess(folder: Path, tell: int) -> None:
    """Try a wrong PIN over and over; a byte goes out before each one is looked at."""
    look = pins.fits

    def told(secret: str, kept: str | None) -> bool:
        os.write(tell, LOOKED)
        return look(secret, kept)

    setattr(book_of_people, "fits", told)  # noqa: B010 - it is imported there
    store = open_store(folder, FixedClock(), is_till=False)
    os.write(tell, OPEN)
    # The waits would let through five tries an hour; what is asked here is the counting.
    hours: Iterator[int] = itertools.count(0, 3_600)
    book = PeopleRepository(store.database, FixedClock(), lambda: float(next(hours)))
    while True:
        try:
            book.enter(WRONG)
        except WrongPin:
            continue


def killed_at_random(folder: Path, chance: random.Random) -> int:
    """Let a child guess and kill it at any instant; gives how many tries it looked at."""
    hear, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(hear)
        guess(folder, tell)
    os.close(tell)
    with os.fdopen(hear, "rb", buffering=0) as told:
        heard = told.read(1)
        if chance.random() < 0.5:  # every other child has looked at one at least
            heard += told.read(1)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := told.read(4_096):
            heard += more
    return heard.count(LOOKED)


def counted(folder: Path) -> int:
    """Give the tries that lie on disk."""
    reader = open_reader(folder, FixedClock())
    tries: int = reader.database.value("SELECT failed_tries FROM pin_gate")
    reader.close()
    return tries


def main(folder: Path, kills: int, seed: int) -> None:
    pins.TIME_COST, pins.MEMORY_KIB = 1, 64
    chance = random.Random(seed)
    begin(folder)
    rounds = [(killed_at_random(folder, chance), counted(folder)) for _ in range(kills)]
    print(json.dumps(rounds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
