"""A sound at less than its full volume, for players that know only one."""

from __future__ import annotations

import array
import shutil
import sys
import tempfile
import wave
import weakref
from pathlib import Path

_FULL = 100
_SAMPLE_BYTES = 2


class Quieter:
    """Keeps the files it writes until it goes."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._made: dict[tuple[Path, int], Path] = {}

    def at(self, file: Path, volume: int) -> Path:
        """Give a file of the same sound at `volume` percent; the file itself when that is all.

        The samples have to be of 16 bits. Raises OSError.
        """
        if volume >= _FULL:
            return file
        if (file, volume) not in self._made:
            target = self._folder() / f"{file.stem}-{volume}.wav"
            _write(file, target, volume)
            self._made[file, volume] = target
        return self._made[file, volume]

    def _folder(self) -> Path:
        if self._place is None:
            self._place = Path(tempfile.mkdtemp(prefix="suki-sounds-"))
            # A sound that is still played keeps its file on Windows.
            weakref.finalize(self, shutil.rmtree, self._place, ignore_errors=True)
        return self._place


def _write(file: Path, target: Path, volume: int) -> None:
    with wave.open(str(file), "rb") as loud:
        layout, frames = loud.getparams(), loud.readframes(loud.getnframes())
    if layout.sampwidth != _SAMPLE_BYTES:
        raise ValueError("a sound has samples of 16 bits")
    samples = array.array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    softer = array.array("h", (sample * volume // _FULL for sample in samples))
    if sys.byteorder == "big":
        softer.byteswap()
    with wave.open(str(target), "wb") as quiet:
        quiet.setparams(layout)
        quiet.writeframes(softer.tobytes())
