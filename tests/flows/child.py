"""The real program in a process of its own, with steps to do once its shop is open.

Run as `python -m tests.flows.child COMMAND-LINE -- STEP...`. The steps: `scan:CODE`, `write:TEXT`,
`press:KEYS`, `tell:WORD` (said once the open cart is on disk), `heard` (Enter is heard by the
tender again), `die-after-commit`, `close`.
What a notice would show is printed instead, as nobody is there to close it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.__main__ import main
from app.domain.draft import draft_of
from app.storage.sales import SaleRepository
from app.ui import notices, start
from tests.ui import keys

_BREATH_MS = 5
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


def say(word: str) -> None:
    print(word, flush=True)


def tell(title: str, detail: str, parent: QWidget | None = None) -> None:
    say(f"notice: {title} | {detail}")


def offer(title: str, detail: str, way: str) -> bool:
    """Take no way out, as nobody is there."""
    tell(title, detail)
    return False


def die_after_commit() -> None:
    """Let the power fail after the sale is on disk and before anybody hears of it."""
    record = SaleRepository.record

    def record_and_die(*arguments: object, **named: object) -> object:
        record(*arguments, **named)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    SaleRepository.record = record_and_die  # type: ignore[method-assign, assignment]


class PlayedTill(start.Till):
    """Does its steps one after the other, with room for the program between them."""

    steps: ClassVar[list[str]] = []

    def start(self) -> None:
        self._clock = QTimer(self, interval=_BREATH_MS)
        self._clock.timeout.connect(self._next)
        self.shop.opened.connect(self._begin)
        self.shop.sale_recorded.connect(self._on_recorded)
        super().start()

    @Slot()
    def _begin(self) -> None:
        messages = self.window.toasts.current
        say("open" if messages is None else f"open: {messages.title}")
        self._clock.start()

    @Slot(object)
    def _on_recorded(self, recorded: object) -> None:
        say("recorded")

    @Slot()
    def _next(self) -> None:
        if not self.steps:
            return
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            return
        what, _, word = self.steps[0].partition(":")
        if what == "tell" and not self._is_kept():
            return
        if what == "heard" and self.window.checkout.tender.is_deaf:
            return
        self.steps.pop(0)
        self._do(what, word)

    def _do(self, what: str, word: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "scan": lambda: keys.scan(self.window, word),
            "write": lambda: keys.type_text(self.window, word),
            "press": lambda: self._press(word),
            "tell": lambda: say(word),
            "heard": lambda: None,
            "die-after-commit": die_after_commit,
            "close": self.window.close,
        }
        deeds[what]()

    def _press(self, word: str) -> None:
        *held, key = word.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= _MODIFIERS[name]
        keys.press(self.window, Qt.Key[f"Key_{key}"], modifiers)

    def _is_kept(self) -> bool:
        """Say whether the open cart is on disk as it stands."""
        kept = self.shop.reader.drafts.kept(by=self.shop.by)
        cart = self.window.sell.cart
        is_nothing = cart.is_empty and cart.customer is None and not cart.parts
        return kept == (None if is_nothing else draft_of(cart))


def play(arguments: list[str]) -> int:
    at = arguments.index("--")
    PlayedTill.steps = arguments[at + 1 :]
    start.Till = PlayedTill  # type: ignore[misc]
    notices.tell = tell
    notices.offer = offer
    return main(arguments[:at])


if __name__ == "__main__":
    sys.exit(play(sys.argv[1:]))
