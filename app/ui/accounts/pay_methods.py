"""How an account is paid: the shop's ways to pay but putting it on account."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.domain.tender import CASH, MethodKind, PaymentMethod
from app.ui.actions import keycap
from app.ui.tender.methods import ICONS
from app.ui.theme import Theme
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_HEIGHT = 48
_FEW = 6
_LARGE_TEXT = 1.15
"""Above it the words need the icon's room."""


class PayMethods(QWidget):
    """Tiles of which one is chosen, by Alt and its letter too."""

    chosen = Signal(object)  # PaymentMethod

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        methods: Sequence[PaymentMethod],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        usable = [each for each in methods if each.kind is not MethodKind.ACCOUNT]
        self.methods = [each for each in usable if each.is_shown] or [CASH]
        self.tiles: dict[str, ChoiceTile] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        columns = 3 if len(self.methods) <= _FEW else 4
        for index, method in enumerate(self.methods):
            tile = ChoiceTile(
                theme,
                wording.method(method.code),
                icon=ICONS[method.kind],
                height=_HEIGHT,
            )
            tile.setObjectName(f"pay_{method.code}")
            self._group.addButton(tile, index)
            self.tiles[method.code] = tile
            grid.addWidget(tile, index // columns, index % columns)
            self._add_key(method, tile)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self._group.idClicked.connect(self._choose)
        self._theme = theme
        theme.changed.connect(self._fit_text)
        self._fit_text()
        self.use(next((each for each in self.methods if each.is_cash), self.methods[0]))

    @property
    def rows(self) -> int:
        return -(-len(self.methods) // (3 if len(self.methods) <= _FEW else 4))

    def use(self, method: PaymentMethod) -> None:
        self.current = method
        self.tiles[method.code].setChecked(True)

    def set_shut(self, shut: bool) -> None:
        for tile in self.tiles.values():
            tile.setEnabled(not shut)

    @Slot()
    def _fit_text(self) -> None:
        is_large = self._theme.scale > _LARGE_TEXT
        for method in self.methods:
            self.tiles[method.code].set_icon("" if is_large else ICONS[method.kind])

    def _add_key(self, method: PaymentMethod, tile: ChoiceTile) -> None:
        key = f"Alt+{method.letter.upper()}" if method.letter else ""
        if not key or key == keycap("exact"):
            return
        action = QAction(tile.text(), self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(tile.click)
        tile.setToolTip(key)
        self.addAction(action)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.current = self.methods[index]
        self.chosen.emit(self.current)
