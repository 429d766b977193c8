"""What a cashier wishes for beside the sale itself: carts put aside, goods made at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.domain.money import Money
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering, repeatable

if TYPE_CHECKING:
    from app.domain.parked import ParkedSale
    from app.domain.product import QuickKey


class CounterWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    parked = Signal(object)
    recalled = Signal(object, object)
    discarded = Signal(str)
    parking_refused = Signal(object)
    product_made = Signal(object)
    product_refused = Signal(object)
    keys_saved = Signal()
    keys_refused = Signal(object)

    @Slot(object)
    def park(self, parked: ParkedSale) -> None:
        with answering(self.parking_refused.emit):
            self._writer.store.parked.park(parked, by=self._writer.by)
            self.parked.emit(parked)

    @Slot(str, object)
    def recall(self, key: str, in_place_of: ParkedSale | None) -> None:
        with answering(self.parking_refused.emit):
            draft = self._writer.store.parked.recall(key, in_place_of, by=self._writer.by)
            self.recalled.emit(draft, in_place_of)

    @Slot(str)
    def discard(self, key: str) -> None:
        with answering(self.parking_refused.emit):
            self._writer.store.parked.discard(key, by=self._writer.by)
            self.discarded.emit(key)

    @Slot(str, str, object)
    @repeatable
    def make_product(self, barcode: str, name: str, price: Money) -> None:
        with answering(self.product_refused.emit):
            shelf = self._writer.store.products
            self.product_made.emit(shelf.make_at_counter(barcode, name, price, by=self._writer.by))
            self._writer.announce(Changes(products=True))

    @Slot(object)
    @repeatable
    def save_keys(self, keys: Sequence[QuickKey]) -> None:
        with answering(self.keys_refused.emit):
            self._writer.store.products.set_quick_keys(keys, by=self._writer.by)
            self.keys_saved.emit()


class CounterDesk(Desk):
    """What Sell may ask for; every answer comes on the window's thread, after the commit."""

    parked = Signal(object)
    """ParkedSale"""
    recalled = Signal(object, object)
    """Draft that is the open one now; ParkedSale that was put aside for it, or None"""
    discarded = Signal(str)
    parking_refused = Signal(object)
    """ShopError: nothing was parked, recalled or forgotten"""
    product_made = Signal(object)
    product_refused = Signal(object)
    keys_saved = Signal()
    keys_refused = Signal(object)

    _park_requested = Signal(object)
    _recall_requested = Signal(str, object)
    _discard_requested = Signal(str)
    _product_requested = Signal(str, str, object)
    _keys_requested = Signal(object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = CounterWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on(
            (self._park_requested, half.park),
            (self._recall_requested, half.recall),
            (self._discard_requested, half.discard),
            (self._product_requested, half.make_product),
            (self._keys_requested, half.save_keys),
        )

    def park(self, parked: ParkedSale) -> None:
        """Put a cart aside; `parked` or `parking_refused` follows."""
        self._park_requested.emit(parked)

    def recall(self, key: str, in_place_of: ParkedSale | None) -> None:
        """Take a cart up, putting the open one aside; `recalled` or `parking_refused` follows."""
        self._recall_requested.emit(key, in_place_of)

    def discard(self, key: str) -> None:
        """Forget a parked cart; `discarded` or `parking_refused` follows."""
        self._discard_requested.emit(key)

    def make_product(self, barcode: str, name: str, price: Money) -> None:
        """Make a product nobody knew; `product_made` or `product_refused` follows."""
        self._product_requested.emit(barcode, name, price)

    def save_keys(self, keys: Sequence[QuickKey]) -> None:
        """Keep the quick keys in this order; `keys_saved` or `keys_refused` follows."""
        self._keys_requested.emit(tuple(keys))
