"""Letters with which the till sends for something in a process of its own, for who is there."""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta

from app.domain.actor import Actor, Right
from app.domain.clock import from_utc_text, utc_text
from app.domain.errors import NotAllowed
from app.storage.database import Database

_SECRETS = """SELECT recovery_hash FROM pin_gate
UNION ALL SELECT pin_hash FROM users WHERE pin_hash IS NOT NULL"""
_HOLDS_FOR = timedelta(minutes=10)


def written(database: Database, by: Actor, now: datetime) -> str:
    """Give a letter for somebody, under the hashes that lie in this file alone."""
    rights = sorted(right.value for right in by.rights)
    words = json.dumps([by.name, by.person_id, rights, utc_text(now)])
    return f"{_seal(database, words)}:{words}"


def read(database: Database, letter: str, now: datetime) -> Actor:
    """Give for whom a letter was written. Raises NotAllowed when it is old, or not of this shop."""
    seal, _, words = letter.partition(":")
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(database, words).encode()):
        raise NotAllowed
    name, person_id, rights, at = json.loads(words)
    if not timedelta(0) <= now - from_utc_text(at) <= _HOLDS_FOR:
        raise NotAllowed
    return Actor(name, frozenset(map(Right, rights)), person_id)


def vouched(database: Database, nonce: str) -> str:
    """Give what only a reader of this file can say to these words. No letter's seal is like it."""
    return hmac.new(
        _key(database), f"till\n{nonce}".encode("utf-8", "replace"), "sha512"
    ).hexdigest()


def _seal(database: Database, words: str) -> str:
    return hmac.new(_key(database), words.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def _key(database: Database) -> bytes:
    return "\n".join(str(secret) for (secret,) in database.rows(_SECRETS)).encode()
