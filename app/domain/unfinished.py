"""The name under which a file is written until all of it is there."""

from __future__ import annotations

from pathlib import Path


def unfinished(path: Path) -> Path:
    """Give the name beside the file's own; whoever ends the writing early removes it."""
    return path.with_name(f".{path.name}.unfinished")
