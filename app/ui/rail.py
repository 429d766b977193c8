"""The dark rail at the left: where to go, how it looks, what time it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.clock import Clock
from app.ui.pages import PRODUCTS, SELL, SETTINGS
from app.ui.rail_backup import RailBackup
from app.ui.rail_person import RailPerson
from app.ui.theme import Scheme, Theme
from app.ui.widgets.menu import Menu
from app.ui.widgets.painting import CENTER, paint_focus_ring, paint_text
from app.ui.wording import Wording

_WIDTH = 80
_ITEM = QSize(68, 60)
_WORD_PX = 12.0


class RailButton(QPushButton):
    """Icon over word; the page that is open is lit."""

    def __init__(
        self, theme: Theme, icon: str, text: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._theme = theme
        self._icon = icon
        self._is_locked = False
        self.setFixedSize(_ITEM)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    @property
    def is_locked(self) -> bool:
        return self._is_locked

    def set_locked(self, is_locked: bool) -> None:
        """Show or take away the small lock: a PIN is asked for."""
        if is_locked != self._is_locked:
            self._is_locked = is_locked
            self.setAccessibleDescription(self.tr("Locked, asks for a PIN") if is_locked else "")
            self.update()

    def words_font(self) -> QFont:
        """Give the largest font up to the chosen text size in which the whole word fits."""
        weight = 600 if self.isChecked() else 500
        px = _WORD_PX
        while px > 1:
            metrics = self._theme.metrics("caption", weight=weight, px=px)
            if metrics.horizontalAdvance(self.text()) <= self.width():
                break
            px -= 0.5
        return self._theme.font("caption", weight=weight, px=px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as everywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.underMouse()
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("rail_active_bg"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        ink = "rail_active" if lit else "rail_text"
        self._theme.paint_icon(painter, QPointF(22, 10), self._icon, ink, 24)
        if self._is_locked:
            self._theme.paint_icon(painter, QPointF(50, 5), "lock", "rail_text", 12)
        words = QRectF(0, 36, self.width(), 18)
        ink_color = self._theme.color(ink)
        paint_text(painter, words, self.text(), self.words_font(), ink_color, CENTER)
        if self.hasFocus():
            paint_focus_ring(painter, self._theme, QRectF(self.rect()).adjusted(3, 3, -3, -3), 6)


class Rail(QWidget):
    """Wishes go out as signals; only what works is shown."""

    page_requested = Signal(str)
    customers_requested = Signal()
    help_requested = Signal()
    lock_requested = Signal()
    person_requested = Signal()
    scheme_chosen = Signal(object)

    def __init__(
        self, theme: Theme, wording: Wording, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._wording = wording
        self._clock = clock
        self.setFixedWidth(_WIDTH)
        self.sell = RailButton(theme, "shopping-cart", self.tr("Sell"), "rail_sell")
        self.products = RailButton(theme, "package", self.tr("Products"), "rail_products")
        self.settings = RailButton(theme, "settings", self.tr("Settings"), "rail_settings")
        self.pages = {SELL: self.sell, PRODUCTS: self.products, SETTINGS: self.settings}
        self.customers = RailButton(theme, "users", self.tr("Customers"), "rail_customers")
        self.help = RailButton(theme, "circle-help", self.tr("Help"), "rail_help")
        self.look = RailButton(theme, "contrast", self.tr("Look"), "rail_look")
        self.lock = RailButton(theme, "lock", self.tr("Lock"), "rail_lock")
        self.lock.hide()
        self.backup = RailBackup(theme)
        self.person = RailPerson(theme)
        self.person.hide()
        self._lay_out()
        for button in self.pages.values():
            button.setCheckable(True)
            button.clicked.connect(self._ask_for_page)
        self.show_page(SELL)
        self.customers.clicked.connect(self.customers_requested)
        self.help.clicked.connect(self.help_requested)
        self.look.clicked.connect(self._show_looks)
        self.lock.clicked.connect(self.lock_requested)
        self.person.clicked.connect(self.person_requested)
        self._minute = QTimer(self, interval=1_000)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self._shown_time = ""
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("rail"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(22, 16, 36, 36), 8, 8)
        self._theme.paint_icon(painter, QPointF(30, 24), "store", "on_accent", 20)
        font, ink = self._theme.font("caption", tabular=True), self._theme.color("rail_text")
        below = QRectF(0, self.height() - 32, _WIDTH, 18)
        paint_text(painter, below, self._wording.time(self._clock.now()), font, ink, CENTER)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 72, 6, 36)
        column.setSpacing(4)
        column.addWidget(self.sell)
        column.addWidget(self.customers)
        column.addWidget(self.products)
        column.addWidget(self.settings)
        column.addStretch(1)
        column.addWidget(self.help)
        column.addWidget(self.look)
        column.addWidget(self.lock)
        column.addWidget(self.backup)
        column.addWidget(self.person)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Light the page that is open."""
        for page, button in self.pages.items():
            button.setChecked(page == name)

    @Slot()
    def _ask_for_page(self) -> None:
        """The light follows the page, not the tap: the page may have reasons to stay."""
        for page, button in self.pages.items():
            if button is self.sender():
                button.setChecked(not button.isChecked())
                self.page_requested.emit(page)

    @Slot()
    def _tick(self) -> None:
        shown = self._wording.time(self._clock.now())
        if shown != self._shown_time:
            self._shown_time = shown
            self.update(0, self.height() - 40, _WIDTH, 40)

    @Slot()
    def _show_looks(self) -> None:
        menu = self.looks_menu()
        menu.popup(self.look.mapToGlobal(self.look.rect().topRight()))

    def looks_menu(self) -> QMenu:
        """Make the menu of colour schemes, the one in use ticked."""
        menu = Menu(self._theme, self)
        menu.setObjectName("looks_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        words = {
            Scheme.SYSTEM: self.tr("Same as the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
            Scheme.CONTRAST: self.tr("High contrast"),
        }
        for scheme, text in words.items():
            action = QAction(text, group, checkable=True, checked=scheme is self._theme.scheme)
            action.setObjectName(f"look_{scheme.value}")
            action.setData(scheme.value)
            menu.addAction(action)
        group.triggered.connect(self._choose_look)
        return menu

    @Slot(QAction)
    def _choose_look(self, action: QAction) -> None:
        self.scheme_chosen.emit(Scheme(action.data()))
