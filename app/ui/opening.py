"""From an open shop to its first sale: at once, or by way of the first questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError
from app.domain.settings import ShopSettings
from app.ui.desks import Desks
from app.ui.pages import Pages
from app.ui.pin.attendance import Attendance
from app.ui.rail import Rail
from app.ui.sell.page import SellPage
from app.ui.selling import Selling
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.ui.first_run import FirstRun


class Opening(QObject):
    """Lays the first questions over the window while there are any to be answered."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        rail: Rail,
        pages: Pages,
        sell: SellPage,
        selling: Selling,
        attendance: Attendance,
        desks: Desks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._rail, self._pages, self._sell, self._selling = rail, pages, sell, selling
        self._attendance, self._desks, self._window = attendance, desks, window
        self.first_run: FirstRun | None = None
        shop.people.begun.connect(self._on_owner_begun)
        shop.people.pin_refused.connect(self._on_pin_refused)

    def begin(self) -> None:
        """Go on where the shop was left."""
        if self._shop.is_new:
            self._ask_first_questions()
        elif self._is_half_begun():
            self._ask_first_questions()
            self.ask_for_first_pin()
        else:
            self._selling.begin()
            self._desks.begin_copies()

    def ask_for_first_pin(self) -> None:
        """Go on to the owner's PIN: the first answers are saved."""
        if self.first_run is not None:
            self.first_run.ask_pin()

    def fill_window(self) -> None:
        """Lie over all of the window, whatever its size is now."""
        if self.first_run is not None:
            self.first_run.setGeometry(self._window.rect())

    def take_problem(self, problem: ShopError) -> bool:
        """Say it among the first questions; false where none are asked."""
        if self.first_run is None:
            return False
        self.first_run.show_problem(problem)
        return True

    def _is_half_begun(self) -> bool:
        """Say whether a first start was cut short before the owner's PIN was set or left out."""
        if self._shop.settings.was_asked_for_pin:
            return False
        try:
            return not self._shop.reader.people.has_pins()
        except ShopError:
            return False

    def _ask_first_questions(self) -> None:
        for behind in (self._rail, self._pages):
            behind.hide()  # neither keys nor Tab may get there before the answers
        from app.ui.first_run import FirstRun

        self.first_run = FirstRun(self._theme, self._wording, self._window)
        self.first_run.answered.connect(self._save_first_answers)
        self.first_run.pin_wished.connect(self._shop.people.begin_owner)
        self.first_run.finished.connect(self._end_first_run)
        if (copies := self._desks.copies) is not None:
            self.first_run.offer_restore(copies.desk)
        if (desk := self._desks.old_pos_over_a_shop) is not None:
            self.first_run.offer_old_pos(desk)
        self.fill_window()
        self.first_run.show()
        self.first_run.begin()

    @Slot(object)
    def _save_first_answers(self, settings: ShopSettings) -> None:
        """Keep them at once: a start that is cut short goes on with the PIN."""
        self._shop.save_settings(replace(settings, was_asked_for_pin=False))

    @Slot(str, object)
    def _on_owner_begun(self, code: str, owner: Actor) -> None:
        self._attendance.session.enter(owner)
        if self.first_run is not None:
            self.first_run.show_code(code)
        else:
            self._attendance.show_code(code)

    @Slot(object)
    def _on_pin_refused(self, problem: ShopError) -> None:
        """In Settings the page says it."""
        self.take_problem(problem)

    @Slot()
    def _end_first_run(self) -> None:
        if self.first_run is not None:
            self.first_run.hide()
            self.first_run.deleteLater()
            self.first_run = None
            self._shop.save_settings(replace(self._shop.settings, was_asked_for_pin=True))
            self._selling.forget_scans()
            self._selling.begin()
            self._desks.begin_copies()
            self._rail.show()
            self._pages.show()
            self._sell.focus_scan()
