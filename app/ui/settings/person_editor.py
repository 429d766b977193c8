"""One person beside the list: name, what they may do, and the way to their PIN."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import AT_THE_COUNTER
from app.domain.names import one_line
from app.domain.people import OWNER_AREAS, Person
from app.ui.pin.right_words import CHOICES, right_words
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.switch import Switch

_LONGEST_NAME = 60


class PersonEditor(QWidget):
    """Wishes go out as signals; name and rights are saved together."""

    save_wished = Signal(object)
    """Person"""
    pin_wished = Signal(object)
    pin_removal_wished = Signal(object)
    archive_wished = Signal(object)
    """Person who leaves, or who was archived and comes back"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_editor")
        self.person = Person(0, "")
        self.name = Field(theme, label=self.tr("Name"), icon="user", height=48)
        self.name.edit.setObjectName("person_name")
        self.name.edit.setMaxLength(_LONGEST_NAME)
        self.state = Label(theme, "", "body", "text2", wrap=True)
        self.state.setObjectName("person_state")
        self.save = PrimaryButton(theme, self.tr("Save"), height=48)
        self.save.setObjectName("save_person")
        self.pin = SecondaryButton(theme, self.tr("Set a PIN"), icon="lock", height=48)
        self.pin.setObjectName("person_set_pin")
        self.no_pin = SecondaryButton(theme, self.tr("Take the PIN away"), height=48)
        self.no_pin.setObjectName("person_no_pin")
        self.archive = SecondaryButton(theme, self.tr("Archive"), icon="archive", height=48)
        self.archive.setObjectName("archive_person")
        self.switches = {right: Switch(theme, right_words(right)) for right in CHOICES}
        self._lay_out(theme)
        for right, switch in self.switches.items():
            switch.setObjectName(f"right_{right.value}")
            switch.clicked.connect(self._note_edits)
        theme.changed.connect(self._fit)
        self._fit()
        self.name.text_changed.connect(self._note_edits)
        self.name.submitted.connect(self.wish)
        self.save.clicked.connect(self.wish)
        self.pin.clicked.connect(lambda: self.pin_wished.emit(self.person))
        self.no_pin.clicked.connect(lambda: self.pin_removal_wished.emit(self.person))
        self.archive.clicked.connect(lambda: self.archive_wished.emit(self.person))

    def show_person(self, person: Person, *, has_pins: bool) -> None:
        """Show what is saved; `has_pins` says whether anybody has a PIN."""
        self.person = person
        self.name.set_text(person.name)
        for right, switch in self.switches.items():
            switch.setChecked(person.is_owner or right in person.rights)
            switch.setEnabled(person.is_active and not person.is_owner)
        self.name.setEnabled(person.is_active)
        self.pin.setText(self.tr("Change the PIN") if person.has_pin else self.tr("Set a PIN"))
        self.pin.setEnabled(bool(person.id) and person.is_active and has_pins)
        self.no_pin.setEnabled(person.has_pin and not person.is_owner)
        self._offer_archive(person)
        self._note_edits()

    def _offer_archive(self, person: Person) -> None:
        words = self.tr("Archive") if person.is_active else self.tr("Bring back")
        self.archive.setText(words)
        self.archive.set_icon("archive" if person.is_active else "archive-restore")
        can_leave = not person.is_owner or not person.is_active
        self.archive.setEnabled(bool(person.id) and can_leave)

    @property
    def edited(self) -> Person:
        """The person as the fields say."""
        rights = frozenset(right for right, each in self.switches.items() if each.isChecked())
        if self.person.is_owner:
            rights = self.person.rights
        return replace(self.person, name=one_line(self.name.text()), rights=rights | AT_THE_COUNTER)

    @property
    def is_edited(self) -> bool:
        before = replace(self.person, rights=self.person.rights | AT_THE_COUNTER)
        return self.edited != before

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pin)
        row.addWidget(self.no_pin)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Label(theme, self.tr("May also do"), "label-strong"))
        for switch in self.switches.values():
            column.addWidget(switch)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.archive)
        column.addLayout(foot)
        column.addStretch(1)

    @Slot()
    def _fit(self) -> None:
        """Keep room for two lines: what scrolls asks nobody how high a wrapped text gets."""
        self.state.setMinimumHeight(2 * self.state.fontMetrics().lineSpacing())

    @Slot()
    def wish(self) -> None:
        """Wish for what is shown, or say that a name is missing."""
        if not one_line(self.name.text()):
            self.name.set_error(self.tr("Type the name first."))
            self.name.edit.setFocus()
        elif self.is_edited:
            self.save_wished.emit(self.edited)

    @Slot()
    def _note_edits(self) -> None:
        self.name.set_error("")
        self.save.setEnabled(self.is_edited)
        self.state.setText(self._said())

    def _said(self) -> str:
        person = self.edited
        if not person.is_active:
            return self.tr(
                "Archived: not at the till any more. Who is brought back gets a new PIN."
            )
        if person.is_owner:
            return self.tr("The owner may do everything.")
        if not person.has_pin and person.rights & OWNER_AREAS:
            return self.tr("Has no PIN: the owner's pages stay shut until there is one.")
        if person.has_pin:
            return self.tr("Has a PIN. Without typing it they sell as everybody does.")
        return self.tr("Has no PIN: everybody can choose this name at the till.")
