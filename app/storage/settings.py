"""The shop's own decisions, one row each, and how the last session ended."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from hashlib import blake2b
from typing import Any

from app.domain.actor import Actor, Right
from app.domain.clock import Clock
from app.domain.embedded import BarcodeRule
from app.domain.errors import InvalidInput
from app.domain.settings import ShopSettings
from app.storage.audit import note
from app.storage.database import Database
from app.storage.fit import storable, typed
from app.storage.rights import guarded, require
from app.storage.till import NAME_SHOP, SHOP_KEY, new_shop_mark

log = logging.getLogger(__name__)

_SHOP = "shop."
_COLUMNS = "columns."
_SHOP_NAME = "shop.shop_name"
_NEW_SHOP = ShopSettings("")
IS_OPEN = "session.is_open"
_ENDED_CLEANLY = "session.ended_cleanly"

_LOAD = "SELECT key, value FROM settings"
_VALUE = "SELECT value FROM settings WHERE key = ?"


@guarded
class SettingsRepository:
    """Settings on disk; see SettingsDrawer. A field that is new takes its default."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on an open shop."""
        self._database = database
        self._clock = clock

    def load(self, *, by: Actor) -> ShopSettings | None:
        """Give them; None before the first start was answered."""
        require(by, Right.SELL)
        return read_settings(self._database)

    def save(self, settings: ShopSettings, *, by: Actor) -> None:
        """Keep them."""
        require(by, Right.SETTINGS)
        before = self.load(by=by)
        settings = replace(
            settings,
            shop_name=typed(settings.shop_name),
            currency=typed(settings.currency),
            theme=typed(settings.theme),
            no_names=tuple(map(typed, settings.no_names)),
        )
        if settings.second_place != (before.second_place if before else ""):
            require(by, Right.BACKUPS)
        with self._database.write("save the settings"):
            _keep(self._database, {_SHOP + name: value for name, value in asdict(settings).items()})
            self._note(before, settings, by)

    # The columns of other people's files

    def columns(self, what: str, header: Sequence[str], *, by: Actor) -> dict[str, str]:
        """Give which column was which in a file with this header; empty where nobody said."""
        require(by, Right.IMPORT)
        text = self._database.value(_VALUE, (_columns_key(what, header),))
        return {} if text is None else dict(json.loads(str(text)))

    def keep_columns(
        self, what: str, header: Sequence[str], columns: Mapping[str, str], *, by: Actor
    ) -> None:
        """Remember it for the next file with this header.

        What holds a card's number is no header but a row of a file that has none.
        """
        require(by, Right.IMPORT)
        if any(typed(name) != name for name in columns.values()):
            return
        with self._database.write("remember the columns"):
            _keep(self._database, {_columns_key(what, header): dict(columns)})

    def _note(self, before: ShopSettings | None, after: ShopSettings, by: Actor) -> None:
        """Write every setting down that is another now."""
        for field in fields(ShopSettings):
            old, new = getattr(before, field.name, ""), getattr(after, field.name)
            if old != new:
                words = (field.name, _words(old), _words(new))
                note(self._database, by, "setting changed", *words, at=self._clock.now())


def _columns_key(what: str, header: Sequence[str]) -> str:
    digest = blake2b("\x1f".join(header).encode("utf-8", "ignore"), digest_size=16).hexdigest()
    return f"{_COLUMNS}{what}.{digest}"


def _words(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_settings(database: Database) -> ShopSettings | None:
    """Give the settings as they lie in the file, for the store's own work."""
    return _settings(dict(database.rows(_LOAD)))


def _settings(kept: Mapping[str, str]) -> ShopSettings | None:
    """Read what is there. What is missing or damaged is as in a new shop: the till opens."""
    if _SHOP_NAME not in kept:
        return None
    found: dict[str, Any] = {}
    for field in fields(ShopSettings):
        text = kept.get(_SHOP + field.name)
        if text is None:
            continue
        try:
            found[field.name] = _value(field.name, json.loads(text))
        except (ValueError, TypeError, KeyError, InvalidInput):
            log.warning("the setting %s is damaged and is as in a new shop", field.name)
    return ShopSettings(**{"shop_name": "", **found})


def _value(name: str, raw: object) -> object:
    """Give a setting of the type it has in a new shop. Raises TypeError and the like."""
    if name == "barcode_rules":
        return tuple(_rule(_checked(each, dict)) for each in _checked(raw, list))
    if name == "no_names":
        return tuple(_checked(each, str) for each in _checked(raw, list))
    return _checked(raw, type(getattr(_NEW_SHOP, name)))


def _rule(raw: Mapping[str, object]) -> BarcodeRule:
    return BarcodeRule(
        _checked(raw["prefix"], str),
        _checked(raw["code_length"], int),
        is_weight=_checked(raw["is_weight"], bool),
        decimals=_checked(raw["decimals"], int),
    )


def _checked(raw: object, wanted: type) -> Any:  # noqa: ANN401 - the type is in the argument
    if type(raw) is not wanted:  # a bool is an int, but no number of percent
        raise TypeError
    return raw


def is_session_open(database: Database) -> bool:
    """Say whether a till has the shop open, or had it when it ended without closing."""
    return bool(database.value(_VALUE, (IS_OPEN,)) == "true")


def begin_session(database: Database) -> bool:
    """Note that the till is open; gives whether the one before it was closed in order."""
    was_open = is_session_open(database)
    is_named = database.value(_VALUE, (SHOP_KEY,)) is not None
    with database.write("open the shop"):
        _keep(database, {IS_OPEN: True, _ENDED_CLEANLY: not was_open})
        if not is_named:  # it was made by a version that had no marks
            database.run(NAME_SHOP, (new_shop_mark(),))
    return not was_open


def end_session(database: Database) -> None:
    """Note that the till was closed in order."""
    with database.write("close the shop"):
        _keep(database, {IS_OPEN: False})


def ended_cleanly(database: Database) -> bool:
    """Say how the session before the open one ended; true when there was none."""
    value = database.value(_VALUE, (_ENDED_CLEANLY,))
    return bool(value != "false")


def _keep(database: Database, values: Mapping[str, object]) -> None:
    from app.storage.tables import Setting  # peewee, which only the writer ever needs

    rows = [{"key": key, "value": storable(json.dumps(value))} for key, value in values.items()]
    with database.peewee.bind_ctx([Setting]):
        Setting.insert_many(rows).on_conflict(
            conflict_target=[Setting.key], preserve=[Setting.value]
        ).execute()
