"""The list at the left of Settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.settings.section import Section
from app.ui.theme import Theme
from app.ui.widgets.buttons import Look
from app.ui.widgets.exclusive import Exclusive
from app.ui.widgets.toggles import ChoiceTile

_WIDTH = 220
_ROW = 48


class _Entry(ChoiceTile):
    """Looks like a chosen tile when it is open, and like plain words else."""

    def look(self) -> Look:
        if self.isChecked():
            return super().look()
        fill = "surface3" if self.underMouse() or self.isDown() else ""
        return Look(fill, "text2")

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _ROW)


class SectionList(QWidget):
    """Arrows move and open at once, as a tap does."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, sections: Sequence[Section], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_list")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._keys = Exclusive(self)
        for section in sections:
            entry = _Entry(theme, section.title, icon=section.icon, height=_ROW)
            entry.setObjectName(f"open_{section.key}")
            column.addWidget(entry)
            self._keys.add(section.key, entry)
        column.addStretch(1)
        self._keys.chosen.connect(self.chosen)
        self.set_current(sections[0].key)

    @property
    def current(self) -> str:
        return self._keys.current

    def set_current(self, name: str) -> None:
        """Tab stops at the open entry only: seven stops would be in the way of the page."""
        self._keys.set_current(name)
        for entry in self._keys.buttons():
            is_open = entry.isChecked()
            entry.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_open else Qt.FocusPolicy.NoFocus)

    def take_focus(self) -> None:
        self._keys.named(self.current).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.step(event.key()):
            super().keyPressEvent(event)
