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
_GAP = 8


class QuickSums(QWidget):
    """Four tiles in a square or in one row; the one that equals the amount typed is lit."""

    chosen = Signal(object)  # Money

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        *,
        name: str = "quick",
        columns: int = 2,
        room: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_sums")
        in_row = columns == _COUNT  # `room` is what the row has in width, 0 for enough
        height, type_name = (56, "button") if in_row else (64, "")
        self._theme, self._wording, self._room = theme, wording, room
        self._sums: list[Money] = []
        self.tiles: list[ChoiceTile] = []
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for index in range(_COUNT):
            key = "" if index else keycap("exact")
            tile = ChoiceTile(theme, "", key=key, height=height, centered=True, type_name=type_name)
            tile.setObjectName(f"{name}_{index}")
            self._group.addButton(tile, index)
            self.tiles.append(tile)
            grid.addWidget(tile, index // columns, index % columns)
        for column in range(0 if in_row else columns):
            grid.setColumnStretch(column, 1)
        self._group.idClicked.connect(self._choose)

    def offer(self, due: Money) -> None:
        """Offer the sums for an amount; tiles without a sum are not shown."""
        self._sums = [due, *quick_amounts(due)]
        for tile, money in zip(self.tiles[1:], self._sums[1:], strict=False):
            tile.setText(self._wording.round_money(money))
        self.tiles[0].setText(self.tr("Exact"))
        self.tiles[0].setAccessibleDescription(self._wording.money(due))
        fitting = self._fitting()
        for index, tile in enumerate(self.tiles):
            tile.setVisible(index < fitting)

    def light(self, given: Money | None) -> None:
        """Light the tile of this amount, or none."""
        self._group.setExclusive(False)
        for tile, money in zip(self.tiles, self._sums, strict=False):
            tile.setChecked(money == given)
        self._group.setExclusive(True)

    def set_shut(self, shut: bool) -> None:
        for tile in self.tiles:
            tile.setEnabled(not shut)

    def _fitting(self) -> int:
        """Say how many of the sums have room; amounts in the millions leave no room for four."""
        count = len(self._sums)
        if self._room:
            metrics = self._theme.metrics("button")
            widths = [metrics.horizontalAdvance(tile.text()) for tile in self.tiles[:count]]
            each = max(widths) + 2 * _GAP
            count = min(count, int((self._room + _GAP) // (each + _GAP)))
        return count

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(self._sums[index])
