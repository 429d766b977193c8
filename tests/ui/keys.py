"""Keys as a window gets them: a person's, with time between them, and a scanner's.

Keys typed by Qt's own test helpers carry no time of their own and would look like a scan, so
tests of whole windows type through here. Text and scans carry made-up timestamps and so never
wait; `press` takes the road of a real key, shortcuts included, so the window has to be active
(`QTest.qWaitForWindowActive`).
"""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

HUMAN_MS = 120
SCANNER_MS = 4
_REST_MS = 1_000
_HELD_MS = 60
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Time:
    """The moment of the last made-up key; always later than the computer's own."""

    now = 1_000_000_000


def type_text(window: QWidget, text: str, *, gap: int = HUMAN_MS) -> None:
    """Type text as a person does, each key let go before the next."""
    for letter in text:
        _Time.now += gap
        _send(window, QEvent.Type.KeyPress, _key_of(letter), letter, _Time.now)
        _send(window, QEvent.Type.KeyRelease, _key_of(letter), letter, _Time.now + _HELD_MS)
    _Time.now += _REST_MS


def scan(
    window: QWidget,
    code: str,
    *,
    end: Qt.Key = Qt.Key.Key_Return,
    gap: int = SCANNER_MS,
    then: Qt.Key | None = None,
) -> None:
    """Send a code as a scanner does; `then` is a second terminator right after the first."""
    for letter in code:
        _Time.now += gap
        _send(window, QEvent.Type.KeyPress, _key_of(letter), letter, _Time.now)
        _send(window, QEvent.Type.KeyRelease, _key_of(letter), letter, _Time.now)
    for key in (end,) if then is None else (end, then):
        _Time.now += gap
        text = "\t" if key == Qt.Key.Key_Tab else "\r"
        _send(window, QEvent.Type.KeyPress, key, text, _Time.now)
        _send(window, QEvent.Type.KeyRelease, key, text, _Time.now)
    _Time.now += _REST_MS


def press(
    window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1
) -> None:
    """Press and let go one key, shortcuts included."""
    for _ in range(times):
        QTest.keyClick(_handle(window), key, modifiers)


def key_event(
    kind: QEvent.Type,
    key: Qt.Key | int,
    text: str = "",
    *,
    at: int = 0,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    repeat: bool = False,
) -> QKeyEvent:
    """Make one key event with a timestamp in milliseconds; 0 means that it carries none."""
    event = QKeyEvent(kind, int(key), modifiers, text, repeat)
    event.setTimestamp(at)
    return event


def send(window: QWidget, event: QKeyEvent) -> None:
    """Hand an event to the window the way the platform does."""
    QCoreApplication.sendEvent(_handle(window), event)


def _send(window: QWidget, kind: QEvent.Type, key: int, text: str, at: int) -> None:
    modifiers = SHIFT if text.isupper() else NO_MODIFIER
    send(window, key_event(kind, key, text, at=at, modifiers=modifiers))


def _key_of(letter: str) -> int:
    return ord(letter.upper()) if len(letter.upper()) == 1 else Qt.Key.Key_unknown.value


def _handle(window: QWidget) -> QWindow:
    handle = window.window().windowHandle()
    if handle is None:
        raise AssertionError("show the window before keys are pressed")
    return handle
