"""People as the store would let them in, for tests that do not ask a shop's own book."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.actor import AT_THE_COUNTER, Actor, Right
from app.storage.rights import sealed


def everyone(name: str = "") -> Actor:
    """Give the one person of a shop without PINs: all rights, no name needed."""
    return sealed(Actor(name, frozenset(Right)))


def cashier(name: str = "Ben") -> Actor:
    """Give somebody at the counter who entered no PIN."""
    return sealed(Actor(name, AT_THE_COUNTER))


def allowed(name: str, rights: Iterable[Right]) -> Actor:
    """Give somebody with just these rights."""
    return sealed(Actor(name, frozenset(rights)))
