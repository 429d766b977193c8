"""What Windows forbids, forbidden here as well: to move, replace or remove a file that is open.

Only this process's own files are looked at, those SQLite holds among them, and only what the
program itself does is refused; a test may take a file away from under it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import app

_PROGRAM = str(Path(app.__file__).parent)
_DESCRIPTORS = Path("/proc/self/fd")


def forbid_moving_open_files(patch: pytest.MonkeyPatch) -> None:
    """Guard every way a name is given or taken away; elsewhere than on Linux nobody can look."""
    if _DESCRIPTORS.is_dir():
        for name in ("replace", "rename", "unlink", "remove"):
            patch.setattr(os, name, _guarded(getattr(os, name)))


def _guarded(change: Callable[..., None]) -> Callable[..., None]:
    def careful(*paths: Any, **more: Any) -> None:
        if _is_the_program():
            for path in paths:
                _must_be_closed(_reachable(path, more.get("dir_fd")))
        change(*paths, **more)

    return careful


def _is_the_program() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame and not frame.f_code.co_filename.startswith(_PROGRAM):
        frame = frame.f_back
    return frame is not None


def _reachable(path: Any, folder: int | None) -> str:
    return os.fspath(path) if folder is None else f"{_DESCRIPTORS}/{folder}/{os.fspath(path)}"


def _must_be_closed(path: str) -> None:
    try:
        meant = Path(path).stat()
    except OSError:
        return
    for descriptor in _DESCRIPTORS.iterdir():
        try:
            held = descriptor.stat()
        except OSError:
            continue  # the one that read the list
        if os.path.samestat(meant, held):
            raise PermissionError(13, "The file is open in this very program", path)
