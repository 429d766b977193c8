"""Quick keys where they are always at hand: a strip under the cart, a column beside a wide one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.actions import keycap
from app.ui.sell.key_button import KeyButton
from app.ui.sell.key_tabs import KeyTabs
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, SoftButton
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_box, paint_text
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.product import QuickKey

ON_STRIP = 6
STRIP_HEIGHT = 60
COLUMN_WIDTH = 340
_ALL_WIDTH = 124
_COLUMN_KEY = 84
_HEAD = 48
_GAP = 8


class NoKeys(QWidget):
    """What stands there before anyone chose a key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("no_quick_keys")
        self._theme = theme
        self._text = self.tr("Goods without a barcode can have a key here.")
        self.setAccessibleName(self._text)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        color = self._theme.color
        paint_box(painter, box, self._theme.radius("control"), edge=color("border"))
        inner = box.adjusted(16, 0, -16, 0)
        font = self._theme.font("body")
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        paint_text(painter, inner, self._text, font, color("text2"), align)


class KeyBar(QWidget):
    """Holds as many keys as it has room for; the rest are in the sheet of all keys."""

    pressed = Signal(object)  # QuickKey
    all_requested = Signal()
    edit_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._wording = theme, wording
        self._keys: tuple[QuickKey, ...] = ()
        self.buttons: list[KeyButton] = []
        self.empty = NoKeys(theme)
        self.all = SoftButton(
            theme, self.tr("All keys"), icon="layout-grid", height=STRIP_HEIGHT, type_name="button"
        )
        self.all.setObjectName("all_keys")
        self.all.setToolTip(keycap("all_keys"))
        self.all.clicked.connect(self._ask_for_more)

    def show_keys(self, keys: Sequence[QuickKey]) -> None:
        self._keys = tuple(keys)
        self.all.setText(self.tr("All keys") if keys else self.tr("Add"))
        self.all.set_icon("layout-grid" if keys else "plus")
        self.empty.setVisible(not keys)
        self._fill()

    def wanted(self) -> Sequence[QuickKey]:
        """Give the keys to show, as far as there is room."""
        return self._keys

    def room(self) -> int:
        """How many keys fit."""
        return ON_STRIP

    def place(self, button: KeyButton, index: int) -> None:
        """Give a new button its place."""
        raise AssertionError("each bar has its own places")

    def set_shut(self, shut: bool) -> None:
        """While a sale is being saved nothing is added."""
        for button in self.buttons:
            button.setEnabled(not shut)

    # Inside

    @Slot()
    def _fill(self) -> None:
        shown = self.wanted()[: self.room()]
        while len(self.buttons) < len(shown):
            button = KeyButton(self.theme, self._wording, height=self._key_height(), parent=self)
            button.setObjectName(f"quick_key_{len(self.buttons)}")
            button.clicked.connect(self._press)
            self.place(button, len(self.buttons))
            self.buttons.append(button)
        for index, button in enumerate(self.buttons):
            button.hold(shown[index] if index < len(shown) else None)

    def _key_height(self) -> int:
        return STRIP_HEIGHT

    @Slot()
    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and button.held is not None:
            self.pressed.emit(button.held)

    @Slot()
    def _ask_for_more(self) -> None:
        if self._keys:
            self.all_requested.emit()
        else:
            self.edit_requested.emit()


class KeyStrip(KeyBar):
    """Six keys and the way to all of them."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(theme, wording, parent)
        self.setObjectName("key_strip")
        self.setFixedHeight(STRIP_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.empty, 1)
        self._row.addWidget(self.all)
        self.all.setFixedWidth(_ALL_WIDTH)

    def place(self, button: KeyButton, index: int) -> None:
        self._row.insertWidget(index, button, 1)


class KeyColumn(KeyBar):
    """Two keys in each row, as many rows as the window is high, by kind of goods."""

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(theme, wording, parent)
        self.setObjectName("key_column")
        self.setFixedWidth(COLUMN_WIDTH)
        self.edit = GhostButton(theme, self.tr("Edit"), icon="pencil")
        self.edit.setObjectName("edit_keys")
        self.edit.clicked.connect(self.edit_requested)
        self.tabs = KeyTabs(theme, COLUMN_WIDTH, most=7)
        self.tabs.chosen.connect(self._fill)
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Quick keys"), "section"), 1)
        head.addWidget(self.edit)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.empty.setFixedHeight(STRIP_HEIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.empty)
        whole.addWidget(self.tabs)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        whole.addWidget(self.all)

    def show_keys(self, keys: Sequence[QuickKey]) -> None:
        self.tabs.show_kinds(keys)
        super().show_keys(keys)

    def wanted(self) -> Sequence[QuickKey]:
        return self.tabs.of_current(self._keys)

    def room(self) -> int:
        free = self.height() - _HEAD - STRIP_HEIGHT - 3 * 12 - self.tabs.needed_height
        return 2 * max(1, free // (_COLUMN_KEY + _GAP))

    def place(self, button: KeyButton, index: int) -> None:
        self._grid.addWidget(button, index // 2, index % 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._fill()

    def _key_height(self) -> int:
        return _COLUMN_KEY
