"""Locks of the system's kernel on an open file, gone with the process that holds them."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import errno
    import msvcrt
    import os

    _LOCKED_BYTE = 1 << 30
    """Others cannot read locked bytes there, so the one that is locked lies far behind."""
    _NO_FILE = {errno.EBADF, errno.EINVAL}

    def _took(descriptor: int, mode: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, mode, 1)
        except OSError as error:
            if error.errno in _NO_FILE:
                raise
            return False  # by a code of its own for each way of asking
        return True

    def try_lock(descriptor: int) -> bool:
        """Take the lock unless somebody has it; says whether that came about."""
        return _took(descriptor, msvcrt.LK_NBLCK)

    def wait_for_lock(descriptor: int) -> None:
        """Take the lock as soon as nobody has it; the system itself gives up after 10 seconds."""
        while not _took(descriptor, msvcrt.LK_LOCK):
            pass
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the lock unless somebody has it; says whether that came about."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Take the lock as soon as nobody has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)
