"""Who is at the till: chosen from the list, without a PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.people import Person
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.row_list import RowList
from app.ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 480, 520


class PersonSheet(Sheet):
    """Sales are signed with the name that is chosen here."""

    chosen = Signal(object)
    """The person's id, None for nobody by name"""
    pin_requested = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, people: Sequence[Person], current: str
    ) -> None:
        super().__init__(
            theme, window, self.tr("Who is at the till?"), width=_WIDTH, height=_HEIGHT,
            delete_on_close=True,
        )  # fmt: skip
        self.setObjectName("person_sheet")
        self._people = list(people)
        self.list = RowList(theme, "person_list", self.tr("Who is at the till?"))
        self.list.fill([*((each.name, self._note(each)) for each in people),
                        (self.tr("Nobody by name"), "")])  # fmt: skip
        names = [each.name for each in people]
        self.list.setCurrentRow(names.index(current) if current in names else len(names))
        self.take = PrimaryButton(theme, self.tr("Choose"), key=self.tr("Enter"))
        self.take.setObjectName("person_take")
        self.enter_pin = SecondaryButton(theme, self.tr("Enter a PIN"), icon="lock", height=56)
        self.enter_pin.setObjectName("person_pin")
        about = self.tr("Their name stands on the sale. More than selling asks for a PIN.")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(27, 16, 27, 23)
        column.setSpacing(12)
        column.addWidget(Label(theme, about, "body", "text2", wrap=True))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.enter_pin, 1)
        row.addWidget(self.take, 1)
        column.addLayout(row)
        self.enter_pin.setVisible(any(each.has_pin for each in people))
        self.set_primary(self.take)
        self.take.clicked.connect(self._take)
        self.list.clicked.connect(self._take)
        self.enter_pin.clicked.connect(self._ask_for_pin)

    def ask(self) -> None:
        self.open(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._take(self.list.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _note(self, person: Person) -> str:
        return self.tr("Owner") if person.is_owner else ""

    @Slot()
    @Slot(QModelIndex)
    def _take(self, _: object = None) -> None:
        row = self.list.currentRow()
        person = self._people[row] if 0 <= row < len(self._people) else None
        self.close_sheet()
        self.chosen.emit(None if person is None else person.id)

    @Slot()
    def _ask_for_pin(self) -> None:
        self.close_sheet()
        self.pin_requested.emit()
