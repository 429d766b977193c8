"""Doors that are no method of a store: what works on a shop's folder and asks who is there."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from app.domain.actor import Actor
from app.domain.errors import NotAllowed, ShopError
from app.storage.classify import DATABASE_NAME, FileState, classify
from app.storage.lock import ShopLock
from app.storage.migrations import NEWEST
from app.storage.rights import refuse
from app.storage.writer import Writer

log = logging.getLogger(__name__)

_Asked = ParamSpec("_Asked")
_Given = TypeVar("_Given")


def door(function: Callable[_Asked, _Given]) -> Callable[_Asked, _Given]:
    """Write down every refusal of a function that takes a `folder` and, `by` name, who asks."""
    signature, name = inspect.signature(function), function.__name__

    @wraps(function)
    def watched(*things: _Asked.args, **named: _Asked.kwargs) -> _Given:
        try:
            return function(*things, **named)
        except NotAllowed as refusal:
            if not refusal.is_noted:
                refusal.is_noted = True
                asked = signature.bind(*things, **named).arguments
                _refuse(asked["folder"], asked["by"], name)
            raise

    return watched


def _refuse(folder: Path, by: Actor, what: str) -> None:
    """In the log always; in the file where there is one, and nobody has it open."""
    path = folder / DATABASE_NAME
    try:
        lock = ShopLock(folder) if path.exists() else None
    except ShopError:
        lock = None
    try:
        if lock is None or not _is_noted(path, by, what):
            log.warning("refused: %s by %s", what, by.name or "nobody by name")
    finally:
        if lock is not None:
            lock.release()


def _is_noted(path: Path, by: Actor, what: str) -> bool:
    if classify(path, NEWEST) is not FileState.OK:
        return False
    try:
        writer = Writer(path)
    except ShopError:
        return False
    try:
        refuse(writer, by, what)
    finally:
        writer.close()
    return True
