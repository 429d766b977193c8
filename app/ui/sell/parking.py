"""Putting the open sale aside and taking one up again; nothing is asked and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft, cart_of, draft_of
from app.domain.errors import ShopError
from app.ui.actions import keycap
from app.ui.sell.open_sale import OpenSale
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.parked import ParkedSale
    from app.ui.sell.parked_sheet import ParkedSheet

_WIDTH = 172


class ParkedButton(SecondaryButton):
    """Beside the scan field, with the number of sales that wait."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, self.tr("Parked"), icon="circle-pause", key=keycap("recall"), parent=parent
        )
        self.setObjectName("parked")
        self.setMinimumWidth(_WIDTH)

    def show_count(self, count: int) -> None:
        self.setEnabled(count > 0)
        self.set_badge(str(count) if count else "")


class Parking(QObject):
    """While the store moves a cart, the sale is locked and scans wait."""

    cart_left = Signal()
    cart_taken = Signal(object)  # Draft
    scan_released = Signal(str)
    done = Signal()

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        toasts: ToastHost,
        sale: OpenSale,
        button: ParkedButton,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts, self._sale, self._button, self._page = toasts, sale, button, page
        self._sheet: ParkedSheet | None = None
        self._is_moving = False
        self._held: list[str] = []
        self._discarded: ParkedSale | None = None
        button.show_count(0)
        desk = shop.counter
        desk.parked.connect(self._on_parked)
        desk.recalled.connect(self._on_recalled)
        desk.discarded.connect(self._on_discarded)
        desk.parking_refused.connect(self._on_refused)

    @property
    def is_moving(self) -> bool:
        """True while the store has not answered yet."""
        return self._is_moving

    def hold(self, code: str) -> None:
        """Keep a scan for the sale that comes next."""
        self._held.append(code)

    # Wishes

    def park(self) -> None:
        """Put the open cart aside under its customer's name."""
        if not self._sale.cart.is_empty and not self._sale.is_locked:
            self._begin_to_move()
            self._shop.park(self._open_one())

    def show(self) -> None:
        """Show what is parked, newest first."""
        if self._sale.is_locked:
            return
        sales = self._parked()
        if not sales:
            self._say(self.tr("No sale is parked"))
            return
        if self._sheet is None:
            from app.ui.sell.parked_sheet import ParkedSheet

            self._sheet = ParkedSheet(self._theme, self._wording, self._page.window())
            self._sheet.recall_requested.connect(self._recall)
            self._sheet.discard_requested.connect(self._discard)
            self._sheet.note_changed.connect(self._write_note)
            self._sheet.closed.connect(self.done)
        self._sheet.show_sales(sales)

    @Slot()
    def refresh(self) -> None:
        """Count again, and show the list again if it is open."""
        try:
            self._button.show_count(self._shop.reader.parked.count(by=self._shop.by))
        except ShopError:
            self._button.show_count(0)
            return
        if self._sheet is not None and self._sheet.is_open:
            sales = self._parked()
            if sales:
                self._sheet.show_sales(sales)
            else:
                self._sheet.close_sheet()

    # Answers

    @Slot(object)
    def _on_parked(self, parked: ParkedSale) -> None:
        if self._is_moving and parked.draft.key == self._sale.cart.key:
            self.cart_left.emit()
            self._say_parked(parked)
            self.done.emit()
            self._end_move()
        self.refresh()

    @Slot(object, object)
    def _on_recalled(self, draft: Draft, put_aside: ParkedSale | None) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
        self.cart_taken.emit(draft)
        self._end_move()
        if put_aside is not None:
            self._say_parked(put_aside)
        self.refresh()

    @Slot(str)
    def _on_discarded(self, key: str) -> None:
        gone, self._discarded = self._discarded, None
        if gone is not None and gone.draft.key == key:
            self._offer_back(gone)
        self.refresh()

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        self._discarded = None
        self._sale.set_locked(False)
        self._end_move()
        self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
        self.refresh()

    # From the sheet

    @Slot(object)
    def _recall(self, parked: ParkedSale) -> None:
        if not self._sale.is_locked and self._can_be_read(parked):
            self._begin_to_move()
            aside = None if self._sale.cart.is_empty else self._open_one()
            self._shop.recall(parked.draft.key, aside)

    @Slot(object)
    def _discard(self, parked: ParkedSale) -> None:
        if self._discarded is None:  # else the list still shows what is just being forgotten
            self._discarded = parked
            self._shop.counter.discard(parked.draft.key)

    @Slot(object, str)
    def _write_note(self, parked: ParkedSale, note: str) -> None:
        """The note is on the list and in the cart itself, which keeps it when it is taken up."""
        if self._can_be_read(parked):
            self._shop.counter.park(self._with_note(parked, note))

    # Inside

    def _can_be_read(self, parked: ParkedSale) -> bool:
        """Say so where the file was damaged: taken up, the sale would be lost for good."""
        try:
            cart_of(parked.draft, self._shop.settings)
        except ShopError:
            title = self.tr("This parked sale cannot be read")
            advice = self.tr("Ring it up again, then discard it.")
            self._toasts.post(ToastMessage(title, advice, "error"))
            return False
        return True

    def _begin_to_move(self) -> None:
        self._is_moving = True
        self._sale.set_locked(True)

    def _end_move(self) -> None:
        self._is_moving = False
        held, self._held = self._held, []
        for code in held:
            self.scan_released.emit(code)

    def _with_note(self, parked: ParkedSale, note: str) -> ParkedSale:
        cart = cart_of(parked.draft, self._shop.settings)
        cart.set_note(note)
        return replace(parked, draft=draft_of(cart), note=note)

    def _open_one(self) -> ParkedSale:
        from app.domain.parked import ParkedSale

        cart = self._sale.cart
        name = "" if cart.customer is None else cart.customer.name
        now = self._shop.clock.now()
        return ParkedSale(self._sale.draft(), name, cart.item_count, cart.total, cart.note, now)

    def _parked(self) -> list[ParkedSale]:
        try:
            return list(reversed(self._shop.reader.parked.parked(by=self._shop.by)))
        except ShopError as problem:
            self._say(*self._wording.error(problem))
            return []

    def _say_parked(self, parked: ParkedSale) -> None:
        from app.ui.sell.parked_list import parked_name

        title = self.tr("Parked: {name}").format(name=parked_name(parked, self._wording))
        words = self._wording
        detail = f"{words.items(parked.item_count)}  ·  {words.money(parked.total)}"
        self._say(title, detail)

    def _say(self, title: str, detail: str = "") -> None:
        self._toasts.post(ToastMessage(title, detail, "info", "circle-pause"))

    def _offer_back(self, parked: ParkedSale) -> None:
        def bring_back() -> None:
            self._shop.counter.park(parked)

        from app.ui.sell.parked_list import parked_name

        title = self.tr("Discarded: {name}").format(name=parked_name(parked, self._wording))
        undo = ToastAction(self.tr("Undo"), bring_back)
        self._toasts.post(ToastMessage(title, "", "undo", "trash-2", (undo,)))
