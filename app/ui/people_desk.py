"""Wishes about persons, PINs and who did what: their way to the writer, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, repeatable, unanswered

if TYPE_CHECKING:
    from app.domain.people import Person, Wanted


class PeopleWriter(DeskWriter):
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


class PeopleDesk(Desk):
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
        half = PeopleWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on(
            (self._enter_requested, half.enter),
            (self._approve_requested, half.approve),
            (self._begin_requested, half.begin_owner),
            (self._recover_requested, half.recover),
            (self._save_requested, half.save),
            (self._pin_requested, half.set_pin),
            (self._code_requested, half.make_code),
            (self._refusal_requested, half.note_refusal),
            (self._letter_requested, half.send_letter),
        )

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
