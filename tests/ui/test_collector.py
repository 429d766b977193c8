"""Qt's objects are taken apart in the window's thread and nowhere else."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from app.ui.collector import WindowThreadCollector


class Knot(QObject):
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def collector(qapp: object) -> Iterator[WindowThreadCollector]:
    was_enabled = gc.isenabled()
    made = WindowThreadCollector()
    yield made
    made.stop()
    if not was_enabled:
        gc.disable()


def allocate() -> None:
    """Make far more objects than Python's own collector waits for."""
    for _ in range(20):
        kept = [[number] for number in range(10_000)]
        del kept


def test_a_busy_thread_never_frees_what_the_window_left(collector: WindowThreadCollector) -> None:
    left = weakref.ref(Knot())
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert left() is not None


def test_the_window_frees_it_by_and_by(collector: WindowThreadCollector) -> None:
    left = weakref.ref(Knot())
    kept = [[number] for number in range(10_000)]
    collector.collect()
    assert left() is None
    assert len(kept) == 10_000


def test_nothing_is_done_while_there_is_little_to_do(
    collector: WindowThreadCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.collect()
    assert asked == []


def test_the_oldest_generation_that_is_due_is_collected(
    collector: WindowThreadCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (10**6, 10**6, 0))
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.collect()
    assert asked == [1]


def test_afterwards_python_collects_by_itself_again(qapp: object) -> None:
    was_enabled = gc.isenabled()
    made = WindowThreadCollector()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()


def test_what_is_here_to_stay_is_looked_at_no_more(collector: WindowThreadCollector) -> None:
    left = weakref.ref(Knot())
    collector.keep_what_is_there()
    gc.collect()
    assert left() is not None
    collector.stop()
    gc.collect()
    assert left() is None
