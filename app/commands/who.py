"""Which customer a command means."""

from __future__ import annotations

import re

from app.domain.actor import Actor
from app.domain.customer import Customer
from app.domain.errors import NotFound
from app.domain.ports import Store

_FORCED_ID = re.compile(r"id:([0-9]+)")
_ID = re.compile(r"[0-9]+")


def meant(store: Store, text: str, *, by: Actor) -> Customer:
    """Find by the exact name first, then by id; `id:17` is always the id. Raises NotFound."""
    asked = text.strip()
    if forced := _FORCED_ID.fullmatch(asked):
        return _with_id(store, forced[1], by)
    if named := store.customers.named(asked, by=by):
        return named
    if _ID.fullmatch(asked):
        return _with_id(store, asked, by)
    near = [f'"{each.name}"' for each in store.customers.suggest(asked, 3, by=by)]
    raise NotFound(
        f'There is no customer "{asked}".',
        advice=f"Did you mean {' or '.join(near)}?" if near else "",
    )


def _with_id(store: Store, digits: str, by: Actor) -> Customer:
    try:
        return store.customers.customer(int(digits), by=by)
    except NotFound as cause:
        raise NotFound(f"There is no customer with the id {digits}.") from cause
