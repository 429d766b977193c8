"""One program per shop: a lock of the system's kernel, gone with the process that holds it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from app.domain.errors import StoreUnavailable, TillOpen
from app.storage.kernel_lock import try_lock

LOCK_NAME = "shop.lock"


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
            if not try_lock(self._descriptor):
                raise _till_open(holder(folder))
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())
        except TillOpen:
            os.close(self._descriptor)
            raise
        except OSError as error:
            os.close(self._descriptor)
            raise StoreUnavailable(f"The shop cannot be locked: {error.strerror}.") from error

    def release(self) -> None:
        """Let another program in."""
        os.close(self._descriptor)


def holder(folder: Path) -> int | None:
    """Give the process that took the lock last, to raise its window; it may be gone."""
    with contextlib.suppress(OSError, ValueError):
        return int((folder / LOCK_NAME).read_text(encoding="ascii"))
    return None


def _till_open(process: int | None) -> TillOpen:
    advice = f"It is process {process} on this computer." if process else ""
    return TillOpen(advice=advice)
