"""Sees to it that there are copies: every half hour something changed, and at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.actor import Right
from app.domain.backup import EVERY, Copy, Reason, is_late, newest
from app.domain.backup_text import copy_of
from app.domain.errors import NotAllowed, ShopError
from app.ui.copies.errand import Errand, send_off
from app.ui.shop import Shop

log = logging.getLogger(__name__)

RunAgain = Callable[[Sequence[str]], Sequence[str]]
"""Gives the command that starts this program again over the same shop, with these arguments."""

_MINUTE_MS = 60_000
_LIST = ("backup", "--list", "--feed")


class CopyKeeper(QObject):
    """Knows the copies and has new ones made, one errand at a time and never in the way."""

    changed = Signal()
    """What it knows, or what it is doing"""
    late = Signal()
    """The newest copy is more than a day old although one was just tried"""
    place_refused = Signal(str)

    def __init__(self, shop: Shop, run_again: RunAgain, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self.run_again = run_again
        self.copies: tuple[Copy, ...] = ()
        self.is_known = False
        self.problem = self.second_problem = ""
        self.way_back = ""
        """The name of the copy that stays while an adoption can be taken back"""
        self.damaged: tuple[str, ...] = ()
        """The names of those that do not count"""
        self._folder = Path()
        self.next_at: datetime | None = None
        self._has_changes = True
        self._errand: Errand | None = None
        self._then: Callable[[dict[str, Any]], None] = self._take
        self._is_copying = False
        self._waiting: list[tuple[Sequence[str], Callable[[dict[str, Any]], None]]] = []
        self._place = shop.settings.second_place
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.look_at_the_clock)
        shop.changed.connect(self._note_change)
        shop.settings_saved.connect(self._on_settings)

    # What it knows

    @property
    def newest(self) -> Copy | None:
        """Give the newest copy that is where copies should be: in both places, if there are two."""
        return newest(self.copies, str(Path(self._place)) if self._place else "")

    @property
    def is_late(self) -> bool:
        return self.is_known and is_late(self.newest, self._shop.clock.now())

    @property
    def is_copying(self) -> bool:
        """Say whether a copy is being made."""
        return self._is_copying

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is on its way."""
        return self._errand is None and not self._waiting

    @property
    def second_place(self) -> str:
        return self._place

    def path_of(self, copy: Copy) -> Path:
        """Give where a copy beside the shop lies."""
        return self._folder / copy.name

    # Wishes

    @Slot()
    def start(self) -> None:
        """Look for the copies there are; from now on see to new ones."""
        self.next_at = self._shop.clock.now() + EVERY
        self._minute.start()
        self._do(_LIST, self._on_first_list)

    @Slot()
    def back_up(self, reason: Reason = Reason.ASKED) -> None:
        """Have a copy made; needs no right. `changed` follows, now and when it is done."""
        self._is_copying = True
        self._has_changes = False
        self.next_at = self._shop.clock.now() + EVERY
        self._do(("backup", "--reason", reason.value, "--feed"), self._on_copied)
        self.changed.emit()

    @Slot(str)
    def use_place(self, folder: str) -> None:
        """Keep copies in this folder too, and begin at once; `place_refused` says why not."""
        if not self.may_choose():
            self.place_refused.emit(NotAllowed().message)
            return
        if not folder:
            self._save_place("")
            return

        def on_answer(said: dict[str, Any]) -> None:
            if said["problem"]:
                self.place_refused.emit(said["problem"])
            else:
                self._save_place(folder)

        self._do(("backup", "--place", str(Path(folder)), "--feed"), on_answer)

    def may_choose(self) -> bool:
        """Say whether who is at the desk may choose places and restore."""
        return Right.BACKUPS in self._shop.by.rights

    @Slot()
    def look_at_the_clock(self) -> None:
        """Have a copy made when it is time for one."""
        now = self._shop.clock.now()
        if self.next_at is None or now < self.next_at or self._errand is not None:
            return
        if self._has_changes or self.is_late or self.problem:
            self.back_up(Reason.TIMED)
        else:
            self.next_at = now + EVERY

    def stop(self) -> None:
        """Have nothing more done; a copy on its way is given up, and does not count."""
        self._minute.stop()
        self._waiting = []
        if self._errand is not None:
            self._errand.stop()
        self._forget_errand()

    def copy_at_the_end(self) -> bool:
        """When the shop is closed, have it copied by a process that outlives the till, unless
        nothing changed since the last copy; says whether one was begun.
        """
        is_needed = self._has_changes or self._is_copying or bool(self.problem) or self.is_late
        self.stop()
        if not is_needed:
            return False
        command = self.run_again(("backup", "--reason", Reason.CLOSING.value, "--feed"))
        return send_off(command)

    # Answers

    def _on_first_list(self, said: dict[str, Any]) -> None:
        self._take(said)
        self._has_changes = self._has_news()
        if self.is_late:
            self.back_up(Reason.TIMED)

    def _on_copied(self, said: dict[str, Any]) -> None:
        self._is_copying = False
        self._take(said)
        self.problem = said["problem"]
        self.second_problem = said.get("second_problem", "")
        if self.problem:
            log.warning("no copy was made: %s", self.problem)
        if self.is_late:
            self.late.emit()

    def _take(self, said: dict[str, Any]) -> None:
        if "copies" in said:
            self.copies = tuple(copy_of(each) for each in said["copies"])
            self.way_back, self.damaged = said["way_back"], tuple(said["damaged"])
            self._folder = Path(said["folder"])
            self.is_known = True

    def _has_news(self) -> bool:
        """Compare the last sale with the newest copy's: cheap, and what matters most."""
        if not self._shop.ended_cleanly or (last := newest(self.copies)) is None:
            return True
        try:
            sale = self._shop.reader.sales.last(by=self._shop.by)
        except ShopError:
            return True
        number = "" if sale is None else sale.head.number
        return number != last.figures.last_number

    @Slot(object)
    def _note_change(self) -> None:
        self._has_changes = True

    @Slot(object)
    def _on_settings(self) -> None:
        place = self._shop.settings.second_place
        if place != self._place:
            self._place = place
            self.second_problem = ""
            self.back_up()

    def _save_place(self, folder: str) -> None:
        self._shop.save_settings(replace(self._shop.settings, second_place=folder))

    # Errands

    def _do(self, arguments: Sequence[str], then: Callable[[dict[str, Any]], None]) -> None:
        self._waiting.append((arguments, then))
        self._begin_next()

    def _begin_next(self) -> None:
        if self._errand is not None or not self._waiting:
            return
        arguments, self._then = self._waiting.pop(0)
        self._errand = Errand(self.run_again(arguments), self)
        self._errand.done.connect(self._on_done)
        self._errand.begin()

    @Slot(object)
    def _on_done(self, said: dict[str, Any]) -> None:
        self._forget_errand()
        self._then(said)
        self.changed.emit()
        self._begin_next()

    def _forget_errand(self) -> None:
        if self._errand is not None:
            self._errand.deleteLater()
            self._errand = None
