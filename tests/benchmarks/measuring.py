"""Two ways of doing the same, timed in turns in one run; what a busy machine adds falls away."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]
Clock = Callable[[], float]

LINES: list[str] = []
"""What was measured so far, a line each; conftest prints them at the end of the run."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of single goes, shortest first."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        return self.seconds[0]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def percentile(self, part: float) -> float:
        return self.seconds[min(int(len(self.seconds) * part), len(self.seconds) - 1)]


def timed(work: Work, goes: int, clock: Clock = time.thread_time) -> Timing:
    """Do the work again and again; CPU of this thread unless another clock is given."""
    return in_turns([work], goes, clock)[0]


def in_turns(works: Sequence[Work], goes: int, clock: Clock = time.thread_time) -> list[Timing]:
    """Give each work its go, round after round, so that all meet the same machine."""
    return prepared_in_turns([lambda work=work: work for work in works], goes, clock)  # type: ignore[misc]


def prepared_in_turns(
    makers: Sequence[Callable[[], Work]], goes: int, clock: Clock = time.thread_time
) -> list[Timing]:
    """As `in_turns`; what a go needs is made just before it, while the watch stands still."""
    seconds: list[list[float]] = [[] for _ in makers]
    gc.collect()
    gc.disable()
    try:
        for _ in range(goes):
            for make, kept in zip(makers, seconds, strict=True):
                work = make()
                begun = clock()
                work()
                kept.append(clock() - begun)
    finally:
        gc.enable()
    return [Timing(tuple(sorted(kept))) for kept in seconds]


def held_to_ratio(what: str, ours: float, floor: float, limit: float, floor_is: str) -> None:
    """Note ours beside its floor (seconds), and fail above the limit."""
    ratio = ours / floor
    _note(what, _time(ours), f"{_time(floor)} ({floor_is})", f"{ratio:.2f}x", f"{limit:g}x")
    assert ratio <= limit, LINES[-1]


def noted(what: str, ours: float, floor: float, floor_is: str) -> None:
    """Note ours beside a floor (seconds) that sets no limit."""
    _note(what, _time(ours), f"{_time(floor)} ({floor_is})", f"{ours / floor:.2f}x", "-")


def held_to(what: str, ours: float, limit: float, unit: str = "ms") -> None:
    """Note a figure without a floor, and fail above its limit."""
    _note(what, f"{ours:.3g} {unit}", "-", "-", f"{limit:g} {unit}")
    assert ours <= limit, LINES[-1]


def _note(what: str, ours: str, floor: str, ratio: str, limit: str) -> None:
    LINES.append(f"{what} | {ours} | {floor} | {ratio} | {limit}")


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"
