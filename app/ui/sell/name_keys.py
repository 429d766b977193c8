"""The keys that mean something of their own while a name is typed, and how the focus goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_KEEPS_TEXT = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
"""Ways to lose the focus for a moment; the text waits as it is."""


class NameKeys(QObject):
    """Tells a name's field what was pressed; every other key is the line edit's."""

    entered = Signal(bool)  # with Shift
    moved = Signal(int)  # rows: -1 up, 1 down
    escaped = Signal()
    swapped = Signal()
    tabbed = Signal()  # with something typed
    focus_left = Signal()

    # On the class too: Qt still filters while Python takes a closing window apart.
    _edit: QLineEdit | None = None

    def __init__(self, edit: QLineEdit, parent: QObject) -> None:
        super().__init__(parent)
        self._edit = edit
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:
            return False
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_swap(event):
                event.accept()  # not the chip's while somebody types
                return True
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        is_leaving = event.type() == QEvent.Type.FocusOut and self._edit.isVisible()
        if is_leaving and isinstance(event, QFocusEvent) and event.reason() not in _KEEPS_TEXT:
            self.focus_left.emit()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif _is_swap(event):
            self.swapped.emit()
        elif key == Qt.Key.Key_Tab and self._edit is not None and self._edit.text().strip():
            self.tabbed.emit()
        else:
            return False
        return True


def _is_swap(event: QKeyEvent) -> bool:
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return shift and event.key() == Qt.Key.Key_F3
