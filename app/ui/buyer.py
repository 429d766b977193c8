"""Who is buying, in the words that chip, tender and sale complete share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer, CustomerRef
from app.domain.errors import NotFound, StoreUnavailable
from app.ui.shop import Shop
from app.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Buyer:
    """The customer of a cart as the cashier should see it before the money is taken."""

    name: str
    detail: str
    is_new: bool
    customer: Customer | None = None


def buyer_of(who: CustomerRef | None, shop: Shop, wording: Wording) -> Buyer | None:
    """Look the cart's customer up; None for nobody in particular."""
    if who is None:
        return None
    try:
        customer = _on_record(who, shop)
    except StoreUnavailable:
        return Buyer(who.name, "", is_new=False)
    if customer is None:
        return Buyer(who.name, _tr("Will be saved with this sale"), is_new=True)
    if not customer.transaction_count:
        return Buyer(customer.name, _tr("no purchase yet"), is_new=False, customer=customer)
    detail = f"{wording.purchases(customer.transaction_count)}  ·  "
    return Buyer(
        customer.name,
        detail + wording.visit(customer.last_purchase),
        is_new=False,
        customer=customer,
    )


def _on_record(who: CustomerRef, shop: Shop) -> Customer | None:
    book = shop.reader.customers
    if who.id is not None:
        try:
            return book.customer(who.id, by=shop.by)
        except NotFound:
            pass
    return book.named(who.name, by=shop.by)


def _tr(text: str) -> str:
    return QCoreApplication.translate("buyer", text)
