"""F8: the sales put aside, to be taken up, written on or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.sell.parked_list import ParkedList
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton, Look, PrimaryButton, SecondaryButton
from app.ui.widgets.card import Divider
from app.ui.widgets.field import Field
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.parked import ParkedSale

_WIDTH, _HEIGHT = 760, 484


class _Discard(GhostButton):
    """Says by its ink that something goes."""

    def look(self) -> Look:
        look = super().look()
        return look._replace(ink="danger_text") if self.isEnabled() else look


class ParkedSheet(Sheet):
    """Shows what it is given and says what was wished; changes nothing itself."""

    recall_requested = Signal(object)  # ParkedSale
    discard_requested = Signal(object)
    note_changed = Signal(object, str)

    def __init__(self, theme: Theme, wording: Wording, window: QWidget) -> None:
        super().__init__(theme, window, self.tr("Parked sales"), width=_WIDTH, height=_HEIGHT)
        self.setObjectName("parked_sheet")
        self._noted: ParkedSale | None = None
        self.list = ParkedList(theme, wording)
        self.note = Field(
            theme,
            icon="notebook-pen",
            placeholder=self.tr("Note for the chosen sale"),
            height=48,
            clearable=True,
        )
        self.note.edit.setObjectName("parked_note")
        self.discard = _Discard(
            theme, self.tr("Discard"), icon="trash-2", key=self.tr("Del"), height=56
        )
        self.discard.setObjectName("discard_parked")
        self.shut = SecondaryButton(theme, self.tr("Close"), key=self.tr("Esc"))
        self.shut.setObjectName("close_parked")
        self.recall = PrimaryButton(theme, self.tr("Recall"), icon="play", key=self.tr("Enter"))
        self.recall.setObjectName("recall_parked")
        self.set_primary(self.recall)
        self._lay_out(theme)
        self._connect()

    def show_sales(self, sales: list[ParkedSale]) -> None:
        """Show the sales, newest first; opens with the list in hand."""
        chosen = self.list.chosen
        self.list.show_sales(sales, chosen.draft.key if chosen and self.is_open else "")
        self.set_subtitle(self.tr("{count} waiting").format(count=len(sales)))
        self._show_note()
        self.open(self.list)

    def close_sheet(self) -> None:
        self._keep_note()
        super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the note first; only from the list does it take a sale up."""
        key = event.key()
        if key == Qt.Key.Key_Delete and self.list.hasFocus():
            self._discard()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.note.edit.hasFocus():
            self._keep_note()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Building

    def _lay_out(self, theme: Theme) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(28, 16, 28, 18)
        buttons.setSpacing(8)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        buttons.addWidget(self.recall)
        self.shut.setMinimumWidth(140)
        self.recall.setMinimumWidth(200)
        note = QVBoxLayout()
        note.setContentsMargins(28, 12, 28, 12)
        note.addWidget(self.note)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(Divider(theme))
        column.addLayout(note)
        column.addWidget(Divider(theme))
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.recall.clicked.connect(self._recall)
        self.discard.clicked.connect(self._discard)
        self.shut.clicked.connect(self.close_sheet)

    # Slots

    @Slot()
    def _on_chosen(self) -> None:
        self._keep_note()
        self._show_note()

    @Slot()
    def _recall(self) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self._keep_note()  # written before, it comes along with the cart
            self.recall_requested.emit(chosen)

    @Slot()
    def _discard(self) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self._noted = None
            self.discard_requested.emit(chosen)

    # Inside

    def _show_note(self) -> None:
        self._noted = self.list.chosen
        self.note.set_text("" if self._noted is None else self._noted.note)
        for widget in (self.note, self.recall, self.discard):
            widget.setEnabled(self._noted is not None)

    def _keep_note(self) -> None:
        noted, self._noted = self._noted, None
        text = self.note.text().strip()
        if noted is not None and text != noted.note:
            self.note_changed.emit(noted, text)
