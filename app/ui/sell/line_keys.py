"""What keys do to the lines while nothing is being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class LineKeys(QObject):
    """Turns a key into a wish about the lines; scan field and table share one."""

    line_requested = Signal(int)  # -1 the one above, 1 the one below
    step_requested = Signal(int)  # -1 one fewer, 1 one more
    page_requested = Signal(int)
    remove_requested = Signal()
    charge_requested = Signal()

    def handle(self, event: QKeyEvent) -> bool:
        """Act on a key press; says whether it was one of these keys."""
        if event.modifiers() & ~_PLAIN:
            return False
        key = event.key()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not shifted:
            self.line_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_requested.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif event.text() in ("+", "-", "\N{MINUS SIGN}"):
            if not event.isAutoRepeat():  # held down, minus would empty the cart line by line
                self.step_requested.emit(1 if event.text() == "+" else -1)
        elif key == Qt.Key.Key_Delete and not shifted:
            if not event.isAutoRepeat():
                self.remove_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            if not event.isAutoRepeat():
                self.charge_requested.emit()
        else:
            return False
        return True
