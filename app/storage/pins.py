"""PINs and the recovery code: kept as argon2id hashes, and the gate that counts every try."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from app.domain.errors import TooEarly, WrongPin
from app.domain.pin import FREE_TRIES, wait_after
from app.storage.database import Database

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TIME_COST, MEMORY_KIB = 3, 1 << 16
"""About 150 ms for a try, on the machine of a shop and on that of a thief."""

_TRIES = "SELECT failed_tries FROM pin_gate WHERE id = 1"
_COUNT = "UPDATE pin_gate SET failed_tries = failed_tries + 1 WHERE id = 1"
_GIVE_BACK = "UPDATE pin_gate SET failed_tries = max(0, failed_tries - 1) WHERE id = 1"
_RESET = "UPDATE pin_gate SET failed_tries = 0 WHERE id = 1"


class Gate:
    """One gate for every PIN and the recovery code.

    A try is counted on disk, in a commit of its own, before it is looked at: whoever kills the
    program while it looks has used the try up. How long the gate stays shut follows from the
    count alone and is measured in this process, so no clock shortens it; it begins anew with
    each start.
    """

    def __init__(self, database: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`monotonic` gives seconds that no clock of the machine sets back."""
        self._database = database
        self._monotonic = monotonic
        self._shut_at = monotonic()

    @property
    def seconds_to_wait(self) -> int:
        """Say how long no try is looked at."""
        wait = wait_after(self._tries()) - (self._monotonic() - self._shut_at)
        return max(0, ceil(wait))

    def knock(self) -> None:
        """Count a try. Raises TooEarly, and then it is neither counted nor to be looked at."""
        wait = self.seconds_to_wait
        if wait:
            raise TooEarly(wait_seconds=wait)
        with self._database.write("count the try"):
            self._database.run(_COUNT)

    def wrong(self) -> WrongPin:
        """Shut the gate as long as the tries so far ask for; gives what to raise."""
        self._shut_at = self._monotonic()
        tries = self._tries()
        return WrongPin(tries_left=max(0, FREE_TRIES - tries), wait_seconds=wait_after(tries))

    def right(self, *, forgets_all: bool) -> None:
        """Give the try back, inside a write. Only the owner's PIN makes those before forgotten:
        else whoever has a PIN of their own could guess at the owner's for ever.
        """
        self._database.run(_RESET if forgets_all else _GIVE_BACK)

    def _tries(self) -> int:
        tries: int = self._database.value(_TRIES)
        return tries


def hashed(secret: str) -> str:
    """Give what is kept of a PIN or a code."""
    return _hasher().hash(secret)


def fits(secret: str, kept: str | None) -> bool:
    """Say whether this is the secret of which the hash was kept."""
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    if kept is None:
        return False
    try:
        return _hasher().verify(kept, secret)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # a few milliseconds that no start should cost

    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=1)
