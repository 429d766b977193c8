"""The till's staff on the screen: the rail says who is there and what asks for a PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actor import Actor, Right
from app.domain.errors import ShopError
from app.ui.pages import NEEDS
from app.ui.pin.guard import Guard, Then
from app.ui.pin.session import Session, monotonic_ms
from app.ui.rail import Rail
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.cart import Cart
    from app.domain.changes import Changes
    from app.domain.errors import NotAllowed
    from app.domain.people import Person, Wanted
    from app.domain.sale import Sale
    from app.domain.sale_line import SaleLine
    from app.ui.storage_thread import HeldWish


class Attendance(QObject):
    """Holds session and guard, and opens what asks who somebody is."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        sounds: Sounds,
        toasts: ToastHost,
        rail: Rail,
        window: QWidget,
        wording: Wording,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere, for idle minutes and the wait of the pad."""
        super().__init__(window)
        self._shop, self._theme, self._sounds = shop, theme, sounds
        self._toasts, self._rail, self._window = toasts, rail, window
        self._wording = wording
        counter = milliseconds or monotonic_ms
        self._is_free: Callable[[], bool] = lambda: True
        self.session = Session(shop, window, counter)
        self.guard = Guard(shop, theme, sounds, self.session, window, counter)
        self.guard.recovery_requested.connect(self.recover)
        rail.lock_requested.connect(self.lock)
        rail.person_requested.connect(self.choose)
        shop.people.code_made.connect(self.show_code)
        shop.not_allowed.connect(self._on_not_allowed)
        shop.ask_for_rights()
        shop.opened.connect(self.show)
        shop.by_changed.connect(self.show)
        shop.changed.connect(self._on_changed)
        if shop.is_open:
            self.show()

    def set_free_when(self, is_free: Callable[[], bool]) -> None:
        """Say how to find out whether a dialog may open now."""
        self._is_free = is_free

    # Commands

    @Slot()
    def lock(self) -> None:
        """Lock now, or say why there is nothing to lock."""
        if self.session.has_entered:
            self.session.lock()
            self._toasts.post(ToastMessage(self.tr("Locked"), "", "info", "lock"))
        elif self.session.may(Right.PEOPLE):
            title = self.tr("Nobody has a PIN, so there is nothing to lock")
            detail = self.tr("Set the owner's PIN in Settings, People.")
            self._toasts.post(ToastMessage(title, detail, "info", "lock"))
        else:
            title = self.tr("It is locked already")
            self._toasts.post(ToastMessage(title, "", "info", "lock"))

    @Slot()
    def choose(self) -> None:
        """Ask who is at the till."""
        if not self._is_free():
            return
        from app.ui.pin.person_sheet import PersonSheet

        sheet = PersonSheet(self._theme, self._window, self._people(), self._shop.by.name)
        sheet.chosen.connect(self.session.choose)
        sheet.pin_requested.connect(self._sign_in)
        sheet.ask()

    @Slot()
    def recover(self) -> None:
        """Let the owner in by the recovery code."""
        from app.ui.pin.recover_sheet import RecoverSheet

        sheet = RecoverSheet(self._shop, self._theme, self._sounds, self._window)
        sheet.recovered.connect(self._on_recovered)
        sheet.ask()

    @Slot(str)
    def show_code(self, code: str) -> None:
        """Show a recovery code, once, after the dialog that asked for it has gone."""
        from app.ui.pin.code_sheet import CodeSheet

        sheet = CodeSheet(self._theme, self._window)
        QTimer.singleShot(0, sheet, lambda: sheet.show_code(code))

    # Acts that are allowed once

    def allow_edit(self, cart: Cart, edit: Callable[[Cart], object], then: Then) -> None:
        """Go on with an edit once it is allowed; what the cart refuses anyhow it says itself."""
        from app.ui.pin.limits import wanted_by_edit

        try:
            wanted = wanted_by_edit(self._shop, cart, edit)
        except ShopError:
            wanted = ()
        if wanted:
            self._have_allowed(wanted, cart.lines, then)
        else:
            then()

    def allow_sale(self, sale: Sale, problem: NotAllowed, then: Then) -> None:
        """Have allowed what the store refused a sale for, and go on; else do nothing."""
        from app.ui.pin.limits import for_the_sale

        if problem.wanted:
            self._have_allowed(for_the_sale(problem.wanted), sale.lines, then)

    def _have_allowed(
        self, wanted: tuple[Wanted, ...], lines: tuple[SaleLine, ...], then: Then
    ) -> None:
        from app.ui.pin.limits import what_for

        words = what_for(wanted, lines, self._shop, self._wording)
        self.guard.ask_all(wanted, words, then)

    @Slot()
    def _sign_in(self) -> None:
        self.guard.sign_in(self.tr("Your own rights, until it is locked"))

    @Slot(str, object)
    def _on_recovered(self, code: str, owner: Actor) -> None:
        self.session.enter(owner)
        self.show_code(code)

    @Slot(object)
    def _on_not_allowed(self, wish: HeldWish) -> None:
        """Ask whose right is missing, and do it then; else say that it may not be."""
        from app.ui.pin.right_words import CHOICES, right_words

        right = wish.problem.right
        if right is None or self.session.may(right):
            wish.refuse(wish.problem)
            return
        words = right_words(right) if right in CHOICES else self.tr("What you asked for")
        self.guard.open(
            right,
            words,
            lambda: self._shop.repeat(wish),
            lambda: wish.refuse(wish.problem),
        )

    # The rail

    @Slot()
    def show(self) -> None:
        """Show who is there and what is locked."""
        if not self._shop.is_open:
            return
        rail, by = self._rail, self._shop.by
        rail.person.show_person(by.name)
        rail.person.setVisible(bool(by.name or self._people()))
        rail.lock.setVisible(self.session.has_entered)
        rail.customers.set_locked(Right.SEE_CUSTOMERS not in by.rights)
        for page, right in NEEDS.items():
            rail.pages[page].set_locked(right not in by.rights)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.people:
            self.show()

    def _people(self) -> list[Person]:
        try:
            return self._shop.reader.people.people(by=self._shop.by)
        except ShopError:
            return []
