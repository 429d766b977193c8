"""Which customer a command means."""

from __future__ import annotations

import re

from app.domain.actor import Actor
from app.domain.customer import Customer
from app.domain.errors import NotFound
from app.domain.ports import Store

_FORCED_ID = re.compile(r"id:([0-9]{1,18})")
_ID = re.compile(r"[0-9]{1,18}")


def meant(store: Store, text: str, *, by: Actor) -> Customer:
    """Find by the exact name first, then by id; `id:17` is always the id. Raises NotFound."""
    if forced := _FORCED_ID.fullmatch(text.strip()):
        return store.customers.customer(int(forced[1]), by=by)
    if named := store.customers.named(text, by=by):
        return named
    if _ID.fullmatch(text.strip()):
        return store.customers.customer(int(text), by=by)
    near = [f'"{each.name}"' for each in store.customers.suggest(text, 3, by=by)]
    raise NotFound(
        f'There is no customer "{text}".',
        advice=f"Did you mean {' or '.join(near)}?" if near else "",
    )
