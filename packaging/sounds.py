"""Make the till's three sounds: `python packaging/sounds.py` writes them into resources/sounds.

The same bytes come out on every machine: only additions and multiplications, which IEEE 754
rounds everywhere alike, and no sine from a C library.
"""

from __future__ import annotations

import struct
import wave
from collections.abc import Callable
from pathlib import Path

RATE = 22_050
FULL = 32_767
FADE_SECONDS = 0.004

Wave = Callable[[float], float]


def soft(phase: float) -> float:
    """Give a near-sine of a phase in turns, from two parabolas; -1 to 1."""
    part = phase - int(phase)
    return 16 * part * (0.5 - part) if part < 0.5 else -16 * (part - 0.5) * (1 - part)


def harsh(phase: float) -> float:
    """Add odd overtones, so that a small speaker still carries a low tone."""
    return 0.9 * soft(phase) + 0.35 * soft(3 * phase) + 0.2 * soft(5 * phase)


def note(form: Wave, hertz: float, seconds: float, loudness: float, decay: int) -> list[int]:
    """Give samples of one note; `decay` 0 holds it, a higher power lets it die away sooner."""
    count = int(RATE * seconds)
    fade = int(RATE * FADE_SECONDS)
    samples = []
    for n in range(count):
        level = loudness
        for _ in range(decay):
            level *= 1 - n / count
        level *= min(1.0, n / fade, (count - n) / fade)
        samples.append(round(FULL * level * form(hertz * n / RATE)))
    return samples


def added() -> list[int]:
    """A tick of 60 ms: short enough for a fast scanner."""
    return note(soft, 1_760, 0.06, 0.45, 2)


def refused() -> list[int]:
    """Two low tones, the loudest of the three: nobody may miss an unknown code."""
    return note(harsh, 330, 0.14, 0.95, 0) + note(harsh, 220, 0.16, 0.95, 1)


def complete() -> list[int]:
    """Two rising notes."""
    return note(soft, 659.26, 0.13, 0.5, 1) + note(soft, 987.77, 0.27, 0.5, 2)


SOUNDS = {"added.wav": added, "refused.wav": refused, "complete.wav": complete}


def write(folder: Path) -> None:
    """Write every sound into the folder: 22.05 kHz, one channel, 16 bits."""
    for name, samples in SOUNDS.items():
        tones = samples()
        with wave.open(str(folder / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(tones)}h", *tones))


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[1] / "resources" / "sounds")
