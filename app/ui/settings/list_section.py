"""Settings that are a list: the entries at the left, the one chosen beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.settings.section import FormSection
from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Label
from app.ui.widgets.row_list import RowList

_LIST = 280

Entry = TypeVar("Entry")


class ListSection(FormSection, Generic[Entry]):
    """Entries are edited as drafts; the whole list is saved together, or none of it."""

    def __init__(self, theme: Theme, name: str, icon: str) -> None:
        super().__init__(theme, name, icon)
        self.saved: list[Entry] = []
        self.drafts: list[Entry] = []
        self._is_filling = False
        self.list = RowList(theme, f"{name}_list", name)
        self.list.setMinimumHeight(200)
        self.add = SecondaryButton(theme, self.tr("New"), icon="plus", height=48)
        self.add.setObjectName(f"{name}_add")
        self.up = IconButton(theme, "arrow-up", self.tr("Move up"), size=48, framed=True)
        self.up.setObjectName(f"{name}_up")
        self.down = IconButton(theme, "arrow-down", self.tr("Move down"), size=48, framed=True)
        self.down.setObjectName(f"{name}_down")
        self.remove = IconButton(theme, "trash-2", self.tr("Remove"), size=48, framed=True)
        self.remove.setObjectName(f"{name}_remove")
        self.editor = QWidget()
        self.list.currentRowChanged.connect(self._show_current)
        self.list.removal_requested.connect(self._remove)
        self.add.clicked.connect(self._add)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.remove.clicked.connect(self._remove)

    # What each kind of list says

    def row_of(self, entry: Entry) -> tuple[str, str]:
        """Give what stands in the list: text and note."""
        raise AssertionError("every list says its own")

    def new_entry(self) -> Entry:
        raise AssertionError("every list makes its own")

    def show_entry(self, entry: Entry) -> None:
        """Fill the fields at the right."""

    def entry_from_fields(self, entry: Entry) -> Entry:
        """Give the entry as the fields now say."""
        return entry

    def can_remove(self, entry: Entry) -> bool:
        return True

    def focus_entry(self) -> None:
        """Go to the first field of the entry."""

    # What they share

    @property
    def row(self) -> int:
        return self.list.currentRow()

    @property
    def current(self) -> Entry | None:
        return self.drafts[self.row] if 0 <= self.row < len(self.drafts) else None

    @property
    def is_edited(self) -> bool:
        return self.drafts != self.saved

    def set_saved(self, entries: Sequence[Entry]) -> None:
        """Show what is saved; drafts that differ stay."""
        was_edited = self.is_edited
        self.saved = list(entries)
        if not was_edited or not self.is_edited:
            self.refill()
        self.note_edits()

    def lay_out_list(self, title: str, about: str) -> None:
        """Put list and editor into one card."""
        card = Card(self.theme)
        box = QVBoxLayout(card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(8)
        box.addWidget(Label(self.theme, title, "heading"))
        box.addWidget(Label(self.theme, about, "body", "text2", wrap=True))
        box.addSpacing(4)
        both = QHBoxLayout()
        both.setSpacing(24)
        side = QWidget()
        side.setFixedWidth(_LIST)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        both.addWidget(side)
        both.addWidget(self.editor, 1)
        box.addLayout(both, 1)
        self.column.addWidget(card)

    @Slot()
    def refill(self) -> None:
        self.drafts = list(self.saved)
        self._fill_list()
        self._show_current()
        self.note_edits()

    @Slot()
    def take_fields(self) -> None:
        """Note in the draft what was just typed or chosen."""
        entry = self.current
        if entry is not None and not self._is_filling:
            self.drafts[self.row] = self.entry_from_fields(entry)
            self._fill_list()
            self.note_edits()

    def go_to(self, row: int) -> None:
        """Choose an entry to point at something in it."""
        self.list.setCurrentRow(row)

    # Inside

    def _fill_list(self) -> None:
        row = self.row
        self.list.blockSignals(True)
        self.list.fill([self.row_of(entry) for entry in self.drafts])
        if 0 <= row < len(self.drafts):
            self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._offer()

    def _offer(self) -> None:
        entry, last = self.current, len(self.drafts) - 1
        self.up.setEnabled(entry is not None and self.row > 0)
        self.down.setEnabled(entry is not None and self.row < last)
        self.remove.setEnabled(entry is not None and self.can_remove(entry))

    @Slot()
    def _show_current(self) -> None:
        entry = self.current
        self.editor.setVisible(entry is not None)
        if entry is not None:
            self._is_filling = True
            self.show_entry(entry)
            self._is_filling = False
        self._offer()

    @Slot()
    def _add(self) -> None:
        self.drafts.append(self.new_entry())
        self._fill_list()
        self.list.setCurrentRow(len(self.drafts) - 1)
        self._show_current()
        self.note_edits()
        self.focus_entry()

    @Slot()
    def _remove(self) -> None:
        entry = self.current
        if entry is not None and self.can_remove(entry):
            del self.drafts[self.row]
            self._fill_list()
            self._show_current()
            self.note_edits()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.row
        if 0 <= row + step < len(self.drafts):
            self.drafts[row], self.drafts[row + step] = self.drafts[row + step], self.drafts[row]
            self._fill_list()
            self.list.setCurrentRow(row + step)
            self.note_edits()
