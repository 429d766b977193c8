"""Asks for a PIN where somebody has not the right, and goes on once it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Right
from app.domain.errors import ShopError
from app.ui.pin.session import Session, monotonic_ms
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.domain.people import Approval, Wanted
    from app.ui.pin.pin_pad import PinPad

Then = Callable[[], object]


def nothing() -> None:
    """Leave everything as it is."""


@dataclass(slots=True)
class _Errand:
    """What the pad is open for: a right to act with, or acts to be allowed once."""

    then: Then
    otherwise: Then
    right: Right | None = None
    wanted: tuple[Wanted, ...] = ()
    pin: str = ""


class Guard(QObject):
    """One pad for the window. Rights come with the PIN's owner; an approval lets nobody in."""

    recovery_requested = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        sounds: Sounds,
        session: Session,
        window: QWidget,
        milliseconds: Callable[[], int] = monotonic_ms,
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._sounds = shop, theme, sounds
        self._session, self._window = session, window
        self._milliseconds = milliseconds
        self._pad: PinPad | None = None
        self._errand: _Errand | None = None
        shop.people.entered.connect(self._on_entered)
        shop.people.not_entered.connect(self._on_refused)
        shop.people.approved.connect(self._on_approved)
        shop.people.not_approved.connect(self._on_refused)

    @property
    def pad(self) -> PinPad:
        """Give the pad, made when it is asked for."""
        if self._pad is None:
            from app.ui.pin.pin_pad import PinPad

            self._pad = PinPad(self._theme, self._window, self._milliseconds)
            self._pad.submitted.connect(self._on_submitted)
            self._pad.closed.connect(self._on_closed)
            self._pad.forgotten.connect(self._on_forgotten)
        return self._pad

    # Asking

    def open(self, right: Right, what_for: str, then: Then, otherwise: Then = nothing) -> None:
        """Go on where the person has the right; else somebody who has it enters their PIN, and
        stays.
        """
        if self._session.may(right):
            then()
        else:
            self._ask(_Errand(then, otherwise, right=right), what_for)

    def sign_in(self, what_for: str) -> None:
        """Let anybody in by their PIN."""
        self._ask(_Errand(nothing, nothing), what_for)

    def ask(self, wanted: Wanted, what_for: str, then: Then) -> None:
        """Have one act allowed, kept with the sale; see `ask_all`."""
        self.ask_all((wanted,), what_for, then)

    def ask_all(
        self, wanted: Sequence[Wanted], what_for: str, then: Then, otherwise: Then = nothing
    ) -> None:
        """Have acts of one sale allowed by one PIN; what was allowed before is not asked again."""
        missing = self.missing(wanted)
        if missing:
            self._ask(_Errand(then, otherwise, wanted=missing), what_for)
        else:
            then()

    def missing(self, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
        """Give what neither the person may do nor anybody has allowed yet."""
        from app.domain.limits import is_covered
        from app.domain.people import ACT_RIGHTS

        asked = [each for each in wanted if not self._session.may(ACT_RIGHTS[each.act])]
        if not asked:
            return ()
        try:
            book = self._shop.reader.people
            known = book.approvals(asked[0].sale_key, by=self._shop.by)
        except ShopError:
            known = []
        return tuple(each for each in asked if not is_covered(each, known))

    def _ask(self, errand: _Errand, what_for: str) -> None:
        wait = self._seconds_to_wait() if self._pad is None else 0
        if self.pad.is_open:
            errand.otherwise()
            return
        self._errand = errand
        self.pad.ask(what_for, wait, allows=bool(errand.wanted))

    def _seconds_to_wait(self) -> int:
        """Ask how long the gate is shut since the start; later waits the pad knows itself."""
        try:
            return self._shop.reader.people.seconds_to_wait()
        except ShopError:
            return 0

    # The pad

    @Slot(str)
    def _on_submitted(self, pin: str) -> None:
        errand = self._errand
        if errand is None:
            return
        if errand.wanted:
            errand.pin = pin
            self._shop.people.approve(pin, errand.wanted[0])
        else:
            self._shop.people.enter(pin)

    @Slot()
    def _on_closed(self) -> None:
        """It was closed by hand: what it was for is given up."""
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.otherwise()

    @Slot()
    def _on_forgotten(self) -> None:
        self.pad.leave()
        self.recovery_requested.emit()

    # Answers

    @Slot(object)
    def _on_entered(self, actor: Actor) -> None:
        errand = self._errand
        if errand is None or errand.wanted:
            return
        if errand.right is not None and errand.right not in actor.rights:
            self._refuse_right(actor, errand.right)
            return
        self._finish(actor)

    def _refuse_right(self, actor: Actor, right: Right) -> None:
        self._shop.people.note_refusal(f"{right.value}: {actor.name}")
        words = self.tr("{name} may not do this. Ask somebody who may.")
        self._say_refused(words.format(name=actor.name), 0)

    @Slot(object)
    def _on_approved(self, approval: Approval) -> None:
        errand = self._errand
        if errand is None or not errand.wanted or approval.wanted != errand.wanted[0]:
            return
        errand.wanted = errand.wanted[1:]
        if errand.wanted:
            self._shop.people.approve(errand.pin, errand.wanted[0])
        else:
            self._finish(None)

    def _finish(self, actor: Actor | None) -> None:
        errand, self._errand = self._errand, None
        self.pad.set_closable(True)
        self.pad.close_sheet()
        if actor is not None:
            self._session.enter(actor)
        if errand is not None:
            errand.then()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._errand is not None and self.pad.is_open:
            from app.ui.pin.words import refusal_words, wait_of

            self._errand.pin = ""
            self._say_refused(refusal_words(problem), wait_of(problem))

    def _say_refused(self, sentence: str, wait_seconds: int) -> None:
        self._sounds.play("refused")
        self.pad.refuse(sentence, wait_seconds)
