"""Named buttons of which exactly one is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Exclusive(QButtonGroup):
    """Named buttons of which one is on; `chosen` is said only when a person chose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._named: dict[str, QAbstractButton] = {}
        self.setExclusive(True)
        self.buttonClicked.connect(self._clicked)

    def add(self, key: str, button: QAbstractButton) -> None:
        self._named[key] = button
        self.addButton(button)

    def named(self, key: str) -> QAbstractButton:
        return self._named[key]

    @property
    def current(self) -> str:
        checked = self.checkedButton()
        return next((key for key, button in self._named.items() if button is checked), "")

    def set_current(self, key: str) -> None:
        self._named[key].setChecked(True)

    def step(self, key: int) -> bool:
        """Move by arrow keys; say whether the key was one."""
        step = _STEPS.get(Qt.Key(key))
        if step is None or not self._named:
            return False
        keys = [name for name, button in self._named.items() if button.isEnabled()]
        at = keys.index(self.current) if self.current in keys else 0
        button = self._named[keys[(at + step) % len(keys)]]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
        return True

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self.current)
