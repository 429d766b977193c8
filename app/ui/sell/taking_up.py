"""After a start: the cart that was open, and the sale that was saved last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.errors import ShopError
from app.domain.money import total_of
from app.ui.sell.open_sale import OpenSale
from app.ui.shop import Shop
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.domain.sale import SaleRecord


def take_up(shop: Shop, sale: OpenSale, toasts: ToastHost, wording: Wording) -> None:
    """Bring the kept cart back with its key; after an unclean end say what was saved last."""
    try:
        last = None if shop.ended_cleanly else shop.reader.sales.last(by=shop.by)
        if last is not None:
            toasts.post(_about_last_sale(last, wording))
        draft = shop.reader.drafts.kept(by=shop.by)
        if draft is None:
            return
        sale.resume(draft)
    except ShopError as problem:
        toasts.post(ToastMessage(*wording.error(problem), "error"))
        return
    if not sale.cart.is_empty:
        count, total = wording.lines(len(sale.cart.lines)), wording.money(sale.cart.total)
        paid = total_of(part.amount for part in sale.cart.parts)
        detail = _tr("{lines}, {total}. Nothing of it was charged.")
        if paid:
            detail = _tr("{lines}, {total}. {paid} was taken already and waits in the payment.")
        detail = detail.format(lines=count, total=total, paid=wording.money(paid))
        toasts.post(ToastMessage(_tr("The unfinished sale is back"), detail, "info", "history"))


def _about_last_sale(last: SaleRecord, wording: Wording) -> ToastMessage:
    """Name number, total, change and customer, so that nobody rings it up twice."""
    title = _tr("The last saved sale is {number}: {total}")
    title = title.format(number=last.head.number, total=wording.money(last.head.total))
    parts = [
        _tr("Change {change}").format(change=wording.money(last.change)),
        last.customer_name or _tr("no customer name"),
        wording.date_time(last.head.sold_at),
        _tr("do not ring it up again"),
    ]
    return ToastMessage(title, "  ·  ".join(parts), "notice", "history")


def _tr(text: str) -> str:
    return QCoreApplication.translate("taking_up", text)
