"""The owner's wishes about products: their way to the writer, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.changes import Changes
from app.domain.product import Pack, Product
from app.ui.desk import Desk, DeskWriter
from app.ui.storage_thread import Writer, answering

if TYPE_CHECKING:
    from app.domain.stock import StockChange


class ShelfWriter(DeskWriter):
    """Lives in the storage thread beside the writer. Executes, never decides."""

    saved = Signal(object)
    refused = Signal(object)
    archived = Signal(int, bool)
    stock_changed = Signal(object)
    stock_refused = Signal(object)

    @Slot(object, object, bool)
    def save(self, product: Product, packs: Sequence[Pack], counts_stock: bool) -> None:
        with answering(self.refused.emit):
            shelf = self._writer.store.products
            kept = shelf.save(product, packs, by=self._writer.by, counts_stock=counts_stock)
            self.saved.emit(kept)
            self._writer.announce(Changes(products=True))

    @Slot(int, bool)
    def archive(self, product_id: int, archived: bool) -> None:
        with answering(self.refused.emit):
            self._writer.store.products.archive(product_id, by=self._writer.by, archived=archived)
            self.archived.emit(product_id, archived)
            self._writer.announce(Changes(products=True))

    @Slot(object)
    def change_stock(self, change: StockChange) -> None:
        with answering(self.stock_refused.emit):
            kept = self._writer.store.products.change_stock(change, by=self._writer.by)
            self.stock_changed.emit(kept)
            self._writer.announce(Changes(products=True))


class Shelf(Desk):
    """What the window may ask for; every answer comes on its own thread, after the commit."""

    saved = Signal(object)
    """Product"""
    refused = Signal(object)
    """ShopError: neither saved nor archived"""
    archived = Signal(int, bool)
    stock_changed = Signal(object)
    """Product"""
    stock_refused = Signal(object)
    """ShopError: the stock is as it was"""

    _save_requested = Signal(object, object, bool)
    _archive_requested = Signal(int, bool)
    _change_stock_requested = Signal(object)

    def __init__(self, writer: Writer, thread: QThread, parent: QObject) -> None:
        half = ShelfWriter(writer)
        super().__init__(half, thread, parent)
        self._hand_on(
            (self._save_requested, half.save),
            (self._archive_requested, half.archive),
            (self._change_stock_requested, half.change_stock),
        )

    def save(self, product: Product, packs: Sequence[Pack], *, counts_stock: bool) -> None:
        """Keep a product with exactly these barcodes; `saved` or `refused` follows."""
        self._save_requested.emit(product, tuple(packs), counts_stock)

    def archive(self, product_id: int, *, archived: bool = True) -> None:
        """Take a product off sale, or bring it back; `archived` or `refused` follows."""
        self._archive_requested.emit(product_id, archived)

    def change_stock(self, change: StockChange) -> None:
        """Receive, adjust or count a product; `stock_changed` or `stock_refused` follows."""
        self._change_stock_requested.emit(change)
