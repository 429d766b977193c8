"""What the shop needs of the store about persons, as types only; see `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.actor import Actor
from app.domain.people import Approval, AuditRow, Person, Wanted


class PeopleBook(Protocol):
    """The persons at the machine. A PIN comes in as typed and leaves no trace but its hash.

    Every try at a PIN or the recovery code is counted on disk before it is looked at. A wrong
    one raises WrongPin with the tries left; one that comes too early raises TooEarly with the
    seconds to wait, and is not looked at.
    """

    def present(self, person_id: int | None = None) -> Actor:
        """Give who stands at the till, without a PIN: what the counter may do, and what this
        person may beyond that without one. In a shop where nobody has a PIN, everything.
        """

    def enter(self, pin: str) -> Actor:
        """Give the person whose PIN this is, with all their rights."""

    def approve(self, pin: str, wanted: Wanted, *, by: Actor) -> Approval:
        """Write down that the person with this PIN allows one act for one sale.

        Raises NotAllowed when the PIN is right and the person may not do it themselves.
        """

    def approvals(self, sale_key: str, *, by: Actor) -> list[Approval]:
        """Give what was allowed for a sale so far."""

    def has_pins(self) -> bool:
        """Say whether anybody has a PIN; nobody needs a right to ask."""

    def people(self, *, by: Actor) -> list[Person]:
        """Give the active persons by name: who may be chosen at the till."""

    def archived(self, *, by: Actor) -> list[Person]:
        """Give who left, by name; the one who brings somebody back saves them as active."""

    def save(self, person: Person, *, by: Actor) -> Person:
        """Add (id 0) or change a person. Raises NameTaken, InvalidInput, and SaleRefused where
        no owner would be left. Whoever was archived comes back without a PIN.
        """

    def set_pin(self, person_id: int, pin: str | None, *, by: Actor) -> None:
        """Give a person a PIN, or take it away. Raises InvalidInput for a trivial one, and
        SaleRefused for somebody who left.
        """

    def begin_owner(self, name: str, pin: str) -> str:
        """Make the first owner with a PIN; gives the recovery code, shown once.

        Refused (NotAllowed) once anybody has a PIN.
        """

    def recover(self, code: str, new_pin: str) -> str:
        """Give the owner a new PIN by the recovery code; gives the next recovery code."""

    def new_recovery_code(self, *, by: Actor) -> str:
        """Make another recovery code; the one before opens nothing any more."""

    def letter(self, *, by: Actor) -> str:
        """Give what lets a command that the till sends off act for somebody, for ten minutes."""

    def admit(self, letter: str) -> Actor:
        """Give for whom a letter was written. Raises NotAllowed."""

    def vouch(self, nonce: str) -> str:
        """Show that this shop's file was read here, to somebody who has read it as well."""

    def seconds_to_wait(self) -> int:
        """Say how long the pad stays shut; it begins anew with each start of the program."""


class AuditBook(Protocol):
    """Who did what."""

    def page(
        self, search: str, before: AuditRow | None, limit: int, *, by: Actor
    ) -> Sequence[AuditRow]:
        """Give a page of what was done, newest first, older than `before`."""

    def refused(self, act: str, *, by: Actor) -> None:
        """Write down that somebody was refused at a door."""
