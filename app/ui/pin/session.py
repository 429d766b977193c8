"""Who acts at the till: somebody chosen without a PIN, or somebody let in by theirs."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Right
from app.domain.errors import ShopError
from app.ui.shop import Shop

_LOOK_EVERY_MS = 5_000
_MINUTE_MS = 60_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


def monotonic_ms() -> int:
    """Give a moment that no clock of the machine sets back."""
    return time.monotonic_ns() // 1_000_000


class Session(QObject):
    """Whoever entered a PIN stays until Lock, until somebody else is chosen, or for so many idle
    minutes as the shop decided; then the counter has the rights of the counter again.
    """

    locked = Signal()
    """What only the one who was there may see has to go"""

    def __init__(
        self,
        shop: Shop,
        window: QWidget,
        milliseconds: Callable[[], int] = monotonic_ms,
    ) -> None:
        """`milliseconds` counts up from anywhere."""
        super().__init__(window)
        self._shop, self._window = shop, window
        self._milliseconds = milliseconds
        self._chosen: int | None = None
        self._has_entered = False
        self._last_sign = 0
        self._handle: QWindow | None = None
        self._watch = QTimer(self, interval=_LOOK_EVERY_MS)
        self._watch.timeout.connect(self.look)

    @property
    def has_entered(self) -> bool:
        """Say whether somebody is there by their PIN."""
        return self._has_entered

    def may(self, right: Right) -> bool:
        return right in self._shop.by.rights

    def enter(self, actor: Actor) -> None:
        """Let somebody act whose PIN was right."""
        self._has_entered = True
        self._listen(self._window.windowHandle())
        self._last_sign = self._milliseconds()
        self._watch.start()
        self._shop.serve(actor)

    @Slot()
    def lock(self) -> None:
        """Take the rights of a PIN away; whoever was chosen at the till stays."""
        if self._has_entered:
            self._end()
            self._shop.serve(self._present())
            self.locked.emit()

    def choose(self, person_id: int | None) -> None:
        """Let somebody stand at the till without a PIN; whoever was in by one has left."""
        self._chosen = person_id
        had_entered = self._has_entered
        self._end()
        self._shop.serve(self._present())
        if had_entered:
            self.locked.emit()

    @Slot()
    def look(self) -> None:
        """Lock when nobody has touched the till for too long."""
        idle = self._milliseconds() - self._last_sign
        if self._has_entered and idle >= self._shop.settings.idle_minutes * _MINUTE_MS:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last_sign = self._milliseconds()
        return False

    # Inside

    def _end(self) -> None:
        self._has_entered = False
        self._watch.stop()
        self._listen(None)

    def _present(self) -> Actor:
        """Give who is at the till without a PIN; nobody at all where the shop cannot be asked."""
        try:
            people = self._shop.reader.people
            try:
                return people.present(self._chosen)
            except ShopError:  # the person left the shop meanwhile
                self._chosen = None
                return people.present()
        except ShopError:
            return Actor("", frozenset())

    def _listen(self, handle: QWindow | None) -> None:
        """Hear the window's keys and touches; only while it matters, as every one costs."""
        if self._handle is not None and self._handle is not handle:
            self._handle.removeEventFilter(self)
        if handle is not None and handle is not self._handle:
            handle.installEventFilter(self)
        self._handle = handle
