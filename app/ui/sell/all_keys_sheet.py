"""Every quick key, for a finger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import keycap
from app.ui.sell.key_button import KeyButton
from app.ui.sell.key_tabs import KeyTabs
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.rows import style_view
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.states import EmptyState
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.product import QuickKey

_WIDTH, _HEIGHT = 960, 600
_COLUMNS = 5


class AllKeysSheet(Sheet):
    """A grid that scrolls; a key sells and closes."""

    pressed = Signal(object)  # QuickKey
    item_requested = Signal()
    edit_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("All keys"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("all_keys_sheet")
        self._wording = wording
        self.buttons: list[KeyButton] = []
        self._keys: tuple[QuickKey, ...] = ()
        self.tabs = KeyTabs(theme, _WIDTH - 2 * 27, most=16)
        self._place = QWidget()
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(27, 16, 27, 16)
        self._grid.setSpacing(8)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.none = EmptyState(
            theme,
            "layout-grid",
            self.tr("No quick keys yet"),
            self.tr("Choose the goods that have no barcode, and they are one tap away."),
        )
        self.none.setObjectName("no_quick_keys")
        self.item = SecondaryButton(
            theme, self.tr("Item without a code"), icon="tag", key=keycap("item")
        )
        self.item.setObjectName("item_without_code")
        self.edit = SecondaryButton(theme, self.tr("Choose keys"), icon="pencil")
        self.edit.setObjectName("choose_keys")
        self._lay_out(theme)
        self.item.clicked.connect(self._ask_item)
        self.edit.clicked.connect(self._ask_edit)
        self.tabs.chosen.connect(self._fill)

    def show_keys(self, keys: Sequence[QuickKey]) -> None:
        """Open with all of them, or those of the kind chosen before."""
        self._keys = tuple(keys)
        self.tabs.show_kinds(keys)
        self._fill()
        self.none.setVisible(not keys)
        self._scroll.setVisible(bool(keys))
        self.open(self.buttons[0] if keys else self.item)

    @Slot()
    def _fill(self) -> None:
        keys = self.tabs.of_current(self._keys)
        while len(self.buttons) < len(keys):
            button = KeyButton(self.theme, self._wording, height=72, parent=self._place)
            at = len(self.buttons)
            button.setObjectName(f"key_{at}")
            button.clicked.connect(self._press)
            self._grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
            self.buttons.append(button)
        for index, button in enumerate(self.buttons):
            button.hold(keys[index] if index < len(keys) else None)

    def _lay_out(self, theme: Theme) -> None:
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("all_keys_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style_view(theme, scroll)
        scroll.setWidget(self._place)
        self._place.setAutoFillBackground(False)  # setWidget turned it on
        buttons = QHBoxLayout()
        buttons.setContentsMargins(27, 16, 27, 18)
        buttons.setSpacing(8)
        buttons.addWidget(self.item)
        buttons.addStretch(1)
        buttons.addWidget(self.edit)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(27, 16, 27, 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(scroll, 1)
        column.addWidget(self.none, 1)
        column.addWidget(Divider(theme))
        column.addLayout(buttons)

    @Slot()
    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and button.held is not None:
            self.close_sheet()
            self.pressed.emit(button.held)

    @Slot()
    def _ask_item(self) -> None:
        self.close_sheet()
        self.item_requested.emit()

    @Slot()
    def _ask_edit(self) -> None:
        self.close_sheet()
        self.edit_requested.emit()
