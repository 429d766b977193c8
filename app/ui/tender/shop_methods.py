"""The shop's own ways to pay, as read last; before that, those every shop begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.errors import ShopError
from app.ui.shop import Shop
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.tender import PaymentMethod


class ShopMethods(QObject):
    """Reads them when the shop is opened and when its settings change, and has them named."""

    def __init__(self, shop: Shop, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording
        self._read: tuple[PaymentMethod, ...] | None = None
        shop.opened.connect(self._learn)
        shop.changed.connect(self._on_changed)
        if shop.is_open:
            self._learn()

    @property
    def all(self) -> tuple[PaymentMethod, ...]:
        """Give all of them, hidden ones too."""
        if self._read is None:
            from app.domain.tender import METHODS

            return METHODS
        return self._read

    @property
    def cash(self) -> PaymentMethod:
        from app.domain.tender import CASH

        return next((each for each in self.all if each.is_cash), CASH)

    @property
    def on_account(self) -> frozenset[str]:
        """Give the codes of those that put something on an account."""
        from app.domain.tender import MethodKind

        return frozenset(each.code for each in self.all if each.kind is MethodKind.ACCOUNT)

    @Slot()
    def _learn(self) -> None:
        """Read them; where that fails those known so far go on working."""
        try:
            methods = self._shop.reader.methods.methods(by=self._shop.by)
        except ShopError:
            return
        self._read = methods
        self._wording.name_methods({each.code: each.name for each in methods})

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.settings:
            self._learn()
