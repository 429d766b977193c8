"""What the shop needs of the store about open and parked carts, as types only; see `ports`."""

from __future__ import annotations

from typing import Protocol

from app.domain.actor import Actor
from app.domain.draft import Draft
from app.domain.parked import ParkedSale


class DraftDrawer(Protocol):
    """The one open cart."""

    def keep(self, draft: Draft, *, by: Actor) -> None:
        """Write the cart down in place of the one before."""

    def drop(self, *, by: Actor) -> None:
        """Forget the cart."""

    def kept(self, *, by: Actor) -> Draft | None:
        """Give the cart that was open, unless its key has become a sale."""


class ParkedDrawer(Protocol):
    """Carts put aside."""

    def park(self, parked: ParkedSale, *, by: Actor) -> None:
        """Put a cart aside and forget it as the open one, in one transaction."""

    def parked(self, *, by: Actor) -> list[ParkedSale]:
        """Give the carts put aside, oldest first."""

    def count(self, *, by: Actor) -> int:
        """Count them."""

    def recall(self, key: str, in_place_of: ParkedSale | None, *, by: Actor) -> Draft:
        """Make a parked cart the open one, parking the open one first; one transaction.

        Raises NotFound.
        """

    def discard(self, key: str, *, by: Actor) -> None:
        """Forget a parked cart. Raises NotFound."""
