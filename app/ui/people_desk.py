"""Wishes about persons, PINs and who did what: their way to the writer, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.storage_thread import Writer, answering, repeatable, unanswered

if TYPE_CHECKING:
    from app.domain.people import Person, Wanted


class PeopleWriter(QObject):
    """Lives in the storage thread beside the writer; a PIN is looked at there, in 150 ms a try."""

    entered = Signal(object)
    not_entered = Signal(object)
    approved = Signal(object)
    not_approved = Signal(object)
    begun = Signal(str, object)
    recovered = Signal(str, object)
    saved = Signal(object)
    refused = Signal(object)
    pin_set = Signal(int)
    pin_refused = Signal(object)
    code_made = Signal(str)
    lettered = Signal(str)
    not_lettered = Signal(object)

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer

    @Slot(str)
    def enter(self, pin: str) -> None:
        with answering(self.not_entered.emit):
            self.entered.emit(self._writer.store.people.enter(pin))

    @Slot(str, object)
    def approve(self, pin: str, wanted: Wanted) -> None:
        with answering(self.not_approved.emit):
            book = self._writer.store.people
            self.approved.emit(book.approve(pin, wanted, by=self._writer.by))

    @Slot(str, str)
    def begin_owner(self, name: str, pin: str) -> None:
        with answering(self.pin_refused.emit):
            book = self._writer.store.people
            code = book.begin_owner(name, pin)
            self.begun.emit(code, book.enter(pin))
            self._writer.announce(Changes(people=True))

    @Slot(str, str)
    def recover(self, code: str, new_pin: str) -> None:
        with answering(self.not_entered.emit):
            book = self._writer.store.people
            next_code = book.recover(code, new_pin)
            self.recovered.emit(next_code, book.enter(new_pin))
            self._writer.announce(Changes(people=True))

    @Slot(object)
    @repeatable
    def save(self, person: Person) -> None:
        with answering(self.refused.emit):
            self.saved.emit(self._writer.store.people.save(person, by=self._writer.by))
            self._writer.announce(Changes(people=True))

    @Slot(int, object)
    @repeatable
    def set_pin(self, person_id: int, pin: str | None) -> None:
        with answering(self.pin_refused.emit):
            self._writer.store.people.set_pin(person_id, pin, by=self._writer.by)
            self.pin_set.emit(person_id)
            self._writer.announce(Changes(people=True))

    @Slot()
    @repeatable
    def make_code(self) -> None:
        with answering(self.pin_refused.emit):
            self.code_made.emit(self._writer.store.people.new_recovery_code(by=self._writer.by))

    @Slot(str)
    def send_letter(self, pin: str) -> None:
        with answering(self.not_lettered.emit):
            book = self._writer.store.people
            self.lettered.emit(book.letter(by=book.enter(pin)))

    @Slot(str)
    def note_refusal(self, act: str) -> None:
        with answering(unanswered):
            self._writer.store.audit.refused(act, by=self._writer.by)


class PeopleDesk(QObject):
    """What the window may ask for; every answer comes on its own thread, after the commit.

    Nobody acts for having entered: that is `Shop.serve`, which the window calls.
    """

    entered = Signal(object)
    """Actor: whose PIN it was, with all their rights"""
    not_entered = Signal(object)
    """ShopError, for a PIN or a recovery code: WrongPin, TooEarly, InvalidInput"""
    approved = Signal(object)
    """Approval"""
    not_approved = Signal(object)
    """ShopError: WrongPin, TooEarly, or NotAllowed for somebody else's right PIN"""
    begun = Signal(str, object)
    """The recovery code, to be shown once, and the owner as Actor"""
    recovered = Signal(str, object)
    """The next recovery code, to be shown once, and the owner as Actor"""
    saved = Signal(object)
    """Person"""
    refused = Signal(object)
    """ShopError: the person is as before"""
    pin_set = Signal(int)
    """The person's id; they have a PIN now, or none any more"""
    pin_refused = Signal(object)
    """ShopError: no PIN and no recovery code is another"""
    code_made = Signal(str)
    """The new recovery code, to be shown once"""
    lettered = Signal(str)
    """What lets a command in for whom the PIN is, which it was typed while the till is open"""
    not_lettered = Signal(object)
    """ShopError: WrongPin, TooEarly, NotAllowed"""

    _enter_requested = Signal(str)
    _approve_requested = Signal(str, object)
    _begin_requested = Signal(str, str)
    _recover_requested = Signal(str, str)
    _save_requested = Signal(object)
    _pin_requested = Signal(int, object)
    _code_requested = Signal()
    _refusal_requested = Signal(str)
    _letter_requested = Signal(str)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        super().__init__(parent)
        self._writer = PeopleWriter(writer)
        self._writer.moveToThread(thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._enter_requested.connect(self._writer.enter, queued)
        self._approve_requested.connect(self._writer.approve, queued)
        self._begin_requested.connect(self._writer.begin_owner, queued)
        self._recover_requested.connect(self._writer.recover, queued)
        self._save_requested.connect(self._writer.save, queued)
        self._pin_requested.connect(self._writer.set_pin, queued)
        self._code_requested.connect(self._writer.make_code, queued)
        self._refusal_requested.connect(self._writer.note_refusal, queued)
        self._letter_requested.connect(self._writer.send_letter, queued)
        self._writer.entered.connect(self.entered, queued)
        self._writer.not_entered.connect(self.not_entered, queued)
        self._writer.approved.connect(self.approved, queued)
        self._writer.not_approved.connect(self.not_approved, queued)
        self._writer.begun.connect(self.begun, queued)
        self._writer.recovered.connect(self.recovered, queued)
        self._writer.saved.connect(self.saved, queued)
        self._writer.refused.connect(self.refused, queued)
        self._writer.pin_set.connect(self.pin_set, queued)
        self._writer.pin_refused.connect(self.pin_refused, queued)
        self._writer.code_made.connect(self.code_made, queued)
        self._writer.lettered.connect(self.lettered, queued)
        self._writer.not_lettered.connect(self.not_lettered, queued)

    def enter(self, pin: str) -> None:
        """Look whose PIN it is; `entered` or `not_entered` follows."""
        self._enter_requested.emit(pin)

    def approve(self, pin: str, wanted: Wanted) -> None:
        """Have one act allowed for one sale; `approved` or `not_approved` follows."""
        self._approve_requested.emit(pin, wanted)

    def begin_owner(self, name: str, pin: str) -> None:
        """Make the first owner; `begun` or `pin_refused` follows."""
        self._begin_requested.emit(name, pin)

    def recover(self, code: str, new_pin: str) -> None:
        """Give the owner a new PIN by the recovery code; `recovered` or `not_entered` follows."""
        self._recover_requested.emit(code, new_pin)

    def save(self, person: Person) -> None:
        """Add (id 0) or change a person; `saved` or `refused` follows."""
        self._save_requested.emit(person)

    def set_pin(self, person_id: int, pin: str | None) -> None:
        """Give a person a PIN or take it away; `pin_set` or `pin_refused` follows."""
        self._pin_requested.emit(person_id, pin)

    def make_code(self) -> None:
        """Make another recovery code; `code_made` or `pin_refused` follows."""
        self._code_requested.emit()

    def note_refusal(self, act: str) -> None:
        """Have a refusal by the reader written down; nothing follows."""
        self._refusal_requested.emit(act)

    def send_letter(self, pin: str) -> None:
        """Look whose PIN a command was typed; `lettered` or `not_lettered` follows, in turn."""
        self._letter_requested.emit(pin)
