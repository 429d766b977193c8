"""How the customer pays: the ways this shop takes, and the way back to the cart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.domain.tender import MethodKind, PaymentMethod
from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, Look
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import paint_keycap, paint_text
from app.ui.widgets.toggles import ChoiceTile
from app.ui.wording import Wording

ICONS = {
    MethodKind.CASH: "banknote",
    MethodKind.CARD: "credit-card",
    MethodKind.WALLET: "qr-code",
    MethodKind.BANK: "landmark",
    MethodKind.CHEQUE: "file-pen",
}
_TILE, _GAP, _ROOM, _SMALLEST = 60, 8, 400, 44


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
    """One tile a method, of which one is chosen, by Alt and its letter too."""

    chosen = Signal(object)  # PaymentMethod
    back_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wording = theme, wording
        self.tiles: dict[str, ChoiceTile] = {}
        self._methods: list[PaymentMethod] = []
        self._names: list[str] = []
        self._keys: list[QAction] = []
        self._group = QButtonGroup(self)
        self._holder = QWidget()  # Tab goes through children in their order, and tiles come late
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(_GAP)
        self.back = BackButton(
            theme, self.tr("Back to cart"), icon="arrow-left", key=keycap("back")
        )
        self.back.setObjectName("back_to_cart")
        self._lay_out(theme)
        self._group.idClicked.connect(self._choose)
        self.back.clicked.connect(self.back_requested)

    def offer(self, methods: Sequence[PaymentMethod]) -> None:
        """Show these ways to pay; more than six make the tiles lower."""
        names = [self._wording.method(method.code) for method in methods]
        if (list(methods), names) == (self._methods, self._names):
            return
        self._clear()
        self._methods, self._names = list(methods), names
        room = (_ROOM - _GAP * (len(names) - 1)) // max(1, len(names))
        for index, (method, name) in enumerate(zip(methods, names, strict=True)):
            self._add(index, method, name, max(_SMALLEST, min(_TILE, room)))

    def show_method(self, method: PaymentMethod) -> None:
        """Light the tile of this method, if it has one."""
        if method.code in self.tiles:
            self.tiles[method.code].setChecked(True)

    def set_shut(self, shut: bool) -> None:
        """Take no more answers while the sale is being saved."""
        buttons: list[QAbstractButton] = [*self.tiles.values(), self.back]
        for button in buttons:
            button.setEnabled(not shut)

    # Inside

    def _add(self, index: int, method: PaymentMethod, name: str, height: int) -> None:
        key = f"Alt+{method.letter.upper()}" if method.letter else ""
        if key == keycap("exact"):  # two actions with one key would both stay silent
            key = ""
        tile = ChoiceTile(self._theme, name, icon=ICONS[method.kind], key=key, height=height)
        tile.setObjectName(f"method_{method.code}")
        self._group.addButton(tile, index)
        self._stack.addWidget(tile)
        self.tiles[method.code] = tile
        if key:
            self._keys.append(self._action(name, key, tile))

    def _action(self, name: str, key: str, tile: ChoiceTile) -> QAction:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(tile.click)
        self.addAction(action)
        return action

    def _clear(self) -> None:
        for tile in self.tiles.values():
            self._group.removeButton(tile)
            self._stack.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for action in self._keys:
            self.removeAction(action)
            action.setParent(None)
        self.tiles, self._keys = {}, []

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 24)
        column.setSpacing(_GAP)
        question = self.tr("How are they paying?")
        column.addWidget(Label(theme, question, "label", "text2", weight=400))
        column.addSpacing(2)
        column.addWidget(self._holder)
        column.addStretch(1)
        column.addWidget(self.back)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(self._methods[index])
