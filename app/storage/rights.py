"""The door: every method of the store asks here first, and every refusal is written down."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Protocol, TypeVar

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed, StoreUnavailable
from app.storage.audit import REFUSED, note
from app.storage.database import Database

log = logging.getLogger(__name__)

_KEY = secrets.token_bytes(32)
"""Of this run of the program alone: no seal outlives it, and none comes from elsewhere."""


_proven: dict[int, Actor] = {}
"""Who was found to carry a true seal. An actor never changes, and every scan asks: looking at
the seal again would take as long as finding the product. Who is kept here keeps their id."""
_MOST_PROVEN = 64


class _Room(Protocol):
    _database: Database


_Repository = TypeVar("_Repository")


def sealed(actor: Actor) -> Actor:
    """Give the same person with the seal that opens doors; only the book of people does this."""
    return replace(actor, seal=_seal(actor))


def of_the_store(name: str = "") -> Actor:
    """Give the store itself, for what it does unasked when it is opened."""
    return sealed(Actor(name, frozenset(Right)))


def holds(by: Actor, right: Right) -> bool:
    """Say whether the person holds the right, and got it from this store."""
    return right in by.rights and (_proven.get(id(by)) is by or _prove(by))


def require(by: Actor, right: Right) -> None:
    """Raise NotAllowed unless the person holds the right."""
    if not holds(by, right):
        refusal = NotAllowed()
        refusal.right = right
        raise refusal


def guarded(repository: type[_Repository]) -> type[_Repository]:
    """Write down every refusal at the doors of a repository, its public methods."""
    for name, door in list(vars(repository).items()):
        if callable(door) and not name.startswith("_"):
            setattr(repository, name, _watched(door, f"{repository.__name__}.{name}"))
    return repository


def refuse(database: Database, by: Actor, what: str) -> None:
    """Write a refusal down: in the log, and in the file where it can be written."""
    log.warning("refused: %s by %s", what, by.name or "nobody by name")
    try:
        with database.write("note a refusal"):
            note(database, by, REFUSED, what)
    except StoreUnavailable:
        log.info("the refusal is in this log only")


def _watched(door: Callable[..., Any], what: str) -> Callable[..., Any]:
    @wraps(door)
    def watched(self: _Room, *things: Any, **named: Any) -> Any:  # noqa: ANN401 - as the door
        try:
            return door(self, *things, **named)
        except NotAllowed as refusal:
            if not refusal.is_noted and not self._database.is_writing:
                refusal.is_noted = True
                refuse(self._database, named.get("by", _NOBODY), what)
            raise

    return watched


_NOBODY = Actor("", frozenset())


def _prove(by: Actor) -> bool:
    if not hmac.compare_digest(by.seal, _seal(by)):
        return False
    if len(_proven) >= _MOST_PROVEN:
        _proven.clear()
    _proven[id(by)] = by
    return True


def _seal(actor: Actor) -> bytes:
    rights = " ".join(sorted(right.value for right in actor.rights))
    words = f"{actor.person_id}\n{rights}\n{actor.name}"
    return hmac.digest(_KEY, words.encode("utf-8", "surrogatepass"), "sha256")
