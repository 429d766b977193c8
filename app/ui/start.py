"""Opens the window over a shop and stays until it is closed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import ShopError, TillOpen, UnusableFile
from app.ui import notices
from app.ui.collector import WindowThreadCollector
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme, application_in_fusion
from app.ui.warm_up import WarmUp, first_sale_needs
from app.ui.window import MainWindow
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.ports import StoreOpener
    from app.ui.copies.keeper import RunAgain
    from app.ui.copies.restore_desk import RestoreDesk
    from app.ui.doorbell import Doorbell
    from app.ui.tour import OldPos
    from app.ui.wicket import Wicket
    from app.ui.widgets.toast import ToastMessage


_UNSEEN_MS = 1_000
"""A window that starts minimized is painted later or never; the shop opens all the same."""


def _no_old_shop() -> None:
    return None


class Premises(NamedTuple):
    """What the program's entry hands to the window. `folder` names the shop on this machine.

    Without `by` the shop itself says who is present.
    """

    open_writer: StoreOpener
    open_reader: StoreOpener
    clock: Clock
    by: Actor | None
    folder: str
    run_for_files: RunAgain | None = None
    """Gives the command that starts this program again over the shop, for files in and out."""
    run_again: RunAgain | None = None
    """Gives the command that starts this program again over the shop, for its copies."""
    old_shop: Callable[[], Path | None] = _no_old_shop
    """Gives the old POS's database where it lies in the shop's place."""


class Till(QObject):
    """The running program: application, shop and window, and the order they start and stop in."""

    def __init__(
        self,
        application: QApplication,
        premises: Premises,
        sounds: Sounds,
        milliseconds: Callable[[], int] | None = None,
    ) -> None:
        """`milliseconds` stands in for the timer of the tender."""
        super().__init__()
        self._application = application
        self._folder = premises.folder
        self._old_shop = premises.old_shop
        self.exit_code = 0
        self._collector = WindowThreadCollector(self)
        self.theme = Theme()
        self.theme.apply(application)
        self.wording = Wording(premises.clock)
        self.shop = Shop(
            premises.open_writer, premises.open_reader, premises.clock, premises.by, self
        )
        self.window = MainWindow(
            self.shop,
            self.theme,
            self.wording,
            sounds,
            milliseconds,
            premises.run_for_files,
            premises.run_again,
        )
        self.window.reopening.connect(self._on_reopening)
        self.last_words: ToastMessage | None = None
        self._doorbell: Doorbell | None = None
        self._wicket: Wicket | None = None
        self.warm_up = WarmUp(first_sale_needs(self.window), self)
        self.warm_up.done.connect(self._collector.keep_what_is_there)
        self._has_opened = False
        self.shop.opened.connect(self._on_opened)
        self.shop.failed_to_open.connect(self._on_failed)

    def start(self) -> None:
        """Show the window first; once it is painted the shop opens behind it."""
        self.window.first_painted.connect(self._open_shop)
        QTimer.singleShot(_UNSEEN_MS, self._open_shop)
        self.window.show()
        self.window.activateWindow()  # where no window manager does it, as on a bare till

    @Slot()
    def _open_shop(self) -> None:
        if not self._has_opened:
            self._has_opened = True
            path = self._old_shop()
            desk = self.window.desks.old_pos if path is not None else None
            if path is None or desk is None:
                self.shop.open()
                return
            desk.ended.connect(self._open_after)
            desk.stopped.connect(self._on_not_brought)
            desk.begin_with(path)

    @Slot(object)
    def _open_after(self, words: ToastMessage) -> None:
        """The old database came along; the first questions come next."""
        if (desk := self.window.desks.old_pos) is not None:
            desk.ended.disconnect(self._open_after)
            desk.stopped.disconnect(self._on_not_brought)
        self.shop.open()
        self.window.toasts.post(words)

    @Slot(object)
    def _on_not_brought(self, words: ToastMessage) -> None:
        if words.kind == "error":
            self.exit_code = 1
            self.window.hide()
            notices.tell(words.title, words.detail)
        self._application.exit(self.exit_code)

    def stop(self) -> None:
        """Close in order: nothing of the window may outlive the application."""
        self._has_opened = True  # what was not opened until now stays shut
        self.warm_up.stop()
        self.window.hide()
        if self._doorbell is not None:
            self._doorbell.close()
        if self._wicket is not None:
            self._wicket.close()
        has_copies = self.shop.is_open and not self.shop.is_new and self.last_words is None
        self.shop.close()
        if has_copies and (copies := self.window.desks.copies) is not None:
            copies.keeper.copy_at_the_end()
        self.window.deleteLater()
        self._collector.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @Slot()
    def _on_opened(self) -> None:
        from app.ui.doorbell import Doorbell
        from app.ui.wicket import Wicket

        self._doorbell = Doorbell(self._folder, self)
        self._wicket = Wicket(self._folder, self.shop, self)
        self._doorbell.rung.connect(self.window.come_forward)
        self.warm_up.start()

    @Slot(object)
    def _on_reopening(self, words: ToastMessage) -> None:
        """A new till opens, unless an old database was put back: it would come along at once."""
        self.exit_code = 0
        if self._old_shop() is None:
            self.last_words = words
        else:
            self.window.hide()
            closed = self.tr("Suki is closed now. Started again, it brings this file along anew.")
            notices.tell(words.title, f"{words.detail} {closed}")
        self._application.exit(0)

    @Slot(object)
    def _on_failed(self, problem: ShopError) -> None:
        from app.ui.doorbell import ring

        self.exit_code = 1
        self.window.hide()
        if isinstance(problem, TillOpen) and ring(self._folder):
            self.exit_code = 0
        elif isinstance(problem, UnusableFile) and self.window.desks.copies is not None:
            way = self.tr("Restore a copy…")
            if notices.offer(problem.message, problem.advice, way):
                self._rescue(self.window.desks.copies.desk)
                return
        else:
            notices.tell(problem.message, problem.advice)
        self._application.exit(self.exit_code)

    def _rescue(self, desk: RestoreDesk) -> None:
        """A shop that cannot be opened has no till: only its copies."""
        self.window.show_only_copies()
        self.window.show()
        desk.given_up.connect(self._give_up)
        desk.rescue()

    @Slot()
    def _give_up(self) -> None:
        self._application.exit(self.exit_code)


def application() -> QApplication:
    """Give the one QApplication, made now if need be."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = application_in_fusion(sys.argv[0])
    made.setApplicationName("Suki")
    made.setDesktopFileName("suki")
    return made


def _close_when_asked() -> None:
    """Let Ctrl+C and a computer that shuts down close the till in order.

    Python hears a signal at its next slot; the clock in the rail has one every second. Raising
    there, as Python would, could break into any method that Qt is waiting for.
    """
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda _signal, _frame: QCoreApplication.exit(0))


def run_till(premises: Premises) -> int:
    """Open the till; returns the exit code when its window was closed."""
    qt = application()
    faults = notices.FaultReporter()
    faults.install()
    _close_when_asked()
    said: ToastMessage | None = None
    while True:
        till = Till(qt, premises, Sounds())
        till.window.fit_into(till.window.screen().availableSize())
        if said is not None:
            till.window.toasts.post(said)
        till.start()
        code = qt.exec()
        till.stop()
        said = till.last_words
        if said is None:
            return code or till.exit_code


def run_tour(premises: Premises, pictures: Path, old_pos: OldPos) -> int:
    """Play the main job in the real window and save a picture of each step."""
    from app.ui.tour import Tour

    qt = application()
    till = Till(qt, premises, Sounds(enabled=False))
    tour = Tour(till, pictures, old_pos)
    till.start()
    tour.start()
    code = qt.exec()
    till.stop()
    return code or till.exit_code
