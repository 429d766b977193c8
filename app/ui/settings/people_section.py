"""Settings: the persons at the machine, what they may do, and how long a PIN opens."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.actor import Right
from app.domain.changes import Changes
from app.domain.errors import NameTaken, ShopError
from app.domain.people import Person
from app.domain.settings import ShopSettings
from app.ui.pin.new_pin_sheet import NewPinSheet
from app.ui.settings.person_editor import PersonEditor
from app.ui.settings.section import Section, point_at
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.row_list import RowList
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.toggles import Chip

IDLE_MINUTES = (1, 2, 5, 10, 15, 30)
_LIST, _LIST_HEIGHT = 250, 480


class PeopleSection(Section):
    """Nothing is shown to whoever may not look after people."""

    def __init__(self, shop: Shop, theme: Theme) -> None:
        super().__init__(theme, "people", "users")
        self.set_title(self.tr("People"))
        self._shop = shop
        self._people: list[Person] = []
        self._archived: list[Person] = []
        self._has_pins = False
        self._is_adding = False
        self.list = RowList(theme, "people_list", self.tr("People"))
        self.add = SecondaryButton(theme, self.tr("New person"), icon="user-plus", height=48)
        self.add.setObjectName("people_add")
        self.show_archived = Chip(theme, self.tr("Archived"), icon="archive", height=48)
        self.show_archived.setObjectName("people_archived")
        self.editor = PersonEditor(theme)
        self.begin = SecondaryButton(theme, self.tr("Set the owner's PIN"), icon="lock", height=48)
        self.begin.setObjectName("begin_owner")
        self.code = SecondaryButton(theme, self.tr("New recovery code"), icon="lock", height=48)
        self.code.setObjectName("new_recovery_code")
        self.idle = SegmentedControl(theme)
        self.idle.setObjectName("idle_minutes")
        self.idle.setAccessibleName(self.tr("Lock after so many idle minutes"))
        for minutes in IDLE_MINUTES:
            self.idle.add(str(minutes), self.tr("{minutes} min").format(minutes=minutes))
        self._inside: list[QWidget] = []
        self._fill()
        self.end()
        self._connect()

    def _fill(self) -> None:
        box = self.add_card(
            self.tr("PINs"),
            self.tr("Selling never asks for one. The owner's pages do, once the owner has a PIN."),
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.begin)
        row.addWidget(self.code)
        row.addStretch(1)
        box.addLayout(row)
        self.add_card(
            self.tr("Lock by itself"), self.tr("After so many minutes in which nobody touches it.")
        ).addWidget(self.idle)
        people = self.add_card(self.tr("People at this till"))
        both = QHBoxLayout()
        both.setSpacing(20)
        side = QVBoxLayout()
        side.setSpacing(8)
        self.list.setFixedSize(_LIST, _LIST_HEIGHT)
        side.addWidget(self.list)
        side.addWidget(self.add)
        side.addWidget(self.show_archived)
        side.addStretch(1)
        both.addLayout(side)
        both.addWidget(self.editor, 1)
        people.addLayout(both)
        self._inside = [
            self.list, self.add, self.show_archived, self.editor, self.begin, self.code,
        ]  # fmt: skip

    def _connect(self) -> None:
        desk = self._shop.people
        self.list.currentRowChanged.connect(self._show_current)
        self.add.clicked.connect(self._add)
        self.show_archived.toggled.connect(self._on_archived_wished)
        self.begin.clicked.connect(self._begin_owner)
        self.code.clicked.connect(self._make_code)
        self.idle.chosen.connect(self._choose_idle)
        self.editor.save_wished.connect(self._save)
        self.editor.archive_wished.connect(self._archive)
        self.editor.pin_wished.connect(self._ask_for_pin)
        self.editor.pin_removal_wished.connect(self._take_pin)
        desk.saved.connect(self._on_saved)
        desk.refused.connect(self._on_refused)
        desk.pin_refused.connect(self._on_refused)
        self._shop.changed.connect(self._on_changed)

    # What the page asks of it

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        nearest = min(IDLE_MINUTES, key=lambda each: abs(each - settings.idle_minutes))
        self.idle.set_current(str(nearest))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    # Reading

    def reload(self, name: str = "", *, keeps_edits: bool = False) -> None:
        """Read who there is; go to `name`, else stay with who is shown."""
        may = Right.PEOPLE in self._shop.by.rights
        name = name or self.editor.person.name
        try:
            book = self._shop.reader.people
            self._people = book.people(by=self._shop.by) if may else []
            self._archived = book.archived(by=self._shop.by) if may else []
            self._has_pins = book.has_pins()
        except ShopError as problem:
            self._people, self._archived = [], []
            self.show_problem(problem)
        self._offer_archived()
        self._fill_list(name, keeps_edits=keeps_edits)
        for widget in self._inside:
            widget.setEnabled(may)
        self.begin.setVisible(not self._has_pins)
        self.code.setVisible(self._has_pins)
        self.code.setEnabled(may and self._is_owner())
        if not may:
            self.problem.setText(self.tr("Only who may look after people sees them here."))
            self.problem.show()

    def _is_owner(self) -> bool:
        return frozenset(Right) <= self._shop.by.rights

    def _offer_archived(self) -> None:
        """Name those who left only where there are any, and only on wish."""
        count = len(self._archived)
        self.show_archived.setVisible(bool(count))
        self.show_archived.setText(self.tr("Archived ({count})").format(count=count))
        if not count:
            self.show_archived.setChecked(False)
        if self.show_archived.isChecked():
            self._people = [*self._people, *self._archived]

    def _fill_list(self, name: str, *, keeps_edits: bool) -> None:
        names = [person.name for person in self._people]
        self.list.blockSignals(True)
        self.list.fill([(person.name, self._note(person)) for person in self._people])
        if self._is_adding:
            self.list.setCurrentRow(-1)  # who is being added stays in the fields
        elif name in names:
            self.list.setCurrentRow(names.index(name))
        self.list.blockSignals(False)
        if not self._is_adding and not (keeps_edits and self.editor.is_edited):
            self._show_current()

    def _note(self, person: Person) -> str:
        if not person.is_active:
            return self.tr("Archived")
        if person.is_owner:
            return self.tr("Owner")
        return self.tr("PIN") if person.has_pin else ""

    @Slot()
    def _show_current(self) -> None:
        self._is_adding = False
        row = self.list.currentRow()
        person = self._people[row] if 0 <= row < len(self._people) else Person(0, "")
        self.editor.show_person(person, has_pins=self._has_pins)

    # Wishes

    @Slot()
    def _add(self) -> None:
        self._is_adding = True
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.editor.show_person(Person(0, ""), has_pins=self._has_pins)
        self.editor.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _save(self, person: Person) -> None:
        self.show_problem(None)
        self._shop.people.save(person)

    @Slot(object)
    def _archive(self, person: Person) -> None:
        self.show_problem(None)
        self._shop.people.save(replace(person, is_active=not person.is_active))

    @Slot(object)
    def _take_pin(self, person: Person) -> None:
        self.show_problem(None)
        self._shop.people.set_pin(person.id, None)

    @Slot(object)
    def _ask_for_pin(self, person: Person) -> None:
        title = self.tr("PIN of {name}").format(name=person.name)
        sheet = NewPinSheet(self._shop, self.theme, self.window(), title)
        sheet.wished.connect(lambda _name, pin: self._shop.people.set_pin(person.id, pin))
        sheet.ask()

    @Slot()
    def _begin_owner(self) -> None:
        title = self.tr("The owner's PIN")
        owner = next(
            (each.name for each in self._people if each.is_owner and each.is_active),
            self._shop.by.name,
        )
        sheet = NewPinSheet(
            self._shop, self.theme, self.window(), title, name=owner, asks_name=True
        )
        sheet.wished.connect(self._shop.people.begin_owner)
        sheet.ask()

    @Slot()
    def _make_code(self) -> None:
        self.show_problem(None)
        self._shop.people.make_code()

    @Slot(str)
    def _choose_idle(self, key: str) -> None:
        self.wished.emit(replace(self.settings, idle_minutes=int(key)))

    @Slot()
    def _on_archived_wished(self) -> None:
        if self.isVisible():
            self.reload(keeps_edits=True)

    # Answers

    @Slot(object)
    def _on_saved(self, person: Person) -> None:
        if self.isVisible():
            self._is_adding = False
            self.reload(person.name if person.is_active else "")

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if not self.isVisible():
            return
        if isinstance(problem, NameTaken):
            point_at(self.editor.name, problem.message)
        else:
            self.show_problem(problem)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.people and self.isVisible() and not self.editor.is_edited:
            self.reload()
