"""Where a scan on the Products page goes: to the product it names, or into the one being made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.errors import StoreUnavailable
from app.ui.products.editor import ProductEditor
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage
from app.ui.wording import Wording


class Scans(QObject):
    """Says where; the page goes there."""

    found = Signal(object)  # Product
    nothing_found = Signal(str)
    new_wished = Signal(str, bool)
    """A code, and whether anything else was typed that would be lost"""
    failed = Signal(object)  # ShopError

    def __init__(
        self,
        shop: Shop,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        editor: ProductEditor,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._sounds, self._toasts, self._editor = sounds, toasts, editor

    def take(self, code: str) -> None:
        """Find what was scanned; a product that is being written down takes the code itself."""
        self._toasts.clear_errors()
        if self._editor.takes_scans:
            self._fill(code)
            return
        try:
            found = self._shop.reader.products.by_code(code, by=self._shop.by)
        except StoreUnavailable as problem:
            self.failed.emit(problem)
            return
        if found is not None:
            self._sounds.play("added")
            self.found.emit(found.product)
        elif self._editor.is_open:
            self._fill(code)
            self._offer_new(code)
        else:
            self._sounds.play("refused")
            self.nothing_found.emit(code)

    # Inside

    def _fill(self, code: str) -> None:
        self._editor.take_scan(code)
        self._sounds.play("added")

    def _offer_new(self, code: str) -> None:
        """A code nobody has was given to what is open; it may be of goods not written down yet."""
        as_scanned = self._editor.form.texts()

        def begin_instead() -> None:
            self.new_wished.emit(code, self._editor.form.texts() != as_scanned)

        title = self.tr("{code} is a barcode of {name} once it is saved").format(
            code=self._wording.barcode(code), name=self._editor.product.full_name
        )
        new = ToastAction(self.tr("New product"), begin_instead)
        self._toasts.post(ToastMessage(title, icon="scan-barcode", actions=(new,)))
