"""How the customer pays: the ways this shop takes, and the way back to the cart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.domain.tender import METHODS, MethodKind, PaymentMethod
from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, Look
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_keycap, paint_text
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

_ICONS = {
    MethodKind.CASH: "banknote",
    MethodKind.CARD: "credit-card",
    MethodKind.WALLET: "qr-code",
    MethodKind.BANK: "landmark",
    MethodKind.CHEQUE: "file-pen",
}


class BackButton(GhostButton):
    """Stands under the tiles like one of them: words at the left, key at the right."""

    def paint_content(self, painter: QPainter, look: Look) -> None:
        middle, right = self.height() / 2, self.width() - 16.0
        at = QPointF(16, round(middle - 10))
        self.theme.paint_icon(painter, at, self._icon_name, look.ink)
        cap = paint_keycap(
            painter, self.theme, right, middle, self.key, color=look.key_ink, edge=look.key_edge
        )
        words = QRectF(48, 0, cap.left() - 8 - 48, self.height())
        paint_text(painter, words, self.text(), self._font(), self.theme.color(look.ink))


class MethodColumn(QWidget):
    """One tile a method, of which one is chosen."""

    chosen = Signal(object)  # PaymentMethod
    back_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, ChoiceTile] = {}
        self._group = QButtonGroup(self)
        for index, method in enumerate(METHODS):
            words, key = wording.method(method.code), f"Alt+{method.letter}"
            tile = ChoiceTile(theme, words, icon=_ICONS[method.kind], key=key)
            tile.setObjectName(f"method_{method.code}")
            self._group.addButton(tile, index)
            self.tiles[method.code] = tile
        self.back = BackButton(
            theme, self.tr("Back to cart"), icon="arrow-left", key=keycap("back")
        )
        self.back.setObjectName("back_to_cart")
        self._lay_out(theme)
        self._group.idClicked.connect(self._choose)
        self.back.clicked.connect(self.back_requested)

    def show_method(self, method: PaymentMethod) -> None:
        self.tiles[method.code].setChecked(True)

    def set_shut(self, shut: bool) -> None:
        """Take no more answers while the sale is being saved."""
        buttons: list[QAbstractButton] = [*self.tiles.values(), self.back]
        for button in buttons:
            button.setEnabled(not shut)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 24)
        column.setSpacing(8)
        question = self.tr("How are they paying?")
        column.addWidget(Label(theme, question, "label", "text2", weight=400))
        column.addSpacing(2)
        for tile in self.tiles.values():
            column.addWidget(tile)
        column.addStretch(1)
        column.addWidget(self.back)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(METHODS[index])
