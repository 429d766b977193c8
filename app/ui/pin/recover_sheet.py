"""When the PIN is forgotten: the recovery code, a new PIN, and the next code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.domain.errors import InvalidInput, ShopError, WrongPin
from app.ui.actions import keycap
from app.ui.pin.new_pin import NewPin
from app.ui.pin.words import refusal_words, wait_of, wait_words
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.pad import NumberPad
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.sheet_parts import lay_beside_pad

_WIDTH, _HEIGHT = 780, 520
_LONGEST_CODE = 40


class RecoverSheet(Sheet):
    """Tries at the code are counted as those at a PIN."""

    recovered = Signal(str, object)
    """The next code, to be shown once, and the owner as Actor"""

    def __init__(self, shop: Shop, theme: Theme, sounds: Sounds, window: QWidget) -> None:
        super().__init__(
            theme, window, self.tr("Forgot the PIN?"), width=_WIDTH, height=_HEIGHT,
            delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("recover_sheet")
        self._shop, self._sounds = shop, sounds
        self.code = Field(theme, label=self.tr("Recovery code from the first start"), icon="lock")
        self.code.edit.setObjectName("recovery_code_edit")
        self.code.edit.setMaxLength(_LONGEST_CODE)
        self.pin = NewPin(theme)
        self.pad = NumberPad(theme, key_height=62, dot=False, as_phone=True)
        self.pin.feed_from(self.pad)
        self.save = PrimaryButton(theme, self.tr("Set the PIN"), key=keycap("primary"))
        self.save.setObjectName("recover_save")
        self.set_primary(self.save)
        self._lay_out(theme)
        self.code.text_changed.connect(self._forget_error)
        self.save.clicked.connect(self._try)
        shop.people.recovered.connect(self._on_recovered)
        shop.people.not_entered.connect(self._on_refused)

    def ask(self) -> None:
        self.open(self.code)

    def _lay_out(self, theme: Theme) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        about = self.tr("Type the code that was written down, then a new PIN for the owner.")
        left.addWidget(Label(theme, about, "body", "text2", wrap=True))
        left.addWidget(self.code)
        left.addWidget(self.pin)
        left.addStretch(1)
        lay_beside_pad(self.body, self.pad, self.save, (left, 430))

    @Slot()
    def _forget_error(self) -> None:
        self.code.set_error("")

    @Slot()
    def _try(self) -> None:
        if not self.code.text().strip():
            self.pin.point_at(self.code, self.tr("Type the recovery code first."))
            return
        pin = self.pin.answer()
        if pin:
            self.save.setEnabled(False)
            self._shop.people.recover(self.code.text(), pin)

    @Slot(str, object)
    def _on_recovered(self, code: str, owner: Actor) -> None:
        if self.is_open:
            self.pin.clear()
            self.code.set_text("")
            self.close_sheet()
            self.recovered.emit(code, owner)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self.is_open or self.save.isEnabled():
            return
        self.save.setEnabled(True)
        self._sounds.play("refused")
        if isinstance(problem, InvalidInput):
            self.pin.point_at(self.pin.first, problem.message)
            return
        sentence = refusal_words(problem)
        if isinstance(problem, WrongPin):
            sentence = self.tr("This is not the code.")
        seconds = wait_of(problem)
        self.pin.point_at(self.code, wait_words(seconds) if seconds else sentence)
        self.code.edit.setFocus(Qt.FocusReason.OtherFocusReason)
