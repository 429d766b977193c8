"""What is most often paid on an account, one tap away: all of it, or whole notes."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.domain.money import ZERO, Money
from app.ui.theme import Theme
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_ROUND = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)


def round_sums(balance: Money) -> list[Money]:
    """Give the two largest sums of whole notes below a balance, the larger first."""
    return [Money(each) for each in _ROUND if each < balance.minor][-2:][::-1]


class PaymentSums(QWidget):
    """Tiles of which the one that is typed is lit, if it is among them."""

    chosen = Signal(object)  # Money

    def __init__(
        self, theme: Theme, wording: Wording, owed: Money, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        offers = [(self.tr("Full balance"), owed)] if owed > ZERO else []
        offers += [(wording.round_money(each), each) for each in round_sums(owed)]
        self.tiles: list[tuple[ChoiceTile, Money]] = []
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for index, (text, money) in enumerate(offers):
            tile = ChoiceTile(theme, text, height=52, centered=True)
            tile.setObjectName(f"payment_sum_{index}")
            self._group.addButton(tile, index)
            self.tiles.append((tile, money))
            row.addWidget(tile, 1)
        self._group.idClicked.connect(self._choose)

    def light(self, amount: Money | None) -> None:
        """Light the tile of this amount, or none."""
        self._group.setExclusive(False)
        for tile, money in self.tiles:
            tile.setChecked(money == amount)
        self._group.setExclusive(True)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(self.tiles[index][1])
