"""The one window: the rail, the page that is open, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.actor import Right
from app.domain.errors import ShopError
from app.domain.resources import resource
from app.domain.settings import ShopSettings
from app.ui.actions import keycap, make_action
from app.ui.pages import NEEDS, PRODUCTS, SELL, SETTINGS, Page, Pages
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
    # What is not on the screen yet is imported when it is asked for.
    from app.domain.actor import Actor
    from app.domain.cart import Cart
    from app.ui.copies.keeper import RunAgain
    from app.ui.copies.office import CopiesOffice
    from app.ui.customers.dialog import CustomersDialog
    from app.ui.files.desk import FileDesk
    from app.ui.first_run import FirstRun
    from app.ui.old_pos.desk import OldPosDesk

SMALLEST = QSize(1280, 720)
USUAL = QSize(1366, 768)
COPIES_AFTER_MS = 3_000
"""When the till looks for its copies: its first minute belongs to the first customer."""
_FRAME = QSize(16, 64)
"""What the system's frame and bars may take around the window."""


class MainWindow(QWidget):
    """Brings the screens together; what a screen does is its own."""

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
        self._run_again = run_again
        self._copies: CopiesOffice | None = None
        self._old_pos: OldPosDesk | None = None
        self._reopens_after_old_pos = False
        self._run_for_files = run_for_files
        self._files: FileDesk | None = None
        self.setObjectName("main_window")
        self.setWindowTitle("Suki")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._shop, self._theme, self._wording, self._sounds = shop, theme, wording, sounds
        self._closes_after_sale = False
        self._was_painted = False
        self._customers: CustomersDialog | None = None
        self.first_run: FirstRun | None = None
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
        self.pages.offer(PRODUCTS, self._make_products)
        self.pages.offer(SETTINGS, self._make_settings)
        self._lay_out()
        self._connect()

    # Opening and closing

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a sale on its way; the open cart is on disk anyhow."""
        if self.checkout.is_saving:
            self._closes_after_sale = True
            event.ignore()
        else:
            super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.color("canvas"))
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.first_run is not None:
            self.first_run.setGeometry(self.rect())

    @Slot()
    def _after_first_paint(self) -> None:
        from PySide6.QtGui import QIcon

        self.setWindowIcon(QIcon(str(resource("icons", "suki-256.png"))))
        self.first_painted.emit()

    @property
    def copies(self) -> CopiesOffice | None:
        """Give what looks after the copies, made when first asked for."""
        if self._copies is None and self._run_again is not None:
            from app.ui.copies.office import CopiesOffice

            self._copies = CopiesOffice(
                self._shop,
                self._theme,
                self._wording,
                self,
                self.rail,
                self.toasts,
                self._run_again,
            )
            self._copies.reopening.connect(self.reopening)
        return self._copies

    @property
    def old_pos(self) -> OldPosDesk | None:
        """Give what brings an old database along, made when first asked for."""
        if self._old_pos is None and self._run_again is not None:
            from app.ui.old_pos.desk import OldPosDesk

            self._old_pos = OldPosDesk(
                self._shop, self._theme, self._wording, self, self._run_again
            )
            if (copies := self.copies) is not None:
                self._old_pos.closing.connect(copies.keeper.stop)
        return self._old_pos

    @property
    def files(self) -> FileDesk | None:
        """Give what brings files in and writes them, made when first asked for."""
        if self._files is None and self._run_for_files is not None:
            from app.ui.files.desk import FileDesk

            self._files = FileDesk(
                self._shop,
                self._theme,
                self._wording,
                self,
                self.toasts,
                self._run_for_files,
                self.attendance.guard.open,
            )
        return self._files

    # Commands

    @Slot()
    def show_customers(self) -> None:
        if self.selling.can_be_interrupted:
            words = self.tr("Customers and what they bought")
            self.attendance.guard.open(Right.SEE_CUSTOMERS, words, self._open_customers)

    def _open_customers(self) -> None:
        if self._customers is None:
            from app.ui.customers.dialog import CustomersDialog

            self._customers = CustomersDialog(
                self._shop, self._theme, self._wording, self, self.files
            )
            words = self.tr("Who owes what")
            guard = self.attendance.guard
            self._customers.let_in = partial(guard.open, Right.ACCOUNTS, words)
            self._customers.let_through(keycap("lock"))
        self._customers.open()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Turn to a page, if need be by a PIN; its own field takes the cursor."""
        if not self.selling.can_be_interrupted:
            return
        if name in NEEDS:
            words = {PRODUCTS: self.tr("Products and what they cost"),
                     SETTINGS: self.tr("Settings of the shop")}[name]  # fmt: skip
            self.attendance.guard.open(NEEDS[name], words, partial(self._turn_to, name))
        else:
            self._turn_to(name)

    def _turn_to(self, name: str) -> None:
        self.pages.show_page(name)
        self.focus_page()

    @Slot()
    def _leave_owner_areas(self) -> None:
        """Whoever may see more has left: what they had open goes, an open sale stays."""
        from app.ui.widgets.sheet import Sheet

        customers = self._customers
        if self.pages.current != SELL or (customers is not None and customers.is_open):
            while (sheet := Sheet.top(self)) is not None:
                sheet.close_sheet()
            self.pages.show_page(SELL)
            self.sell.focus_scan()
        if customers is not None:
            self._customers = None
            customers.deleteLater()

    @Slot()
    def show_sell(self) -> None:
        self.show_page(SELL)

    @Slot()
    def show_settings(self) -> None:
        self.show_page(SETTINGS)

    @Slot()
    def focus_page(self) -> None:
        """Be ready for what is done most on the page that is open."""
        page = self.pages.page
        if isinstance(page, Page):
            page.take_focus()
        else:
            self.sell.focus_scan()

    @Slot()
    def show_help(self) -> None:
        from app.ui.help_sheet import HelpSheet
        from app.ui.widgets.sheet import Sheet

        if not isinstance(Sheet.top(self), HelpSheet) and not self.checkout.is_saving:
            HelpSheet(self._theme, self).open()

    @Slot()
    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _allow_edit(self, edit: Callable[[Cart], object], then: Callable[[], None]) -> None:
        self.attendance.allow_edit(self.sell.cart, edit, then)

    # Building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.pages, 1)

    def _connect(self) -> None:
        for name, slot in (
            ("help", self.show_help),
            ("customers", self.show_customers),
            ("settings", self.show_settings),
            ("lock", self.attendance.lock),
            ("full_screen", self.toggle_full_screen),
        ):
            self.addAction(make_action(name, self, slot))
        self.gate.scanned.connect(self.selling.take_scan)
        self.selling.settled.connect(self._close_if_wished)
        self.rail.customers_requested.connect(self.show_customers)
        self.rail.help_requested.connect(self.show_help)
        self.rail.page_requested.connect(self.show_page)
        self.attendance.session.locked.connect(self._leave_owner_areas)
        self.attendance.set_free_when(lambda: self.selling.can_be_interrupted)
        self.checkout.approve = self.attendance.guard.ask
        self.checkout.have_allowed = self.attendance.allow_sale
        self.sell.lines.have_allowed = self._allow_edit
        self.pages.sell_requested.connect(self.show_sell)
        self.pages.turned.connect(self.rail.show_page)
        self.rail.scheme_chosen.connect(self._use_scheme)
        self._theme.changed.connect(self.update)
        self._shop.settings_saved.connect(self._on_settings_saved)
        self._shop.refused.connect(self._on_wish_refused)
        self._shop.people.begun.connect(self._on_owner_begun)
        self._shop.people.pin_refused.connect(self._on_pin_refused)
        self._shop.opened.connect(self._begin)
        if self._shop.is_open:
            self._begin()

    # The shop

    @Slot()
    def _begin(self) -> None:
        self._use_settings(self._shop.settings)
        if self._shop.is_new:
            self._ask_first_questions()
        elif self._is_half_begun():
            self._ask_first_questions()
            self._ask_for_first_pin()
        else:
            self.selling.begin()
            self._begin_copies()

    def show_only_copies(self) -> None:
        """There is no shop to sell in: neither keys nor Tab may get to where one would."""
        for behind in (self.rail, self.pages):
            behind.setEnabled(False)

    def _begin_copies(self) -> None:
        if self._run_again is not None:
            QTimer.singleShot(COPIES_AFTER_MS, self, self._look_after_copies)

    @Slot()
    def _look_after_copies(self) -> None:
        if self._shop.is_open and (copies := self.copies) is not None:
            copies.start()

    def _ask_first_questions(self) -> None:
        for behind in (self.rail, self.pages):
            behind.hide()  # neither keys nor Tab may get there before the answers
        from app.ui.first_run import FirstRun

        self.first_run = FirstRun(self._theme, self._wording, self)
        self.first_run.answered.connect(self._save_first_answers)
        self.first_run.pin_wished.connect(self._shop.people.begin_owner)
        self.first_run.finished.connect(self._end_first_run)
        copies = self.copies
        if copies is not None:
            self.first_run.offer_restore(copies.desk)
        if (desk := self._old_pos_over_a_shop()) is not None:
            self.first_run.offer_old_pos(desk)
        self.first_run.setGeometry(self.rect())
        self.first_run.show()
        self.first_run.begin()

    @Slot(object)
    def _on_settings_saved(self, settings: ShopSettings) -> None:
        self._use_settings(settings)
        self._ask_for_first_pin()

    def _ask_for_first_pin(self) -> None:
        if self.first_run is not None:
            self.first_run.ask_pin()

    @Slot(object)
    def _save_first_answers(self, settings: ShopSettings) -> None:
        """Keep them at once: a start that is cut short goes on with the PIN."""
        self._shop.save_settings(replace(settings, was_asked_for_pin=False))

    def _is_half_begun(self) -> bool:
        """Say whether a first start was cut short before the owner's PIN was set or left out."""
        if self._shop.settings.was_asked_for_pin:
            return False
        try:
            return not self._shop.reader.people.has_pins()
        except ShopError:
            return False

    @Slot(str, object)
    def _on_owner_begun(self, code: str, owner: Actor) -> None:
        self.attendance.session.enter(owner)
        if self.first_run is not None:
            self.first_run.show_code(code)
        else:
            self.attendance.show_code(code)

    @Slot(object)
    def _on_pin_refused(self, problem: ShopError) -> None:
        """In Settings the page says it."""
        if self.first_run is not None:
            self.first_run.show_problem(problem)

    @Slot()
    def _end_first_run(self) -> None:
        if self.first_run is not None:
            self.first_run.hide()
            self.first_run.deleteLater()
            self.first_run = None
            self._shop.save_settings(replace(self._shop.settings, was_asked_for_pin=True))
            self.selling.forget_scans()
            self.selling.begin()
            self._begin_copies()
            self.rail.show()
            self.pages.show()
            self.sell.focus_scan()

    @Slot(bool)
    def _close_if_wished(self, is_saved: bool) -> None:
        """A sale that was refused has to be seen first."""
        closes, self._closes_after_sale = self._closes_after_sale and is_saved, False
        if closes:
            QTimer.singleShot(0, self.close)

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
        self.focus_page()

    @Slot(object)
    def _on_wish_refused(self, problem: ShopError) -> None:
        if self.first_run is not None:
            self.first_run.show_problem(problem)
        else:
            self._post_problem(problem)

    # Inside

    def _make_products(self) -> Page:
        from app.ui.products.page import ProductsPage

        return ProductsPage(
            self._shop,
            self._theme,
            self._wording,
            self._sounds,
            self.toasts,
            self.files,
        )

    def _make_settings(self) -> Page:
        from app.ui.settings.page import SettingsPage

        return SettingsPage(
            self._shop,
            self._theme,
            self._wording,
            self._sounds,
            self.gate,
            self.copies,
            self._old_pos_over_a_shop(),
            self.files,
        )

    def _old_pos_over_a_shop(self) -> OldPosDesk | None:
        """Give the desk; what comes along over an open shop needs a new till."""
        desk = self.old_pos
        if desk is not None and not self._reopens_after_old_pos:
            self._reopens_after_old_pos = True
            desk.ended.connect(self.reopening)
            desk.stopped.connect(self.reopening)
        return desk

    def _post_problem(self, problem: ShopError) -> None:
        title, detail = self._wording.error(problem)
        self.toasts.post(ToastMessage(title, detail, "error"))
