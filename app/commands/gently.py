"""Work beside a selling till steps back from the processor."""

from __future__ import annotations

import os
import sys

_GENTLE = 10
_BELOW_NORMAL = 0x4000
"""Windows knows classes instead of degrees; this is the one below what a window has."""


def step_back() -> None:
    """Let everything else on this computer go first, for the rest of this process."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_GENTLE)
