"""The three sounds of the till, played by whatever the computer has for it."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from app.domain.resources import resource

Player = Callable[[Path, int], None]
"""Starts playing a file at a volume from 1 to 100 and returns at once."""

NAMES = ("added", "refused", "complete")
_FULL = 100


class Sounds:
    """Plays short sounds beside what the screen shows; silent where nothing can play them."""

    def __init__(
        self, *, volume: int = _FULL, enabled: bool = True, player: Player | None = None
    ) -> None:
        self._volume = volume
        self._enabled = enabled
        self._player = player

    def play(self, name: str) -> None:
        """Start the sound `added`, `refused` or `complete`, and go on."""
        if not self._enabled or self._volume <= 0:
            return
        if self._player is None:
            self._player = find_player()
        self._player(resource("sounds", f"{name}.wav"), self._volume)

    def set_enabled(self, enabled: bool) -> None:
        self._enabled = enabled

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0 to 100."""
        self._volume = max(0, min(_FULL, volume))


def find_player() -> Player:
    """Choose how this computer plays a file: looked for once, at the first sound."""
    if sys.platform == "win32":
        return _quietly(_play_on_windows)
    for program, arguments in _PROGRAMS.items():
        if path := shutil.which(program):
            player = _detached(path, arguments)
            return _quietly(player) if arguments is _alsa else player
    return _stay_silent


def _quietly(player: Player) -> Player:
    """Hand a player that knows no volume a file that is quieter itself."""
    from app.ui.quieter import Quieter

    quieter = Quieter()

    def play(file: Path, volume: int) -> None:
        try:
            file = quieter.at(file, volume)
        except OSError:
            return  # no room even for that: what is seen has to do
        player(file, volume)

    return play


def _detached(path: str, arguments: Callable[[int], list[str]]) -> Player:
    from PySide6.QtCore import QProcess

    def play(file: Path, volume: int) -> None:
        process = QProcess()
        process.setProgram(path)
        process.setArguments([*arguments(volume), str(file)])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()

    return play


def _pipewire(volume: int) -> list[str]:
    return [f"--volume={volume / _FULL:.2f}"]


def _pulse(volume: int) -> list[str]:
    return [f"--volume={volume * 65536 // _FULL}"]


def _alsa(_volume: int) -> list[str]:
    return ["-q"]


_PROGRAMS = {"pw-play": _pipewire, "paplay": _pulse, "aplay": _alsa}


def _stay_silent(_file: Path, _volume: int) -> None:
    """Nothing here can play: every sound has a twin on the screen."""


def _play_on_windows(file: Path, _volume: int) -> None:
    """A device that is looked for and not found takes its time, which is not the window's."""
    threading.Thread(target=_ask_windows, args=(file,), daemon=True).start()


def _ask_windows(file: Path) -> None:
    if sys.platform == "win32":
        import winsound

        how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        with contextlib.suppress(RuntimeError):  # no device, or it was unplugged
            winsound.PlaySound(str(file), how)
