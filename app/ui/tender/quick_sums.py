"""The sums people hand over: exactly what is due, and what the notes in use can make."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.domain.money import Money
from app.domain.tender import quick_amounts
from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_COUNT = 4


class QuickSums(QWidget):
    """Four tiles in a square; the one that equals the amount typed is lit."""

    chosen = Signal(object)  # Money

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._sums: list[Money] = []
        self.tiles: list[ChoiceTile] = []
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index in range(_COUNT):
            key = "" if index else keycap("exact")
            tile = ChoiceTile(theme, "", key=key, height=64, centered=True)
            tile.setObjectName(f"quick_{index}")
            self._group.addButton(tile, index)
            self.tiles.append(tile)
            grid.addWidget(tile, index // 2, index % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._group.idClicked.connect(self._choose)

    def offer(self, due: Money) -> None:
        """Offer the sums for an amount; tiles without a sum are not shown."""
        self._sums = [due, *quick_amounts(due)]
        for index, tile in enumerate(self.tiles):
            tile.setVisible(index < len(self._sums))
        for tile, money in zip(self.tiles[1:], self._sums[1:], strict=False):
            tile.setText(self._wording.round_money(money))
        self.tiles[0].setText(self.tr("Exact"))
        self.tiles[0].setAccessibleDescription(self._wording.money(due))

    def light(self, given: Money | None) -> None:
        """Light the tile of this amount, or none."""
        self._group.setExclusive(False)
        for tile, money in zip(self.tiles, self._sums, strict=False):
            tile.setChecked(money == given)
        self._group.setExclusive(True)

    def set_shut(self, shut: bool) -> None:
        for tile in self.tiles:
            tile.setEnabled(not shut)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(self._sums[index])
