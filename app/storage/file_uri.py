"""How SQLite is told which file is meant, and how it may be opened."""

from __future__ import annotations

from pathlib import Path, PurePath


def file_uri(path: Path, how: str = "") -> str:
    """Give the address of a file; `how` is what follows the question mark."""
    return uri_of(path.absolute(), how)


def uri_of(path: PurePath, how: str = "") -> str:
    """Give the address of an absolute path.

    SQLite takes no server's name where an address has one, so that of a share begins the path.
    """
    uri = path.as_uri()
    if path.drive.startswith("\\\\"):
        uri = f"file://{uri.removeprefix('file:')}"
    return f"{uri}?{how}" if how else uri
