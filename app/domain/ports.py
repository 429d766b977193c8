"""What the shop needs from a store, as types only: the store itself; its parts lie in `ports_…`.

Contract tests are written against these. Every method takes `by`, the person who acts. Methods
that read work on a reader and on the writer; methods that write raise StoreUnavailable on a
reader. Unless said otherwise a method raises StoreUnavailable when the file cannot be used, and
then nothing was saved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.actor import Actor
from app.domain.ports_accounts import AccountBook
from app.domain.ports_carts import DraftDrawer, ParkedDrawer
from app.domain.ports_customers import CustomerBook
from app.domain.ports_people import AuditBook, PeopleBook
from app.domain.ports_products import ProductShelf
from app.domain.ports_sales import SaleBook
from app.domain.ports_settings import MethodDrawer, SettingsDrawer
from app.domain.verification import VerifyReport


class Store(Protocol):
    """One open shop file: the writer (one, in the till's storage thread) or a reader."""

    @property
    def sales(self) -> SaleBook:
        """Give the sales."""

    @property
    def customers(self) -> CustomerBook:
        """Give the customers."""

    @property
    def accounts(self) -> AccountBook:
        """Give who owes what."""

    @property
    def products(self) -> ProductShelf:
        """Give the products."""

    @property
    def methods(self) -> MethodDrawer:
        """Give the ways to pay."""

    @property
    def parked(self) -> ParkedDrawer:
        """Give the carts put aside."""

    @property
    def drafts(self) -> DraftDrawer:
        """Give the open cart."""

    @property
    def settings(self) -> SettingsDrawer:
        """Give the settings."""

    @property
    def people(self) -> PeopleBook:
        """Give the persons at the machine."""

    @property
    def audit(self) -> AuditBook:
        """Give who did what."""

    @property
    def ended_cleanly(self) -> bool:
        """Say whether the program before this one closed the shop in order (true when new)."""

    def verify(self, *, by: Actor, repair: bool = False) -> VerifyReport:
        """Recount everything from the sales; `repair` writes the recount (writer only)."""

    def checkpoint(self) -> bool:
        """Tidy the file when idle, never as part of a sale; says whether there is more to do.

        Folds the write-ahead log, and writes what look-alikes are found by.
        """

    def prepare_searches(self, at_once: int) -> bool:
        """Make the next part of what searches go by, where no sale waits; more is left if true.

        Nothing to a reader.
        """

    def close(self) -> None:
        """Close in order. Readers close before the writer."""


StoreOpener = Callable[[], Store]
