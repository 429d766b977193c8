"""The recovery code, shown once, to be written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.widgets.switch import Switch


class _Written(Switch):
    """Space or a tap only: the Enter of the PIN before, pressed twice, must not confirm it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class RecoveryCodeView(QWidget):
    """Shows it, and asks whether it is on paper: it is nowhere else."""

    confirmed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = self.tr(
            "Write this code on paper and keep it away from the till. It lets the owner in when "
            "the PIN is forgotten, and it is shown only now."
        )
        self.code = Label(theme, "", "title", tabular=True, align=Qt.AlignmentFlag.AlignCenter)
        self.code.setObjectName("recovery_code")
        self.written = _Written(theme, self.tr("I have written it down"))
        self.written.setObjectName("code_written")
        card = Card(theme, fill="surface2")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 20, 16, 20)
        inside.addWidget(self.code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Label(theme, about, "body-lg", "text2", wrap=True))
        column.addWidget(card)
        column.addWidget(self.written)
        self.written.toggled.connect(self.confirmed)

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.setAccessibleName(" ".join(code))
        self.written.setChecked(False)

    def forget(self) -> None:
        """Keep the code nowhere."""
        self.code.setText("")
        self.code.setAccessibleName("")
