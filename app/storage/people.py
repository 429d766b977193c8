"""The persons at the machine: who is let in, and by what; see PeopleBook."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.domain.actor import Actor, Right
from app.domain.clock import Clock, utc_text
from app.domain.errors import InvalidInput, NameTaken, NotAllowed, NotFound, SaleRefused
from app.domain.people import (
    ACT_RIGHTS,
    Approval,
    Person,
    Wanted,
    rights_with_pin,
    rights_without_pin,
)
from app.domain.pin import checked_pin
from app.domain.recovery import new_code, read_code
from app.storage import letters, people_rows
from app.storage.approvals import approvals_of, put_approval
from app.storage.audit import note
from app.storage.database import Database
from app.storage.pins import Gate, fits, hashed
from app.storage.rights import guarded, holds, refuse, require, sealed

log = logging.getLogger(__name__)

_RECOVERY = "SELECT recovery_hash FROM pin_gate WHERE id = 1"
_SET_RECOVERY = "UPDATE pin_gate SET recovery_hash = ? WHERE id = 1"
_OWNER = """SELECT id FROM users WHERE is_owner = 1 AND is_active = 1
ORDER BY pin_hash IS NULL, id LIMIT 1"""
_LARGEST = 100_000_000_000_000
_STRANGER = Actor("", frozenset())
_SENDS = (
    Right.BACKUPS,
    Right.IMPORT,
    Right.SEE_CUSTOMERS,
    Right.EDIT_PRODUCTS,
    Right.ACCOUNTS,
)
"""Who holds one of these may bring something in or take it out, which a command does."""


@guarded
class PeopleRepository:
    """Persons on disk. Only this book gives out actors that open doors."""

    def __init__(
        self, database: Database, clock: Clock, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Work on an open shop; `monotonic` measures how long the gate stays shut."""
        self._database = database
        self._clock = clock
        self._gate = Gate(database, monotonic)

    # Getting in

    def present(self, person_id: int | None = None) -> Actor:
        """Give who stands at the till without a PIN. Raises NotFound for an unknown person."""
        person = None
        if person_id is not None:
            person = people_rows.person_with_id(self._database, person_id)
            if not person.is_active:
                raise NotFound("There is no such person.")
        if self.has_pins():
            return _actor(person, rights_without_pin(person))
        return _actor(person, frozenset(Right))

    def enter(self, pin: str) -> Actor:
        """Give the person whose PIN this is. Raises WrongPin or TooEarly."""
        person = self._whose(pin)
        with self._database.write("let somebody in"):
            self._gate.right(forgets_all=person.is_owner)
        return _actor(person, rights_with_pin(person))

    def approve(self, pin: str, wanted: Wanted, *, by: Actor) -> Approval:
        """Keep that somebody allows one act for one sale; at the counter anybody may ask."""
        require(by, Right.SELL)
        if not wanted.sale_key or not -_LARGEST <= wanted.up_to <= _LARGEST:
            raise InvalidInput("This cannot be approved.")
        person = self._whose(pin)
        at, act = self._clock.now(), wanted.act.value
        may = ACT_RIGHTS[wanted.act] in rights_with_pin(person)
        with self._database.write("keep the approval"):
            self._gate.right(forgets_all=person.is_owner)
            if may:
                subject = wanted.subject or wanted.sale_key
                note(self._database, by, f"approved {act}", subject, "", str(wanted.up_to),
                     approved_by=person.name, at=at)  # fmt: skip
                return put_approval(self._database, wanted, person.name, at)
        refuse(self._database, _actor(person, rights_with_pin(person)), f"approve {act}")
        refusal = NotAllowed(f"{person.name} may not approve this.")
        refusal.is_noted = True
        raise refusal

    def approvals(self, sale_key: str, *, by: Actor) -> list[Approval]:
        require(by, Right.SELL)
        return approvals_of(self._database, sale_key)

    def has_pins(self) -> bool:
        """Say whether anybody has a PIN."""
        return people_rows.has_pins(self._database)

    def seconds_to_wait(self) -> int:
        """Say how long the pad stays shut."""
        return self._gate.seconds_to_wait

    # Sending for something in a process of its own

    def letter(self, *, by: Actor) -> str:
        """Give what lets a command of this program act for somebody, for ten minutes.

        Whoever could forge it has read the file, and needs no command any more.
        """
        if not any(holds(by, right) for right in _SENDS):
            require(by, Right.BACKUPS)
        return letters.written(self._database, by, self._clock.now())

    def admit(self, letter: str) -> Actor:
        """Give for whom a letter was written. Raises NotAllowed."""
        return sealed(letters.read(self._database, letter, self._clock.now()))

    def vouch(self, nonce: str) -> str:
        """Show that this file was read, to whom has read it as well; it opens nothing."""
        return letters.vouched(self._database, nonce)

    # Who is who

    def people(self, *, by: Actor) -> list[Person]:
        require(by, Right.SELL)
        return people_rows.active_people(self._database)

    def archived(self, *, by: Actor) -> list[Person]:
        require(by, Right.PEOPLE)
        return people_rows.archived_people(self._database)

    def save(self, person: Person, *, by: Actor) -> Person:
        """Add or change a person. Nobody gives away a right they do not hold themselves."""
        require(by, Right.PEOPLE)
        wished = replace(person, name=people_rows.checked_person_name(person.name))
        with self._database.write("save the person"):
            before = self._before(wished, by)
            _refuse_more_than_own(rights_with_pin(wished), by)
            person_id = people_rows.put_person(self._database, wished, self._moment())
            kept = people_rows.person_with_id(self._database, person_id)
            self._refuse_without_owner()
            note(self._database, by, _act(before, kept), kept.name, _said(before), _said(kept),
                 at=self._clock.now())  # fmt: skip
        return kept

    def set_pin(self, person_id: int, pin: str | None, *, by: Actor) -> None:
        """Give a person a PIN or take it away; the owner's is the first and the last."""
        require(by, Right.PEOPLE)
        person = people_rows.person_with_id(self._database, person_id)
        _refuse_more_than_own(rights_with_pin(person), by)
        if pin is not None and not person.is_active:
            raise SaleRefused("Who left has no PIN. Bring them back first.")
        pin_hash = None if pin is None else self._new_hash(pin, besides=person_id)
        with self._database.write("save the PIN"):
            people_rows.put_pin(self._database, person_id, pin_hash, self._moment())
            self._refuse_without_owner()
            self._note_pin(by, person, "PIN set" if pin_hash else "PIN taken away")

    # The owner

    def begin_owner(self, name: str, pin: str) -> str:
        """Make the first owner; gives the recovery code, which is shown once."""
        if self.has_pins():
            raise NotAllowed("The owner has a PIN already.")
        owner = people_rows.checked_person_name(name)
        pin_hash, code = hashed(checked_pin(pin)), _a_code()
        code_hash = hashed(read_code(code))
        with self._database.write("save the owner"):
            if self.has_pins():
                raise NotAllowed("The owner has a PIN already.")
            known = people_rows.person_named(self._database, owner)
            person = known or Person(0, owner)
            wished = replace(person, is_owner=True, is_active=True)
            person_id = people_rows.put_person(self._database, wished, self._moment())
            people_rows.put_pin(self._database, person_id, pin_hash, self._moment())
            self._database.run(_SET_RECOVERY, (code_hash,))
            self._note_pin(_STRANGER, wished, "owner begun")
        return code

    def recover(self, code: str, new_pin: str) -> str:
        """Give the owner a new PIN by the recovery code, and another code in its place."""
        pin = checked_pin(new_pin)
        self._gate.knock()
        if not fits(read_code(code), self._database.value(_RECOVERY)):
            raise self._gate.wrong()
        owner = people_rows.person_with_id(self._database, self._database.value(_OWNER) or 0)
        pin_hash, next_code = self._new_hash(pin, besides=owner.id), _a_code()
        code_hash = hashed(read_code(next_code))
        with self._database.write("save the PIN"):
            self._gate.right(forgets_all=True)
            people_rows.put_pin(self._database, owner.id, pin_hash, self._moment())
            self._database.run(_SET_RECOVERY, (code_hash,))
            self._note_pin(_actor(owner, frozenset()), owner, "PIN set by the recovery code")
        return next_code

    def new_recovery_code(self, *, by: Actor) -> str:
        """Make another recovery code; only an owner may, since it opens everything."""
        require(by, Right.PEOPLE)
        _refuse_more_than_own(frozenset(Right), by)
        if not self.has_pins():
            raise SaleRefused("Nobody has a PIN yet.")
        code = _a_code()
        code_hash = hashed(read_code(code))
        with self._database.write("save the recovery code"):
            self._database.run(_SET_RECOVERY, (code_hash,))
            note(self._database, by, "recovery code made", "", at=self._clock.now())
        return code

    # Inside

    def _whose(self, pin: str) -> Person:
        """Count the try, then look whose PIN it is."""
        self._gate.knock()
        for row in people_rows.pin_rows(self._database):
            if fits(pin, row.pin_hash):
                return people_rows.person_with_id(self._database, row.person_id)
        refusal = self._gate.wrong()
        log.warning("a wrong PIN, %s tries without a wait left", refusal.tries_left)
        raise refusal

    def _new_hash(self, pin: str, *, besides: int) -> str:
        """Give the hash of a PIN nobody else has: a PIN alone says who somebody is."""
        checked_pin(pin)
        others = (row for row in people_rows.pin_rows(self._database) if row.person_id != besides)
        if any(fits(pin, row.pin_hash) for row in others):
            raise InvalidInput("This PIN cannot be used. Choose another one.")
        return hashed(pin)

    def _before(self, wished: Person, by: Actor) -> Person | None:
        namesake = people_rows.person_named(self._database, wished.name)
        if namesake is not None and namesake.id != wished.id:
            if namesake.is_active:
                raise NameTaken("Another person already has this name.")
            raise NameTaken("Somebody archived has this name: bring them back instead.")
        if not wished.id:
            return None
        before = people_rows.person_with_id(self._database, wished.id)
        _refuse_more_than_own(rights_with_pin(before), by)
        return before

    def _refuse_without_owner(self) -> None:
        if self.has_pins() and not people_rows.owners_with_pin(self._database):
            raise SaleRefused("An owner with a PIN has to be there, before anybody else has one.")

    def _note_pin(self, by: Actor, person: Person, act: str) -> None:
        log.info("%s: %s", act, person.name)
        note(self._database, by, act, person.name, at=self._clock.now())

    def _moment(self) -> str:
        return utc_text(self._now())

    def _now(self) -> datetime:
        return self._clock.now()


def _actor(person: Person | None, rights: frozenset[Right]) -> Actor:
    if person is None:
        return sealed(Actor("", rights))
    return sealed(Actor(person.name, rights, person.id))


def _a_code() -> str:
    return new_code(secrets.choice)


def _refuse_more_than_own(rights: frozenset[Right], by: Actor) -> None:
    if not rights <= by.rights:
        raise NotAllowed("Nobody can give what they may not do themselves.")


def _act(before: Person | None, kept: Person) -> str:
    if before is None:
        return "person added"
    if before.is_active == kept.is_active:
        return "person changed"
    return "person brought back" if kept.is_active else "person archived"


def _said(person: Person | None) -> str:
    if person is None:
        return ""
    who = "owner" if person.is_owner else " ".join(sorted(each.value for each in person.rights))
    return f"{person.name}: {who}" if person.is_active else f"{person.name}: left"
