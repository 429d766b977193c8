"""A copy comes from another computer: is that one still used, and which till is this one?"""

from __future__ import annotations

from collections.abc import Collection
from itertools import count, islice

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.labels import Label
from app.ui.widgets.toggles import Chip, ChoiceTile

_OFFERED = 7


class WhichTill(QWidget):
    """Nothing is chosen beforehand: a number that was only agreed to could be that of another
    computer with the same copy.
    """

    answered = Signal()
    """Something was chosen; `is_answered` says whether it is enough"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._title = Label(theme, "", "label-strong", wrap=True)
        self.retired = ChoiceTile(
            theme,
            self.tr("It is out of use"),
            detail=self.tr("This till goes on with its numbers."),
            height=72,
        )
        self.retired.setObjectName("restore_retired")
        self.in_use = ChoiceTile(
            theme,
            self.tr("It is still used"),
            detail=self.tr("This till gets numbers of its own."),
            height=72,
        )
        self.in_use.setObjectName("restore_in_use")
        self._numbers: dict[int, Chip] = {}
        self._which = QWidget()
        self._chips = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in (self.retired, self.in_use):
            tile.clicked.connect(self._on_used)
            tiles.addWidget(tile, 1)
        self._chips.setSpacing(8)
        asks = self.tr(
            "Which till is this computer? Choose a number that no other computer of the shop has: "
            "it begins every sale number here."
        )
        which = QVBoxLayout(self._which)
        column = QVBoxLayout(self)
        for each in (which, column):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(8)
        which.addWidget(Label(self.theme, asks, "label-strong", wrap=True))
        which.addLayout(self._chips)
        column.addWidget(self._title)
        column.addLayout(tiles)
        column.addWidget(self._which)
        self._which.hide()

    def ask(self, computer: str, taken: Collection[int]) -> None:
        """Ask about this computer, and offer numbers no till is known to have."""
        asked = self.tr("The copy was made on the computer “{name}”. Is that till still used?")
        nameless = self.tr("Is the till this copy comes from still used?")
        self._title.setText(asked.format(name=computer) if computer else nameless)
        for till in islice((each for each in count(2) if each not in taken), _OFFERED):
            chip = Chip(self.theme, self.tr("Till {number}").format(number=till))
            chip.setObjectName(f"restore_till_{till}")
            chip.clicked.connect(self._on_number)
            self._numbers[till] = chip
            self._chips.addWidget(chip, 1)

    @property
    def is_answered(self) -> bool:
        return self.retired.isChecked() or self.till is not None

    @property
    def till(self) -> int | None:
        """The number this till was given; None where the other computer is out of use."""
        chosen = (till for till, chip in self._numbers.items() if chip.isChecked())
        return next(chosen, None) if self.in_use.isChecked() else None

    @Slot()
    def _on_used(self) -> None:
        self._leave_only_chosen(self.retired, self.in_use)
        self._which.setVisible(self.in_use.isChecked())
        self.answered.emit()

    @Slot()
    def _on_number(self) -> None:
        self._leave_only_chosen(*self._numbers.values())
        self.answered.emit()

    def _leave_only_chosen(self, *choices: QAbstractButton) -> None:
        """Tab stops at every one, as none of them is the usual answer."""
        for each in choices:
            each.setChecked(each is self.sender())
