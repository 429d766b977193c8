"""What the shop needs of the store about its own decisions, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.actor import Actor
from app.domain.settings import ShopSettings
from app.domain.tender import PaymentMethod


class SettingsDrawer(Protocol):
    """The shop's own decisions."""

    def load(self, *, by: Actor) -> ShopSettings | None:
        """Give them; None before the first start was answered."""

    def save(self, settings: ShopSettings, *, by: Actor) -> None:
        """Keep them."""

    def columns(self, what: str, header: Sequence[str], *, by: Actor) -> dict[str, str]:
        """Give which column was which in a file with this header: our name -> the file's.

        Empty where nobody ever said; a name that is empty is a column the file has not.
        """

    def keep_columns(
        self, what: str, header: Sequence[str], columns: Mapping[str, str], *, by: Actor
    ) -> None:
        """Remember it for the next file with this header."""


class MethodDrawer(Protocol):
    """The ways to pay."""

    def methods(self, *, by: Actor) -> tuple[PaymentMethod, ...]:
        """Give them in their order, hidden ones too."""

    def save(self, methods: Sequence[PaymentMethod], *, by: Actor) -> None:
        """Keep them in this order. Raises InvalidInput for a letter used twice, or no cash."""
