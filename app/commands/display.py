"""Whether a window has anywhere to appear; without a display Qt would abort the program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

WAIT_SECONDS = 3.0

_X_ADDRESS = re.compile(r"(?P<host>[^:]*):(?P<number>[0-9]+)(?:\.[0-9]+)?")
_X_FIRST_PORT = 6000


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Say whether a window can open: always so on Windows and macOS, elsewhere it is tried."""
    if platform in {"win32", "darwin"}:
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return True  # offscreen, minimal, vnc, linuxfb: they need none
    wayland = not chosen.startswith("xcb") and _answers_wayland(environment)
    return wayland or (not chosen.startswith("wayland") and _answers_x(environment))


def _answers_wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def _answers_x(environment: Mapping[str, str]) -> bool:
    found = _X_ADDRESS.fullmatch(environment.get("DISPLAY", ""))
    if not found:
        return False
    number = int(found["number"])
    if found["host"] in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _answers(path) or _answers(f"\0{path}")
    return _answers((found["host"], _X_FIRST_PORT + number))


def _answers(address: str | tuple[str, int]) -> bool:
    """Say whether somebody listens there: at a socket's path, or at a host and port."""
    import socket

    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    try:
        with socket.socket(family) as line:
            line.settimeout(WAIT_SECONDS)
            line.connect(address)
    except OSError:
        return False
    return True
