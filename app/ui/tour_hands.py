"""The hands and eyes of the tour: real keys into the real window, and pictures of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.window import MainWindow

log = logging.getLogger(__name__)

PATIENCE_MS = 10_000
SETTLE_MS = 250
_TYPING_MS = 60
"""Slower than any scanner, so that the gate takes it for a person."""
_BUSY_MS = 1_000


class TourFailed(AssertionError):
    """A step did not show what it should."""


class Hands(QObject):
    """Types, waits and takes pictures."""

    def __init__(self, window: MainWindow, pictures: Path) -> None:
        super().__init__()
        self._window = window
        self._pictures = pictures

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise TourFailed("the window is not on any screen")
        return handle

    def rest(self, milliseconds: int) -> None:
        """Let the window live. QTest's own wait keeps Python, and with it the storage thread."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop, loop.quit)
        loop.exec()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._handle(), key, modifier, _TYPING_MS)

    def type(self, text: str) -> None:
        """Type plain ASCII text, capitals with Shift."""
        shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
        for letter in text:
            key = Qt.Key(ord(letter.upper()))
            QTest.keyClick(self._handle(), key, shift if letter.isupper() else none, _TYPING_MS)
        self.rest(2 * _TYPING_MS)

    def scan(self, code: str) -> None:
        """Type as a scanner does, also where a busy machine lets its keys come late."""
        gate = self._window.gate
        usual = gate.gap
        gate.set_gap(_BUSY_MS)
        for letter in code:
            QTest.keyClick(self._handle(), Qt.Key(ord(letter)))
        QTest.keyClick(self._handle(), Qt.Key.Key_Return)
        gate.set_gap(usual)
        self.rest(SETTLE_MS)

    def tab_to(self, name: str) -> None:
        for _ in range(20):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise TourFailed(f"Tab never reached {name}")

    def until(self, what: str, condition: Callable[[], bool]) -> None:
        for _ in range(PATIENCE_MS // _TYPING_MS):
            if condition():
                return
            self.rest(_TYPING_MS)
        raise TourFailed(f"waited in vain until {what}")

    def picture(self, name: str, *, at_once: bool = False) -> None:
        if not at_once:
            self.rest(SETTLE_MS)
        path = self._pictures / f"{name}.png"
        if not self._window.grab().save(str(path)):
            raise TourFailed(f"{path} could not be written")
        log.info("picture %s", path.name)
