"""Finds what the operating system lacks, and brings it where that is allowed."""

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys

# What a bare Debian lacks for Qt's widgets: package, and the library by which it is recognised.
QT_LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libcups2": "libcups.so.2",
}


class SetupFailed(Exception):
    """The computer cannot be made ready; the text says what a person can do."""


def provide_system_packages() -> None:
    """Install what is missing, or raise SetupFailed with the one line to paste."""
    missing = missing_packages()
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetupFailed(
            f"This computer lacks {_listed(missing)} (as Debian calls them). "
            "Install them with its own package manager and start again."
        )
    prefix = _without_password()
    if prefix is None:
        raise SetupFailed(
            "Some system packages are missing. Paste this line, then start again:\n\n"
            f"  {line_to_paste(missing)}"
        )
    print(f"Installing {_listed(missing)} ...", file=sys.stderr, flush=True)
    _apt_get(prefix, missing)
    if still := missing_packages():
        raise SetupFailed(f"apt-get did not bring {_listed(still)}. Its words are above.")


def missing_packages() -> list[str]:
    """Name the Debian packages that this system lacks; nothing on other kinds of system."""
    if sys.platform != "linux":
        return []
    importlib.invalidate_caches()  # apt may just have brought it
    packages = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    return packages + [name for name, library in QT_LIBRARIES.items() if not _loads(library)]


def line_to_paste(packages: list[str]) -> str:
    """Return one line for a shell that installs the packages, asking for a password once."""
    both = f"apt-get update && apt-get install --yes {' '.join(packages)}"
    asker = "sudo sh -c" if shutil.which("sudo") else "su -c"
    return f"{asker} {shlex.quote(both)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _without_password() -> list[str] | None:
    """Return what makes a command run as root, or None where a person would be asked."""
    if sys.platform == "win32" or os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _apt_get(prefix: list[str], packages: list[str]) -> None:
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    install = [*apt_get, "install", "--yes", "--no-install-recommends", *packages]
    # A failing update is no reason to stop: one foreign archive out of reach is enough for it.
    for command in ([*apt_get, "update"], install):
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False)


def _listed(packages: list[str]) -> str:
    return ", ".join(packages)
