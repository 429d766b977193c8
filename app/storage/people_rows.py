"""Persons as they lie in the file."""

from __future__ import annotations

import logging
from typing import NamedTuple

from app.domain.actor import Right
from app.domain.errors import InvalidInput, NotFound
from app.domain.names import name_key, one_line
from app.domain.people import Person
from app.storage.database import Database, Row
from app.storage.fit import fits, typed

log = logging.getLogger(__name__)

LONGEST_PERSON = 60

_PERSON = "SELECT id, name, rights, is_owner, pin_hash IS NOT NULL, is_active FROM users"
_ACTIVE = f"{_PERSON} WHERE is_active = 1 ORDER BY name_key"
_ARCHIVED = f"{_PERSON} WHERE is_active = 0 ORDER BY name_key"
_WITH_ID = f"{_PERSON} WHERE id = ?"
_NAMED = f"{_PERSON} WHERE name_key = ?"
_HASHES = """SELECT id, pin_hash FROM users
WHERE pin_hash IS NOT NULL AND is_active = 1 ORDER BY is_owner DESC, id"""
_HAS_PINS = "SELECT EXISTS (SELECT 1 FROM users WHERE pin_hash IS NOT NULL AND is_active = 1)"
_OWNERS = """SELECT count(*) FROM users
WHERE is_owner = 1 AND is_active = 1 AND pin_hash IS NOT NULL"""
_INSERT = """INSERT INTO users (name, name_key, rights, is_owner, is_active, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)"""
_UPDATE = """UPDATE users SET name = ?1, name_key = ?2, rights = ?3, is_owner = ?4, is_active = ?5,
    pin_hash = iif(?5 AND is_active, pin_hash, NULL), updated_at = ?6 WHERE id = ?7"""
_SET_PIN = "UPDATE users SET pin_hash = ?, updated_at = ? WHERE id = ?"


class PinRow(NamedTuple):
    """Whose PIN, and the hash that is kept of it."""

    person_id: int
    pin_hash: str


def active_people(database: Database) -> list[Person]:
    """Give the active persons by name."""
    return [_person(row) for row in database.rows(_ACTIVE)]


def archived_people(database: Database) -> list[Person]:
    """Give who left, by name."""
    return [_person(row) for row in database.rows(_ARCHIVED)]


def person_with_id(database: Database, person_id: int) -> Person:
    """Give one, active or not. Raises NotFound."""
    row = database.row(_WITH_ID, (person_id,)) if fits(person_id) else None
    if row is None:
        raise NotFound("There is no such person.")
    return _person(row)


def person_named(database: Database, name: str) -> Person | None:
    """Give the one of this name, active or not."""
    row = database.row(_NAMED, (name_key(name),))
    return None if row is None else _person(row)


def pin_rows(database: Database) -> list[PinRow]:
    """Give all PINs that open anything, owners first."""
    return [PinRow(*row) for row in database.rows(_HASHES)]


def has_pins(database: Database) -> bool:
    """Say whether anybody has a PIN."""
    return bool(database.value(_HAS_PINS))


def owners_with_pin(database: Database) -> int:
    """Count the owners who can get in."""
    count: int = database.value(_OWNERS)
    return count


def put_person(database: Database, person: Person, at: str) -> int:
    """Add (id 0) or change a person, inside a write; whoever left has no PIN any more,
    and none when they come back.
    """
    rights = " ".join(sorted(right.value for right in person.rights))
    flags = (int(person.is_owner), int(person.is_active))
    words = (person.name, name_key(person.name), rights, *flags, at)
    if not person.id:
        return database.insert(_INSERT, words)
    database.run(_UPDATE, (*words, person.id))
    return person.id


def put_pin(database: Database, person_id: int, pin_hash: str | None, at: str) -> None:
    """Keep the hash of a PIN, or none, inside a write."""
    database.run(_SET_PIN, (pin_hash, at, person_id))


def checked_person_name(text: str) -> str:
    """Give a name fit for a person. Raises InvalidInput."""
    name = typed(one_line(text))
    if not name or not name_key(name):
        raise InvalidInput("A person needs a name.")
    if len(name) > LONGEST_PERSON:
        raise InvalidInput(f"A person's name can have at most {LONGEST_PERSON} letters.")
    return name


def _person(row: Row) -> Person:
    person_id, name, rights, is_owner, has_pin, is_active = row
    return Person(
        person_id,
        name,
        _rights(rights),
        is_owner=bool(is_owner),
        has_pin=bool(has_pin),
        is_active=bool(is_active),
    )


def _rights(text: str) -> frozenset[Right]:
    """Read rights; one this version does not know gives nothing."""
    known = {right.value: right for right in Right}
    return frozenset(known[word] for word in text.split() if word in known)
