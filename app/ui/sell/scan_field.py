"""The field that is always ready: codes, product names, `3*`, and keys for the lines."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput
from app.domain.money import Money
from app.domain.quantity import Quantity
from app.ui.actions import keycap
from app.ui.sell.line_keys import LineKeys
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.badge import Badge
from app.ui.widgets.field import Field
from app.ui.wording import Wording

_TIMES = re.compile(
    r"\s*(?P<sign>[^\s0-9.,*×]{0,4}?)\s*(?P<number>[0-9.,]+)\s*[*×]\s*(?P<rest>.*)", re.DOTALL
)
_BADGE_GAP = 8


class ScanField(Field):
    """Reads what is typed. Empty, its keys belong to the lines of the cart."""

    searched = Signal(str)
    entered = Signal(str)
    moved = Signal(int)
    escaped = Signal()
    quantity_refused = Signal(object)  # InvalidQuantity or InvalidAmount

    def __init__(
        self, theme: Theme, wording: Wording, keys: LineKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            icon="scan-barcode",
            key=keycap("scan_field"),
            height=theme.size("controlPrimary"),
            clearable=True,
            parent=parent,
        )
        self.setObjectName("scan_field")
        self.edit.setObjectName("scan_edit")
        self._wording = wording
        self._keys = keys
        self._asked: Quantity | Money | None = None
        self.turns: Callable[[int], bool] = _turns_nothing
        """Asked about Left and Right first: the list may have variants to choose from."""
        self._badge = Badge(theme, "", "accent", parent=self)
        self._badge.setObjectName("next_quantity")
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        self.edit.installEventFilter(self)
        self.text_edited.connect(self._read)
        self.cleared.connect(self._read_cleared)
        self._ask_for_item()

    # The next quantity

    @property
    def next_quantity(self) -> Quantity | Money | None:
        """What `3*` or `₱50*` asked for, until an item takes it."""
        return self._asked

    def set_next_quantity(self, asked: Quantity | Money | None) -> None:
        self._asked = asked
        self._badge.setVisible(asked is not None)
        if asked is not None:
            self._show_asked(asked)
        self._ask_for_item()
        self._place_badge()

    def start_over(self) -> None:
        """Empty the field; the next quantity stays until an item takes it."""
        self.edit.clear()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._leave_to_cart(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    # Inside

    def _show_asked(self, asked: Quantity | Money) -> None:
        if isinstance(asked, Money):
            text = self._wording.money(asked)
            words, spoken = self.tr("{amount} of"), self.tr("{amount} of the next item")
            self._badge.set(words.format(amount=text), "accent")
            announce(self.edit, spoken.format(amount=text))
            return
        text = self._wording.quantity(asked)
        self._badge.set(self.tr("{quantity} ×").format(quantity=text), "accent")
        announce(self.edit, self.tr("{quantity} of the next item").format(quantity=text))

    def _on_key(self, event: QKeyEvent) -> bool:
        if not self.text():
            return self._on_key_when_empty(event)
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat():
                self.entered.emit(self.text())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            return self.turns(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _on_key_when_empty(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._asked is not None:
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
                self.set_next_quantity(None)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return True  # three of nothing is no wish to pay
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return self._keys.handle(event)

    @staticmethod
    def _leave_to_cart(event: QKeyEvent) -> bool:
        """Undo means the cart here, not the letters: keep the line edit from claiming it."""
        undo = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if any(event.matches(key) for key in undo):
            event.ignore()
            return True
        return False

    @Slot(str)
    def _read(self, text: str) -> None:
        found = _TIMES.fullmatch(text)
        if found and self._is_sign(found["sign"]):
            text, words = found["rest"], self._wording
            self.edit.setText(text)
            parse = words.parse_amount if found["sign"] else words.parse_quantity
            try:
                self.set_next_quantity(parse(found["number"]))
            except InvalidInput as problem:
                self.quantity_refused.emit(problem)
        self.searched.emit(text)

    def _is_sign(self, sign: str) -> bool:
        """Say whether this stands for the shop's currency, or for nothing; P is a peso sign."""
        currency = self._wording.currency
        return sign in ("", currency) or (currency == "\N{PESO SIGN}" and sign in ("P", "p"))

    @Slot()
    def _read_cleared(self) -> None:
        self.searched.emit("")

    def _ask_for_item(self) -> None:
        hint = self.tr("Scan a barcode or type a product name")
        if self._asked is not None:
            hint = self.tr("Scan or type the item")
        self.set_placeholder(hint)
        self.set_accessible_name(hint)

    def _place_badge(self) -> None:
        room = 0
        if self._asked is not None:
            size = self._badge.sizeHint()
            room = size.width() + _BADGE_GAP
            place = self.edit.geometry()
            top = place.center().y() - size.height() // 2
            self._badge.setGeometry(place.left() + 2, top, size.width(), size.height())
            self._badge.raise_()
        self.edit.setTextMargins(room, 0, 0, 0)


def _turns_nothing(step: int) -> bool:
    return step == 0
