"""Who is buying, in the words that chip, tender and sale complete share."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer, CustomerRef
from app.domain.errors import NotFound, StoreUnavailable
from app.ui.shop import Shop
from app.ui.wording import Wording


class Buyer(NamedTuple):
    """The customer of a cart as the cashier should see it before the money is taken."""

    name: str
    detail: str
    is_new: bool
    customer: Customer | None = None
    alike: Customer | None = None
    """Whom a new name looks like, and may have been meant for."""


def buyer_of(who: CustomerRef | None, shop: Shop, wording: Wording) -> Buyer | None:
    """Look the cart's customer up; None for nobody in particular."""
    if who is None:
        return None
    try:
        customer = _on_record(who, shop)
        if customer is None:
            return _new_buyer(who, shop)
    except StoreUnavailable:
        return Buyer(who.name, "", is_new=False)
    if shop.settings.hides_customer_details:
        return Buyer(customer.name, "", is_new=False, customer=customer)
    if not customer.transaction_count:
        return Buyer(customer.name, _tr("no purchase yet"), is_new=False, customer=customer)
    detail = f"{wording.purchases(customer.transaction_count)}  ·  "
    return Buyer(
        customer.name,
        detail + wording.visit(customer.last_purchase),
        is_new=False,
        customer=customer,
    )


def _new_buyer(who: CustomerRef, shop: Shop) -> Buyer:
    hidden = shop.settings.hides_customer_details
    alike = [] if hidden else shop.reader.customers.lookalikes(who.name, 1, by=shop.by)
    detail = _tr("Will be saved with this sale")
    if who.phone and not hidden:
        detail = _tr("{phone}  ·  saved with this sale").format(phone=who.phone)
    return Buyer(who.name, detail, is_new=True, alike=alike[0] if alike else None)


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
