"""Tells a scanner's keys from a person's, for the whole window and before any widget sees them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

GAP_MS = 35
SHORTEST_SCAN = 4
QUIET_AFTER_MS = 120
_ARRIVAL_SLACK_MS = 10
"""Keys may reach us a little later than they were pressed; only the timestamp decides."""

_TERMINATORS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SHIFTS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KINDS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})


def monotonic_ms() -> int:
    """Give a moment for keys that carry none."""
    return time.monotonic_ns() // 1_000_000


class ScanGate(QObject):
    """Holds printable keys for as long as they could be a scan, then announces or replays them.

    Four or more keys, each at most `gap` ms after the one before by their own timestamps, and
    ended by Enter or Tab, are a scan. Everything else goes on to the window untouched, in order.
    """

    scanned = Signal(str)

    # On the class too: Qt still filters while Python takes a closing window apart.
    _window: QWidget | None = None
    _handle: QWindow | None = None
    _focused: QObject | None = None

    def __init__(
        self,
        window: QWidget,
        *,
        gap: int = GAP_MS,
        clock: Callable[[], int] = monotonic_ms,
        parent: QObject | None = None,
    ) -> None:
        """`clock` gives milliseconds and is asked only where a key carries no timestamp."""
        super().__init__(parent or window)
        self._window = window
        self._gap = gap
        self._clock = clock
        self._held: list[QKeyEvent] = []
        self._code = ""
        self._last_key = 0
        self._slowest = 0
        self._last_end: int | None = None
        self._swallowed: set[int] = set()
        self._is_replaying = False
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._wait_for_queued_keys)
        self._last_call = QTimer(self, singleShot=True, interval=0)
        self._last_call.timeout.connect(self.release)
        window.installEventFilter(self)
        self._take_handle()

    @property
    def gap(self) -> int:
        """The longest time between two keys of one scan, in milliseconds."""
        return self._gap

    @property
    def slowest(self) -> int:
        """The longest time between two keys of the last scan, in milliseconds."""
        return self._slowest

    def set_gap(self, milliseconds: int) -> None:
        """Allow for a slow wireless scanner: up to 100 ms."""
        self._gap = milliseconds

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange):
                self._take_handle()
            return False
        if event.type() == QEvent.Type.InputMethod:
            self.release()
            return False
        if watched is not self._handle:
            return False
        if self._is_replaying or event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._claims(event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._on_release(event)
        return self._on_press(event)

    @Slot()
    def release(self) -> None:
        """Pass on what is held: it was no scan."""
        held, self._held, self._code = self._held, [], ""
        self._patience.stop()
        self._last_call.stop()
        if held and self._handle is not None:
            self._is_replaying = True
            for event in held:
                QCoreApplication.sendEvent(self._handle, event)
            self._is_replaying = False

    # Inside

    def _on_press(self, event: QKeyEvent) -> bool:
        at = self._moment(event)
        if event.key() in _SHIFTS:
            return False
        if event.isAutoRepeat():
            return self._on_repeat(event)
        if _is_terminator(event):
            return self._on_terminator(event, at)
        if not self._follows(at):
            self.release()
        if not _is_printable(event):
            self.release()
            return False
        self._slowest = max(self._slowest, at - self._last_key) if self._held else 0
        self._hold(event)
        self._code += event.text()
        self._last_key = at
        self._patience.start(self._gap + _ARRIVAL_SLACK_MS)
        self._last_call.stop()
        return True

    def _on_terminator(self, event: QKeyEvent, at: int) -> bool:
        if self._ends_scan(at):
            code = self._code
            self._slowest = max(self._slowest, at - self._last_key)
            self._swallow_held(event)
            self._last_end = at
            self.scanned.emit(code)
            return True
        self.release()
        if self._last_end is not None and 0 <= at - self._last_end <= QUIET_AFTER_MS:
            self._swallowed.add(event.key())
            return True
        return False

    def _on_repeat(self, event: QKeyEvent) -> bool:
        """A key kept down is a person's; that of a scan's own Enter belongs to the scan."""
        if event.key() in self._swallowed:
            return True
        self.release()
        return False

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(event.key())
            return True
        if not any(held.key() == event.key() for held in self._held):
            return False
        if not self._follows(self._moment(event)):
            self.release()
            return False
        self._hold(event)
        return True

    def _claims(self, event: QKeyEvent) -> bool:
        """Keep shortcuts away from the end of a scan; before any other one held keys go first."""
        if event.key() in _SHIFTS:
            return False
        at = self._moment(event)
        if _is_terminator(event) and self._ends_scan(at):
            event.accept()
            return True
        if not (_is_printable(event) and self._follows(at)):
            self.release()
        return False

    def _ends_scan(self, at: int) -> bool:
        return len(self._code) >= SHORTEST_SCAN and self._follows(at)

    def _follows(self, at: int) -> bool:
        """Say whether a key at this moment can belong to the keys held."""
        return not self._held or 0 <= at - self._last_key <= self._gap

    def _hold(self, event: QKeyEvent) -> None:
        """Keep a copy: Qt takes the event itself back."""
        copy = QKeyEvent(
            event.type(),
            event.key(),
            event.modifiers(),
            event.nativeScanCode(),
            event.nativeVirtualKey(),
            event.nativeModifiers(),
            event.text(),
            event.isAutoRepeat(),
            event.count(),
        )
        copy.setTimestamp(event.timestamp())
        self._held.append(copy)

    def _swallow_held(self, terminator: QKeyEvent) -> None:
        """Drop the scan's keys, and remember whose letting go is still to come."""
        down = {held.key() for held in self._held if held.type() == QEvent.Type.KeyPress}
        up = {held.key() for held in self._held if held.type() == QEvent.Type.KeyRelease}
        self._swallowed |= (down - up) | {terminator.key()}
        self._held, self._code = [], ""
        self._patience.stop()
        self._last_call.stop()

    def _moment(self, event: QKeyEvent) -> int:
        return event.timestamp() or self._clock()

    @Slot()
    def _wait_for_queued_keys(self) -> None:
        """After a stall a timer may come before keys that were pressed earlier: let those in."""
        self._last_call.start()

    @Slot(QObject)
    def _watch_composed_letters(self, focused: QObject | None) -> None:
        """A letter made with a dead key goes straight to the field: held keys go before it."""
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = focused
        if focused is not None:
            focused.installEventFilter(self)

    def _take_handle(self) -> None:
        handle = None if self._window is None else self._window.windowHandle()
        if handle is not self._handle:
            if self._handle is not None and isValid(self._handle):
                self._handle.removeEventFilter(self)
            if handle is not None:
                handle.installEventFilter(self)
                handle.focusObjectChanged.connect(self._watch_composed_letters)
                self._watch_composed_letters(handle.focusObject())
            self._handle = handle


def _is_printable(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & ~_PLAIN


def _is_terminator(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.key() in _TERMINATORS and not event.modifiers() & ~keypad
