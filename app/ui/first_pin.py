"""The step of the first start that gives the owner a PIN, and the code for when it is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.names import one_line
from app.ui.actions import keycap
from app.ui.pin.code_view import RecoveryCodeView
from app.ui.pin.new_pin import NewPin
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, PrimaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.pad import NumberPad

_LONGEST_NAME = 60
_KEY_HEIGHT = 62


class FirstPin(QWidget):
    """Name and PIN, or none for a shop of one; then the recovery code, once."""

    wished = Signal(str, str)
    """The owner's name and PIN"""
    skipped = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Field(theme, label=self.tr("Your name"), icon="user")
        self.name.edit.setObjectName("owner_name")
        self.name.edit.setMaxLength(_LONGEST_NAME)
        self.pin = NewPin(theme)
        self.pad = NumberPad(theme, key_height=_KEY_HEIGHT, dot=False, as_phone=True)
        self.pin.feed_from(self.pad)
        self.code = RecoveryCodeView(theme)
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("first_pin_problem")
        self.skip = GhostButton(theme, self.tr("Skip, I work alone"), height=56)
        self.skip.setObjectName("skip_pin")
        self.go_on = PrimaryButton(theme, self.tr("Set the PIN"), key=keycap("primary"))
        self.go_on.setObjectName("set_first_pin")
        self.title = Label(theme, self.tr("Owner PIN"), "page-title")
        self.about = Label(theme, self._why(), "body-lg", "text2", wrap=True)
        self.cards = QStackedWidget()
        self._lay_out(theme)
        self.go_on.clicked.connect(self._answer)
        self.skip.clicked.connect(self.skipped)
        self.pin.submitted.connect(self._answer)
        self.name.submitted.connect(self._answer)
        self.name.text_changed.connect(self._forget_problem)
        self.code.confirmed.connect(self._on_confirmed)

    def begin(self) -> None:
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code(self, code: str) -> None:
        """Show what has to be written down before the till opens."""
        self.pin.clear()
        self.code.show_code(code)
        self.title.setText(self.tr("Recovery code"))
        self.about.setText(self.tr("The PIN is set. One thing is left to do."))
        self.skip.hide()
        self.go_on.setText(self.tr("Open the till"))
        self.go_on.setEnabled(False)
        self.cards.setCurrentIndex(1)
        self.code.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.go_on.setEnabled(True)

    def _why(self) -> str:
        return self.tr(
            "It opens customers, costs, settings and copies. Selling never asks for it. You can "
            "set it later in Settings, People."
        )

    def _lay_out(self, theme: Theme) -> None:
        card = Card(theme)
        box = QHBoxLayout(card)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.name)
        left.addWidget(self.pin)
        left.addStretch(1)
        box.addLayout(left, 430)
        box.addWidget(self.pad, 276, Qt.AlignmentFlag.AlignTop)
        shown = Card(theme)
        shown.setMaximumWidth(620)
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addWidget(self.code)
        inside.addStretch(1)
        self.cards.addWidget(card)
        self.cards.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 48, 64, 32)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addSpacing(16)
        column.addWidget(self.cards)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.go_on.setFixedWidth(240)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.go_on)
        column.addLayout(foot)

    @Slot(bool)
    def _on_confirmed(self, is_written: bool) -> None:
        self.go_on.setEnabled(is_written)
        if is_written:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forget_problem(self) -> None:
        self.name.set_error("")
        self.problem.setText("")

    @Slot()
    def _answer(self) -> None:
        if not self.go_on.isEnabled():
            return
        if self.cards.currentIndex():
            self.code.forget()
            self.finished.emit()
            return
        name = one_line(self.name.text())
        if not name:
            self.pin.point_at(self.name, self.tr("Type your name first."))
        elif pin := self.pin.answer():
            self.problem.setText("")
            self.go_on.setEnabled(False)
            self.wished.emit(name, pin)
