"""Names that are given and taken away, also where a file that somebody has open keeps its name.

On Windows neither a file nor what it replaces may be open anywhere, and whatever looks at new
files, such as a search for viruses, has each of them open for a moment.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

WAIT_SECONDS = 5.0 if sys.platform == "win32" else 0.0
"""How long somebody may go on reading; then the fault is the caller's."""
_PAUSE_SECONDS = 0.05


def move(draft: Path, target: Path) -> None:
    """Give the draft the target's name, in one step. Raises OSError."""
    _patiently(lambda: draft.replace(target))


def remove(path: Path) -> None:
    """Remove a file that may be there. Raises OSError."""
    _patiently(lambda: path.unlink(missing_ok=True))


def _patiently(change: Callable[[], object]) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            change()
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
