"""One program per shop: a lock of the system's kernel, gone with the process that holds it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from app.domain.errors import StoreUnavailable, TillOpen

LOCK_NAME = "shop.lock"

_LOCKED_BYTE = 1 << 30
"""Windows keeps others from reading locked bytes, so the one that is locked lies far behind."""

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ShopLock:
    """The right to write into a shop, held until `release` or the end of the process.

    The file stays behind on purpose: removing it would let two programs lock two files.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises TillOpen when another program holds it."""
        path = folder / LOCK_NAME
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise StoreUnavailable(
                "The shop's folder cannot be written to.",
                advice="Check that it exists and that you may write to it.",
            ) from error
        try:
            _take(self._descriptor)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())
        except (BlockingIOError, PermissionError) as error:
            os.close(self._descriptor)
            raise _till_open(holder(folder)) from error
        except OSError as error:
            os.close(self._descriptor)
            raise StoreUnavailable(f"The shop cannot be locked: {error.strerror}.") from error

    def release(self) -> None:
        """Let another program in."""
        os.close(self._descriptor)


def holder(folder: Path) -> int | None:
    """Give the process that took the lock last, to raise its window; it may be gone."""
    with contextlib.suppress(OSError, ValueError):
        return int((folder / LOCK_NAME).read_text())
    return None


def _till_open(process: int | None) -> TillOpen:
    advice = f"It is process {process} on this computer." if process else ""
    return TillOpen(advice=advice)
