"""Which goods have a quick key, in which order, and what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.product import Product, QuickKey
from app.ui.sell.pick_list import PickList, PickModel
from app.ui.sell.product_finder import ProductFinder
from app.ui.sell.product_panel import ProductDelegate
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, IconButton, PrimaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

_WIDTH, _HEIGHT = 960, 620
_FOUND = 8


class EditKeysSheet(Sheet):
    """Search at the left, the keys at the right; nothing counts before Save."""

    saved = Signal(object)  # list of QuickKey

    def __init__(self, shop: Shop, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Choose quick keys"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("edit_keys_sheet")
        self._keys: list[QuickKey] = []
        self.search = Field(
            theme, icon="search", placeholder=self.tr("Product name or barcode"), clearable=True
        )
        self.search.edit.setObjectName("key_search")
        self.finder = ProductFinder(
            *(shop, theme, wording, self.search), list_name="keys_found", most=_FOUND, parent=self
        )
        self.found = self.finder.list
        self._chosen = PickModel(lambda product: str(product.full_name), self)
        self.chosen = PickList(theme, self._chosen, ProductDelegate(theme, wording), "keys_chosen")
        self.chosen.setAccessibleName(self.tr("Quick keys in their order"))
        self.chosen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.label = Field(theme, label=self.tr("Text on the key"), height=48, clearable=True)
        self.label.edit.setObjectName("key_label")
        self.up = IconButton(theme, "arrow-up", self.tr("Earlier"), size=48, framed=True)
        self.down = IconButton(theme, "arrow-down", self.tr("Later"), size=48, framed=True)
        self.remove = GhostButton(theme, self.tr("Take off"), icon="trash-2", height=48)
        for button, name in ((self.up, "up"), (self.down, "down"), (self.remove, "off")):
            button.setObjectName(f"key_{name}")
        self.save = PrimaryButton(theme, self.tr("Save"), icon="check", height=56)
        self.save.setObjectName("save_keys")
        self._lay_out(theme)
        self._connect()

    def edit(self, keys: Sequence[QuickKey]) -> None:
        """Open with the keys as they are."""
        self._keys = list(keys)
        self._show(0 if keys else -1)
        self.search.set_text("")
        self.finder.look()
        self.open(self.search)

    def show_problem(self, problem: ShopError) -> None:
        self.search.set_error(problem.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the product lit; Alt with an arrow moves the key lit; Del takes it off."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        typing = self.search.edit.hasFocus()
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        elif step is not None:
            if typing:
                self.finder.step(step)
            else:
                self._step(step)
        elif key == Qt.Key.Key_Delete and self.chosen.hasFocus():
            self._take_off()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and typing:
            self.finder.settle()
            self._add(self.found.lit)
        else:
            super().keyPressEvent(event)

    # Building

    def _lay_out(self, theme: Theme) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.found, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.up, self.down):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.remove)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(Label(theme, self.tr("Keys in their order"), "label", "text2"))
        right.addWidget(self.chosen, 1)
        right.addWidget(self.label)
        right.addLayout(line)
        right.addWidget(self.save)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(27, 20, 27, 23)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.found.picked.connect(self._add)
        self.chosen.picked.connect(self.chosen.light)
        self.chosen.selectionModel().currentChanged.connect(self._show_label)
        self.label.text_edited.connect(self._write_label)
        self.label.cleared.connect(self._write_label)
        self.up.clicked.connect(self._earlier)
        self.down.clicked.connect(self._later)
        self.remove.clicked.connect(self._take_off)
        self.save.clicked.connect(self._save)
        self.set_primary(self.save)

    # Slots

    @Slot(int)
    def _add(self, row: int) -> None:
        if 0 <= row < len(self.finder.products):
            product = self.finder.products[row]
            held = [key.product.id for key in self._keys]
            if product.id not in held:
                self._keys.append(QuickKey(product))
                held.append(product.id)
            self._show(held.index(product.id))
            self.search.select_all()

    @Slot()
    def _earlier(self) -> None:
        self._move(-1)

    @Slot()
    def _later(self) -> None:
        self._move(1)

    @Slot()
    def _take_off(self) -> None:
        at = self.chosen.lit
        if at >= 0:
            del self._keys[at]
            self._show(min(at, len(self._keys) - 1))

    @Slot()
    def _show_label(self) -> None:
        at = self.chosen.lit
        self.label.set_text(self._keys[at].label if 0 <= at < len(self._keys) else "")
        for widget in (self.label, self.up, self.down, self.remove):
            widget.setEnabled(at >= 0)

    @Slot()
    def _write_label(self) -> None:
        at = self.chosen.lit
        if at >= 0:
            text = self.label.text()
            self._keys[at] = replace(self._keys[at], label=" ".join(text.split()))
            self._chosen.rows = tuple(map(_face, self._keys))
            self.chosen.viewport().update()

    @Slot()
    def _save(self) -> None:
        self.saved.emit(list(self._keys))

    # Inside

    def _step(self, step: int) -> None:
        if self._keys:
            self.chosen.light(min(max(self.chosen.lit + step, 0), len(self._keys) - 1))

    def _move(self, step: int) -> None:
        at = self.chosen.lit
        if at >= 0 and 0 <= at + step < len(self._keys):
            self._keys.insert(at + step, self._keys.pop(at))
            self._show(at + step)

    def _show(self, lit: int) -> None:
        self._chosen.set_rows([_face(key) for key in self._keys])
        self.chosen.light(lit)
        self._show_label()


def _face(key: QuickKey) -> Product:
    """Give the product as its key shows it."""
    name = key.label or key.product.full_name
    return replace(key.product, name=name, variant="", stock=None)
