"""The door: every method of the store asks here first."""

from __future__ import annotations

from app.domain.actor import Actor, Right
from app.domain.errors import NotAllowed


def require(by: Actor, right: Right) -> None:
    """Raise NotAllowed unless the person holds the right."""
    if right not in by.rights:
        raise NotAllowed
