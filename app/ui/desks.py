"""What the window makes only once somebody asks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actor import Right
from app.ui.actions import keycap
from app.ui.pages import Page
from app.ui.pin.guard import Guard
from app.ui.rail import Rail
from app.ui.scan_gate import ScanGate
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost
from app.ui.wording import Wording

if TYPE_CHECKING:
    # What is not on the screen yet is imported when it is asked for.
    from app.ui.copies.keeper import RunAgain
    from app.ui.copies.office import CopiesOffice
    from app.ui.customers.dialog import CustomersDialog
    from app.ui.files.desk import FileDesk
    from app.ui.old_pos.desk import OldPosDesk

_COPIES_AFTER_MS = 3_000
"""When the till looks for its copies: its first minute belongs to the first customer."""


class Desks(QObject):
    """Makes the owner's pages and dialogs, and the desks for copies, files and an old POS."""

    reopening = Signal(object)
    """ToastMessage: the shop was let go; a new window opens it and says this"""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        rail: Rail,
        gate: ScanGate,
        guard: Guard,
        window: QWidget,
        run_for_files: RunAgain | None = None,
        run_again: RunAgain | None = None,
    ) -> None:
        """Without `run_for_files` there is no desk for files, without `run_again` none else."""
        super().__init__(window)
        self._shop, self._theme, self._wording, self._sounds = shop, theme, wording, sounds
        self._toasts, self._rail, self._gate, self._guard = toasts, rail, gate, guard
        self._window = window
        self._run_for_files, self._run_again = run_for_files, run_again
        self._copies: CopiesOffice | None = None
        self._old_pos: OldPosDesk | None = None
        self._reopens_after_old_pos = False
        self._files: FileDesk | None = None

    # Desks

    @property
    def copies(self) -> CopiesOffice | None:
        """Give what looks after the copies, made when first asked for."""
        if self._copies is None and self._run_again is not None:
            from app.ui.copies.office import CopiesOffice

            self._copies = CopiesOffice(
                self._shop,
                self._theme,
                self._wording,
                self._window,
                self._rail,
                self._toasts,
                self._run_again,
            )
            self._copies.reopening.connect(self.reopening)
        return self._copies

    def begin_copies(self) -> None:
        """Look after the copies from a while after now on."""
        if self._run_again is not None:
            QTimer.singleShot(_COPIES_AFTER_MS, self, self._look_after_copies)

    @Slot()
    def _look_after_copies(self) -> None:
        if self._shop.is_open and (copies := self.copies) is not None:
            copies.start()

    @property
    def old_pos(self) -> OldPosDesk | None:
        """Give what brings an old database along, made when first asked for."""
        if self._old_pos is None and self._run_again is not None:
            from app.ui.old_pos.desk import OldPosDesk

            self._old_pos = OldPosDesk(
                self._shop, self._theme, self._wording, self._window, self._run_again
            )
            if (copies := self.copies) is not None:
                self._old_pos.closing.connect(copies.keeper.stop)
        return self._old_pos

    @property
    def old_pos_over_a_shop(self) -> OldPosDesk | None:
        """Give the same; what comes along over an open shop needs a new till."""
        desk = self.old_pos
        if desk is not None and not self._reopens_after_old_pos:
            self._reopens_after_old_pos = True
            desk.ended.connect(self.reopening)
            desk.stopped.connect(self.reopening)
        return desk

    @property
    def files(self) -> FileDesk | None:
        """Give what brings files in and writes them, made when first asked for."""
        if self._files is None and self._run_for_files is not None:
            from app.ui.files.desk import FileDesk

            self._files = FileDesk(
                self._shop,
                self._theme,
                self._wording,
                self._window,
                self._toasts,
                self._run_for_files,
                self._guard.open,
            )
        return self._files

    # Pages and dialogs

    def make_products(self) -> Page:
        from app.ui.products.page import ProductsPage

        return ProductsPage(
            self._shop,
            self._theme,
            self._wording,
            self._sounds,
            self._toasts,
            self.files,
        )

    def make_settings(self) -> Page:
        from app.ui.settings.page import SettingsPage

        return SettingsPage(
            self._shop,
            self._theme,
            self._wording,
            self._sounds,
            self._gate,
            self.copies,
            self.old_pos_over_a_shop,
            self.files,
        )

    def make_customers(self) -> CustomersDialog:
        from app.ui.customers.dialog import CustomersDialog

        made = CustomersDialog(
            *(self._shop, self._theme, self._wording, self._window),
            self.files,
            self._run_for_files,
        )
        made.let_in = partial(self._guard.open, Right.ACCOUNTS, self.tr("Who owes what"))
        made.let_through(keycap("lock"))
        return made
