"""The moment of a restore: the old shop goes, the restored one stands in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.domain.clock import utc_text
from app.storage.backup_files import SIDECARS, copy_bytes, flush
from app.storage.classify import COPIES, FileState, refusal
from app.storage.file_uri import file_uri
from app.storage.moves import move, remove

WAIT_SECONDS = 5.0
"""For somebody who reads the shop at this moment."""


def swap(draft: Path, shop: Path, *, is_readable: bool) -> None:
    """Replace the shop by the draft, in an order that may end anywhere.

    First the old log is folded into the old shop, so that removing it loses nothing should this
    be the end; a log left beside the restored shop would be played over it. What is not readable
    was put away with its log.
    """
    if is_readable:
        _fold(shop)
    for ending in SIDECARS:
        remove(shop.with_name(shop.name + ending))
    flush(shop.parent)
    move(draft, shop)
    flush(shop.parent)


def put_away(shop: Path, now: datetime) -> Path:
    """Keep what cannot be read, byte for byte and with what lies beside it; gives the folder."""
    moment = utc_text(now)[:19].replace("-", "").replace(":", "")
    copies = shop.parent / COPIES
    copies.mkdir(exist_ok=True)
    number = 1
    while (place := copies / f"put-away-{moment}Z-{number}").exists():
        number += 1
    place.mkdir()
    for ending in ("", *SIDECARS):
        source = shop.with_name(shop.name + ending)
        if source.is_file():
            copy_bytes(source, place / source.name)
    flush(place)
    flush(copies)
    return place


def _fold(shop: Path) -> None:
    connection = sqlite3.connect(
        file_uri(shop, "mode=rw"),
        uri=True,
        isolation_level=None,
        timeout=WAIT_SECONDS,
    )
    with closing(connection):
        connection.execute("PRAGMA synchronous = FULL").fetchall()
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        raise refusal(FileState.LOCKED, shop)
