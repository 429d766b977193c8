"""Whether the reference of a payment was used before: paid once, shown twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.errors import ShopError
from app.domain.sale import Payment
from app.domain.tender import MethodKind, PaymentMethod
from app.ui.shop import Shop
from app.ui.wording import Wording

_ONCE_ONLY = frozenset({MethodKind.WALLET, MethodKind.BANK, MethodKind.CHEQUE})
"""The last digits of a card come again with its owner."""


class References(QObject):
    """Asks the shop's sales and what was paid on accounts."""

    def __init__(self, shop: Shop, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._wording = shop, wording

    def doubt(
        self, method: PaymentMethod, part: Payment, taken: Sequence[Payment]
    ) -> tuple[str, str] | None:
        """Give what speaks against a reference, as a title and a detail, or None."""
        if not part.reference or method.kind not in _ONCE_ONLY:
            return None
        title = self.tr("This reference was used before")
        if any((p.method, p.reference) == (part.method, part.reference) for p in taken):
            return title, self.tr("It stands in the list above.")
        try:
            use = self._sale_with(part) or self._account_payment_with(part)
        except ShopError:
            return self.tr("The reference could not be checked"), ""
        return None if use is None else (title, use)

    def _sale_with(self, part: Payment) -> str | None:
        sales, by, wording = self._shop.reader.sales, self._shop.by, self._wording
        row = sales.with_reference(part.method, part.reference, by=by)
        if row is None:
            return None
        name = sales.sale(row.sale_id, by=by).customer_name
        words = [
            self.tr("Sale {number}").format(number=row.number),
            wording.date_time(row.sold_at),
            wording.money(row.total),
            name or self.tr("no customer name"),
        ]
        return "  ·  ".join(words) + "."

    def _account_payment_with(self, part: Payment) -> str | None:
        book, by, wording = self._shop.reader.accounts, self._shop.by, self._wording
        found = book.with_reference(part.method, part.reference, by=by)
        if found is None:
            return None
        account, entry = found
        words = [
            self.tr("Account payment {number}").format(number=entry.number),
            wording.date_time(entry.made_at),
            wording.money(-entry.amount),
            account.name,
        ]
        return "  ·  ".join(words) + "."
