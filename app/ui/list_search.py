"""The field over a list: the list is read when typing rests, and its keys work from the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.paged_view import MOVES

AT_WORDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
"""Keys that a field may want for its own text."""


class ListSearch(Field):
    """Says `rested` once for what was typed; a key in a hurry has it said at once."""

    rested = Signal()

    # On the class too: Qt still filters while Python takes a closing window apart.
    _move: Callable[[int], bool] | None = None
    _own_keys: frozenset[Qt.Key] = frozenset()

    def __init__(self, theme: Theme, placeholder: str, name: str) -> None:
        super().__init__(
            theme,
            icon="search",
            placeholder=placeholder,
            key=keycap("search"),
            height=48,
            clearable=True,
            type_name="line-item",
        )
        self.setObjectName(name)
        self._rest = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        self._rest.timeout.connect(self.rested)
        self.text_changed.connect(self._rest.start)

    def move_with(
        self, move: Callable[[int], bool], own_keys: frozenset[Qt.Key] = frozenset()
    ) -> None:
        """Hand the keys that move a list to it, except those that are the field's own."""
        self._move, self._own_keys = move, own_keys
        self.edit.installEventFilter(self)

    @property
    def searched(self) -> str:
        """What is typed, without what stands round it."""
        return self.text().strip()

    def settle(self) -> None:
        """Have the list follow what was typed now."""
        if self._rest.isActive():
            self.stop_waiting()
            self.rested.emit()

    def stop_waiting(self) -> None:
        """Say nothing for what was typed: the list is read anyway, or not at all."""
        self._rest.stop()

    @Slot()
    def begin(self) -> None:
        """Take the focus, ready to type over what is there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.select_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        move = self._move
        if move is None or not isinstance(event, QKeyEvent):
            return False
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.type() != QEvent.Type.KeyPress or not is_plain or event.key() in self._own_keys:
            return False
        if event.key() in MOVES:
            self.settle()
        return move(event.key())
