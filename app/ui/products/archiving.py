"""Off sale and back: what came of it is said, and can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ShopError
from app.ui.shop import Shop
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage


class Archiving(QObject):
    """Speaks only while the page is on screen: elsewhere nobody asked for it."""

    done = Signal(int, bool)
    """Product id, and whether it is off sale now"""

    def __init__(self, shop: Shop, toasts: ToastHost, page: QWidget) -> None:
        super().__init__(page)
        self._shop, self._toasts, self._page = shop, toasts, page
        shop.shelf.archived.connect(self._on_archived)

    @Slot(int, bool)
    def _on_archived(self, product_id: int, archived: bool) -> None:
        if not self._page.isVisible():
            return
        self.done.emit(product_id, archived)
        words = self.tr("Archived {name}") if archived else self.tr("{name} is on sale again")
        undo = ToastAction(
            self.tr("Undo"), lambda: self._shop.shelf.archive(product_id, archived=not archived)
        )
        title = words.format(name=self._name_of(product_id))
        self._toasts.post(ToastMessage(title, kind="undo", actions=(undo,)))

    def _name_of(self, product_id: int) -> str:
        try:
            return self._shop.reader.products.product(product_id, by=self._shop.by).full_name
        except ShopError:
            return self.tr("The product")
