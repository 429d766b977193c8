"""Which version of the program a file needs: written by each step, read by whoever is too old."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from app.storage.file_uri import file_uri

KEEP_NEEDS = """INSERT INTO settings (key, value) VALUES ('identity.needs', ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value"""

_NEEDS = "SELECT value FROM settings WHERE key = 'identity.needs'"
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,30}")


def needs_text(version: str) -> str:
    """Give a version as it lies in the settings."""
    return json.dumps(version)


def needed_version(path: Path) -> str | None:
    """Give the version a file says it needs, None where it says nothing that can be read.

    Changes no byte: where no log is, nobody has the file open, and none is left behind.
    """
    has_log = path.with_name(f"{path.name}-wal").exists()
    uri = file_uri(path, f"mode=ro{'' if has_log else '&immutable=1'}")
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            row = connection.execute(_NEEDS).fetchone()
        version = json.loads(row[0]) if row else None
    except (sqlite3.Error, ValueError, TypeError):
        return None
    return version if isinstance(version, str) and _VERSION.fullmatch(version) else None


def of_newer_program(path: Path, said: str) -> str:
    """Complete a sentence about a newer file with the version it needs, where that is known."""
    version = needed_version(path)
    return f"{said}." if version is None else f"{said}: it needs Suki {version} or newer."
