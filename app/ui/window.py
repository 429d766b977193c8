"""The one window: the rail, the page that is open, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from app.domain.actor import Right
from app.domain.errors import ShopError
from app.domain.resources import resource
from app.domain.settings import ShopSettings
from app.ui.actions import make_action
from app.ui.areas import Areas
from app.ui.desks import Desks
from app.ui.opening import Opening
from app.ui.pages import Pages
from app.ui.pin.attendance import Attendance
from app.ui.rail import Rail
from app.ui.scan_gate import ScanGate
from app.ui.sell.page import SellPage
from app.ui.selling import Selling
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.tender.checkout import Checkout
from app.ui.theme import Scheme, Theme
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.cart import Cart
    from app.ui.copies.keeper import RunAgain

SMALLEST = QSize(1280, 720)
USUAL = QSize(1366, 768)
_FRAME = QSize(16, 64)
"""What the system's frame and bars may take around the window."""


class MainWindow(QMainWindow):
    """Brings the screens together; what a screen does is its own.

    A main window, not any widget: a screen reader has to be told that it is a window.
    """

    reopening = Signal(object)
    """ToastMessage: the shop was let go; a new window opens it and says this"""
    first_painted = Signal()
    """The window is on the screen for the first time: nobody waits for it any more."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        milliseconds: Callable[[], int] | None = None,
        run_for_files: RunAgain | None = None,
        run_again: RunAgain | None = None,
    ) -> None:
        """`milliseconds` counts up from anywhere for the tender, else a timer of its own does.

        Both `run_for_files` and `run_again` give a command that starts the program again: for
        files that come in or go out, and for the copies; there are none without.
        """
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Suki")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._shop, self._theme, self._wording, self._sounds = shop, theme, wording, sounds
        self._closes_after_sale = False
        self._was_painted = False
        self.toasts = ToastHost(theme, self)
        self.rail = Rail(theme, wording, shop.clock)
        self.sell = SellPage(shop, theme, wording, sounds, self.toasts)
        self.pages = Pages(self.sell)
        self.checkout = Checkout(shop, theme, wording, self, milliseconds=milliseconds)
        self.selling = Selling(
            shop, theme, wording, sounds, self.toasts, self.pages, self.sell, self.checkout, self
        )
        self.gate = ScanGate(self)
        self.attendance = Attendance(
            shop, theme, sounds, self.toasts, self.rail, self, wording, milliseconds
        )
        self.desks = Desks(
            shop, theme, wording, sounds, self.toasts, self.rail, self.gate,
            self.attendance.guard, self, run_for_files, run_again,
        )  # fmt: skip
        self.areas = Areas(
            theme, self.pages, self.sell, self.selling, self.checkout,
            self.attendance.guard, self.desks, self,
        )  # fmt: skip
        self.opening = Opening(
            shop, theme, wording, self.rail, self.pages, self.sell, self.selling,
            self.attendance, self.desks, self,
        )  # fmt: skip
        self._lay_out()
        self._connect_screens()
        self._connect_shop()

    # Showing and closing

    @Slot()
    def come_forward(self) -> None:
        """Show the window again, above the others, as after a second start."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def fit_into(self, room: QSize) -> None:
        """Fill a screen that has no room for the window and its frame."""
        wanted = USUAL + _FRAME
        if room.width() < wanted.width() or room.height() < wanted.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    @Slot()
    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_only_copies(self) -> None:
        """There is no shop to sell in: neither keys nor Tab may get to where one would."""
        for behind in (self.rail, self.pages):
            behind.setEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.color("canvas"))
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        from PySide6.QtGui import QIcon

        self.setWindowIcon(QIcon(str(resource("icons", "suki-256.png"))))
        self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.opening.fill_window()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a sale on its way; the open cart is on disk anyhow."""
        if self.checkout.is_saving:
            self._closes_after_sale = True
            event.ignore()
        else:
            super().closeEvent(event)

    @Slot(bool)
    def _close_if_wished(self, is_saved: bool) -> None:
        """A sale that was refused has to be seen first."""
        closes, self._closes_after_sale = self._closes_after_sale and is_saved, False
        if closes:
            QTimer.singleShot(0, self.close)

    # Building

    def _lay_out(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        inside = QWidget()
        self.setCentralWidget(inside)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.pages, 1)

    def _connect_screens(self) -> None:
        for name, slot in (
            ("help", self.areas.show_help),
            ("customers", self.areas.show_customers),
            ("settings", self.areas.show_settings),
            ("lock", self.attendance.lock),
            ("full_screen", self.toggle_full_screen),
        ):
            self.addAction(make_action(name, self, slot))
        self.gate.scanned.connect(self.selling.take_scan)
        self.selling.settled.connect(self._close_if_wished)
        self.rail.customers_requested.connect(self.areas.show_customers)
        self.rail.help_requested.connect(self.areas.show_help)
        self.rail.page_requested.connect(self.areas.show_page)
        self.rail.scheme_chosen.connect(self._use_scheme)
        self.pages.turned.connect(self.rail.show_page)
        self.attendance.session.locked.connect(self.areas.leave_owners)
        self.attendance.set_free_when(lambda: self.selling.can_be_interrupted)
        self.checkout.approve = self.attendance.guard.ask
        self.checkout.have_allowed = self.attendance.allow_sale
        self.sell.lines.have_allowed = self._allow_edit
        self.desks.reopening.connect(self.reopening)
        self._theme.changed.connect(self.update)

    def _connect_shop(self) -> None:
        self._shop.settings_saved.connect(self._on_settings_saved)
        self._shop.refused.connect(self._on_wish_refused)
        self._shop.opened.connect(self._begin)
        if self._shop.is_open:
            self._begin()

    def _allow_edit(self, edit: Callable[[Cart], object], then: Callable[[], None]) -> None:
        self.attendance.allow_edit(self.sell.cart, edit, then)

    # The shop

    @Slot()
    def _begin(self) -> None:
        self._use_settings(self._shop.settings)
        self.opening.begin()

    @Slot(object)
    def _on_settings_saved(self, settings: ShopSettings) -> None:
        self._use_settings(settings)
        self.opening.ask_for_first_pin()

    def _use_settings(self, settings: ShopSettings) -> None:
        self._wording.set_currency(settings.currency)
        self._sounds.set_enabled(settings.sounds)
        self._sounds.set_volume(settings.volume)
        self.gate.set_gap(settings.scan_gap_ms)
        if not self._shop.is_new:
            self._theme.set_scheme(Scheme(settings.theme))
            self._theme.set_scale(settings.text_scale / 100)
            self._theme.set_reduce_motion(settings.reduce_motion)
            self.setWindowTitle(self.tr("{shop} · Suki").format(shop=settings.shop_name))

    @Slot(object)
    def _use_scheme(self, scheme: Scheme) -> None:
        """Anybody may look at it another way; for good only who may change the settings."""
        self._theme.set_scheme(scheme)
        if not self._shop.is_new and self.attendance.session.may(Right.SETTINGS):
            self._shop.save_settings(replace(self._shop.settings, theme=scheme.value))
        self.areas.focus_page()

    @Slot(object)
    def _on_wish_refused(self, problem: ShopError) -> None:
        if not self.opening.take_problem(problem):
            title, detail = self._wording.error(problem)
            self.toasts.post(ToastMessage(title, detail, "error"))
