"""A PIN for somebody, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.names import one_line
from app.ui.actions import keycap
from app.ui.pin.new_pin import NewPin
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.sheet_parts import lay_beside_pad

_WIDTH, _HEIGHT = 760, 470
_LONGEST_NAME = 60


class NewPinSheet(Sheet):
    """Stays open until the PIN is saved, so that a refused one can be typed anew."""

    wished = Signal(str, str)
    """Name, empty where it was not asked, and PIN"""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        window: QWidget,
        title: str,
        *,
        name: str = "",
        asks_name: bool = False,
    ) -> None:
        super().__init__(theme, window, title, width=_WIDTH, height=_HEIGHT, delete_on_close=True)
        self.setObjectName("new_pin_sheet")
        self._asks_name = asks_name
        self.name = Field(theme, label=self.tr("Your name"), icon="user", parent=self)
        self.name.edit.setObjectName("new_pin_name")
        self.name.edit.setMaxLength(_LONGEST_NAME)
        self.name.set_text(name)
        self.name.setVisible(asks_name)
        self.pin = NewPin(theme)
        self.pad = NumberPad(theme, key_height=62, dot=False, as_phone=True)
        self.pin.feed_from(self.pad)
        self.save = PrimaryButton(theme, self.tr("Set the PIN"), key=keycap("primary"))
        self.save.setObjectName("save_new_pin")
        self.set_primary(self.save)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.name)
        left.addWidget(self.pin)
        left.addStretch(1)
        lay_beside_pad(self.body, self.pad, self.save, (left, 404))
        self.save.clicked.connect(self._wish)
        self.name.text_changed.connect(self._forget_error)
        shop.people.pin_set.connect(self._on_done)
        shop.people.begun.connect(self._on_done)
        shop.people.pin_refused.connect(self._on_refused)

    def ask(self) -> None:
        self.open(self.name if self._asks_name and not self.name.text() else self.pin.first)

    @Slot()
    def _forget_error(self) -> None:
        self.name.set_error("")

    @Slot()
    def _wish(self) -> None:
        name = one_line(self.name.text())
        if self._asks_name and not name:
            self.pin.point_at(self.name, self.tr("Type your name first."))
        elif pin := self.pin.answer():
            self.save.setEnabled(False)
            self.wished.emit(name, pin)

    @Slot()
    def _on_done(self) -> None:
        if not self.save.isEnabled():
            self.pin.clear()
            self.close_sheet()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self.save.isEnabled():
            self.save.setEnabled(True)
            self.pin.second.set_text("")
            words = f"{problem.message} {problem.advice}".strip()
            self.pin.point_at(self.pin.first, words)
