"""From a code or a typed word to a line of the cart, and a clear no where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.cart_line import CartLine
from app.domain.embedded import Label, read_label
from app.domain.errors import InvalidInput, SaleRefused, ShopError, StoreUnavailable
from app.domain.product import Found, Product
from app.domain.quantity import ONE
from app.ui.actions import keycap
from app.ui.sell.open_sale import OpenSale
from app.ui.sell.scale_labels import asked_by, labelled
from app.ui.sell.scan_field import ScanField
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.sell.product_panel import ProductPanel

_ROWS = 5
_SEARCHED = 4 * _ROWS
"""Variants of one name share a row, so more are looked for than are shown."""


class Scanning(QObject):
    """Looks codes up exactly, searches names, adds what was found and says what was not."""

    item_found = Signal()  # just before it is added: a finished sale gives way
    item_added = Signal(object)  # CartLine
    unknown_changed = Signal(bool)  # whether a code waits that nobody knows
    sell_anyway = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        sale: OpenSale,
        field: ScanField,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._sounds, self._toasts = sounds, toasts
        self._sale, self._field, self._page = sale, field, page
        self._panel: ProductPanel | None = None
        self._chosen = False
        self._warned: set[int] = set()
        self._unknown = ""
        self._unknown_label: Label | None = None
        self._debounce = QTimer(self, singleShot=True, interval=theme.time("suggestDebounce"))
        self._debounce.timeout.connect(self.search_now)
        field.searched.connect(self._on_searched)
        field.entered.connect(self._on_entered)
        field.moved.connect(self._on_moved)
        field.quantity_refused.connect(self._refuse_quantity)
        field.turns = self._turn

    @property
    def panel(self) -> ProductPanel:
        """The list of what was found by name, made for the first one."""
        if self._panel is None:
            from app.ui.sell.product_panel import ProductPanel

            self._panel = ProductPanel(self._theme, self._wording, self._page)
            self._panel.picked.connect(self.add_product)
        return self._panel

    @property
    def shows_list(self) -> bool:
        return self._panel is not None and self._panel.is_open

    @property
    def unknown_code(self) -> str:
        """The code that was refused last; empty once something else was added."""
        return self._unknown

    @property
    def unknown_label(self) -> Label | None:
        """What the scale's label says that named this code; None for an ordinary barcode."""
        return self._unknown_label

    # Codes

    def scan(self, code: str) -> None:
        """Add what a scanned code names exactly; nothing typed is lost when there is no such."""
        self._add_code(code)

    def add_product(self, product: Product) -> None:
        """Add one chosen from the list."""
        self.add_found(Found(product))

    def add_line(self, line: CartLine) -> None:
        """Add a line that comes from no catalogue. Raises SaleRefused."""
        self.item_found.emit()
        self._after_adding(self._sale.add_line(line))

    def close(self) -> bool:
        """Close the list; says whether it was open."""
        was_open = self.shows_list
        self._debounce.stop()
        self._chosen = False
        self._close_list()
        return was_open

    # Typing

    @Slot()
    def search_now(self) -> None:
        """Show what the text as it stands may mean."""
        self._debounce.stop()
        self._chosen = False
        text = self._field.text()
        if not text.strip():
            self._close_list()
            return
        from app.ui.sell.variants import choices

        try:
            products = self._shop.reader.products.search(text, _SEARCHED, by=self._shop.by)
            found = choices(self._shop, products, _ROWS)
        except StoreUnavailable as problem:
            self.panel.show_fault(self._field, problem.message)
            return
        self.panel.show_products(self._field, text, found, light_first=not _is_number(text))

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._chosen = False
        if text.strip():
            self._debounce.start()
        else:
            self.close()

    @Slot(str)
    def _on_entered(self, text: str) -> None:
        """A row chosen by hand first, then the exact code, then the best name; never a guess."""
        chosen = self.panel.lit_product if self._chosen and self.shows_list else None
        if chosen is not None:
            self.add_product(chosen)
            return
        if not text.strip() or self._add_code(text, quiet=not _is_number(text)):
            return
        if _is_number(text):
            self._field.select_all()  # typing replaces a number that was wrong
            return
        self.search_now()
        if (first := self.panel.lit_product) is not None:
            self.add_product(first)
        else:
            self._refuse(self.tr("Nothing is called “{text}”").format(text=text.strip()))

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if not self.shows_list or self._debounce.isActive():
            self.search_now()
        self._chosen = True
        self.panel.move_light(step)

    def _turn(self, step: int) -> bool:
        """Choose another size or colour; who did so means this row."""
        if self._debounce.isActive() or not self.shows_list or not self.panel.turn(step):
            return False
        self._chosen = True
        return True

    # Inside

    def _close_list(self) -> None:
        if self._panel is not None:
            self._panel.close_panel()

    def _add_code(self, code: str, *, quiet: bool = False) -> bool:
        """Add exactly this code's product. `quiet` leaves the no to the caller."""
        try:
            found = self._shop.reader.products.by_code(code.strip(), by=self._shop.by)
        except StoreUnavailable as problem:
            self._refuse(*self._wording.error(problem))
            return True
        if found is not None:
            self.add_found(found)
            return True
        if (label := labelled(self._shop, code.strip())) is not None:
            self.add_found(*label)
            return True
        if not quiet:
            self._refuse_code(code)
        return False

    def add_found(self, found: Found, label: Label | None = None) -> None:
        """Add what was found, with the quantity that waits or that its label says."""
        if self._sale.is_locked:
            self._refuse(
                self.tr("Item not added"),
                self.tr("The last sale is still being saved. Scan again."),
            )
            return
        self.item_found.emit()
        asked = self._field.next_quantity
        quantity = ONE if asked is None else asked
        try:
            line = self._sale.add(found, quantity if label is None else asked_by(label, quantity))
        except SaleRefused as problem:
            self._refuse(*self._wording.error(problem))
            return
        self._after_adding(line)
        self._warn(found.product)

    def _after_adding(self, line: CartLine) -> None:
        self._field.set_next_quantity(None)
        self._set_unknown("")
        self._field.start_over()
        self.close()
        self._toasts.clear_errors()
        self._sounds.play("added")
        self.item_added.emit(line)

    def _warn(self, product: Product) -> None:
        """Say once for each sale that the count says there is none."""
        stock = product.stock
        if stock is None or stock.thousandths > 0 or product.id in self._warned:
            return
        self._warned.add(product.id)
        title = self.tr("{name} shows {count} in stock")
        title = title.format(name=product.full_name, count=self._wording.quantity(stock))
        self._toasts.post(ToastMessage(title, self.tr("Sold anyway."), "warning"))

    def forget_warnings(self) -> None:
        """A new sale warns again, and nothing refused before waits for it."""
        self._warned.clear()
        self._set_unknown("")

    def _refuse_code(self, code: str) -> None:
        """Of a scale's label it is the code inside that nobody knows: the next one has it too."""
        bare = "".join(code.split())
        label = read_label(bare, self._shop.settings.barcode_rules)
        title = self.tr("No product has barcode {code}").format(code=self._wording.barcode(bare))
        if label is not None:
            bare = label.code
            title = self.tr("No product has the code {code} of this label").format(code=bare)
        find = ToastAction(self.tr("Find by name"), self._field.edit.setFocus)
        anyway = ToastAction(self.tr("Sell anyway"), self.sell_anyway.emit, keycap("sell_anyway"))
        self._set_unknown(bare, label)
        self._refuse(
            title,
            self.tr("Set the item aside, or find it by name."),
            icon="scan-barcode",
            actions=(find, anyway),
        )

    def _set_unknown(self, code: str, label: Label | None = None) -> None:
        self._unknown_label = label
        if code != self._unknown:
            self._unknown = code
            self.unknown_changed.emit(bool(code))

    @Slot(object)
    def _refuse_quantity(self, problem: InvalidInput) -> None:
        self._refuse(*self._wording.error(problem))

    def refuse(self, problem: ShopError) -> None:
        """Say no to something else on this screen, visibly and audibly."""
        self._refuse(*self._wording.error(problem))

    def _refuse(
        self,
        title: str,
        detail: str = "",
        *,
        icon: str = "",
        actions: tuple[ToastAction, ...] = (),
    ) -> None:
        self._sounds.play("refused")
        self._toasts.post(ToastMessage(title, detail, "error", icon, actions))


def _is_number(text: str) -> bool:
    """Digits are a code and never a name: they are looked up exactly or not at all."""
    bare = "".join(text.split())
    return bare.isascii() and bare.isdigit()
