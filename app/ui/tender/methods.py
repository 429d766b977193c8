"""How the customer pays: the ways this shop takes, and the way back to the cart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.domain.tender import MethodKind, PaymentMethod
from app.ui.actions import keycap
from app.ui.tender.account_stand import AccountStand
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, Look, SecondaryButton
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
    MethodKind.ACCOUNT: "notebook-pen",
}
_TILE, _GAP, _ROOM, _SMALLEST = 60, 8, 400, 44
_WAY_OUT = 80
"""What the reason and the button under a way to pay that cannot be used take away."""
_FEW, _MANY = 6, 8
"""With more the button stands in the tile's place; with many they stand closer."""


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
    account_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wording = theme, wording
        self.tiles: dict[str, ChoiceTile] = {}
        self._methods: list[PaymentMethod] = []
        self._names: list[str] = []
        self._keys: list[QAction] = []
        self._shut_out = ""
        self._is_shut = False
        self._group = QButtonGroup(self)
        self._holder = QWidget()  # Tab goes through children in their order, and tiles come late
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(_GAP)
        self.reason = Label(theme, "", "label", "text2", weight=400, wrap=True)
        self.reason.setObjectName("account_reason")
        self.account = SecondaryButton(theme, "", height=_SMALLEST)
        self.account.setObjectName("account_wish")
        self.account.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back = BackButton(
            theme, self.tr("Back to cart"), icon="arrow-left", key=keycap("back")
        )
        self.back.setObjectName("back_to_cart")
        self._lay_out(theme)
        self._group.idClicked.connect(self._choose)
        self.back.clicked.connect(self.back_requested)
        self.account.clicked.connect(self.account_requested)
        self.show_account("", "", "")

    def offer(self, methods: Sequence[PaymentMethod]) -> None:
        """Show these ways to pay; more than six make the tiles lower."""
        names = [self._wording.method(method.code) for method in methods]
        if (list(methods), names) != (self._methods, self._names):
            self._methods, self._names = list(methods), names
            self._build()

    def show_account(self, detail: str, reason: str, way_out: str) -> None:
        """Say on the tile what is left of the account; or why it cannot be used, and what can be
        done about it.
        """
        self._shut_out = reason
        self._share_room()
        tile = self._account_tile
        is_there = tile is not None and bool(reason)
        is_few = len(self._methods) <= _FEW
        if tile is not None:
            tile.setVisible(is_few or not reason)
            tile.set_detail("" if reason else detail)
            tile.setAccessibleDescription(reason or detail)
            tile.setEnabled(not (reason or self._is_shut))
        self.reason.setText(reason)
        self.reason.setVisible(is_there and is_few)
        self.account.setText(way_out)
        self.account.refresh()
        self.account.setToolTip(reason)
        self.account.setAccessibleDescription(reason)
        self.account.setVisible(is_there)

    def show_stand(self, stand: AccountStand | None, *, has_buyer: bool) -> None:
        """Say what is left of the account, or why there is none and what can be done."""
        if stand is not None:
            left = self.tr("{amount} left").format(amount=self._wording.round_money(stand.room))
            self.show_account(left, "", "")
        elif has_buyer:
            reason = self.tr("No account for this customer")
            self.show_account("", reason, self.tr("Open account"))
        else:
            reason = self.tr("Choose a customer first")
            self.show_account("", reason, self.tr("Pick an account"))

    def show_method(self, method: PaymentMethod) -> None:
        """Light the tile of this method, if it has one."""
        if method.code in self.tiles:
            self.tiles[method.code].setChecked(True)

    def set_shut(self, shut: bool) -> None:
        """Take no more answers while the sale is being saved."""
        self._is_shut = shut
        buttons: list[QAbstractButton] = [*self.tiles.values(), self.back, self.account]
        for button in buttons:
            button.setEnabled(not shut)
        tile = self._account_tile
        if tile is not None:
            tile.setEnabled(not (shut or self._shut_out))

    # Inside

    @property
    def account_method(self) -> PaymentMethod | None:
        """The way to pay that puts it on an account, where it is offered."""
        return next((each for each in self._methods if each.kind is MethodKind.ACCOUNT), None)

    @property
    def _account_tile(self) -> ChoiceTile | None:
        method = self.account_method
        return None if method is None else self.tiles.get(method.code)

    def _build(self) -> None:
        self._clear()
        for index, (method, name) in enumerate(zip(self._methods, self._names, strict=True)):
            self._add(index, method, name)
        self._share_room()

    def _share_room(self) -> None:
        """More ways to pay make the tiles lower, and so does one that needs something first."""
        count = len(self._methods)
        is_tight = self._account_tile is not None and bool(self._shut_out) and count <= _FEW
        gap = _GAP if count <= _MANY else _GAP // 2
        room = _ROOM - (_WAY_OUT if is_tight else 0)
        room = (room - gap * (count - 1)) // max(1, count)
        self._stack.setSpacing(gap)
        self._question.setVisible(count <= _MANY)
        for tile in self.tiles.values():
            tile.set_height(max(_SMALLEST, min(_TILE, room)))

    def _add(self, index: int, method: PaymentMethod, name: str) -> None:
        key = f"Alt+{method.letter.upper()}" if method.letter else ""
        if key == keycap("exact"):  # two actions with one key would both stay silent
            key = ""
        tile = ChoiceTile(self._theme, name, icon=ICONS[method.kind], key=key, height=_TILE)
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
        if tile is self._account_tile:
            action.triggered.connect(self._ask_for_account)
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
        self._question = Label(theme, question, "label", "text2", weight=400)
        column.addWidget(self._question)
        column.addWidget(self._holder)
        column.addWidget(self.reason)
        column.addWidget(self.account)
        column.addStretch(1)
        column.addWidget(self.back)

    @Slot()
    def _ask_for_account(self) -> None:
        """The key of a way to pay that cannot be used yet asks for what it lacks."""
        if self._shut_out and not self._is_shut:
            self.account_requested.emit()

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(self._methods[index])
