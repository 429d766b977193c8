"""Asks, when something typed would be lost, whether to go on with it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet


class LeaveSheet(Sheet):
    """Enter and Esc both keep what is typed; only a button of its own throws it away."""

    thrown_away = Signal()

    def __init__(self, theme: Theme, window: QWidget, name: str) -> None:
        super().__init__(theme, window, "", width=480, height=228, delete_on_close=True)
        self.set_title(self.tr("Changes not saved"))
        self.setObjectName("leave_product_sheet")
        words = self.tr("What you changed on {name} is not saved yet.").format(name=name)
        self.words = Label(theme, words, "body-lg", "text2", wrap=True)
        self.keep_button = PrimaryButton(theme, self.tr("Keep editing"), icon="pencil", height=48)
        self.keep_button.setObjectName("leave_keep")
        self.discard_button = SecondaryButton(theme, self.tr("Discard changes"), height=48)
        self.discard_button.setObjectName("leave_discard")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.discard_button)
        buttons.addWidget(self.keep_button, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 16, 28, 24)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        self.set_primary(self.keep_button)
        self.keep_button.clicked.connect(self.close_sheet)
        self.discard_button.clicked.connect(self._discard)

    @Slot()
    def _discard(self) -> None:
        self.close_sheet()
        self.thrown_away.emit()
