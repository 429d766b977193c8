"""PINs: which are fit to be kept, and how long the pad stays shut after wrong ones."""

from __future__ import annotations

from itertools import pairwise

from app.domain.errors import InvalidInput

SHORTEST_PIN = 6
LONGEST_PIN = 12
FREE_TRIES = 5
"""So many wrong ones go without a wait."""

_FIRST_WAIT, _LONGEST_WAIT = 30, 900


def checked_pin(pin: str) -> str:
    """Give a PIN fit to be kept. Raises InvalidInput for a short, long or trivial one.

    Trivial are digits all alike, runs up or down, and two or three digits repeated.
    """
    if not (pin.isascii() and pin.isdigit()):
        raise InvalidInput("A PIN is made of digits only.")
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        raise InvalidInput(f"A PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits.")
    if _is_trivial(pin):
        raise InvalidInput("This PIN is too easy to guess. Choose another one.")
    return pin


def _is_trivial(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))
    return repeats or steps in ({1}, {9})


def wait_after(failed_tries: int) -> int:
    """Give the seconds to wait before the next try: it grows, and is never for ever."""
    if failed_tries < FREE_TRIES:
        return 0
    return min(_LONGEST_WAIT, _FIRST_WAIT << min(failed_tries - FREE_TRIES, 10))
