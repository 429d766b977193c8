"""A new PIN, typed twice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidInput
from app.domain.pin import checked_pin
from app.ui.pin.pin_edit import digits_only
from app.ui.theme import Theme
from app.ui.widgets.field import Field
from app.ui.widgets.pad import NumberPad


class NewPin(QWidget):
    """Two fields; Enter in either asks for the answer, which leads from the first to the second."""

    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = Field(theme, label=self.tr("PIN, 6 to 12 digits"), icon="lock")
        self.first.edit.setObjectName("new_pin")
        self.second = Field(theme, label=self.tr("The same PIN again"), icon="lock")
        self.second.edit.setObjectName("new_pin_again")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for field in (self.first, self.second):
            digits_only(field.edit)
            field.text_changed.connect(self._forget_errors)
            column.addWidget(field)
        self.first.submitted.connect(self.submitted)
        self.second.submitted.connect(self.submitted)

    def feed_from(self, pad: NumberPad) -> None:
        """Let the pad type into whichever of the two has the focus."""
        pad.feed(self.first.edit)
        self._pad = pad
        for field in (self.first, self.second):
            field.edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for field in (self.first, self.second):
                if watched is field.edit:
                    self._pad.feed(field.edit)
        return False

    def clear(self) -> None:
        self.first.set_text("")
        self.second.set_text("")

    def answer(self) -> str:
        """Give the PIN; else go to the field that is next, say there what is wrong, and give
        nothing. A PIN that cannot be used is refused before it is typed twice.
        """
        if not self.first.text():
            was_there = self.first.edit.hasFocus()
            self.point_at(
                self.first, self.tr("Type a PIN of 6 digits or more.") if was_there else ""
            )
            return ""
        try:
            pin = checked_pin(self.first.text())
        except InvalidInput as problem:
            self.second.set_text("")
            self.point_at(self.first, problem.message)
            return ""
        if not self.second.text():
            was_there = self.second.edit.hasFocus()
            self.point_at(self.second, self.tr("Type the same PIN once more.") if was_there else "")
            return ""
        if self.second.text() != pin:
            self.second.set_text("")
            self.point_at(self.second, self.tr("This was another PIN. Type the first one again."))
            return ""
        return pin

    def point_at(self, field: Field, sentence: str) -> None:
        """Say what is wrong, and go there."""
        field.set_error(sentence)
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        field.select_all()

    @Slot()
    def _forget_errors(self) -> None:
        self.first.set_error("")
        self.second.set_error("")
