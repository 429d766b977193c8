"""The quick keys by the kind of goods: all of them first, then one kind after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.exclusive import Exclusive
from app.ui.widgets.toggles import Chip

if TYPE_CHECKING:
    from app.domain.product import QuickKey

ALL = ""
_HEIGHT = 48
_GAP = 8
_MARGIN = 28


class KeyTab(Chip):
    """Narrower than its word if need be; the whole word is in the tooltip."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, height=_HEIGHT, type_name="button-sm")
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _HEIGHT)


class KeyTabs(QWidget):
    """Shown where the keys are of more than one kind; the kinds come in the order of the keys."""

    chosen = Signal(str)  # a category, ALL for every key

    def __init__(self, theme: Theme, room: int, most: int) -> None:
        """`room` is how wide a row may be, `most` how many tabs there are at most."""
        super().__init__()
        self._theme, self._room, self._most = theme, room, most
        self._kinds: tuple[str, ...] = ()
        self._group = Exclusive(self)
        self._rows: list[QHBoxLayout] = []
        self.tabs: list[KeyTab] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self.setObjectName("key_tabs")
        self.hide()
        theme.changed.connect(self._place)

    @property
    def current(self) -> str:
        return self._group.current if self._kinds else ALL

    @property
    def needed_height(self) -> int:
        """How much of a column they take, the gap under them included."""
        return len(self._rows) * (_HEIGHT + _GAP)

    def show_kinds(self, keys: Sequence[QuickKey]) -> None:
        """Make a tab for each kind of goods; the chosen one stays chosen while it is there."""
        found = dict.fromkeys(key.product.category for key in keys if key.product.category)
        kinds = tuple(found)[: self._most - 1] if len(found) > 1 else ()
        if kinds == self._kinds:
            return
        before, self._kinds = self.current, kinds
        self._build()
        if kinds:
            self._group.set_current(before if before in kinds else ALL)
        self.setVisible(bool(kinds))

    def of_current(self, keys: Sequence[QuickKey]) -> tuple[QuickKey, ...]:
        """Give the keys of the chosen kind."""
        kind = self.current
        return tuple(key for key in keys if kind in (ALL, key.product.category))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._group.step(event.key()):
            super().keyPressEvent(event)

    def _build(self) -> None:
        for tab in self.tabs:
            tab.hide()
            tab.deleteLater()
        self._group.deleteLater()
        self._group = Exclusive(self)
        self._group.chosen.connect(self._on_chosen)
        self.tabs = []
        for at, kind in enumerate((ALL, *self._kinds) if self._kinds else ()):
            tab = KeyTab(self._theme, kind or self.tr("Favourites"))
            tab.setObjectName(f"key_tab_{at}")
            self._group.add(kind, tab)
            self.tabs.append(tab)
        self._place()

    @Slot()
    def _place(self) -> None:
        """Fill row after row with as many tabs as their words leave room for."""
        for row in self._rows:
            for tab in self.tabs:
                row.removeWidget(tab)
            self._column.removeItem(row)
            row.deleteLater()
        self._rows, used = [], self._room
        for tab in self.tabs:
            wide = self._wide(tab)
            if used + _GAP + wide > self._room:
                self._rows.append(QHBoxLayout())
                self._rows[-1].setSpacing(_GAP)
                self._column.addLayout(self._rows[-1])
                used = -_GAP
            used += _GAP + wide
            self._rows[-1].addWidget(tab, wide)

    def _wide(self, tab: KeyTab) -> int:
        words = self._theme.metrics("button-sm").horizontalAdvance(tab.text())
        return min(round(words) + _MARGIN, self._room)

    @Slot(str)
    def _on_chosen(self, kind: str) -> None:
        self.chosen.emit(kind)
