"""Everything lies inside the one window: a part shown too early flashes as a window of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.flows.counter import RICE, Counter

Key = Qt.Key


class Watch(QObject):
    """Notes which widgets become windows of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange)
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched.objectName() or type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[list[str]]:
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch.seen
    qapp.removeEventFilter(watch)


def test_nothing_but_the_window_is_ever_a_window(windows: list[str], counter: Counter) -> None:
    counter.scan(RICE)
    for key in (Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F12, Key.Key_F1, Key.Key_F10):
        counter.press(key)
        counter.until(lambda: bool(counter.sheet))
        counter.escape()
        counter.until(lambda: not counter.sheet)
    counter.write("rice")
    counter.name("Maria")
    assert set(windows) == {"main_window"}
